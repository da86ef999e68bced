"""Days with nothing between them share what is worked out; it is what each of them would work out alone."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from delegation.day import Day
from tests.oracle.registers import random_register
from tests.registers import register_from
from units.directory import Directory, Office
from units.geography import Geography, Succession, Territory, UnitVersion
from units.periods import ONE_DAY, Period
from units.snapshot import Snapshot

# What the calendar ends with has no day after it.
_FAR = date(9990, 1, 1)


def test_units_and_offices_are_unchanged_since_the_last_day_on_which_one_of_them_was_other() -> None:
    directory = Directory(
        Geography(
            [
                UnitVersion("a", Period(date(2016, 1, 1), date(2021, 1, 1)), "1", "A", "ward", None),
                UnitVersion("b", Period(date(2021, 1, 1), None), "2", "B", "ward", None),
            ],
            [Succession(date(2025, 7, 1), "a", "b", "part", "nq")],
        ),
        [Office("b/chair", "b", "chair", "B", Period(date(2025, 9, 1), None))],
        [],
    )
    days = [date(2015, 12, 31), date(2016, 1, 1), date(2020, 12, 31), date(2021, 1, 1), date(2025, 8, 31)]
    assert [directory.unchanged_since(day) for day in [*days, date(2026, 1, 1)]] == [
        None,
        date(2016, 1, 1),
        date(2016, 1, 1),
        date(2021, 1, 1),
        date(2025, 7, 1),
        date(2025, 9, 1),
    ]
    assert directory.snapshot(date(2026, 1, 1)) is directory.snapshot(date(2025, 9, 1))
    assert directory.snapshot(date(2025, 8, 31)) is not directory.snapshot(date(2025, 9, 1))


def test_no_more_snapshots_are_kept_than_fit() -> None:
    days = [date(2020, 1, 1) + timedelta(days=step) for step in range(40)]
    versions = [UnitVersion("a", Period(day, day + ONE_DAY), "1", "A", "ward", None) for day in days]
    directory = Directory(Geography(versions), [], [])
    first = directory.snapshot(days[0])
    assert directory.snapshot(days[0]) is first
    assert all(directory.snapshot(day).above("a") == ("a",) for day in days)
    assert directory.snapshot(days[0]) is not first


@pytest.mark.parametrize("seed", range(60))
def test_a_shared_snapshot_says_what_the_day_would_say_alone(seed: int) -> None:
    register = register_from(random_register(seed))
    directory = register.directory
    periods = [
        *(one.period for unit in directory.geography for one in directory.geography.history(unit)),
        *(office.period for office in directory.offices.values()),
    ]
    territories = {grant.territory for power in register.powers for grant in register.grants.of_power(power)}
    starts = {bound for period in periods for bound in (period.start, period.end) if bound}
    starts |= {one.as_of for one in territories if one and one.as_of}
    days = sorted(
        {start + step * ONE_DAY for start in starts for step in (-1, 0, 1, 40) if date.min < start < _FAR}
    )
    for day in days:
        shared, alone = Day(register, day), Snapshot(directory, day)
        assert shared.snapshot.unit_kinds == alone.unit_kinds
        assert shared.snapshot.offices_of_kind == alone.offices_of_kind
        for unit in directory.geography:
            assert shared.above(unit) == alone.above(unit)
        for office in directory.offices:
            assert shared.designations(office) == alone.designations(office)
        for name in (*directory.scopes, *directory.offices):
            assert shared.snapshot.members(name) == alone.members(name)
            assert set(alone.members(name)) == {
                office
                for office in directory.offices
                if name in directory.designations(office, day) and directory.exists(office, day)
            }
        for scope in directory.scopes:
            assert shared.snapshot.has_member(scope) == bool(alone.members(scope))
        for name, unit in product((*directory.scopes, *directory.offices), directory.geography):
            assert shared.bearers(name, unit) == alone.bearers(name, unit)
        for territory, unit in product(territories, directory.geography):
            if isinstance(territory, Territory):
                assert shared.lying(unit, territory) == directory.geography.lying(unit, territory, day)
