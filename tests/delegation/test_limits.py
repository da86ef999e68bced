from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.limits import BadValue, UnknownDimension, can_all_hold, read_facts, read_limit, read_limits


@pytest.mark.parametrize(
    ("limit", "fact", "holds"),
    [
        ("amount_vnd<240000000000", "239999999999.99", True),
        ("amount_vnd<240000000000", "240000000000", False),
        ("amount_vnd<=240000000000", "240000000000.0", True),
        ("area_m2>5", "5", False),
        ("area_m2>=5", "5", True),
        ("floors=3|4", "4.0", True),
        ("floors=3|4", "5", False),
        ("amount_vnd<1e3", "999", True),
    ],
)
def test_numbers_compare_exactly(limit: str, fact: str, holds: bool) -> None:
    read = read_limit(limit)
    assert read.holds(read_facts({read.dimension: fact})) is holds


@pytest.mark.parametrize(
    ("fact", "holds"), [("B", True), ("C", True), ("A", False), ("b", False), ("B ", True)]
)
def test_words_compare_letter_by_letter(fact: str, holds: bool) -> None:
    assert read_limit("project_group=B|C").holds(read_facts({"project_group": fact})) is holds


def test_without_a_fact_a_limit_is_open() -> None:
    assert read_limit("floors<3").holds(read_facts({"area_m2": "1"})) is None


@pytest.mark.parametrize("text", ["height<3", "amount<3", "=3", "amount_vnd"])
def test_an_unknown_dimension_or_no_comparison_is_refused(text: str) -> None:
    with pytest.raises((UnknownDimension, BadValue)):
        read_limit(text)


@pytest.mark.parametrize(
    "text",
    [
        "floors<ba",
        "floors<",
        "floors<NaN",
        "floors<Infinity",
        "floors<1_000",
        "floors<٣",
        "project_group<C",
        "site=",
    ],
)
def test_a_value_that_cannot_be_compared_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        read_limit(text)


def test_a_limit_is_the_same_however_it_is_written() -> None:
    assert read_limit("floors<3") == read_limit("floors<3.00")
    assert read_limit("site=a|b") == read_limit("site=b|a")
    assert read_limit("floors<3") != read_limit("floors<=3")
    assert {read_limit("floors<3"), read_limit("floors<3.0")} == {read_limit("floors<3")}


@pytest.mark.parametrize(
    ("limits", "possible"),
    [
        ("floors<3;floors>2", True),
        ("floors<3;floors>3", False),
        ("floors<=3;floors>=3", True),
        ("floors<3;floors>=3", False),
        ("floors<=3;floors>3", False),
        ("project_group=A|B;project_group=B|C", True),
        ("project_group=A;project_group=C", False),
        ("floors=1|5;floors>3", True),
        ("floors=1|2;floors>3", False),
        ("floors<1;area_m2>5", True),
        ("", True),
    ],
)
def test_limits_are_disjoint_where_no_value_satisfies_them(limits: str, possible: bool) -> None:
    assert can_all_hold(read_limits(limits)) is possible


SIGNED = st.tuples(st.sampled_from(["<", "<=", ">", ">=", "="]), st.integers(0, 4))


@given(st.lists(SIGNED, max_size=4))
def test_whether_numbers_can_all_hold_agrees_with_trying_them(signed: list[tuple[str, int]]) -> None:
    limits = [read_limit(f"floors{sign}{bound}") for sign, bound in signed]
    tried = [Decimal(half) / 2 for half in range(-2, 12)]
    assert can_all_hold(limits) is any(all(limit.allows(value) for limit in limits) for value in tried)
