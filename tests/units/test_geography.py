from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units.geography import Geography, Lying, Succession, Territory, UnitVersion
from units.periods import ONE_DAY, Period

REFORM = date(2025, 7, 1)
EVE = REFORM - ONE_DAY
LATER = date(2026, 5, 1)


def version(
    unit: str, first: date | None, last: date | None, parent: str | None = None, code: str = ""
) -> UnitVersion:
    return UnitVersion(unit, Period.of_days(first, last), code or unit, unit, "ward", parent)


def went(on: date, source: str, target: str, extent: str = "whole") -> Succession:
    return Succession(on, source, target, extent, "NQ")


@pytest.fixture
def country() -> Geography:
    """A city that takes in a province: old wards end, new ones are made, one commune stays as it was."""
    return Geography(
        [
            version("city", None, None),
            version("province", None, EVE),
            version("old ward", None, EVE, "city", code="1"),
            version("far ward", None, EVE, "province", code="2"),
            version("new ward", REFORM, None, "city", code="1"),
            version("mixed ward", REFORM, None, "city", code="2"),
            version("commune", None, EVE, "province"),
            version("commune", REFORM, None, "city"),
            version("later ward", LATER, None, "city"),
            version("orphan ward", LATER, None, "city"),
        ],
        [
            went(REFORM, "province", "city"),
            went(REFORM, "old ward", "new ward"),
            went(REFORM, "old ward", "mixed ward", "part"),
            went(REFORM, "far ward", "mixed ward"),
            went(LATER, "new ward", "later ward", "part"),
        ],
    )


OLD_CITY = Territory("city", EVE)


@pytest.mark.parametrize(
    ("place", "territory", "day", "lying"),
    [
        ("old ward", OLD_CITY, EVE, Lying.INSIDE),
        ("far ward", OLD_CITY, EVE, Lying.OUTSIDE),
        ("new ward", OLD_CITY, REFORM, Lying.INSIDE),
        ("mixed ward", OLD_CITY, REFORM, Lying.PARTLY),
        ("later ward", OLD_CITY, LATER, Lying.INSIDE),
        ("orphan ward", OLD_CITY, LATER, Lying.PARTLY),
        ("commune", OLD_CITY, REFORM, Lying.OUTSIDE),
        # The city itself now has parts that lay outside of it.
        ("city", OLD_CITY, REFORM, Lying.PARTLY),
        ("commune", Territory("city"), EVE, Lying.OUTSIDE),
        ("commune", Territory("city"), REFORM, Lying.INSIDE),
        # A territory that has ended is its last map.
        ("new ward", Territory("old ward"), REFORM, Lying.INSIDE),
        ("mixed ward", Territory("province"), REFORM, Lying.PARTLY),
        ("commune", Territory("province"), REFORM, Lying.INSIDE),
        # One that is still to come has no place in it.
        ("old ward", Territory("new ward"), EVE, Lying.OUTSIDE),
    ],
)
def test_how_a_place_lies_to_a_territory(
    country: Geography, place: str, territory: Territory, day: date, lying: Lying
) -> None:
    assert country.lying(place, territory, day) is lying


def test_a_reused_code_means_the_unit_of_its_day(country: Geography) -> None:
    assert country.with_code("1", EVE) == "old ward"
    assert country.with_code("1", REFORM) == "new ward"
    assert country.with_code("3", REFORM) is None


def test_ancestors_follow_the_day(country: Geography) -> None:
    assert country.ancestors("commune", EVE) == ("commune", "province")
    assert country.ancestors("commune", REFORM) == ("commune", "city")
    assert country.ancestors("old ward", REFORM) == ()


def test_ancestors_go_only_as_far_as_they_exist() -> None:
    geography = Geography([version("ward", None, None, "district"), version("district", None, EVE, "city")])
    assert geography.ancestors("ward", REFORM) == ("ward",)
    assert geography.ancestors("ward", EVE) == ("ward", "district")


def test_a_unit_may_pause() -> None:
    geography = Geography([version("ward", None, EVE), version("ward", LATER, None)])
    assert [geography.exists("ward", day) for day in (EVE, REFORM, LATER)] == [True, False, True]
    assert geography.lying("ward", Territory("ward"), LATER) is Lying.INSIDE


