"""Offices by the names that people write: short forms, no accents, yesterday's names; never a guess."""

from __future__ import annotations

from datetime import date

import pytest

from cms.catalog import Catalog
from cms.competence.asking import offices_of

NOW, THEN = date(2026, 2, 1), date(2019, 6, 1)
AN_KHANH, THAO_DIEN, QUAN_2 = "27094@2025-07-01", "27088@2016-01-01", "769@2016-01-01"


@pytest.mark.parametrize(
    ("text", "day", "office"),
    [
        (f"{AN_KHANH}/chair", NOW, f"{AN_KHANH}/chair"),
        ("Chủ tịch Ủy ban nhân dân phường An Khánh", NOW, f"{AN_KHANH}/chair"),
        ("CT UBND P. An Khánh", NOW, f"{AN_KHANH}/chair"),
        ("ubnd phuong an khanh", NOW, f"{AN_KHANH}/committee"),
        ("Chủ tịch phường An Khánh", NOW, f"{AN_KHANH}/chair"),
        ("UBND Phường Thảo Điền", NOW, f"{THAO_DIEN}/committee"),
        ("UBND phường Thảo Điền, Quận 2", THEN, f"{THAO_DIEN}/committee"),
        ("Chủ tịch UBND quận 2", THEN, f"{QUAN_2}/chair"),
        ("ct ubnd q2", THEN, f"{QUAN_2}/chair"),
        ("UBND thành phố", NOW, "79@2016-01-01/committee"),
        ("chủ tịch ubnd tphcm", NOW, "79@2016-01-01/chair"),
        ("HĐND thành phố Hồ Chí Minh", NOW, "79@2016-01-01/council"),
        ("Thủ tướng", NOW, "VN@2016-01-01/prime_minister"),
    ],
)
def test_an_office_is_found(catalog: Catalog, text: str, day: date, office: str) -> None:
    assert offices_of(catalog).find(text, day).office == office


def test_a_name_that_two_units_bear_means_the_one_of_the_day(catalog: Catalog) -> None:
    found = offices_of(catalog).find("UBND phường An Khánh", NOW)
    assert found.office == f"{AN_KHANH}/committee"
    assert found.others


def test_several_offices_are_a_choice_and_never_a_guess(catalog: Catalog) -> None:
    found = offices_of(catalog).find("Chủ tịch Phường 12", THEN)
    assert found.office is None or found.others == ()
    boards = offices_of(catalog).find("Ban quản lý", NOW)
    assert boards.office is None
    assert len(boards.choices) > 1
    assert not boards.is_suggestion


@pytest.mark.parametrize("text", ["", "xyz qwe", "Chủ tịch Hội đồng nhân dân phường An Khánh", "!!!"])
def test_what_is_not_recorded_is_not_found(catalog: Catalog, text: str) -> None:
    found = offices_of(catalog).find(text, NOW)
    assert found.office is None
    assert found.is_suggestion or not found.choices


def test_what_is_nearly_a_name_is_only_suggested(catalog: Catalog) -> None:
    found = offices_of(catalog).find("Giám đốc Sở Xây dựng và Giao thông", NOW)
    assert found.office is None
    assert found.is_suggestion
