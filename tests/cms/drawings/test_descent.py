"""The family of a unit: everything near is drawn, the rest is counted, and no box lies on another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.drawings import descent as drawn
from cms.drawings.descent import Descent, LeftOut, descent
from cms.drawings.descent_layout import Box, FamilyPicture, lay_out
from cms.places import PlaceIndex
from units.geography import Geography, Succession, UnitVersion
from units.periods import Period

FIRST, SECOND, THIRD = date(2021, 1, 1), date(2025, 1, 1), date(2025, 7, 1)


def version(
    unit: str, start: date | None = None, end: date | None = None, parent: str | None = None
) -> UnitVersion:
    return UnitVersion(unit, Period(start, end), unit, unit, "ward", parent)


def geography(versions: Iterable[UnitVersion], *steps: tuple[date, str, str, str]) -> Geography:
    return Geography(versions, [Succession(*step, "text") for step in steps])


def family(of: Geography, unit: str) -> Descent:
    return descent(PlaceIndex(of), unit)


def merged(count: int) -> Geography:
    """So many wards that became one."""
    wards = [version(f"w{at}", None, THIRD) for at in range(count)]
    return geography([*wards, version("new", THIRD)], *((THIRD, ward.unit, "new", "whole") for ward in wards))


def test_what_a_unit_was_made_of_and_became_is_drawn_through_generations() -> None:
    of = geography(
        [version("q2", None, FIRST), version("td", FIRST, THIRD), version("a", THIRD), version("b", THIRD)],
        (FIRST, "q2", "td", "whole"),
        (THIRD, "td", "a", "part"),
        (THIRD, "td", "b", "part"),
    )
    for unit in ("q2", "td", "a"):
        found = family(of, unit)
        assert {(one.from_unit, one.to_unit, one.extent) for one in found.strands} >= {("q2", "td", "whole")}
        assert found.days == (FIRST, THIRD)
    assert set(family(of, "td").units) == {"td", "q2", "a", "b"}


def test_what_went_elsewhere_on_the_same_day_is_counted() -> None:
    of = geography(
        [version("a", None, THIRD), version("b", None, THIRD), version("x", THIRD), version("y", THIRD)],
        (THIRD, "a", "x", "part"),
        (THIRD, "a", "y", "part"),
        (THIRD, "b", "x", "whole"),
    )
    assert family(of, "x").others == {"a": 1}
    assert family(of, "b").others == {"x": 1}


def test_what_there_is_no_room_for_is_counted_where_it_would_stand() -> None:
    found = family(merged(40), "new")
    assert len(found.strands) == drawn.MOST_IN_A_STEP
    assert found.left_out == (LeftOut("new", "before", THIRD, 40 - drawn.MOST_IN_A_STEP),)


def test_units_within_one_that_went_over_are_counted_not_drawn() -> None:
    of = geography(
        [
            version("city"),
            version("province", None, THIRD),
            version("inner", None, THIRD, "province"),
            version("own", None, THIRD, "city"),
        ],
        (THIRD, "province", "city", "whole"),
        (THIRD, "inner", "city", "whole"),
        (THIRD, "own", "city", "whole"),
    )
    found = family(of, "city")
    assert [one.from_unit for one in found.strands] == ["province"]
    assert found.left_out == (LeftOut("city", "before", THIRD, 2),)


def test_where_a_district_went_into_its_city_its_ground_is_drawn() -> None:
    of = geography(
        [
            version("city"),
            version("district", None, THIRD, "city"),
            version("old", None, THIRD, "district"),
            version("new", THIRD, None, "city"),
        ],
        (THIRD, "district", "city", "whole"),
        (THIRD, "old", "new", "whole"),
    )
    found = family(of, "district")
    assert {(one.to_unit, one.is_ground) for one in found.strands} == {("city", False), ("new", True)}


def test_days_beyond_the_room_are_counted_too() -> None:
    days = [date(2000 + at, 1, 1) for at in range(8)]
    of = geography(
        [version("u"), *(version(f"w{at}", None, day) for at, day in enumerate(days))],
        *((day, f"w{at}", "u", "whole") for at, day in enumerate(days)),
    )
    found = family(of, "u")
    assert len(found.days) == drawn.MOST_DAYS
    assert len(found.strands) + found.further == len(days)
    assert found.days[-1] == days[-1], "the nearest days are drawn"


def test_a_family_that_runs_in_a_circle_comes_to_an_end() -> None:
    of = geography(
        [version("a"), version("b")],
        (FIRST, "a", "b", "part"),
        (FIRST, "b", "a", "part"),
        (SECOND, "b", "b", "part"),
    )
    check(of, "a")


def test_a_unit_without_successions_has_no_strands() -> None:
    found = family(geography([version("a")]), "a")
    assert (found.units, found.strands, found.left_out, found.days) == (("a",), (), (), ())


# Layout


def picture(of: Geography, unit: str, day: date = THIRD) -> FamilyPicture:
    return lay_out(of, family(of, unit), day)


def test_time_runs_to_the_right() -> None:
    of = geography(
        [version("q2", None, FIRST), version("td", FIRST, THIRD), version("a", THIRD)],
        (FIRST, "q2", "td", "whole"),
        (THIRD, "td", "a", "part"),
    )
    laid_out = picture(of, "td")
    at = {box.unit: box.x for box in laid_out.boxes}
    assert at["q2"] < at["td"] < at["a"]
    assert at["q2"] < laid_out.days[0].x < at["td"] < laid_out.days[1].x < at["a"]
    assert laid_out.shown_x == at["a"]
    assert picture(of, "td", date(2022, 1, 1)).shown_x == at["td"]


def test_a_unit_that_lives_through_a_reform_stands_in_both_columns() -> None:
    of = geography([version("a"), version("b", None, THIRD)], (THIRD, "b", "a", "whole"))
    long, short = sorted(picture(of, "a").boxes, key=lambda box: -box.width)
    assert (long.unit, short.unit) == ("a", "b")
    assert long.x == short.x


@pytest.mark.parametrize("count", [1, 2, 5, 14, 15, 60])
def test_any_number_of_wards_finds_room(count: int) -> None:
    check(merged(count), "new")


UNITS = [f"u{at}" for at in range(9)]
DAYS = [FIRST, SECOND, THIRD, date(2026, 3, 1), date(2027, 1, 1), date(2028, 1, 1)]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(DAYS),
        st.sampled_from(UNITS),
        st.sampled_from(UNITS),
        st.sampled_from(["whole", "part"]),
    ),
    min_size=1,
    max_size=30,
    unique_by=lambda step: step[:3],
)
SPANS = (
    st.tuples(*[st.sampled_from([None, *DAYS[:2]])] * 9),
    st.tuples(*[st.sampled_from([None, *DAYS[3:]])] * 9),
)


@given(STEPS, *SPANS)
def test_whatever_happened_no_box_lies_on_another(
    steps: list[tuple[date, str, str, str]], starts: tuple[date | None, ...], ends: tuple[date | None, ...]
) -> None:
    of = geography([version(*one) for one in zip(UNITS, starts, ends, strict=True)], *steps)
    for unit in UNITS:
        check(of, unit)


def check(of: Geography, unit: str) -> None:
    """Every box is in the picture and free of the others; every succession of the unit is drawn or counted."""
    found = family(of, unit)
    steps = [*of.successions_into(unit), *of.successions_out_of(unit)]
    drawn_steps = {(one.on, one.from_unit, one.to_unit) for one in found.strands}
    missing = {(one.on, one.from_unit, one.to_unit) for one in steps} - drawn_steps
    assert len(missing) <= sum(item.count for item in found.left_out) + found.further
    if not found.days:
        return
    laid_out = lay_out(of, found, THIRD)
    assert {box.unit for box in laid_out.boxes} == set(found.units)
    assert len(laid_out.lines) == len(found.strands) + len(found.left_out)
    assert not [pair for pair in combinations(laid_out.boxes, 2) if meet(*pair)]
    for box in laid_out.boxes:
        assert 0 <= box.x <= laid_out.width - box.width
        assert 0 <= box.y <= laid_out.height - box.height


def meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )
