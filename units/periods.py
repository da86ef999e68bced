"""Stretches of calendar days: half-open inside the program, closed where people write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` up to, but not including, `end`; None leaves that side open."""

    start: date | None = None
    end: date | None = None

    @classmethod
    def of_days(cls, first: date | None, last: date | None) -> Period:
        """The period whose first and last days are given, as a legal text gives them ("đến hết ngày").

        Raises OverflowError for the last day of the calendar (9999-12-31), which has no day after it.
        """
        return cls(first, None if last is None else last + ONE_DAY)

    @property
    def last_day(self) -> date | None:
        """The last day that belongs to the period, or None if it is open."""
        return None if self.end is None else self.end - ONE_DAY

    @property
    def is_ordered(self) -> bool:
        """Whether the period has at least one day."""
        return self.start is None or self.end is None or self.start < self.end

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def __and__(self, other: Period) -> Period:
        """The days that belong to both; where there are none, a period that is not ordered."""
        starts = [day for day in (self.start, other.start) if day is not None]
        ends = [day for day in (self.end, other.end) if day is not None]
        return Period(max(starts, default=None), min(ends, default=None))

    def begun_by(self, day: date) -> bool:
        """Whether the first day is `day` or earlier."""
        return self.start is None or self.start <= day

    def overlaps(self, other: Period) -> bool:
        """Whether some day belongs to both."""
        starts_before_other_ends = self.start is None or other.end is None or self.start < other.end
        ends_after_other_starts = other.start is None or self.end is None or other.start < self.end
        return starts_before_other_ends and ends_after_other_starts
