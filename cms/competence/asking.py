"""The question "Đã có thẩm quyền?" as a form sends it: what was typed, what it means, what has to be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext

from cms.addresses import competence_address
from cms.catalog import Catalog
from cms.choices import Choices, choices
from cms.competence.offices import OfficeFound, OfficeIndex
from cms.days import span
from cms.links import Link, office_link, unit_link
from cms.matching import clean
from cms.questions import FACTS, Asked, Understood, read_question, understand
from cms.subjects import Subject

OFFICE = "co_quan"


@dataclass(frozen=True, slots=True)
class CompetenceAsked(Asked):
    """A question with an office in it; what else was typed is as in any question."""

    @property
    def office(self) -> str:
        """The office as it was typed."""
        return self.typed[OFFICE]

    @property
    def is_blank(self) -> bool:
        """Whether nothing was asked yet."""
        return not (self.power or self.place or self.office)

    def address(self, **instead: str) -> str:
        """The address of this question with some of what was typed replaced."""
        return competence_address(**{**self.typed, **instead})


@dataclass(frozen=True, slots=True)
class CompetenceUnderstood:
    """A question beside what it can mean; `place` is a unit, `is_own_place` where it was left out: the office's own."""

    asked: CompetenceAsked
    rest: Understood
    office: OfficeFound
    place: str | None
    is_own_place: bool

    @property
    def is_definite(self) -> bool:
        """Whether it can be answered."""
        return bool(self.office.office and self.rest.power.power and self.place and self.asked.day)


@dataclass(frozen=True, slots=True)
class OfficeChoices:
    """What is left to choose or cannot be found; `others` are offices of that name on other days."""

    offices: tuple[Link, ...]
    are_suggestions: bool
    others: tuple[Link, ...]
    no_office: str
    missing: tuple[str, ...]
    rest: Choices


def read_competence(sent: Mapping[str, str], today: date) -> CompetenceAsked:
    """The question as sent; an unreadable part becomes a problem under its own name, never an error."""
    asked = read_question(sent, today)
    typed = {OFFICE: clean(sent.get(OFFICE, "")), **asked.typed}
    return CompetenceAsked(asked.power, asked.place, asked.day, typed, asked.facts, asked.problems)


@lru_cache(maxsize=3)
def offices_of(catalog: Catalog) -> OfficeIndex:
    """The offices of a register by name."""
    return OfficeIndex(catalog.register.directory, catalog.folded_offices, catalog.places)


def understand_competence(catalog: Catalog, asked: CompetenceAsked) -> CompetenceUnderstood:
    """What the question means on its day."""
    rest = understand(catalog, asked)
    office = offices_of(catalog).find(asked.office, asked.day) if asked.day else OfficeFound()
    place, is_own = rest.place.unit, False
    if not asked.place and office.office:
        place, is_own = catalog.register.directory.offices[office.office].unit, True
    return CompetenceUnderstood(asked, rest, office, place, is_own)


def in_words(catalog: Catalog, understood: CompetenceUnderstood) -> CompetenceAsked:
    """The question with names in place of keys, wherever the name alone leads back to the same thing."""
    typed = dict(understood.rest.in_words(catalog).typed)
    office, day = understood.office.office, understood.asked.day
    if office and day:
        name = catalog.office_name(office)
        if offices_of(catalog).find(name, day).office == office:
            typed[OFFICE] = name
    return replace(understood.asked, typed=typed)


def office_choices(catalog: Catalog, understood: CompetenceUnderstood) -> OfficeChoices:
    """What has to be chosen before the question can be answered."""
    asked, found = understood.asked, understood.office
    rest = choices(catalog, understood.rest)
    missing = (
        []
        if asked.office
        else [gettext("Hãy ghi cơ quan hoặc chức danh đã ký, ví dụ “UBND phường An Khánh”.")]
    )
    if not asked.power:
        missing.append(gettext("Hãy ghi việc đã quyết định: tên thủ tục, vài từ trong tên, hoặc mã thủ tục."))
    return OfficeChoices(
        offices=tuple(_office_link(catalog, asked, office) for office in found.choices),
        are_suggestions=found.is_suggestion,
        others=tuple(_office_link(catalog, asked, office) for office in found.others),
        no_office=_no_office(asked) if asked.office and asked.day and not _is_found(found) else "",
        missing=tuple(missing),
        rest=rest,
    )


def _is_found(found: OfficeFound) -> bool:
    return bool(found.office or found.choices)


def _no_office(asked: CompetenceAsked) -> str:
    return gettext(
        "Sổ không có cơ quan, chức danh nào tên là “%(text)s”. Hãy thử tên đầy đủ, ví dụ “Chủ tịch UBND Quận 2” "
        "hoặc “Giám đốc Sở Xây dựng”."
    ) % {"text": asked.office}


def _office_link(catalog: Catalog, asked: CompetenceAsked, office: str) -> Link:
    record = catalog.register.directory.offices[office]
    history = catalog.register.geography.history(record.unit)
    first = max((day for day in (record.period.start, history[0].period.start) if day), default=None)
    last = min((day for day in (record.period.last_day, history[-1].period.last_day) if day), default=None)
    within = unit_link(catalog, record.unit, last).note
    note = " · ".join(part for part in (within, span(first, last)) if part)
    return Link(office_link(catalog, office).text, asked.address(**{OFFICE: office}), note, office)


def competence_subject(asked: Asked, office: str, power: str, place: str) -> Subject:
    """What the verdict on a definite question is about; the facts typed are its query."""
    day = asked.day
    facts = tuple((name, asked.typed[name]) for name in FACTS if asked.typed[name])
    permanent = competence_address(
        co_quan=office, viec=power, noi=place, ngay=day.isoformat() if day else "", **dict(facts)
    )
    return Subject("competence", permanent, (office, power, place), day, facts)
