"""A line of time as wide as the page: days as parts of a hundred, so that it fits any screen. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

# A stretch of a single day is still seen, and can still be pointed at.
_NARROWEST: Final = 1.2
_STEPS_IN_YEARS: Final = (1, 2, 5, 10, 20, 50, 100, 1000)


@dataclass(frozen=True, slots=True)
class Tick:
    """The first of January of a year on the line, `at` per cent from its beginning."""

    year: int
    at: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the line: where it begins and how long it is, in per cent, as SVG writes them."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A line of time from its first day to its last."""

    first: date
    last: date

    def along(self, day: date) -> float:
        """How far along the line a day begins, in per cent; days outside stand at its ends."""
        whole = self.last.toordinal() - self.first.toordinal() + 1
        return min(100.0, max(0.0, (day.toordinal() - self.first.toordinal()) * 100 / whole))

    def at(self, day: date) -> str:
        """The same, as SVG writes it."""
        return _percent(self.along(day))

    def stretch(self, first: date | None, last: date | None) -> Stretch:
        """The part of the line from one day to the end of another; None is the line's own end."""
        start = self.along(first) if first else 0.0
        end = self.along(date.fromordinal(last.toordinal() + 1)) if last and last < self.last else 100.0
        width = max(end - start, _NARROWEST)
        return Stretch(_percent(min(start, 100 - width)), _percent(width))

    def ticks(self, most: int) -> tuple[Tick, ...]:
        """Years along the line, evenly apart, not more than so many."""
        years = [
            year for year in range(self.first.year, self.last.year + 1) if date(year, 1, 1) >= self.first
        ]
        step = next(step for step in _STEPS_IN_YEARS if len(years) <= step * most)
        shown = [year for year in years if year % step == 0]
        return tuple(Tick(year, self.at(date(year, 1, 1))) for year in shown)


def scale_over(days: Iterable[date], *, earliest: int, most_years: int) -> Scale:
    """The line of whole years from the first of the days, but not before `earliest`, to a year after the last.

    At most so many years long, counted back from its end; the days are some, in any order.
    """
    known = sorted(days)
    last = min(known[-1].year + 1, date.max.year)
    first = max(known[0].year, min(earliest, known[-1].year), last - most_years, date.min.year)
    return Scale(date(first, 1, 1), date(last, 12, 31))


def _percent(share: float) -> str:
    return f"{share:.2f}%"
