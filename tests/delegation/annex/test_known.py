from __future__ import annotations

from datetime import date

import pytest

from delegation.annex.known import known_on, matcher_on
from delegation.annex.lookup import Matched, Unknown
from delegation.models import PowerEntry
from delegation.register import Register
from units.models import Edition

ON = date(2025, 7, 15)


@pytest.fixture
def city(register: Register) -> str:
    return next(
        unit
        for unit in register.geography
        for version in [register.geography.version(unit, ON)]
        if version and version.kind == "municipality"
    )


def test_everything_recorded_is_known(register: Register, city: str) -> None:
    known = known_on(ON, home=city)
    assert {power.key for power in known.powers} == set(register.powers)
    assert {office.key for office in known.offices} == set(register.directory.offices)
    assert {scope.key for scope in known.scopes} == set(register.directory.scopes)
    assert {unit.key for unit in known.units} == set(register.geography)
    assert all((ON in office.period) is register.directory.exists(office.key, ON) for office in known.offices)
    assert known.fields
    assert known.instruments


def test_each_power_is_found_by_its_own_title_or_is_a_choice(register: Register, city: str) -> None:
    matcher = matcher_on(ON, home=city)
    for key, title in PowerEntry.objects.recorded(1).values_list("power_id", "title"):
        match = matcher.power(title)
        assert isinstance(match, Unknown) or match.key == key


def test_each_office_of_the_day_is_found_by_its_name_or_is_a_choice(register: Register, city: str) -> None:
    matcher = matcher_on(ON, home=city)
    found = [
        office
        for office in register.directory.offices.values()
        if register.directory.exists(office.office, ON)
    ]
    matches = {office.office: matcher.party(office.name) for office in found}
    assert all(match.key == key for key, match in matches.items() if isinstance(match, Matched))
    assert sum(isinstance(match, Matched) for match in matches.values()) > len(matches) * 0.9


def test_the_home_is_the_city_that_a_ward_lies_in(register: Register, city: str) -> None:
    ward = register.geography.children(city, ON)[0].unit
    assert known_on(ON, home=ward).offices == known_on(ON, home=city).offices
    assert {unit.is_at_home for unit in known_on(ON).units} == {True}


def test_a_matcher_is_made_once(register: Register, city: str) -> None:
    assert Edition.objects.latest_number() == 1
    assert matcher_on(ON, home=city) is matcher_on(ON, home=city)
    assert matcher_on(date(2025, 1, 1), home=city) is not matcher_on(ON, home=city)