def test_the_first_day_of_the_calendar_can_be_asked_about(country: Geography) -> None:
    assert country.lying("old ward", Territory("city", date.min), date.min) is Lying.INSIDE
    assert country.exists("city", date.max)


def test_children_and_successions_are_told_in_order(country: Geography) -> None:
    assert [child.unit for child in country.children("city", REFORM)] == ["commune", "mixed ward", "new ward"]
    assert [step.from_unit for step in country.successions_into("mixed ward")] == ["far ward", "old ward"]
    assert [step.to_unit for step in country.successions_out_of("old ward")] == ["mixed ward", "new ward"]


def test_below_means_under_it_on_some_day(country: Geography) -> None:
    assert country.units_below("city") == {
        "old ward",
        "new ward",
        "mixed ward",
        "commune",
        "later ward",
        "orphan ward",
    }
    assert country.units_below("province") == {"far ward", "commune"}
    assert country.units_below("commune") == country.units_below("no such unit") == frozenset()
    assert country.units_above("commune") == {"province", "city"}
    assert country.units_above("no such unit") == frozenset()


def test_who_comes_after_the_parent_left_was_never_below() -> None:
    geography = Geography(
        [
            version("city", None, None),
            version("other city", None, None),
            version("district", None, EVE, "city"),
            version("district", REFORM, None, "other city"),
            version("ward", REFORM, None, "district"),
        ]
    )
    assert geography.units_below("city") == {"district"}
    assert geography.units_above("ward") == {"district", "other city"}


def test_the_way_up_must_hold_on_one_day_from_end_to_end() -> None:
    geography = Geography(
        [
            version("city", REFORM, None),
            version("district", None, EVE, "city"),
            version("ward", None, None, "district"),
        ]
    )
    assert geography.units_below("city") == frozenset()
    assert geography.units_below("district") == {"ward"}


DAYS = [date(2025, 1, day) for day in range(1, 7)]
UNITS = ["a", "b", "c", "d"]


@st.composite
def geographies(draw: st.DrawFn) -> Geography:
    """Units whose versions do not overlap, under any parents, even in a circle."""
    versions = []
    for unit in UNITS:
        cuts = sorted(draw(st.sets(st.sampled_from(DAYS), max_size=4)))
        for start, end in zip([None, *cuts], [*cuts, None], strict=True):
            if draw(st.booleans()):
                parent = draw(st.none() | st.sampled_from(UNITS))
                versions.append(UnitVersion(unit, Period(start, end), unit, unit, "ward", parent))
    return Geography(versions)


@given(geographies())
def test_below_and_above_are_the_ancestors_of_all_days(geography: Geography) -> None:
    days = [date.min, *DAYS, date.max]
    above = {unit: {x for day in days for x in geography.ancestors(unit, day)} - {unit} for unit in UNITS}
    for unit in UNITS:
        assert geography.units_above(unit) == above[unit]
        assert geography.units_below(unit) == {lower for lower in UNITS if unit in above[lower]}


def test_successors_are_followed_to_those_that_last(country: Geography) -> None:
    assert [(step.from_unit, step.to_unit) for step in country.successors("old ward")] == [
        ("old ward", "mixed ward"),
        ("old ward", "new ward"),
    ]
    # "new ward" gave a part of itself away and lasts.
    assert country.successors("new ward") == []
    assert country.ended_on("old ward") == REFORM
    assert country.ended_on("new ward") is country.ended_on("no such unit") is None


def test_successors_go_on_from_what_has_ended_since_and_from_nothing_earlier() -> None:
    geography = Geography(
        [
            version("a", None, EVE),
            version("b", None, LATER - ONE_DAY),
            version("c", LATER, None),
            version("d", None, None),
        ],
        [
            went(date(2020, 1, 1), "b", "d", "part"),
            went(REFORM, "a", "b"),
            went(LATER, "b", "c"),
            went(LATER, "b", "a"),
        ],
    )
    assert [step.to_unit for step in geography.successors("a")] == ["b", "a", "c"]
    assert [step.to_unit for step in geography.successors("b")] == ["d", "a", "c"]
