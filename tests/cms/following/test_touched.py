"""Exactly the right subscribers hear of a change: nobody is missed, and nobody hears of what does not concern them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cms.following.topics import EVERYTHING, INSTRUMENT, OFFICE, POWER, UNIT, Topic
from delegation.day import Day
from delegation.records import Grant
from tests.cms.following.editions import CITY, keys, manners, told, told_of_city
from tests.delegation.diagnostics.example import changed
from tests.delegation.prospect.drafts import CELLS, RandomDraft, competences, decisions, drafts, may
from tests.oracle.chooser import DAYS
from tests.oracle.register import Tables
from tests.registers import register_from
from units.periods import Period

SEEDS_AT_ONCE = 20
ASKED = [date.fromisoformat(day) for day in DAYS]


def in_substance(told: object) -> object:
    """What an answer says, without the days that grants are to last: those are asked about day by day."""
    if isinstance(told, Grant):
        return replace(told, period=Period(), changes=())
    if isinstance(told, tuple | list):
        return tuple(in_substance(part) for part in told)
    if isinstance(told, dict):
        return {key: in_substance(value) for key, value in told.items()}
    return told


def differ(one: object, other: object) -> bool:
    return in_substance(one) != in_substance(other)


def is_another(one: Any, other: Any) -> bool:
    """Whether an office may do something else; why it never could, or no longer can, may be told in other words."""
    if {one[0], other[0]} == {"no"}:
        return False
    return bool(one != other and not {*one[1], *other[1]} <= {"NEVER_GRANTED", "ORIGIN_NOT_RECORDED"})


def nobody_is_missed(recorded: Tables, draft: RandomDraft) -> int:
    after_tables = draft.over(recorded)
    found = told(recorded, after_tables)
    before, after = register_from(recorded), register_from(after_tables)
    powers, offices, units = (keys(found, kind) for kind in (POWER, OFFICE, UNIT))
    for day in ASKED:
        on, then = Day(before, day), Day(after, day)
        for power in before.powers.keys() & after.powers.keys():
            was, is_ = decisions(before, power, on), decisions(after, power, then)
            for place in was.keys() & is_.keys():
                assert power in powers or not differ(was[place], is_[place]), (power, place, day, draft)
                one, other = competences(on, power, place), competences(then, power, place)
                for office in one.keys() & other.keys():
                    if is_another(one[office], other[office]):
                        assert office in offices, (office, power, place, day, draft)
        held, holds = may(on), may(then)
        for office in held.keys() & holds.keys():
            if differ(held[office], holds[office]):
                assert office in offices, (office, day, draft)
                assert before.directory.offices[office].unit in units
    return len(before.directory.offices.keys() - offices)


@pytest.mark.parametrize("table", CELLS)
def test_whoever_is_answered_otherwise_is_told(table: str) -> None:
    left_alone = [nobody_is_missed(*made) for made in drafts(range(700, 720), [table])]
    # Not by telling everybody.
    assert sum(left_alone) > len(left_alone)


@pytest.mark.parametrize("first_seed", range(0, 100, SEEDS_AT_ONCE))
def test_so_it_is_where_an_edition_changes_several_tables(first_seed: int) -> None:
    for made in drafts(range(first_seed, first_seed + SEEDS_AT_ONCE)):
        nobody_is_missed(*made)


NEW = {"grant": "n", "power": "p", "kind": "delegation", "grantor": "79/chair", "instrument": "act"}
TO_WARDS = {"grants.n": NEW | {"recipients": "wards", "valid_from": "2026-01-01"}}
REPEAL = {
    "instrument_relations.r": {
        "instrument": "law",
        "relation": "repeals",
        "target": "act",
        "on": "2026-03-01",
    }
}
REVOKED = {
    "change": "c",
    "grant": "delegated",
    "action": "revoke",
    "instrument": "norm",
    "from": "2026-02-01",
}
W3 = {"unit": "w3", "valid_from": "2016-01-01", "code": "w3", "name": "w3", "kind": "ward", "parent": "79"}

TOUCHED: dict[str, tuple[dict[str, Any], dict[str, set[str]]]] = {
    "a grant to an office": (
        {"grants.n": NEW | {"recipients": "w1/chair"}},
        {POWER: {"p"}, OFFICE: {"w1/chair", "79/chair"}, UNIT: {"w1", "79"}, INSTRUMENT: {"act"}},
    ),
    "a grant to a class of offices": (
        TO_WARDS,
        {
            POWER: {"p"},
            OFFICE: {"w1/chair", "w2/chair", "79/chair"},
            UNIT: {"w1", "w2", "79"},
            INSTRUMENT: {"act"},
        },
    ),
    "a grant to an office of the city": (
        {"grants.n": NEW | {"recipients": "79/department"}},
        {POWER: {"p"}, OFFICE: {"79/department", "79/chair"}, UNIT: {"79"}, INSTRUMENT: {"act"}},
    ),
    "a grant on a territory": (
        {"grants.n": NEW | {"recipients": "79/department", "territory": "w2"}},
        {POWER: {"p"}, OFFICE: {"79/department", "79/chair"}, UNIT: {"79", "w2"}, INSTRUMENT: {"act"}},
    ),
    "a grant whose source it rests on": (
        {"grants.root-p": {"valid_until": "2026-06-30"}},
        {POWER: {"p"}, OFFICE: {"79/chair", "79/department_head"}, UNIT: {"79"}, INSTRUMENT: {"law"}},
    ),
    "a repeal": (
        REPEAL,
        {POWER: {"p"}, OFFICE: {"79/chair", "79/department_head"}, UNIT: {"79"}, INSTRUMENT: {"law", "act"}},
    ),
    "a revocation": (
        {"changes.c": REVOKED},
        {POWER: {"p"}, OFFICE: {"79/chair", "79/department_head"}, UNIT: {"79"}, INSTRUMENT: {"norm", "act"}},
    ),
    "whether a power may be passed on": (
        {"powers.q": {"delegable": "no"}},
        {POWER: {"q"}, OFFICE: {"79/committee", "79/department"}, UNIT: {"79"}, INSTRUMENT: {"law", "norm"}},
    ),
    "another note": (
        {"grants.delegated": {"note": "x"}},
        {POWER: {"p"}, OFFICE: set(), UNIT: set(), INSTRUMENT: {"act"}},
    ),
    "the signer of a text": (
        {"instruments.norm": {"signer": "x"}},
        {POWER: set(), OFFICE: set(), UNIT: set(), INSTRUMENT: {"norm"}},
    ),
    "another name of a ward": (
        {"units.w1": {"name": "x"}},
        {POWER: set(), OFFICE: set(), UNIT: {"w1"}, INSTRUMENT: set()},
    ),
    "another name of an office": (
        {"offices.w1/chair": {"name": "x"}},
        {POWER: set(), OFFICE: {"w1/chair"}, UNIT: {"w1"}, INSTRUMENT: set()},
    ),
    "an office that nobody names": (
        {"offices.w1/chair": {"valid_until": "2026-01-01"}},
        {POWER: set(), OFFICE: {"w1/chair"}, UNIT: {"w1"}, INSTRUMENT: set()},
    ),
    "a class that nobody names": (
        {"scopes.wards": {"name": "x"}},
        {POWER: set(), OFFICE: set(), UNIT: set(), INSTRUMENT: set()},
    ),
}


@pytest.mark.parametrize(("changes", "topics"), TOUCHED.values(), ids=TOUCHED)
def test_who_is_told_and_nobody_else(changes: dict[str, Any], topics: dict[str, set[str]]) -> None:
    found = told_of_city(changes)
    assert {kind: keys(found, kind) for kind in topics} == topics
    assert EVERYTHING in found


def test_nothing_touches_nothing() -> None:
    assert told(CITY, CITY) == {}


def test_who_joins_a_class_hears_of_what_that_brings_and_the_others_do_not() -> None:
    joining = {"units.w3": W3, "offices.w3/chair": {"office": "w3/chair", "unit": "w3", "kind": "chair"}}
    found = told_of_city(joining, recorded=TO_WARDS)
    assert {"w3/chair", "79/chair"} <= keys(found, OFFICE)
    assert "w1/chair" not in keys(found, OFFICE)


def test_a_grant_that_had_ended_is_not_told_of_again_when_its_office_goes() -> None:
    ended = {"grants.n": NEW | {"recipients": "w1/chair", "valid_until": "2025-12-31"}}
    gone = {"offices.w1/chair": {"valid_until": "2026-06-30"}}
    found = told_of_city(gone, recorded=ended)
    assert keys(found, OFFICE) == {"w1/chair"}
    assert not keys(found, POWER)


def test_a_change_for_one_of_a_class_is_told_to_that_one() -> None:
    for_one = REVOKED | {"grant": "n", "recipients": "w1/chair"}
    found = told_of_city({"changes.c": for_one}, recorded=TO_WARDS)
    assert keys(found, OFFICE) == {"w1/chair", "79/chair"}


def test_members_of_days_without_a_difference_hear_nothing() -> None:
    gone = {"units.w1": {"valid_until": "2025-12-31"}, **TO_WARDS}
    found = told(changed({"units.w1": gone["units.w1"]}), changed(gone))
    assert "w2/chair" in keys(found, OFFICE)
    assert "w1/chair" not in keys(found, OFFICE)


def test_what_is_told_and_from_which_day_on() -> None:
    found = told_of_city(REPEAL)
    (of_power,) = found[Topic(POWER, "p")]
    assert (of_power.table, of_power.key, of_power.manner) == ("grants", ("delegated",), "affected")
    assert of_power.since == date(2026, 3, 1)
    assert manners(found, Topic(INSTRUMENT, "act")) == {
        ("instrument_relations", "new"),
        ("grants", "affected"),
    }
    revoked = told_of_city({"changes.c": REVOKED})
    (of_office,) = revoked[Topic(OFFICE, "79/department_head")]
    assert (of_office.table, of_office.manner, of_office.since) == ("changes", "new", date(2026, 2, 1))


@pytest.mark.parametrize(
    ("changes", "manner"),
    [
        ({"grants.delegated": {"note": "x"}}, "noted"),
        ({"grants.delegated": {"conditions": "x"}}, "corrected"),
        ({"grants.delegated": None}, "withdrawn"),
        ({"grants.n": NEW | {"recipients": "w1/chair"}}, "new"),
    ],
)
def test_in_which_manner(changes: dict[str, Any], manner: str) -> None:
    found = told_of_city(changes)
    assert manners(found, Topic(POWER, "p")) == {("grants", manner)}
