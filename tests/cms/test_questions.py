from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cms.questions import read_fact, read_question

TODAY = date(2026, 2, 1)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("240000000000", "240000000000"),
        ("240.000.000.000 đồng", "240000000000"),
        ("240 tỷ", "240000000000"),
        ("1,5 tỉ đồng", "1500000000"),
        ("20 triệu", "20000000"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, amount: str) -> None:
    assert read_fact("amount_vnd", text) == Decimal(amount)


@pytest.mark.parametrize("text", ["nhiều", "-5", "1e9", "1,2,3", "240 tạ", "9" * 30, "1.5"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_fact("amount_vnd", text) is None


def test_areas_and_floors_may_carry_their_measure() -> None:
    assert read_fact("area_m2", "1.500,5 m²") == Decimal("1500.5")
    assert read_fact("floors", "7 tầng") == 7


def test_words_are_taken_as_they_are() -> None:
    assert read_fact("project_group", "c") == "C"
    assert read_fact("site", "khu_cong_nghe_cao") == "khu_cong_nghe_cao"


def test_without_a_day_today_is_meant() -> None:
    asked = read_question({"viec": " cấp  phép ", "noi": "Thảo Điền"}, TODAY)
    assert (asked.power, asked.place, asked.day) == ("cấp phép", "Thảo Điền", TODAY)
    assert not asked.problems


def test_what_cannot_be_read_is_a_problem_under_its_own_name() -> None:
    asked = read_question({"ngay": "31/02/2025", "so_tien": "nhiều"}, TODAY)
    assert asked.day is None
    assert set(asked.problems) == {"ngay", "so_tien"}
    assert "31/02/2025" in asked.problems["ngay"]


def test_the_address_keeps_what_was_typed_and_replaces_what_is_chosen() -> None:
    asked = read_question({"viec": "a", "noi": "b", "nhom": "C"}, TODAY)
    assert asked.address(noi="c d").endswith("?viec=a&noi=c+d&nhom=C")


def test_an_empty_question_asks_nothing() -> None:
    assert read_question({}, TODAY).is_blank
    assert read_question({"viec": "\x00", "noi": "\x1b"}, TODAY).is_blank
