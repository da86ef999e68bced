"""What the text of a cell says."""

from __future__ import annotations

from datetime import date

import pytest

from delegation.bundle.cells import canonical_cell, read_day, read_list, read_period, read_territory
from units.geography import Territory
from units.periods import Period


def test_an_empty_cell_says_nothing() -> None:
    assert read_day("") is None
    assert read_period("", "") == Period()
    assert read_territory("") is None
    assert read_list("") == []


def test_a_period_holds_its_last_day() -> None:
    period = read_period("2025-07-01", "2025-07-31")
    assert period == Period(date(2025, 7, 1), date(2025, 8, 1))
    assert date(2025, 7, 31) in period


@pytest.mark.parametrize(
    "cell", ["2025-02-29", "2025-7-1", "01/07/2025", " 2025-07-01", "2025-07-01 ", "hôm nay"]
)
def test_what_is_no_day(cell: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read_day(cell)


def test_the_last_day_of_the_calendar_ends_no_period() -> None:
    assert read_day("9999-12-31") == date.max
    with pytest.raises(ValueError, match="9999-12-31"):
        read_period("", "9999-12-31")


def test_territories() -> None:
    assert read_territory("79@2016-01-01") == Territory("79@2016-01-01")
    assert read_territory("79@2016-01-01/2025-06-30") == Territory("79@2016-01-01", date(2025, 6, 30))
    with pytest.raises(ValueError, match="79@2016-01-01/"):
        read_territory("79@2016-01-01/")


def test_lists_are_read_in_their_order() -> None:
    assert read_list(" b ;a;; c") == ["b", "a", "c"]


def test_the_last_day_of_the_calendar_says_that_there_is_none() -> None:
    assert canonical_cell("9999-12-31", last_day=True) == ""
    assert canonical_cell("9999-12-31") == "9999-12-31"
    assert canonical_cell("9999-12-30", last_day=True) == "9999-12-30"
