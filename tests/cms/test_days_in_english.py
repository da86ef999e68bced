from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from cms.days import long_day, read_day, short_day, typed_day
from delegation.wording import number, value_in_words

DAY = date(2025, 7, 1)


def test_a_day_is_written_so_that_nobody_turns_it_round() -> None:
    with override("en"):
        assert (short_day(DAY), long_day(DAY), typed_day(DAY)) == ("1 Jul 2025", "1 July 2025", "2025-07-01")
    assert (short_day(DAY), long_day(DAY), typed_day(DAY)) == (
        "01/07/2025",
        "ngày 1 tháng 7 năm 2025",
        "01/07/2025",
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_a_form_shows_can_be_read_again(language: str) -> None:
    with override(language):
        assert read_day(typed_day(DAY)) == DAY


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Decimal(240_000_000_000), "VND 240 billion"),
        (Decimal(2_500_000_000), "VND 2,500 million"),
        (Decimal("1234567.50"), "VND 1,234,567.5"),
        (Decimal(0), "VND 0"),
    ],
)
def test_amounts_are_said_as_they_are_in_english(amount: Decimal, words: str) -> None:
    with override("en"):
        assert value_in_words("amount_vnd", amount) == words


def test_figures_follow_the_language() -> None:
    with override("en"):
        assert number(Decimal("1200000.50")) == "1,200,000.5"
    assert number(Decimal("1200000.50")) == "1.200.000,5"
