from __future__ import annotations

from datetime import date

import pytest

from units.directory import Directory, Office, Scope
from units.geography import Geography, UnitVersion
from units.periods import ONE_DAY, Period

REFORM = date(2025, 7, 1)
EVE = REFORM - ONE_DAY


def unit(name: str, kind: str, parent: str | None, period: Period = Period()) -> UnitVersion:
    return UnitVersion(name, period, name, name, kind, parent)


GEOGRAPHY = Geography(
    [
        unit("city", "municipality", None),
        unit("district", "urban_district", "city", Period.of_days(None, EVE)),
        unit("ward", "ward", "district", Period.of_days(None, EVE)),
        unit("ward", "ward", "city", Period(REFORM)),
        unit("zone", "special_zone", "city", Period(REFORM)),
    ]
)
CHAIRS = ["city", "district", "ward", "zone"]


def directory(scope: Scope) -> Directory:
    offices = [Office(f"{name}/chair", name, "chair", name) for name in CHAIRS]
    ended = Office("ward/committee", "ward", "committee", "ward", Period.of_days(None, EVE))
    return Directory(GEOGRAPHY, [*offices, ended], [scope])


@pytest.mark.parametrize(
    ("scope", "day", "members"),
    [
        (Scope("s", "s", "chair"), EVE, ["city/chair", "district/chair", "ward/chair"]),
        (Scope("s", "s", "chair", frozenset({"ward"})), EVE, ["ward/chair"]),
        (Scope("s", "s", "chair", frozenset({"ward", "special_zone"})), REFORM, ["ward/chair", "zone/chair"]),
        (Scope("s", "s", "chair", frozenset(), "district"), EVE, ["district/chair", "ward/chair"]),
        (Scope("s", "s", "chair", frozenset(), "district"), REFORM, []),
        # An excepted unit takes the units under it along; an excepted office only itself.
        (Scope("s", "s", "chair", excepted=frozenset({"district"})), EVE, ["city/chair"]),
        (
            Scope("s", "s", "chair", excepted=frozenset({"district"})),
            REFORM,
            ["city/chair", "ward/chair", "zone/chair"],
        ),
        (Scope("s", "s", "chair", excepted=frozenset({"ward/chair"})), EVE, ["city/chair", "district/chair"]),
        (Scope("s", "s", "committee"), EVE, ["ward/committee"]),
        (Scope("s", "s", "committee"), REFORM, []),
    ],
)
def test_members_follow_the_units_through_time(scope: Scope, day: date, members: list[str]) -> None:
    assert [office.office for office in directory(scope).members("s", day)] == members


def test_an_office_exists_while_its_own_period_and_its_unit_do() -> None:
    found = directory(Scope("s", "s", "chair"))
    assert [found.exists("zone/chair", day) for day in (EVE, REFORM)] == [False, True]
    assert [found.exists("ward/committee", day) for day in (EVE, REFORM)] == [True, False]


def test_an_office_that_is_still_to_come_has_not_existed() -> None:
    found = directory(Scope("s", "s", "chair"))
    assert [found.has_existed("zone/chair", day) for day in (EVE, REFORM)] == [False, True]
    assert [found.has_existed("district/chair", day) for day in (EVE, REFORM)] == [True, True]


def test_an_office_is_named_by_itself_and_by_its_scopes() -> None:
    found = directory(Scope("s", "s", "chair", frozenset({"ward"})))
    assert found.designations("ward/chair", EVE) == {"ward/chair", "s"}
    assert found.designations("city/chair", EVE) == {"city/chair"}


def test_without_its_unit_an_office_is_only_in_scopes_that_ask_nothing() -> None:
    asks_nothing = directory(Scope("s", "s", "chair"))
    asks_a_kind = directory(Scope("s", "s", "chair", frozenset({"special_zone"})))
    assert asks_nothing.designations("zone/chair", EVE) == {"zone/chair", "s"}
    assert asks_a_kind.designations("zone/chair", EVE) == {"zone/chair"}
