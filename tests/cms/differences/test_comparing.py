"""Two sides compared, on ways made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cms.differences.comparing import ASPECTS, Line, Way, compare
from delegation.limits import read_limits
from delegation.records import Change, Grant
from units.periods import Period

LINE = Line("p", "chair", "power")
GRANT = Grant("g1", "p", "allocation", None, frozenset({"chair"}), None, "law")
WAY = Way("chair", GRANT)


def test_what_one_side_lacks_is_gained_or_lost() -> None:
    other = Line("q", "chair", "power")
    found = compare({LINE: (WAY,)}, {other: (WAY,)})
    assert [(entry.kind, entry.line) for entry in found.entries] == [("lost", LINE), ("gained", other)]
    assert found.counts == {"gained": 1, "lost": 1, "changed": 0}
    assert found.same == 0


@pytest.mark.parametrize(
    ("way", "differs"),
    [
        (WAY._replace(grant=replace(GRANT, instrument="decree")), ("instrument",)),
        (WAY._replace(grant=replace(GRANT, kind="delegation", grantor="city")), ("kind", "grantor")),
        (WAY._replace(grant=replace(GRANT, conditions="khi có")), ("conditions",)),
        (WAY._replace(grant=replace(GRANT, period=Period(date(2025, 1, 1)))), ("period",)),
        (WAY._replace(grant=replace(GRANT, changes=(Change("c", "g1", "revoke", "x"),))), ("later_changes",)),
        (WAY._replace(limits=read_limits("floors<7")), ("limits",)),
        (WAY._replace(defects=("BASIS_ENDED",)), ("defects",)),
        (WAY._replace(exceptions=("ward/chair",)), ("exceptions",)),
        (WAY._replace(lapsed=True), ("lapsed",)),
        (WAY._replace(retained=True), ("role",)),
        (WAY._replace(holder="vice"), ("holder",)),
        (WAY._replace(citation="Điều 2"), ("citation",)),
        (WAY._replace(basis=("law",)), ("basis",)),
    ],
)
def test_a_change_names_what_differs(way: Way, differs: tuple[str, ...]) -> None:
    (entry,) = compare({LINE: (WAY,)}, {LINE: (way,)}).entries
    assert (entry.kind, entry.differs) == ("changed", differs)
    assert set(differs) <= set(ASPECTS)


@pytest.mark.parametrize(
    "way",
    [
        WAY._replace(grant=replace(GRANT, grant="g2")),
        WAY._replace(grant=replace(GRANT, recipients=frozenset({"chair", "others"}))),
    ],
)
def test_another_key_alone_or_another_recipient_beside_it_is_no_difference(way: Way) -> None:
    found = compare({LINE: (WAY,)}, {LINE: (way,)})
    assert (found.entries, found.same) == ((), 1)


def test_a_limit_written_otherwise_is_the_same_limit() -> None:
    one, other = (WAY._replace(limits=read_limits(text)) for text in ("floors<7", "floors<7.0"))
    assert compare({LINE: (one,)}, {LINE: (other,)}).same == 1


def test_the_same_values_put_together_otherwise_differ() -> None:
    law, decree = replace(GRANT, instrument="law"), replace(GRANT, instrument="decree")
    before = (Way("chair", law, ("BASIS_ENDED",)), Way("chair", decree))
    after = (Way("chair", law), Way("chair", decree, ("BASIS_ENDED",)))
    (entry,) = compare({LINE: before}, {LINE: after}).entries
    assert entry.kind == "changed"
    assert set(entry.differs) == {"instrument", "defects"}
