"""The page of a unit: what it was called and when, what it was made of and became, its offices, what lies in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext

from cms import wording
from cms.addresses import question_address, unit_address
from cms.catalog import Catalog
from cms.choices import places_instead
from cms.days import long_day, short_day, span
from cms.drawings.scale import Stretch, scale_over
from cms.links import Link, instrument_link, office_link, unit_link
from cms.matching import in_order
from cms.places import Standing
from cms.sheets.family import Family, family
from units.geography import Succession, UnitVersion

_YEARS_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class VersionRow:
    """What a unit was called and placed under during a period."""

    name: str
    kind: str
    code: str
    parent: Link | None
    period: str
    is_shown: bool
    stretch: Stretch | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One unit that went into this one, or that this one went into."""

    unit: Link
    on: date
    extent_key: str
    extent: str
    instrument: Link | None


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """A unit on a day; where it does not exist then, `absence` says so and the version shown is the nearest."""

    unit: str
    name: str
    kind: str
    code: str
    day: date
    standing: Standing
    absence: str
    lies_in: tuple[Link, ...]
    existence: str
    versions: tuple[VersionRow, ...]
    family: Family
    made_of: tuple[StepRow, ...]
    went_into: tuple[StepRow, ...]
    now_in: tuple[Link, ...]
    offices: tuple[Link, ...]
    former_offices: tuple[Link, ...]
    children: tuple[Link, ...]
    days_of_note: tuple[Link, ...]
    ask: str


def unit_sheet(catalog: Catalog, unit: str, day: date) -> UnitSheet:
    """The page of a recorded unit on a day."""
    geography = catalog.register.geography
    choice = catalog.places.choice(unit, day)
    version = choice.version
    shown_day = day if choice.standing == "exists" else version.period.last_day or version.period.start or day
    history = geography.history(unit)
    offices = catalog.register.directory.at_unit(unit)
    return UnitSheet(
        unit=unit,
        name=version.name,
        kind=wording.word(wording.UNIT_KIND, version.kind),
        code=version.code,
        day=day,
        standing=choice.standing,
        absence=_absence(version, choice.standing, day, choice.first, choice.last),
        lies_in=tuple(
            unit_link(catalog, above, shown_day) for above in geography.ancestors(unit, shown_day)[1:]
        ),
        existence=span(choice.first, history[-1].period.last_day),
        versions=tuple(_version_rows(catalog, history, version, day)),
        family=family(catalog, unit, shown_day),
        made_of=tuple(_step_row(catalog, step, step.from_unit) for step in geography.successions_into(unit)),
        went_into=tuple(
            _step_row(catalog, step, step.to_unit) for step in geography.successions_out_of(unit)
        ),
        now_in=tuple(link for _unit, link in places_instead(catalog, choice, day))
        if choice.standing != "exists"
        else (),
        offices=tuple(
            office_link(catalog, office.office, shown_day) for office in offices if shown_day in office.period
        ),
        former_offices=tuple(
            Link(link.text, link.address, span(office.period.start, office.period.last_day))
            for office in offices
            if shown_day not in office.period
            for link in [office_link(catalog, office.office)]
        ),
        children=tuple(
            unit_link(catalog, child.unit, shown_day)
            for child in sorted(geography.children(unit, shown_day), key=lambda child: in_order(child.name))
        ),
        days_of_note=_days_of_note(unit, history),
        ask=question_address(noi=unit, ngay=shown_day.isoformat()),
    )


def default_day(catalog: Catalog, unit: str, today: date) -> date:
    """The day to show a unit on when none is asked for: today, else the last or first day it exists."""
    choice = catalog.places.choice(unit, today)
    if choice.standing == "exists":
        return today
    nearest = choice.last if choice.standing == "former" else choice.first
    return nearest or today


def _absence(
    version: UnitVersion, standing: Standing, day: date, first: date | None, last: date | None
) -> str:
    if standing == "exists":
        return ""
    if standing == "former" and last:
        return gettext("%(unit)s không tồn tại vào %(day)s: đơn vị này có đến hết %(last)s.") % {
            "unit": version.name,
            "day": long_day(day),
            "last": short_day(last),
        }
    return gettext("%(unit)s không tồn tại vào %(day)s: sổ ghi đơn vị này từ %(first)s.") % {
        "unit": version.name,
        "day": long_day(day),
        "first": short_day(first) if first else "",
    }


def _version_rows(
    catalog: Catalog, history: list[UnitVersion], shown: UnitVersion, day: date
) -> Iterator[VersionRow]:
    """Every version, on a common line of time where there is more than one."""
    days = [day, *(edge for row in history for edge in (row.period.start, row.period.last_day) if edge)]
    scale = scale_over(days, earliest=date.min.year, most_years=_YEARS_SHOWN) if len(history) > 1 else None
    for version in history:
        yield VersionRow(
            name=version.name,
            kind=wording.word(wording.UNIT_KIND, version.kind),
            code=version.code,
            parent=unit_link(catalog, version.parent, version.period.start) if version.parent else None,
            period=span(version.period.start, version.period.last_day),
            is_shown=version is shown,
            stretch=scale.stretch(version.period.start, version.period.last_day) if scale else None,
        )


def _step_row(catalog: Catalog, step: Succession, other: str) -> StepRow:
    known = step.instrument in catalog.instruments
    return StepRow(
        unit=unit_link(catalog, other),
        on=step.on,
        extent_key=step.extent,
        extent=wording.word(wording.EXTENT, step.extent),
        instrument=instrument_link(catalog, step.instrument) if known else None,
    )


def _days_of_note(unit: str, history: list[UnitVersion]) -> tuple[Link, ...]:
    starts = [version.period.start for version in history if version.period.start]
    return tuple(Link(short_day(start), unit_address(unit, start)) for start in starts)
