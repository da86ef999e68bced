"""What begins or ends in the coming days, and whom that concerns."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cms.following.topics import EVERYTHING, FIELD, INSTRUMENT, OFFICE, POWER, UNIT, Topic
from cms.following.upcoming import HORIZON, upcoming
from tests.delegation.diagnostics.example import changed
from tests.registers import register_from

LAST = date(2026, 12, 31)
TO_WARDS = {
    "grants.n": {
        "grant": "n",
        "power": "q",
        "kind": "allocation",
        "recipients": "wards",
        "instrument": "norm",
        "valid_from": "2026-03-01",
    }
}


@pytest.mark.parametrize(
    ("today", "is_told"),
    [
        (LAST - timedelta(days=HORIZON + 1), False),
        (LAST - timedelta(days=HORIZON), True),
        (LAST, True),
        (LAST + timedelta(days=1), False),
    ],
)
def test_a_term_that_ends(today: date, is_told: bool) -> None:
    events = upcoming(register_from(changed({})), {"p": "f"}, today)
    assert bool(events) is is_told
    for event in events:
        assert (event.day, event.what, event.recipient) == (LAST, "ends", "79/department_head")
        assert event.topics == {
            EVERYTHING,
            Topic(POWER, "p"),
            Topic(FIELD, "f"),
            Topic(INSTRUMENT, "act"),
            Topic(OFFICE, "79/chair"),
            Topic(OFFICE, "79/department_head"),
            Topic(UNIT, "79"),
        }


@pytest.mark.parametrize(("day", "is_told"), [(30, False), (31, False), (28, True), (1, True), (0, False)])
def test_a_grant_that_begins(day: int, is_told: bool) -> None:
    first = date(2026, 3, 1)
    events = upcoming(
        register_from(changed(TO_WARDS)), {}, first - timedelta(days=day) if day != 30 else date(2026, 1, 29)
    )
    assert [(event.day, event.what) for event in events] == [(first, "begins")] * is_told
    for event in events:
        assert {"w1/chair", "w2/chair"} == {topic.key for topic in event.topics if topic.kind == OFFICE}


def test_a_repeal_ends_what_the_text_grants_and_what_rests_on_it() -> None:
    repeals = {
        "instrument_relations.r": {
            "instrument": "norm",
            "relation": "repeals",
            "target": "law",
            "on": "2026-02-01",
        }
    }
    events = upcoming(register_from(changed(repeals)), {}, date(2026, 1, 20))
    assert {(event.grant.grant, event.what) for event in events} == {
        ("root-p", "ends"),
        ("root-q", "ends"),
        ("delegated", "basis"),
    }
    assert {event.day for event in events} == {date(2026, 1, 31)}
