"""One box over the whole register: units by any name, offices, powers, instruments by number, fields.

Everything is compared in the folded form that the entries carry, in memory, so that SQLite and PostgreSQL answer alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext

from cms.addresses import instrument_address, office_address, power_address, unit_address
from cms.cards import InstrumentCard
from cms.catalog import Catalog
from cms.days import span
from cms.links import Link
from cms.matching import all_words_in, closeness, in_order, words_of
from cms.places import spoken
from cms.powers import find_power, matching_powers
from units.text import fold

MOST_OF_A_KIND: Final = 20

_NOT_A_LETTER: Final = re.compile(r"[\W_]+")
_LEADING_ZEROS: Final = re.compile(r"^0+(?=\d)")


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of one kind: the nearest few of `total`."""

    kind: str
    title: str
    links: tuple[Link, ...]
    total: int


def search(catalog: Catalog, text: str, today: date, matrix: str) -> tuple[Hits, ...]:
    """What the register has for a text, by kind; kinds without a hit are left out. `matrix` is where fields lead."""
    words = words_of(text)
    if not words:
        return ()
    found = (
        _hits("powers", gettext("Thẩm quyền"), _powers(catalog, text), partial(_power, catalog)),
        _hits(
            "units",
            gettext("Đơn vị hành chính"),
            _units(catalog, text, words, today),
            partial(_unit, catalog, today),
        ),
        _hits(
            "offices",
            gettext("Cơ quan, chức danh"),
            _offices(catalog, text, words),
            partial(_office, catalog),
        ),
        _hits(
            "instruments",
            gettext("Văn bản"),
            _instruments(catalog, text, words),
            partial(_instrument, catalog),
        ),
        _hits("fields", gettext("Lĩnh vực"), _fields(catalog, text, words), partial(_field, catalog, matrix)),
    )
    return tuple(hits for hits in found if hits.total)


def fields_by_name(catalog: Catalog, matrix: str) -> list[Link]:
    """Every field of law, leading to its part of the matrix."""
    by_name = sorted(catalog.fields, key=lambda key: in_order(catalog.fields[key]))
    return [_field(catalog, matrix, key) for key in by_name]


def _hits(kind: str, title: str, keys: list[str], link: Callable[[str], Link]) -> Hits:
    return Hits(kind, title, tuple(link(key) for key in keys[:MOST_OF_A_KIND]), len(keys))


# What matches, nearest first


def _powers(catalog: Catalog, text: str) -> list[str]:
    exact = find_power(catalog.powers, text)
    nearest = [exact.power] if exact.power else exact.choices
    cards = (*nearest, *matching_powers(catalog.powers.values(), text))
    return list(dict.fromkeys(card.power for card in cards))


def _units(catalog: Catalog, text: str, words: list[str], today: date) -> list[str]:
    """Units by every name they ever had; of equally near ones those that exist today come first."""
    named = catalog.places.find(text, today)
    named_so = {choice.unit for choice in (*named.choices, *named.others) if not named.is_suggestion}
    if named.unit:
        named_so.add(named.unit)
    wanted = spoken(text)
    order: dict[str, tuple[object, ...]] = {}
    for name, version in catalog.places.names:
        if version.unit not in named_so and wanted not in name and not all_words_in(words, name):
            continue
        nearness = closeness(text, version.name, name)
        gone = not catalog.register.geography.exists(version.unit, today)
        rank = (version.unit not in named_so, nearness[0], gone, nearness, version.unit)
        order[version.unit] = min(order.get(version.unit, rank), rank)
    return sorted(order, key=order.__getitem__)


def _offices(catalog: Catalog, text: str, words: list[str]) -> list[str]:
    offices = catalog.register.directory.offices
    hits = {
        key: closeness(text, offices[key].name, folded)
        for key, folded in catalog.folded_offices.items()
        if all_words_in(words, folded)
    }
    return sorted(hits, key=lambda key: (hits[key], key))


def _instruments(catalog: Catalog, text: str, words: list[str]) -> list[str]:
    wanted = number_parts(text)
    hits = {
        key: (not by_number, closeness(text, f"{card.number} {card.title}", card.folded), key)
        for key, card in catalog.instruments.items()
        for by_number in [_is_numbered(card, wanted)]
        if by_number or all_words_in(words, card.folded)
    }
    return sorted(hits, key=hits.__getitem__)


def _fields(catalog: Catalog, text: str, words: list[str]) -> list[str]:
    hits = {
        key: (closeness(text, name, folded), key)
        for key, name in catalog.fields.items()
        for folded in [fold(name)]
        if all_words_in(words, folded)
    }
    return sorted(hits, key=hits.__getitem__)


@lru_cache(maxsize=20_000)
def number_parts(text: str) -> tuple[str, ...]:
    """A document number in parts that do not depend on how it is written: 31-2011 qd ubnd, 031/2011/QĐ-UBND."""
    return tuple(_LEADING_ZEROS.sub("", part) for part in _NOT_A_LETTER.split(spoken(text)) if part)


def _is_numbered(card: InstrumentCard, wanted: tuple[str, ...]) -> bool:
    """Whether what was typed is the beginning of the instrument's number, its type before it or not."""
    own = number_parts(card.number)
    kind = number_parts(card.type)
    if not own or not any(part[:1].isdigit() for part in wanted):
        return False
    rest = wanted[len(kind) :] if wanted[: len(kind)] == kind else wanted
    return bool(rest) and own[: len(rest)] == rest


# How it is shown


def _power(catalog: Catalog, key: str) -> Link:
    card = catalog.powers[key]
    note = " · ".join([catalog.fields.get(card.field, card.field), *card.procedures])
    return Link(card.title, power_address(key), note)


def _unit(catalog: Catalog, today: date, key: str) -> Link:
    geography = catalog.register.geography
    choice = catalog.places.choice(key, today)
    version = choice.version
    day = today if choice.standing == "exists" else version.period.start or today
    above = geography.version(version.parent, day) if version.parent else None
    period = span(choice.first, choice.last)
    return Link(version.name, unit_address(key), f"{above.name} · {period}" if above else period)


def _office(catalog: Catalog, key: str) -> Link:
    office = catalog.register.directory.offices[key]
    return Link(office.name, office_address(key), span(office.period.start, office.period.last_day))


def _instrument(catalog: Catalog, key: str) -> Link:
    card = catalog.instruments[key]
    return Link(card.cited, instrument_address(key), card.title if card.number else card.issuer)


def _field(catalog: Catalog, matrix: str, key: str) -> Link:
    return Link(catalog.fields[key], f"{matrix}?{urlencode({'linh-vuc': key})}" if matrix else "")
