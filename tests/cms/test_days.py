from __future__ import annotations

from datetime import date

import pytest

from cms.days import BadDay, long_day, read_day, short_day, span

JULY = date(2025, 7, 1)


@pytest.mark.parametrize(
    "text", ["2025-07-01", "01/07/2025", "1/7/2025", "1.7.2025", "01-07-2025", " 2025-7-1 "]
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_day(text) == JULY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hôm nay",
        "31/02/2025",
        "2025-13-01",
        "0000-01-01",
        "2025/07/01",
        "٢٠٢٥-٠٧-٠١",
        "1/7/25",
        "2025-07-01x",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadDay):
        read_day(text)


def test_the_calendar_has_a_first_and_a_last_day() -> None:
    assert read_day("0001-01-01") == date.min
    assert read_day("9999-12-31") == date.max


def test_days_are_written_as_decisions_write_them() -> None:
    assert short_day(JULY) == "01/07/2025"
    assert long_day(JULY) == "ngày 1 tháng 7 năm 2025"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (JULY, date(2025, 12, 31), "từ 01/07/2025 đến hết 31/12/2025"),
        (JULY, None, "từ 01/07/2025"),
        (None, JULY, "đến hết 01/07/2025"),
        (None, None, "không ghi thời hạn"),
    ],
)
def test_a_period_says_which_sides_are_open(first: date | None, last: date | None, words: str) -> None:
    assert span(first, last) == words
