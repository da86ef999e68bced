"""Bars on a line of time: they lie where their days do, and end where the grant does."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.drawings.lanes import segments
from cms.drawings.scale import Scale, scale_over

LINE = Scale(date(2021, 1, 1), date(2030, 12, 31))
DAY = date(2026, 1, 1)
BEGUN, AHEAD = date(2025, 7, 1), date(2027, 2, 28)


def percent(text: str) -> float:
    assert text.endswith("%")
    return float(text.removesuffix("%"))


def test_the_line_has_room_for_all_days_and_a_year_more() -> None:
    line = scale_over([date(2027, 2, 28), date(2016, 1, 1)], earliest=2010, most_years=40)
    assert (line.first, line.last) == (date(2016, 1, 1), date(2028, 12, 31))


def test_the_line_is_bounded_at_both_ends_of_the_calendar() -> None:
    assert scale_over([date(1975, 4, 30), DAY], earliest=2010, most_years=40).first == date(2010, 1, 1)
    line = scale_over([date.min, date.max], earliest=1, most_years=40)
    assert (line.first.year, line.last) == (date.max.year - 40, date(9999, 12, 31))


def test_years_are_marked_evenly_and_not_too_often() -> None:
    years = [tick.year for tick in Scale(date(1990, 1, 1), date(2030, 12, 31)).ticks(8)]
    assert len(years) <= 9
    assert len({later - earlier for earlier, later in pairwise(years)}) == 1


def test_what_runs_is_parted_at_the_day_that_is_looked_at() -> None:
    now, later = segments(LINE, BEGUN, AHEAD, DAY, "in_force")
    assert (now.phase, later.phase) == ("running", "ahead")
    assert percent(now.stretch.x) + percent(now.stretch.width) == pytest.approx(
        percent(later.stretch.x), abs=0.05
    )
    assert (now.has_end, later.has_end) == (False, True)


@pytest.mark.parametrize(
    ("standing", "phase"),
    [("not_yet", "planned"), ("ended", "past"), ("revoked", "past"), ("suspended", "resting")],
)
def test_what_does_not_run_is_one_bar_of_its_own_look(standing: str, phase: str) -> None:
    (bar,) = segments(LINE, BEGUN, AHEAD, DAY, standing)
    assert bar.phase == phase


def test_what_has_no_end_runs_to_the_end_of_the_line() -> None:
    *_, last = segments(LINE, BEGUN, None, DAY, "in_force")
    assert percent(last.stretch.x) + percent(last.stretch.width) == pytest.approx(100, abs=0.05)
    assert not last.has_end


def test_on_its_last_day_nothing_lies_ahead() -> None:
    assert [part.phase for part in segments(LINE, BEGUN, DAY, DAY, "in_force")] == ["running"]
    assert [part.phase for part in segments(LINE, BEGUN, None, LINE.last, "in_force")] == ["running"]


DAYS = st.dates(date(1950, 1, 1), date(2090, 1, 1))


@given(DAYS, DAYS)
def test_no_bar_leaves_the_line_or_vanishes(first: date, last: date) -> None:
    bar = LINE.stretch(first, last)
    assert 0 <= percent(bar.x) <= 100
    assert percent(bar.width) > 0
    assert percent(bar.x) + percent(bar.width) <= 100.02
