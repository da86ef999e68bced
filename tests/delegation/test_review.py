"""What a lawyer must look at by a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from delegation.diagnostics import Ground
from delegation.review import ending_within, gaps_on, lapsed
from tests.delegation.diagnostics.example import changed, ground_and_drafts

BASED: dict[str, Any] = {"instrument": "next", "issued_on": "2026-03-01"}


def city(changes: dict[str, Any]) -> Ground:
    return ground_and_drafts(changed(changes))[0]


def endings(changes: dict[str, Any], day: str, days: int) -> list[tuple[str, str, str, tuple[str, ...]]]:
    found = ending_within(city(changes), date.fromisoformat(day), days)
    return [(one.row.grant.grant, str(one.last), one.cause, one.instruments) for one in found]


def test_recipients_that_are_gone() -> None:
    ground = city({"offices.79/department_head": {"valid_until": "2025-12-31"}})
    assert lapsed(ground, date(2025, 12, 31)) == []
    assert [row.key for row in lapsed(ground, date(2026, 1, 1))] == [("p", "delegated", "79/department_head")]


@pytest.mark.parametrize(
    ("day", "days", "expected"), [("2026-12-01", 30, 1), ("2026-12-01", 29, 0), ("2026-12-31", 0, 1)]
)
def test_a_term_within_so_many_days(day: str, days: int, expected: int) -> None:
    assert endings({}, day, days) == [("delegated", "2026-12-31", "term", ())] * expected


def test_what_its_document_ends() -> None:
    assert endings({"instruments.act": {"effective_until": "2026-12-15"}}, "2026-12-01", 60) == [
        ("delegated", "2026-12-15", "instrument", ("act",))
    ]


def test_what_is_repealed() -> None:
    repeal = {
        "instrument_relations.r": {
            "instrument": "norm",
            "relation": "repeals",
            "target": "act",
            "on": "2026-12-20",
        }
    }
    assert endings(repeal, "2026-12-01", 60) == [("delegated", "2026-12-19", "instrument", ("act",))]


def test_what_rests_on_a_law_that_ends() -> None:
    told = endings({"instruments.law": {"effective_until": "2026-12-15"}}, "2026-12-01", 60)
    assert told == [
        ("delegated", "2026-12-15", "basis", ("law",)),
        ("root-p", "2026-12-15", "instrument", ("law",)),
        ("root-q", "2026-12-15", "instrument", ("law",)),
    ]


def test_a_basis_that_is_replaced_does_not_end() -> None:
    replaced = {
        "instruments.next": BASED,
        "instrument_relations.r": {
            "instrument": "next",
            "relation": "replaces",
            "target": "law",
            "on": "2026-12-16",
        },
    }
    assert [grant for grant, *_ in endings(replaced, "2026-12-01", 10_000) if grant == "delegated"] == [
        "delegated"
    ]
    assert ("delegated", "2026-12-31", "term", ()) in endings(replaced, "2026-12-01", 60)


@pytest.mark.parametrize(
    ("action", "cells", "expected"),
    [
        ("extend", {"until": "2027-06-30"}, []),
        ("revoke", {"from": "2026-12-10"}, [("delegated", "2026-12-09", "term", ())]),
        ("suspend", {"from": "2026-12-10", "until": "2026-12-20"}, [("delegated", "2026-12-31", "term", ())]),
        ("suspend", {"from": "2026-12-10"}, []),
    ],
)
def test_changes_that_have_been_made(action: str, cells: dict[str, str], expected: list[Any]) -> None:
    change = {"change": "c", "grant": "delegated", "action": action, "instrument": "norm"} | cells
    assert endings({"changes.c": change}, "2026-12-01", 60) == expected


def test_gaps_after_a_reorganisation() -> None:
    to_wards = {"grants.root-p": {"recipients": "w1/chair;w2/chair"}, "grants.delegated": None}
    made = {
        "unit": "w3",
        "valid_from": "2026-01-01",
        "code": "w3",
        "name": "w3",
        "kind": "ward",
        "parent": "79",
    }
    whole = {"on": "2026-01-01", "from_unit": "w1", "to_unit": "w3", "extent": "whole", "instrument": "law"}
    ground = city(
        to_wards | {"units.w1": {"valid_until": "2025-12-31"}, "units.w3": made, "successions.s": whole}
    )
    assert [(gap.power, gap.places, gap.grants) for gap in gaps_on(ground, date(2026, 1, 1))] == [
        ("p", ("w3",), ("root-p",))
    ]
    assert gaps_on(ground, date(2026, 1, 2)) == []


def test_a_class_of_offices_follows_the_reorganisation() -> None:
    made = {
        "unit": "w3",
        "valid_from": "2026-01-01",
        "code": "w3",
        "name": "w3",
        "kind": "ward",
        "parent": "79",
    }
    whole = {"on": "2026-01-01", "from_unit": "w1", "to_unit": "w3", "extent": "whole", "instrument": "law"}
    chair = {"office": "w3/chair", "unit": "w3", "kind": "chair", "name": "chair w3"}
    ground = city(
        {
            "grants.root-p": {"recipients": "wards"},
            "grants.delegated": None,
            "units.w1": {"valid_until": "2025-12-31"},
            "units.w3": made,
            "offices.w3/chair": chair,
            "successions.s": whole,
        }
    )
    assert gaps_on(ground, date(2026, 1, 1)) == []
