"""Every address of the desk, for every kind of person, on own records and on those of others: GET and POST."""

from __future__ import annotations

from typing import Final

import pytest
from django.urls import reverse

from tests.doors.answers import is_kept_by_nobody_else, is_refused, keeps_secrets
from tests.doors.doors import Door, addresses, nothing
from tests.doors.house import House, digest, undone, written
from tests.doors.kinds import KINDS, OTHER_WARD, UNITS, WARD, Kind
from tests.doors.table import OWN
from tests.doors.wagtail_table import FAILS_ON_PURPOSE, UNNAMED, WAGTAIL

_FAILED: Final = 500
# To Wagtail's own pages all officers are alike: of them comes who may most.
_TO_WAGTAIL: Final = (
    "anonymous",
    "inactive",
    "all of the city and below",
    "page editor",
    "administrator",
)


# Where nothing can be sent, these try: who may least, and who may most.
_PUSHING: Final = ("anonymous", "no right", "all of the city and below", "administrator")

# What is about nobody's records in particular is tried once.
_TRIED: Final = [
    (door, unit)
    for door in OWN
    for unit in UNITS
    if unit == WARD or door.fill is not nothing or door.sends is not None
]


def _comes(kind: Kind, unit: str) -> bool:
    """All try the one ward's records; the other's, those who belong to one of the wards."""
    return unit == WARD or kind.held.keys() in ({WARD}, {OTHER_WARD})


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    found = {name for name, _route in addresses()}
    rows = {door.address for door in OWN} | WAGTAIL.keys() | {FAILS_ON_PURPOSE}
    assert (found - rows, rows - found) == (set(), set())


@pytest.mark.parametrize(("door", "unit"), _TRIED, ids=str)
def test_who_comes_in_and_who_writes(door: Door, unit: str, house: House) -> None:
    work = house.works[unit]
    for kind in filter(lambda one: _comes(one, unit), KINDS.values()):
        answer = house.get(kind.name, door, work)
        if door.opens(kind, unit):
            assert answer.status_code in door.answers, (kind.name, answer.status_code)
        else:
            assert is_refused(answer, kind), (kind.name, answer.status_code)
        assert keeps_secrets(answer, kind), kind.name
        assert is_kept_by_nobody_else(answer), kind.name
        if door.sends is None and kind.name not in _PUSHING:
            continue
        may_send = door.sends is not None and door.sends(kind, unit)
        with undone(), written() as statements:
            answer = house.send(kind.name, door, work)
            if may_send:
                assert answer.status_code in door.answers, (kind.name, answer.status_code)
                assert statements or not door.changes, kind.name
            else:
                assert is_refused(answer, kind), (kind.name, answer.status_code)
                assert not statements or digest() == house.digest, kind.name
            assert keeps_secrets(answer, kind), kind.name


@pytest.mark.parametrize("name", WAGTAIL)
def test_who_comes_in_at_wagtails_own_doors(name: str, house: House) -> None:
    fill, opens = WAGTAIL[name]
    address = UNNAMED.get(name) or reverse(name, args=fill(house.furniture))
    for kind in map(KINDS.__getitem__, _TO_WAGTAIL):
        is_let_in = opens(kind, WARD)
        answer = house.look(kind.name, address)
        assert answer.status_code < _FAILED, kind.name
        assert is_let_in or is_refused(answer, kind), (kind.name, answer.status_code)
        assert keeps_secrets(answer, kind), kind.name
        if kind.edits_pages or kind.is_administrator:
            continue
        with undone(), written() as statements:
            answer = house.push(kind.name, address)
            assert is_let_in or is_refused(answer, kind), (kind.name, answer.status_code)
            assert not statements or digest() == house.digest, kind.name
            assert keeps_secrets(answer, kind), kind.name


def test_the_door_that_fails_on_purpose_is_shut_to_strangers(house: House) -> None:
    for name in ("anonymous", "inactive"):
        assert is_refused(house.look(name, reverse(FAILS_ON_PURPOSE)), KINDS[name])
