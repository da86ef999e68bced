from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

from delegation.annex.days import (
    Days,
    NotADay,
    day_of_serial,
    read_day,
    read_first_day,
    read_last_day,
    read_term,
    written_day,
)

_DAYS = st.dates(date(1945, 1, 1), date(2199, 12, 31))
_FORMS = st.sampled_from(
    [
        "{d:02}/{m:02}/{y}",
        "{d}/{m}/{y}",
        "{d}-{m}-{y}",
        "{d}.{m}.{y}",
        "{d:02} / {m:02} / {y}",
        "ngày {d} tháng {m} năm {y}",
        "Ngày {d:02} tháng {m:02}, năm {y}",
        "ngày {d}/{m}/{y}.",
        "{y}-{m:02}-{d:02}",
        "{y}-{m:02}-{d:02}T00:00:00",
        "{d:02}/{m:02}/{y} 09:30",
    ]
)


@given(_DAYS, _FORMS)
def test_a_day_is_read_as_it_was_meant(day: date, form: str) -> None:
    text = form.format(d=day.day, m=day.month, y=day.year)
    assert read_day(text) == read_first_day(text) == read_last_day(text) == day


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_two_digits_of_a_year(day: date) -> None:
    assert read_day(f"{day.day}-{day.month}-{day:%y}") == day


@given(_DAYS)
def test_numbers_of_spreadsheets_are_those_of_openpyxl(day: date) -> None:
    moment = datetime.combine(day, time())
    windows, mac = to_excel(moment, CALENDAR_WINDOWS_1900), to_excel(moment, CALENDAR_MAC_1904)
    assert day_of_serial(Decimal(str(windows))) == day
    assert day_of_serial(Decimal(str(mac)), counts_from_1904=True) == day
    assert read_day(str(int(windows))) == day


def test_the_day_that_never_was() -> None:
    assert day_of_serial(Decimal(60)) is None
    assert day_of_serial(Decimal("46011.75")) == date(2025, 12, 20)


@pytest.mark.parametrize("serial", [0, 59, 61, 2025, -1, 10**9])
def test_numbers_that_mean_no_day_of_a_decision(serial: int) -> None:
    assert day_of_serial(Decimal(serial)) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025",
        "12/2025",
        "tháng 12 năm 2025",
        "31/02/2025",
        "12/20/2025",
        "20/12",
        "20/12-2025",
        "20/12/2025 và 31/12/2025",
        "20/12/202",
        "20/12/20255",
        "01/01/1800",
        "nt",
        "kể từ ngày ký",
    ],
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    for reading in (read_day, read_first_day, read_last_day):
        with pytest.raises(NotADay):
            reading(text)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("đến hết ngày 31/12/2026", date(2026, 12, 31)),
        ("hết ngày 28/02/2027", date(2027, 2, 28)),
        ("đến ngày 31 tháng 12 năm 2026", date(2026, 12, 31)),
        ("trước ngày 01/01/2027", date(2026, 12, 31)),
        ("đến trước ngày 01/01/2027", date(2026, 12, 31)),
    ],
)
def test_last_days(text: str, last: date) -> None:
    assert read_last_day(text) == last
    assert read_term(text) == Days(last=last)


@given(
    _DAYS, st.integers(0, 3000), st.sampled_from(["từ ngày {} đến hết ngày {}", "{} - {}", "Từ {} đến {}"])
)
def test_terms_come_back(first: date, length: int, form: str) -> None:
    last = min(first + timedelta(days=length), date(2199, 12, 31))
    assert read_term(form.format(written_day(first), written_day(last))) == Days(first, last)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("kể từ ngày 20/12/2025", Days(date(2025, 12, 20))),
        ("Thời hạn ủy quyền: từ 1/1/2026 đến hết ngày 28/02/2027", Days(date(2026, 1, 1), date(2027, 2, 28))),
        ("12 tháng kể từ ngày 01/01/2026", Days(date(2026, 1, 1), date(2026, 12, 31))),
        ("1 tháng, kể từ ngày 31/01/2026", Days(date(2026, 1, 31), date(2026, 2, 28))),
        ("02 năm từ ngày 29/02/2024", Days(date(2024, 2, 29), date(2026, 2, 28))),
        ("30 ngày kể từ ngày 01/01/2026", Days(date(2026, 1, 1), date(2026, 1, 30))),
    ],
)
def test_other_terms(text: str, days: Days) -> None:
    assert read_term(text) == days


@pytest.mark.parametrize(
    "text", ["từ 31/12/2026 đến 01/01/2026", "30 ngày làm việc", "0 năm kể từ ngày 01/01/2026", "x"]
)
def test_terms_that_make_no_sense(text: str) -> None:
    with pytest.raises(NotADay):
        read_term(text)
