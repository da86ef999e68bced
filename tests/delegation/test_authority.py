"""What the generated registers seldom meet, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from delegation.authority import entitlements
from delegation.day import Day
from delegation.records import Grant, Instrument, Power
from delegation.register import GrantsInMemory, Register
from units.directory import Directory, Office
from units.geography import Geography, Territory, UnitVersion
from units.periods import ONE_DAY, Period

MERGER = date(2025, 7, 1)
OLD_CITY = Territory("79@2016-01-01", MERGER - ONE_DAY)


# On the day after, it is asked at the state, which does not lie on the old map of the city.
@pytest.mark.parametrize(("day", "places"), [(MERGER - ONE_DAY, ["79@2016-01-01"]), (MERGER, [])])
def test_what_an_office_may_do_on_a_former_territory_is_asked_at_its_own_unit(
    day: date, places: list[str]
) -> None:
    geography = Geography(
        [
            UnitVersion("VN@2016-01-01", Period(), "VN", "Việt Nam", "state", None),
            UnitVersion(
                "79@2016-01-01", Period(), "79", "Thành phố Hồ Chí Minh", "municipality", "VN@2016-01-01"
            ),
        ]
    )
    ministry = Office("VN@2016-01-01/ministry", "VN@2016-01-01", "ministry", "Bộ")
    grant = Grant("G", "P", "allocation", None, frozenset({ministry.office}), OLD_CITY, "L")
    register = Register(
        Directory(geography, [ministry], []),
        [Instrument("L", date(2016, 1, 1))],
        [],
        [Power("P")],
        GrantsInMemory([grant]),
    )
    found = entitlements(Day(register, day), ministry.office)
    assert [item.place for item in found] == places
