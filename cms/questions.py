"""The question "Ai có thẩm quyền?" as a form sends it: what was typed, what it means, what has to be chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext

from cms.addresses import question_address
from cms.catalog import Catalog
from cms.days import BadDay, bad_day_sentence, read_day
from cms.links import unit_link
from cms.matching import LONGEST_QUERY, clean
from cms.places import PlaceChoice, PlaceFound, PlaceIndex
from cms.powers import PowerFound, find_power
from cms.searching.sayings import Saying, in_official_words
from cms.subjects import Subject
from delegation.limits import NUMBER_DIMENSIONS, Facts, Value
from units.text import accented

# Name of each fact in the form's address, and the dimension it is a fact on.
FACTS: Final = {
    "so_tien": "amount_vnd",
    "dien_tich": "area_m2",
    "so_tang": "floors",
    "nhom": "project_group",
    "vi_tri": "site",
}

_AMOUNT: Final = re.compile(r"(\d{1,3}(?:[. ]\d{3})+|\d{1,18})(?:,(\d{1,6}))?\s*(.*)", re.ASCII)
_MULTIPLES: Final = {
    "": 1,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "triệu": 10**6,
    "tr": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
_MEASURES: Final = re.compile(r"\s*(đồng|vnđ|vnd|đ|₫|m2|m²|tầng)$")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, by the names of the form; `day` is None where no day could be read."""

    power: str
    place: str
    day: date | None
    typed: Mapping[str, str]
    facts: Facts
    problems: Mapping[str, str]

    @property
    def is_blank(self) -> bool:
        """Whether nothing was asked yet."""
        return not (self.power or self.place)

    @property
    def has_facts(self) -> bool:
        """Whether some fact of the case was typed, readable or not."""
        return any(self.typed[name] for name in FACTS)

    def address(self, **instead: str) -> str:
        """The address of this question with some of what was typed replaced."""
        return question_address(**{**self.typed, **instead})


@dataclass(frozen=True, slots=True)
class Understood:
    """A question beside what it can mean in the register.

    `moved_from` is the unit of that name, where it has ended and the whole of it lies in the one unit that is meant.
    `said` is what the power was called in everyday words, where it was only found by the register's own.
    """

    asked: Asked
    power: PowerFound = field(default_factory=PowerFound)
    place: PlaceFound = field(default_factory=PlaceFound)
    moved_from: PlaceChoice | None = None
    said: Saying | None = None

    def in_words(self, catalog: Catalog) -> Asked:
        """The question with names in place of ids, wherever the name alone leads back to the same thing."""
        typed = dict(self.asked.typed)
        card, unit, day = self.power.power, self.place.unit, self.asked.day
        if card and find_power(catalog.powers, card.title[:LONGEST_QUERY]).power == card:
            typed["viec"] = card.title[:LONGEST_QUERY]
        if unit and day:
            link = unit_link(catalog, unit, day)
            name = f"{link.text}, {link.note}" if link.note else link.text
            if catalog.places.find(name, day).unit == unit:
                typed["noi"] = name
        return replace(self.asked, typed=typed)


def read_question(sent: Mapping[str, str], today: date) -> Asked:
    """The question as sent; an unreadable part becomes a problem under its own name, never an error."""
    typed = {name: clean(sent.get(name, "")) for name in ("viec", "noi", "ngay", *FACTS)}
    problems: dict[str, str] = {}
    day: date | None = today
    if typed["ngay"]:
        try:
            day = read_day(typed["ngay"])
        except BadDay as bad:
            day = None
            problems["ngay"] = bad_day_sentence(bad.text)
    facts: dict[str, Value] = {}
    for name, dimension in FACTS.items():
        if not typed[name]:
            continue
        value = read_fact(dimension, typed[name])
        if value is None:
            problems[name] = gettext(
                "“%(text)s” không phải là một con số. Hãy viết như 240 tỷ, 1.500,5 hoặc 7."
            ) % {"text": typed[name][:40]}
        else:
            facts[dimension] = value
    return Asked(typed["viec"], typed["noi"], day, typed, facts, problems)


def read_fact(dimension: str, text: str) -> Value | None:
    """A fact as people write it, "240 tỷ đồng" or "1.500,5 m2"; None where it is no number but should be."""
    if dimension not in NUMBER_DIMENSIONS:
        return text.upper() if dimension == "project_group" else text
    bare = _MEASURES.sub("", text.casefold().strip())
    match = _AMOUNT.fullmatch(bare)
    if match is None or match[3] not in _MULTIPLES:
        return None
    whole = match[1].replace(".", "").replace(" ", "")
    return Decimal(f"{whole}.{match[2] or 0}") * _MULTIPLES[match[3]]


def understand(catalog: Catalog, asked: Asked) -> Understood:
    """What the question means on its day."""
    power, said = _find_power(catalog, asked.power)
    if asked.day is None:
        return Understood(asked, power, said=said)
    place, moved_from = find_place(catalog.places, asked.place, asked.day)
    return Understood(asked, power, place, moved_from, said)


def _find_power(catalog: Catalog, text: str) -> tuple[PowerFound, Saying | None]:
    """The power that a text names; where no title has its words, the choices by what people say instead of them."""
    found = find_power(catalog.powers, text)
    if found.power or (found.choices and not found.is_suggestion and _is_said(found, text)):
        return found, None
    for saying, official in in_official_words(text):
        meant = find_power(catalog.powers, official)
        if meant.power:
            # What people say may mean more than this one: it is offered, not answered.
            return PowerFound(choices=(meant.power,), total=1), saying
        if meant.choices and not meant.is_suggestion:
            return meant, saying
    return found, None


def _is_said(found: PowerFound, text: str) -> bool:
    """Whether a title has what people say just so, or they say nothing of the kind: "sổ đỏ" is no "cơ sở do"."""
    sayings = [accented(saying.said) for saying, _ in in_official_words(text)]
    return all(any(said in accented(card.title) for card in found.choices) for said in sayings)


def find_place(places: PlaceIndex, text: str, day: date) -> tuple[PlaceFound, PlaceChoice | None]:
    """What a place means on a day, and the former unit by whose name it is called, where that settles it.

    Yesterday's name is today's question: a ward that went wholly into another is answered for by that one. Where a
    former unit lies in several, or only a part of it is known to lie in one, nothing is settled.
    """
    found = places.find(text, day)
    if found.unit or found.is_suggestion or len(found.choices) != 1:
        return found, None
    (former,) = found.choices
    if former.standing != "former":
        return found, None
    ground = places.on_its_ground(former.unit, day)
    if len(ground) != 1 or ground[0].extent != "whole":
        return found, None
    return PlaceFound(unit=ground[0].unit, others=found.others), former


def question_subject(asked: Asked, power: str, unit: str) -> Subject:
    """What the answer to a definite question is about; the facts typed are its query."""
    day = asked.day
    facts = tuple((name, asked.typed[name]) for name in FACTS if asked.typed[name])
    permanent = question_address(viec=power, noi=unit, ngay=day.isoformat() if day else "", **dict(facts))
    return Subject("answer", permanent, (power, unit), day, facts)
