from __future__ import annotations

from datetime import date

import pytest

from cms.terms import begins, grant_end, holding_end, instrument_end
from delegation.day import Day
from delegation.records import Change, Grant, Instrument, Power, Relation
from delegation.register import GrantsInMemory, Register
from units.directory import Directory, Office, Scope
from units.geography import Geography, UnitVersion
from units.periods import Period

WARD, CHAIR = "1@a", "1@a/chair"
JULY, END_OF_YEAR = date(2025, 7, 1), date(2025, 12, 31)


def _register(*relations: Relation, ward_ends: date | None = None) -> Register:
    geography = Geography([UnitVersion(WARD, Period(None, ward_ends), "1", "Phường 1", "ward", None)])
    directory = Directory(
        geography, [Office(CHAIR, WARD, "chair", "Chủ tịch")], [Scope("chairs", "Các chủ tịch", "chair")]
    )
    instruments = [
        Instrument("law", effective_from=date(2025, 1, 1)),
        Instrument("short", effective_from=date(2025, 1, 1), effective_until=date(2025, 9, 30)),
        Instrument("later", effective_from=date(2025, 11, 1)),
    ]
    return Register(directory, instruments, relations, [Power("p")], GrantsInMemory([]))


def _grant(*changes: Change, instrument: str = "law", until: date | None = END_OF_YEAR) -> Grant:
    period = Period.of_days(JULY, until)
    return Grant("g", "p", "allocation", None, frozenset({CHAIR}), None, instrument, period, changes=changes)


def test_a_grant_begins_with_its_term_but_not_before_its_instrument() -> None:
    assert begins(_register(), _grant()) == JULY
    assert begins(_register(), _grant(instrument="later", until=None)) == date(2025, 11, 1)


def test_an_instrument_ends_by_its_own_term_or_by_another() -> None:
    assert instrument_end(_register(), "law") is None
    own = instrument_end(_register(), "short")
    assert own is not None
    assert (own.last, own.cause) == (date(2025, 9, 30), "instrument_term")
    replaced = instrument_end(_register(Relation("later", "replaces", "law")), "law")
    assert replaced is not None
    assert (replaced.last, replaced.cause, replaced.instrument) == (date(2025, 10, 31), "replaces", "later")
    assert instrument_end(_register(Relation("later", "amends", "law")), "law") is None


@pytest.mark.parametrize(
    ("changes", "last", "cause"),
    [
        ([], END_OF_YEAR, "term"),
        ([Change("c", "g", "extend", "later", until=date(2026, 6, 30))], date(2026, 6, 30), "term"),
        ([Change("c", "g", "revoke", "later")], date(2025, 10, 31), "revoke"),
        ([Change("c", "g", "revoke", "later", since=date(2025, 12, 1))], date(2025, 11, 30), "revoke"),
        ([Change("c", "g", "revoke", "later", recipients=frozenset({"chairs"}))], END_OF_YEAR, "term"),
    ],
)
def test_a_grant_ends_by_its_term_as_changed_for_all(changes: list[Change], last: date, cause: str) -> None:
    end = grant_end(_register(), _grant(*changes))
    assert end is not None
    assert (end.last, end.cause) == (last, cause)


def test_an_extension_without_a_last_day_leaves_the_end_open() -> None:
    assert grant_end(_register(), _grant(Change("c", "g", "extend", "later"))) is None


def test_for_an_office_its_own_changes_and_its_own_end_count() -> None:
    on = Day(_register(), JULY)
    revoked = holding_end(
        on, _grant(Change("c", "g", "revoke", "later", recipients=frozenset({"chairs"}))), CHAIR
    )
    assert revoked is not None
    assert revoked.cause == "revoke"
    ended = holding_end(Day(_register(ward_ends=date(2025, 10, 1)), JULY), _grant(), CHAIR)
    assert ended is not None
    assert (ended.last, ended.cause) == (date(2025, 9, 30), "unit")
