from __future__ import annotations

from datetime import date

import pytest

from cms.places import PlaceIndex, spoken
from units.geography import Geography, Succession, UnitVersion
from units.periods import Period

REFORM = date(2025, 7, 1)
BEFORE, AFTER = date(2025, 6, 30), date(2025, 8, 1)
THU_DUC_BEGINS = date(2021, 1, 1)


def _unit(unit: str, name: str, kind: str, parent: str | None, *days: date | None) -> UnitVersion:
    return UnitVersion(unit, Period(*days), unit.partition("@")[0], name, kind, parent)


@pytest.fixture
def index() -> PlaceIndex:
    city, q2, td = "79@a", "769@a", "769@b"
    versions = [
        _unit(city, "Thành phố Hồ Chí Minh", "municipality", None),
        _unit(q2, "Quận 2", "urban_district", city, None, THU_DUC_BEGINS),
        _unit(td, "Thành phố Thủ Đức", "municipal_city", city, THU_DUC_BEGINS, REFORM),
        _unit("778@a", "Quận 7", "urban_district", city, None, REFORM),
        _unit("1@a", "Phường Thảo Điền", "ward", q2, None, THU_DUC_BEGINS),
        _unit("1@a", "Phường Thảo Điền", "ward", td, THU_DUC_BEGINS, REFORM),
        _unit("2@a", "Phường Bình Trưng Tây", "ward", td, THU_DUC_BEGINS, REFORM),
        _unit("3@a", "Phường 5", "ward", "778@a", None, REFORM),
        _unit("4@a", "Phường 5", "ward", td, THU_DUC_BEGINS, REFORM),
        _unit("1@b", "Phường An Khánh", "ward", city, REFORM),
        _unit("2@b", "Phường Bình Trưng", "ward", city, REFORM),
        _unit("3@b", "Phường Tân Hòa", "ward", city, REFORM),
    ]
    successions = [
        Succession(THU_DUC_BEGINS, q2, td, "whole", "x"),
        Succession(REFORM, td, city, "whole", "x"),
        Succession(REFORM, "778@a", city, "whole", "x"),
        Succession(REFORM, "1@a", "1@b", "whole", "x"),
        Succession(REFORM, "2@a", "1@b", "part", "x"),
        Succession(REFORM, "2@a", "2@b", "part", "x"),
        Succession(REFORM, "3@a", "3@b", "whole", "x"),
        Succession(REFORM, "4@a", "2@b", "whole", "x"),
    ]
    return PlaceIndex(Geography(versions, successions))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("P. Thảo Điền", "phuong thao dien"),
        ("P5", "phuong 5"),
        ("F.05", "phuong 5"),
        ("Q.2", "quan 2"),
        ("Quận  02", "quan 2"),
        ("TP.HCM", "thanh pho ho chi minh"),
        ("TP Thủ Đức", "thanh pho thu duc"),
        ("Phước Long", "phuoc long"),
        ("Xuân Hoà", "xuan hoa"),
    ],
)
def test_short_forms_are_written_out(written: str, meant: str) -> None:
    assert spoken(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Phường Thảo Điền",
        "phuong thao dien",
        "thao dien",
        "P. Thảo Điền, Quận 2",
        "phường Thảo Điền quận 2",
        "Thảo Điền, TP Thủ Đức, TPHCM",
        "1@a",
        "1",
    ],
)
def test_a_unit_is_found_by_its_name_and_by_what_it_ever_lay_in(index: PlaceIndex, text: str) -> None:
    assert index.find(text, BEFORE).unit == "1@a"


def test_a_name_that_two_units_bear_is_a_choice(index: PlaceIndex) -> None:
    found = index.find("phường 5", BEFORE)
    assert found.unit is None
    assert [choice.unit for choice in found.choices] == ["3@a", "4@a"]
    assert index.find("P.5, Q7", BEFORE).unit == "3@a"


def test_a_code_means_the_unit_that_bore_it_on_the_day(index: PlaceIndex) -> None:
    assert index.find("769", date(2020, 1, 1)).unit == "769@a"
    assert index.find("769", date(2022, 1, 1)).unit == "769@b"


def test_a_former_unit_is_no_answer_but_says_what_it_is(index: PlaceIndex) -> None:
    found = index.find("phường Thảo Điền, Quận 2", AFTER)
    assert found.unit is None
    (choice,) = found.choices
    assert (choice.unit, choice.standing, choice.last) == ("1@a", "former", BEFORE)


def test_a_unit_that_is_yet_to_come_says_so(index: PlaceIndex) -> None:
    (choice,) = index.find("An Khánh", BEFORE).choices
    assert (choice.standing, choice.first) == ("future", REFORM)
    assert [(found.unit, found.extent) for found in index.predecessors("1@b", BEFORE)] == [
        ("1@a", "whole"),
        ("2@a", "part"),
    ]


def test_successors_are_followed_to_the_day(index: PlaceIndex) -> None:
    assert [found.unit for found in index.successors("769@a", date(2022, 1, 1))] == ["769@b"]
    assert [(found.unit, found.extent) for found in index.successors("2@a", AFTER)] == [
        ("1@b", "part"),
        ("2@b", "part"),
    ]


def test_on_the_ground_of_an_abolished_district_lie_the_wards_of_today(index: PlaceIndex) -> None:
    found = [(place.unit, place.extent) for place in index.on_its_ground("769@b", AFTER)]
    assert found == [("1@b", "part"), ("2@b", "part"), ("79@a", "whole")]


def test_words_of_a_name_are_only_suggestions(index: PlaceIndex) -> None:
    found = index.find("Bình", BEFORE)
    assert found.is_suggestion
    assert [choice.unit for choice in found.choices] == ["2@a", "2@b"]


@pytest.mark.parametrize("text", ["", ",", "không có nơi này", "phường Thảo Điền, Quận 7", "?" * 200])
def test_what_is_nowhere_is_found_nowhere(index: PlaceIndex, text: str) -> None:
    found = index.find(text, BEFORE)
    assert found.unit is None
    assert not [choice for choice in found.choices if not found.is_suggestion]


def test_the_ends_of_the_calendar_are_days_too(index: PlaceIndex) -> None:
    for day in (date.min, date.max):
        index.find("Thảo Điền", day)
        index.on_its_ground("769@b", day)
        index.predecessors("1@b", day)
