"""The register as it would be answers as one that holds the draft's rows in place of the recorded ones."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from delegation.bundle.rows import Bundle, Key
from delegation.day import Day
from delegation.prospect import register_with
from delegation.register import Grants, Register
from tests.bundles import bundle_of
from tests.delegation.diagnostics.example import changed
from tests.delegation.prospect.drafts import RandomDraft, competences, decisions, drafts, may
from tests.oracle.chooser import DAYS
from tests.oracle.registers import random_register
from tests.registers import register_from

SEEDS_AT_ONCE = 10
ASKED = [date.fromisoformat(day) for day in DAYS]


def assert_same_answers(one: Register, other: Register, said: object) -> None:
    assert one.powers == other.powers
    for day in ASKED:
        on, on_other = Day(one, day), Day(other, day)
        for power in one.powers:
            told = decisions(one, power, on)
            assert told == decisions(other, power, on_other), (said, power, day)
            for place in sorted(told)[:1]:
                assert competences(on, power, place) == competences(on_other, power, place), (
                    said,
                    power,
                    day,
                )
        assert may(on) == may(on_other), (said, day)


def assert_same_look_ups(one: Grants, other: Grants, register: Register) -> None:
    powers = [*register.powers, "none"]
    assert {power: set(one.of_power(power)) for power in powers} == {
        power: set(other.of_power(power)) for power in powers
    }
    keys = {grant.grant for power in powers for grant in other.of_power(power)} | {"none"}
    changes = {change.change for grant in other.find(keys).values() for change in grant.changes} | {"none"}
    assert one.find(keys) == other.find(keys)
    assert one.find_changes(changes) == other.find_changes(changes)
    for instrument in register.instruments:
        assert one.powers_under({instrument}) == other.powers_under({instrument})
    for name in (*register.directory.offices, *register.directory.scopes):
        assert one.powers_between({name}) == other.powers_between({name})
        assert (
            one.of_powers_naming(frozenset({name})).keys() == other.of_powers_naming(frozenset({name})).keys()
        )


@pytest.mark.parametrize("first_seed", range(0, 150, SEEDS_AT_ONCE))
def test_a_draft_overlaid_is_a_draft_recorded(first_seed: int) -> None:
    for recorded, draft in drafts(range(first_seed, first_seed + SEEDS_AT_ONCE)):
        prospect = register_with(register_from(recorded), draft.bundle, draft.withdrawn)
        written = register_from(draft.over(recorded))
        assert_same_answers(prospect, written, draft)
        assert_same_look_ups(prospect.grants, written.grants, written)


@pytest.mark.parametrize("seed", range(20))
def test_a_whole_register_over_another(seed: int) -> None:
    recorded, draft = random_register(seed), RandomDraft(random_register(seed + 1_000))
    prospect = register_with(register_from(recorded), draft.bundle)
    assert_same_answers(prospect, register_from(draft.over(recorded)), seed)


def test_what_the_draft_leaves_alone_is_shared() -> None:
    register = register_from(changed({}))
    (row,) = [dict(row) for row in changed({})["grants"] if row["grant"] == "delegated"]
    as_recorded = register_with(register, bundle_of({"grants": [row]}))
    assert as_recorded.directory is register.directory
    assert as_recorded.grants.of_power("p") is register.grants.of_power("p")
    shorter = register_with(register, bundle_of({"grants": [row | {"valid_until": "2026-06-30"}]}))
    assert shorter.grants.of_power("p") != register.grants.of_power("p")
    assert shorter.grants.of_power("q") is register.grants.of_power("q")


def test_a_grant_moved_to_another_power_leaves_the_former() -> None:
    register = register_from(changed({}))
    (moved,) = [dict(row) for row in changed({})["grants"] if row["grant"] == "delegated"]
    prospect = register_with(register, bundle_of({"grants": [moved | {"power": "q"}]}))
    keys = {power: {grant.grant for grant in prospect.grants.of_power(power)} for power in ("p", "q")}
    assert keys == {"p": {"root-p"}, "q": {"root-q", "decentralized", "delegated"}}
    assert prospect.grants.find({"delegated"})["delegated"].power == "q"


def change(**cells: str) -> dict[str, Any]:
    return {"change": "c", "grant": "delegated", "action": "revoke", "instrument": "norm"} | cells


def test_a_change_attaches_to_a_recorded_grant_and_can_be_moved_and_withdrawn() -> None:
    register = register_from(changed({}))
    revoked = register_with(register, bundle_of({"changes": [change()]}))
    assert [one.change for one in revoked.grants.find({"delegated"})["delegated"].changes] == ["c"]
    moved = register_with(revoked, bundle_of({"changes": [change(grant="decentralized")]}))
    assert moved.grants.find({"delegated"}) == register.grants.find({"delegated"})
    assert moved.grants.find_changes({"c"})["c"].grant == "decentralized"
    undone = register_with(moved, Bundle({}), {"changes": [("c",)]})
    assert undone.grants.find({"decentralized"}) == register.grants.find({"decentralized"})
    assert undone.grants.find_changes({"c"}) == {}


def test_what_is_withdrawn_is_gone_from_every_table() -> None:
    step = {"on": "2026-01-01", "from_unit": "w1", "to_unit": "w2", "extent": "part", "instrument": "law"}
    register = register_from(changed({"successions.1": step, "changes.c": change()}))
    withdrawn: dict[str, list[Key]] = {
        "units": [("w2", "2016-01-01")],
        "successions": [("2026-01-01", "w1", "w2")],
        "offices": [("w2/chair",)],
        "scopes": [("ward-committees",)],
        "instruments": [("norm",)],
        "instrument_relations": [("act", "based_on", "law", "")],
        "powers": [("q",)],
        "grants": [("decentralized",)],
        "changes": [("c",)],
    }
    left = register_with(register, Bundle({}), withdrawn)
    assert set(left.geography) == {"VN", "79", "w1"}
    assert left.geography.successions_out_of("w1") == []
    assert register.directory.offices.keys() - left.directory.offices.keys() == {"w2/chair"}
    assert set(left.directory.scopes) == {"wards"}
    assert set(left.instruments) == {"law", "act"}
    assert list(left.bases("act")) == []
    assert set(left.powers) == {"p"}
    assert left.grants.find({"decentralized", "delegated"}).keys() == {"delegated"}
    assert left.grants.find({"delegated"})["delegated"].changes == ()
    # The register that it was taken from still holds all of it.
    assert set(register.powers) == {"p", "q"}
    assert register.grants.find({"delegated"})["delegated"].changes


def test_an_empty_draft_changes_nothing() -> None:
    register = register_from(changed({}))
    prospect = register_with(register, Bundle({}))
    assert prospect.directory is register.directory
    assert prospect.powers == register.powers
    assert prospect.instruments == register.instruments
    assert prospect.grants.of_all_powers(["p", "q"]) == register.grants.of_all_powers(["p", "q"])
