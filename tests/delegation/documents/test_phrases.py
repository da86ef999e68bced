from __future__ import annotations

from datetime import date

import pytest

from delegation.documents.phrases import (
    continued,
    ended,
    listed,
    official_day,
    ranges,
    roman,
    short_day,
    term_in_words,
    tidy,
)
from units.periods import Period


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
        (None, "ngày … tháng … năm …"),
    ],
)
def test_a_day_has_zeros_only_where_the_decree_asks_for_them(day: date | None, words: str) -> None:
    assert official_day(day) == words


def test_a_day_in_a_table_is_short() -> None:
    assert short_day(date(2026, 3, 9)) == "09/03/2026"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (
            date(2026, 1, 5),
            date(2026, 12, 31),
            "từ ngày 05 tháng 01 năm 2026 đến hết ngày 31 tháng 12 năm 2026",
        ),
        (None, date(2026, 12, 31), "từ ngày Quyết định này có hiệu lực đến hết ngày 31 tháng 12 năm 2026"),
        (date(2026, 1, 5), None, "từ ngày 05 tháng 01 năm 2026 đến hết ngày … tháng … năm …"),
    ],
)
def test_a_term_tells_its_last_day(first: date | None, last: date | None, words: str) -> None:
    assert term_in_words(Period.of_days(first, last), "Quyết định") == words


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ([], "……"),
        (["A"], "A"),
        (["A", "B"], "A và B"),
        (["A", "B", "C"], "A, B và C"),
        (["Chủ tịch xã, phường", "B"], "Chủ tịch xã, phường; B"),
    ],
)
def test_names_with_commas_are_kept_apart(items: list[str], sentence: str) -> None:
    assert listed(items) == sentence


@pytest.mark.parametrize(
    ("numbers", "written"),
    [([3], "3"), ([1, 2], "1, 2"), ([4, 3, 1, 2, 7, 9, 8, 8], "1 đến 4, 7 đến 9"), ([1, 3, 5], "1, 3, 5")],
)
def test_runs_of_three_are_shortened(numbers: list[int], written: str) -> None:
    assert ranges(numbers) == written


@pytest.mark.parametrize(
    ("number", "written"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1994, "MCMXCIV")]
)
def test_annexes_have_roman_numbers(number: int, written: str) -> None:
    assert roman(number) == written


def test_text_is_composed_on_one_line() -> None:
    assert tidy("  Ủy\u0020\tban\nnhân da\u0302n ") == "Ủy ban nhân dân"


@pytest.mark.parametrize("text", ["Luật A", "Luật A;", "Luật A.", "Luật A ;"])
def test_a_mark_replaces_the_one_before(text: str) -> None:
    assert ended(text, ".") == "Luật A."


@pytest.mark.parametrize(
    ("text", "within"), [("Về việc", "về việc"), ("UBND xã", "UBND xã"), ("Ủy ban", "ủy ban"), ("", "")]
)
def test_an_abbreviation_stays_large_within_a_sentence(text: str, within: str) -> None:
    assert continued(text) == within
