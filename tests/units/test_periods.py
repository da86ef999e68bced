from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units.periods import ONE_DAY, Period

FIRST, LAST = date(2025, 7, 1), date(2025, 12, 31)
DAYS = st.dates(date(2025, 1, 1), date(2025, 1, 12))
OPEN_OR_DAY = st.none() | DAYS
PERIODS = st.builds(Period, OPEN_OR_DAY, OPEN_OR_DAY)


@pytest.mark.parametrize(
    ("day", "belongs"),
    [(FIRST - ONE_DAY, False), (FIRST, True), (LAST, True), (LAST + ONE_DAY, False)],
)
def test_a_period_has_its_first_and_its_last_day(day: date, belongs: bool) -> None:
    assert (day in Period.of_days(FIRST, LAST)) is belongs


def test_an_open_side_has_no_end() -> None:
    assert date.min in Period.of_days(None, LAST)
    assert date.max in Period.of_days(FIRST, None)


def test_the_last_day_comes_back_as_it_was_given() -> None:
    assert Period.of_days(FIRST, LAST).last_day == LAST
    assert Period.of_days(FIRST, None).last_day is None


def test_the_last_day_of_the_calendar_has_no_day_after_it() -> None:
    with pytest.raises(OverflowError):
        Period.of_days(FIRST, date.max)


@given(PERIODS, PERIODS)
def test_two_periods_overlap_where_some_day_belongs_to_both(one: Period, other: Period) -> None:
    days = [date(2024, 12, 31) + ONE_DAY * step for step in range(15)]
    if one.is_ordered and other.is_ordered:
        assert one.overlaps(other) is any(day in one and day in other for day in days)


@given(PERIODS, DAYS)
def test_a_period_that_has_begun_and_lasts_has_the_day(period: Period, day: date) -> None:
    lasts = period.end is None or day < period.end
    assert (day in period) is (period.begun_by(day) and lasts)


@given(PERIODS, PERIODS, DAYS)
def test_what_two_periods_share_are_the_days_of_both(one: Period, other: Period, day: date) -> None:
    assert (day in one & other) is (day in one and day in other)
