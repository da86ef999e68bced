"""The grammar of document numbers, on forms that are really in use."""

from __future__ import annotations

import pytest

from delegation.numbers import DocumentNumber, canonical_number, parse_number


@pytest.mark.parametrize(
    ("text", "serial", "year", "symbol"),
    [
        ("72/2025/QH15", "72", 2025, "QH15"),
        ("1685/NQ-UBTVQH15", "1685", None, "NQ-UBTVQH15"),
        ("76/2025/UBTVQH15", "76", 2025, "UBTVQH15"),
        ("131/2025/NĐ-CP", "131", 2025, "NĐ-CP"),
        ("66.10/2025/NQ-CP", "66.10", 2025, "NQ-CP"),
        ("19/2025/QĐ-TTg", "19", 2025, "QĐ-TTg"),
        ("07/2025/TT-BKHCN", "7", 2025, "TT-BKHCN"),
        ("031/2025/QĐ-UBND", "31", 2025, "QĐ-UBND"),
        ("3321/QĐ-UBND", "3321", None, "QĐ-UBND"),
        ("44/2025/QĐ-CTUBND", "44", 2025, "QĐ-CTUBND"),
        ("2997/UBND-NCPC", "2997", None, "UBND-NCPC"),
        ("1328/QĐ-UB-QLĐT", "1328", None, "QĐ-UB-QLĐT"),
        ("4756/ĐA-UBND", "4756", None, "ĐA-UBND"),
        ("12a/2020/TT-BTC", "12a", 2020, "TT-BTC"),
        ("0/QĐ-UBND", "0", None, "QĐ-UBND"),
        ("00a/QĐ-UBND", "0a", None, "QĐ-UBND"),
        ("155-KL/TW", "155", None, "KL/TW"),
    ],
)
def test_numbers_in_the_grammar(text: str, serial: str, year: int | None, symbol: str) -> None:
    assert parse_number(text) == DocumentNumber(serial, year, symbol)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "số 5",
        "QĐ-UBND",
        "/QĐ-UBND",
        "31/2025/",
        "31 /2025/QĐ-UBND",
        "31/1825/QĐ-UBND\n",
        "٣١/QĐ-UBND",
        "123456/QĐ-UBND",
    ],
)
def test_what_is_outside_of_the_grammar(text: str) -> None:
    assert parse_number(text) is None
    assert canonical_number(text) == text


def test_leading_zeros_do_not_distinguish() -> None:
    assert canonical_number("031/2025/QĐ-UBND") == canonical_number("31/2025/QĐ-UBND") == "31/2025/QĐ-UBND"
    assert canonical_number("0155-KL/TW") == canonical_number("155-KL/TW")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("31/2025/QĐ-UBND", "31/QĐ-UBND"),
        ("31/2025/QĐ-UBND", "31/2025/QĐ-CTUBND"),
        ("31/2025/QĐ-UBND", "310/2025/QĐ-UBND"),
        ("66.10/2025/NQ-CP", "66.1/2025/NQ-CP"),
    ],
)
def test_series_symbols_and_serials_distinguish(one: str, other: str) -> None:
    assert canonical_number(one) != canonical_number(other)
