"""A power that a draft does not touch is answered as before, everywhere and always."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from delegation.bundle.rows import Bundle
from delegation.consequences import touched_powers
from delegation.day import Day
from delegation.prospect import register_with
from tests.bundles import bundle_of
from tests.delegation.diagnostics.example import changed, drafted
from tests.delegation.prospect.drafts import CELLS, RandomDraft, decisions, drafts
from tests.oracle.chooser import DAYS
from tests.oracle.register import Tables
from tests.registers import register_from

SEEDS_AT_ONCE = 20
ASKED = [date.fromisoformat(day) for day in DAYS]


def untouched_are_answered_as_before(recorded: Tables, draft: RandomDraft) -> int:
    before = register_from(recorded)
    after = register_with(before, draft.bundle, draft.withdrawn)
    untouched = before.powers.keys() - touched_powers(before, draft.bundle, draft.withdrawn)
    for day in ASKED:
        on, then = Day(before, day), Day(after, day)
        for power in untouched:
            was, is_ = decisions(before, power, on), decisions(after, power, then)
            for place in was.keys() & is_.keys():
                assert was[place] == is_[place], (draft, power, place, day)
    return len(untouched)


@pytest.mark.parametrize("table", CELLS)
def test_what_is_untouched_is_answered_as_before(table: str) -> None:
    left = [untouched_are_answered_as_before(*made) for made in drafts(range(500, 540), [table])]
    # Not by touching everything.
    assert sum(left) > len(left) // 10


@pytest.mark.parametrize("first_seed", range(0, 200, SEEDS_AT_ONCE))
def test_so_it_is_where_a_draft_touches_several_tables(first_seed: int) -> None:
    for made in drafts(range(first_seed, first_seed + SEEDS_AT_ONCE)):
        untouched_are_answered_as_before(*made)


REVOKED = {"change": "c", "grant": "decentralized", "action": "revoke", "instrument": "act"}
TOUCHED: dict[str, tuple[dict[str, Any], set[str]]] = {
    "a new grant": (
        {"grants.n": {"grant": "n", "power": "p", "recipients": "w1/chair", "instrument": "law"}},
        {"p"},
    ),
    "a withdrawn grant": ({"grants.delegated": None}, {"p"}),
    "a grant moved": ({"grants.delegated": {"power": "q"}}, {"p", "q"}),
    "a change to a grant": ({"changes.c": REVOKED}, {"q"}),
    "a change to nothing of effect": ({"grants.delegated": {"citation": "Điều 2"}}, set()),
    "the days of a text": ({"instruments.norm": {"effective_until": "2026-01-01"}}, {"q"}),
    "the name of a text": ({"instruments.norm": {"signer": "x"}}, set()),
    "a text acted on": (
        {"instrument_relations.r": {"instrument": "act", "relation": "repeals", "target": "norm"}},
        {"q"},
    ),
    "what a text rests on": (
        {"instrument_relations.r": {"instrument": "act", "relation": "based_on", "target": "norm"}},
        {"p"},
    ),
    "a basis acted on": (
        {"instrument_relations.r": {"instrument": "norm", "relation": "suspends", "target": "law"}},
        {"p", "q"},
    ),
    "a basis withdrawn": ({"instrument_relations.act>law": None}, {"p"}),
    "whether a power may be passed on": ({"powers.q": {"delegable": "no"}}, {"q"}),
    "a new power": ({"powers.r": {"power": "r"}}, {"r"}),
    "an office that is named": ({"offices.79/department": {"valid_until": "2026-01-01"}}, {"q"}),
    "an office that nobody names": ({"offices.w1/chair": {"valid_until": "2026-01-01"}}, set()),
    "a scope that nobody names": ({"scopes.wards": {"within": "79"}}, set()),
    "a unit below": ({"units.w1": {"valid_until": "2026-01-01"}}, {"p", "q"}),
}


@pytest.mark.parametrize(("changes", "touched"), TOUCHED.values(), ids=TOUCHED)
def test_what_is_touched(changes: dict[str, Any], touched: set[str]) -> None:
    assert touched_powers(register_from(changed({})), *drafted(changes)) == touched


def relation(instrument: str, kind: str, target: str, on: str = "") -> dict[str, str]:
    return {"instrument": instrument, "relation": kind, "target": target, "on": on}


def test_what_a_replacement_stands_for_in_turn() -> None:
    texts = {
        f"instruments.{name}": {"instrument": name, "issued_on": "2025-12-01"} for name in ("newer", "newest")
    }
    recorded = texts | {
        "instrument_relations.1": relation("newer", "replaces", "law", "2026-01-01"),
        "instrument_relations.2": relation("newest", "replaces", "newer", "2026-02-01"),
    }
    ended = {"instruments.newest": texts["instruments.newest"] | {"effective_until": "2026-06-30"}}
    draft = drafted(recorded | ended, changed(recorded))
    assert touched_powers(register_from(changed(recorded)), *draft) == {"p", "q"}


def test_what_an_act_without_a_day_of_its_own_begins_with() -> None:
    text = {"instrument": "newer", "issued_on": "2026-01-01"}
    recorded = {"instruments.newer": text, "instrument_relations.1": relation("newer", "repeals", "norm")}
    later = {"instruments.newer": text | {"issued_on": "2026-06-01"}}
    draft = drafted(recorded | later, changed(recorded))
    assert touched_powers(register_from(changed(recorded)), *draft) == {"q"}


def test_what_a_changed_unit_went_into() -> None:
    heir = {
        "unit": "w3",
        "valid_from": "2026-01-01",
        "code": "w3",
        "name": "w3",
        "kind": "ward",
        "parent": "79",
    }
    step = {"on": "2026-01-01", "from_unit": "w1", "to_unit": "w3", "extent": "whole", "instrument": "law"}
    recorded = {
        "units.w1": {"valid_until": "2025-12-31"},
        "units.w3": heir,
        "successions.1": step,
        "offices.w3/chair": {"office": "w3/chair", "unit": "w3", "kind": "chair"},
        "powers.r": {"power": "r", "delegable": "yes"},
        "grants.r1": {
            "grant": "r1",
            "power": "r",
            "kind": "allocation",
            "recipients": "w3/chair",
            "instrument": "law",
        },
    }
    draft = drafted(
        recorded | {"units.w1": {"valid_until": "2025-12-31", "kind": "commune"}}, changed(recorded)
    )
    assert "r" in touched_powers(register_from(changed(recorded)), *draft)


def test_the_scopes_that_an_office_falls_under() -> None:
    to_wards = {"grants.root-p": {"recipients": "wards"}, "grants.delegated": None}
    without = {"offices.w1/chair": {"valid_until": "2026-01-01"}}
    draft = drafted(to_wards | without, changed(to_wards))
    assert touched_powers(register_from(changed(to_wards)), *draft) == {"p"}


def test_nothing_touches_nothing() -> None:
    register = register_from(changed({}))
    assert touched_powers(register, Bundle({})) == frozenset()
    assert touched_powers(register, bundle_of(changed({}))) == frozenset()
