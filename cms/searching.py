"""One box over the whole register: units by any name, offices, powers, instruments by number, fields.

Everything is compared in the folded form that the entries carry, in memory, so that SQLite and PostgreSQL answer alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext

from cms.addresses import instrument_address, office_address, power_address, unit_address
from cms.catalog import Catalog, InstrumentCard
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
        _hits("powers", gettext("Thẩm quyền"), _powers(catalog, text)),
        _hits("units", gettext("Đơn vị hành chính"), _units(catalog, text, words, today)),
        _hits("offices", gettext("Cơ quan, chức danh"), _offices(catalog, text, words)),
        _hits("instruments", gettext("Văn bản"), _instruments(catalog, text, words)),
        _hits("fields", gettext("Lĩnh vực"), _fields(catalog, text, words, matrix)),
    )
    return tuple(hits for hits in found if hits.total)


def _hits(kind: str, title: str, links: list[Link]) -> Hits:
    return Hits(kind, title, tuple(links[:MOST_OF_A_KIND]), len(links))


def _powers(catalog: Catalog, text: str) -> list[Link]:
    exact = find_power(catalog.powers, text)
    cards = [exact.power] if exact.power else list(exact.choices) or []
    known = {card.power for card in cards}
    cards += [card for card in matching_powers(catalog.powers.values(), text) if card.power not in known]
    return [
        Link(
            card.title,
            power_address(card.power),
            " · ".join([catalog.fields.get(card.field, ""), *card.procedures]),
        )
        for card in cards
    ]


def _units(catalog: Catalog, text: str, words: list[str], today: date) -> list[Link]:
    geography = catalog.register.geography
    named = catalog.places.find(text, today)
    first = ([named.unit] if named.unit else []) + [choice.unit for choice in (*named.choices, *named.others)]
    wanted = spoken(text)
    by_words = {
        version.unit: (closeness(text, version.name, name), version.unit)
        for name, version in catalog.places.names
        if wanted in name or all_words_in(words, name)
    }
    rest = sorted(
        by_words.keys() - set(first), key=lambda unit: (not geography.exists(unit, today), by_words[unit])
    )
    return [_unit(catalog, unit, today) for unit in [*dict.fromkeys(first), *rest]]


def _unit(catalog: Catalog, unit: str, today: date) -> Link:
    geography = catalog.register.geography
    choice = catalog.places.choice(unit, today)
    version = choice.version
    day = today if choice.standing == "exists" else version.period.start or today
    above = geography.version(version.parent, day) if version.parent else None
    period = span(choice.first, choice.last)
    return Link(version.name, unit_address(unit), f"{above.name} · {period}" if above else period)


def _offices(catalog: Catalog, text: str, words: list[str]) -> list[Link]:
    offices = catalog.register.directory.offices
    hits = [
        (closeness(text, offices[key].name, folded), key)
        for key, folded in catalog.folded_offices.items()
        if all_words_in(words, folded)
    ]
    return [
        Link(
            offices[key].name,
            office_address(key),
            span(offices[key].period.start, offices[key].period.last_day),
        )
        for _nearness, key in sorted(hits)
    ]


def _instruments(catalog: Catalog, text: str, words: list[str]) -> list[Link]:
    wanted = number_parts(text)
    hits = [
        (0 if by_number else 1, closeness(text, f"{card.number} {card.title}", card.folded), card.instrument)
        for card in catalog.instruments.values()
        for by_number in [_is_numbered(card, wanted)]
        if by_number or all_words_in(words, card.folded)
    ]
    cards = (catalog.instruments[key] for _by_words, _nearness, key in sorted(hits))
    return [
        Link(card.cited, instrument_address(card.instrument), card.title if card.number else card.issuer)
        for card in cards
    ]


def number_parts(text: str) -> list[str]:
    """A document number in parts that do not depend on how it is written: 31-2011 qd ubnd, 031/2011/QĐ-UBND."""
    return [_LEADING_ZEROS.sub("", part) for part in _NOT_A_LETTER.split(spoken(text)) if part]


def _is_numbered(card: InstrumentCard, wanted: list[str]) -> bool:
    """Whether what was typed is the beginning of the instrument's number, its type before it or not."""
    own = number_parts(card.number)
    kind = number_parts(card.type)
    if not own or not any(part[:1].isdigit() for part in wanted):
        return False
    rest = wanted[len(kind) :] if wanted[: len(kind)] == kind else wanted
    return bool(rest) and own[: len(rest)] == rest


def _fields(catalog: Catalog, text: str, words: list[str], matrix: str) -> list[Link]:
    hits: Iterable[tuple[tuple[int, int, int], str, str]] = (
        (closeness(text, name, folded), name, key)
        for key, name in catalog.fields.items()
        for folded in [fold(name)]
        if all_words_in(words, folded)
    )
    return [_field(key, name, matrix) for _nearness, name, key in sorted(hits)]


def fields_by_name(catalog: Catalog, matrix: str) -> list[Link]:
    """Every field of law, leading to its part of the matrix."""
    return [
        _field(key, name, matrix)
        for key, name in sorted(catalog.fields.items(), key=lambda item: in_order(item[1]))
    ]


def _field(key: str, name: str, matrix: str) -> Link:
    return Link(name, f"{matrix}?{urlencode({'linh-vuc': key})}" if matrix else "")
