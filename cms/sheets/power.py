"""The page of a power: what it is, and its holders through time as a table with a bar for each grant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from cms import wording
from cms.addresses import question_address
from cms.cards import PowerCard
from cms.catalog import Catalog
from cms.sheets.grants import GrantRow, grant_rows
from cms.terms import begins

# Width of a row's picture in its own units: templates scale it to the column.
BAR_WIDTH: Final = 1000
_YEARS_SHOWN_AT_LEAST: Final = 2
_EARLIEST_YEAR_SHOWN: Final = 2010


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a grant lies on the common line of time, in units of BAR_WIDTH."""

    start: int
    width: int
    today: int


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A grant with its bar."""

    row: GrantRow
    bar: Bar


@dataclass(frozen=True, slots=True)
class PowerSheet:
    """A power on a day, with every recorded grant of it."""

    power: PowerCard
    field: str
    day: date
    confidence: str
    confidence_meaning: str
    rows: tuple[TimelineRow, ...]
    running: int
    first_year: int
    last_year: int
    ask: str


def power_sheet(catalog: Catalog, power: str, day: date) -> PowerSheet:
    """The page of a recorded power."""
    card = catalog.powers[power]
    grants = sorted(
        catalog.register.grants.of_power(power),
        key=lambda grant: (begins(catalog.register, grant), grant.grant),
    )
    rows = grant_rows(catalog, catalog.day(day), grants)
    first_year, last_year = _years(rows, day)
    return PowerSheet(
        power=card,
        field=catalog.fields.get(card.field, card.field),
        day=day,
        confidence=wording.word(wording.CONFIDENCE, card.confidence),
        confidence_meaning=wording.word(wording.CONFIDENCE_MEANING, card.confidence),
        rows=tuple(TimelineRow(row, _bar(row, day, first_year, last_year)) for row in rows),
        running=sum(row.standing == "in_force" for row in rows),
        first_year=first_year,
        last_year=last_year,
        ask=question_address(viec=power, ngay=day.isoformat()),
    )


def _years(rows: list[GrantRow], day: date) -> tuple[int, int]:
    """The first and last calendar years of the line of time."""
    days = [day, *(row.since for row in rows), *(row.last for row in rows if row.last)]
    first = max(min(days).year, min(_EARLIEST_YEAR_SHOWN, day.year))
    last = min(max(max(days).year, first + _YEARS_SHOWN_AT_LEAST), day.year + 20, date.max.year)
    return first, last


def _bar(row: GrantRow, day: date, first_year: int, last_year: int) -> Bar:
    zero = date(first_year, 1, 1).toordinal()
    days = date(last_year, 12, 31).toordinal() - zero + 1

    def along(moment: date) -> int:
        return min(BAR_WIDTH, max(0, round((moment.toordinal() - zero) * BAR_WIDTH / days)))

    start = along(row.since)
    end = along(row.last) if row.last else BAR_WIDTH
    return Bar(start, max(end - start, 6), along(day))
