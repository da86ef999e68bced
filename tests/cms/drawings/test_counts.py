"""Counting powers: each once, wherever it stands."""

from __future__ import annotations

from cms.drawings.counts import Given, count, share


def given(power: str, *levels: str, field: str = "f", kind: str = "allocation") -> Given:
    return Given(power, field, kind, frozenset(levels))


def test_a_power_counts_once_in_all_and_once_at_each_level() -> None:
    counts = count(
        [
            given("a", "state"),
            given("a", "commune", kind="delegation"),
            given("a", "commune", "province"),
            given("b", "commune", field="g"),
        ]
    )
    assert counts.powers == 2
    assert counts.by_level == {"state": 1, "province": 1, "commune": 2}
    assert counts.by_field == {"f": 1, "g": 1}
    assert counts.by_kind == {"allocation": 2, "delegation": 1}


def test_a_level_where_nobody_is_left_is_told_apart() -> None:
    gone = Given("a", "f", "allocation", frozenset({"district"}), lapsed=True)
    assert count([gone, given("b", "commune")]).lapsed_levels == {"district"}
    assert count([gone, given("b", "district")]).lapsed_levels == frozenset()


def test_nothing_is_counted_of_nothing() -> None:
    counts = count([])
    assert (counts.powers, dict(counts.by_level)) == (0, {})


def test_a_bar_is_as_long_as_its_count_beside_the_largest() -> None:
    assert (share(5, 10), share(10, 10), share(0, 10), share(0, 0)) == ("50.00%", "100.00%", "0.00%", "0%")
