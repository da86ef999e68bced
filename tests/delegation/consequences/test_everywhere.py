"""What is told of a draft is what asking both registers at every place on every day tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest

from delegation.authority import Case, Decision
from delegation.consequences import Break, Consequences, Effect, Gap, consequences, touched_powers
from delegation.day import Day
from delegation.diagnostics.survey import Overlap
from delegation.prospect import register_with
from delegation.register import Register
from tests.delegation.prospect.drafts import CELLS, RandomDraft, drafts
from tests.oracle.chooser import DAYS
from tests.oracle.register import Tables
from tests.registers import register_from
from units.periods import ONE_DAY

SEEDS_AT_ONCE = 10
ASKED = sorted(near for day in map(date.fromisoformat, DAYS) for near in (day - ONE_DAY, day, day + ONE_DAY))


def of(told: Iterable[Any], power: str, place: str, day: date) -> list[Any]:
    return [
        one
        for one in told
        if one.power == power
        and place in one.places
        and one.since <= day
        and (one.until is None or day <= one.until)
    ]


def held(decision: Decision, office: str) -> tuple[Any, ...]:
    sides = (("deciding", decision.deciding), ("retaining", decision.retaining))
    return tuple(
        (
            role,
            one.chain[-1],
            tuple(grant.grant for grant in one.chain),
            tuple(sorted(one.open_limits({}).values())),
            one.defects,
        )
        for role, side in sides
        for one in side
        if one.office == office
    )


def as_held(told: Effect) -> tuple[Any, ...]:
    return tuple(
        tuple((one.role, one.grant, one.chain, one.limits, one.defects) for one in side)
        for side in (told.before, told.after)
    )


def rivals(decision: Decision) -> set[str]:
    if decision.status != "overlap":
        return set()
    return {one.office for one in decision.deciding if one.is_sound}


def unsound_now(former: Case, latter: Case) -> set[tuple[str, tuple[str, ...]]]:
    sound = {(one.office, one.grant.grant) for one in former.holdings if one.is_sound}
    return {
        (one.grant.grant, one.defects)
        for one in latter.holdings
        if one.defects and (one.office, one.grant.grant) in sound
    }


class Asked:
    """One power at one place on one day, before and after."""

    def __init__(self, before: Register, after: Register, power: str, place: str, day: date) -> None:
        self.cases = [Case(Day(register, day), power, place) for register in (before, after)]
        self.was, self.is_ = (case.decide() for case in self.cases)
        self.exists = [bool(case.on.above(place)) for case in self.cases]
        self.offices = {
            one.office for told in (self.was, self.is_) for one in (*told.deciding, *told.retaining)
        }

    def check_effects(self, told: list[Effect]) -> None:
        both = {office: (held(self.was, office), held(self.is_, office)) for office in self.offices}
        moved = {office for office, (was, is_) in both.items() if was != is_}
        if not told:
            # Where nothing is told, nothing but the key of a grant may be another.
            for was, is_ in both.values():
                assert bool(was) == bool(is_)
                assert [(role, defects) for role, *_, defects in was] == [
                    (role, defects) for role, *_, defects in is_
                ]
            return
        assert {as_held(one) for one in told} == set(both.values())
        for one in told:
            was, is_ = as_held(one)
            offices = {office for office, sides in both.items() if sides == (was, is_)}
            case = self.cases[1] if is_ else self.cases[0]
            assert any(one.recipient in case.on.designations(office) for office in offices)
            assert one.kind == {(False, True): "gained", (True, False): "lost"}.get(
                (bool(was), bool(is_)), "changed" if one.differs else "kept"
            )
            if one.kind == "changed":
                assert offices <= moved
        assert any(one.kind != "kept" for one in told)

    def check(self, found: Consequences, power: str, place: str, day: date) -> None:
        self.check_effects(of(found.effects, power, place, day))
        was, is_ = rivals(self.was), rivals(self.is_)
        overlaps: list[Overlap] = of(found.overlaps, power, place, day)
        assert bool(overlaps) == (len(is_) > len(was))
        assert bool(of(found.overlaps_ended, power, place, day)) == (len(was) > len(is_))
        gaps: list[Gap] = of(found.gaps, power, place, day)
        assert bool(gaps) == (self.exists[1] and bool(self.was.deciding) and not self.is_.deciding)
        closed = of(found.gaps_closed, power, place, day)
        assert bool(closed) == (self.exists[0] and bool(self.is_.deciding) and not self.was.deciding)
        broken: list[Break] = of(found.broken, power, place, day)
        assert {(one.grant, one.defects) for one in broken} == unsound_now(*self.cases)
        healed = of(found.healed, power, place, day)
        assert {(one.grant, one.defects) for one in healed} == unsound_now(*reversed(self.cases))


def asked_everywhere(recorded: Tables, draft: RandomDraft) -> Iterator[Consequences]:
    before = register_from(recorded)
    after = register_with(before, draft.bundle, draft.withdrawn)
    powers = touched_powers(before, draft.bundle, draft.withdrawn)
    found = consequences(before, after, powers)
    for power in powers:
        for day in ASKED:
            units = {
                version.unit for register in (before, after) for version in register.geography.existing(day)
            }
            for place in sorted(units):
                Asked(before, after, power, place, day).check(found, power, place, day)
    yield found


@pytest.mark.parametrize("first_seed", range(0, 60, SEEDS_AT_ONCE))
def test_drafts_of_several_tables(first_seed: int) -> None:
    told = [
        found
        for made in drafts(range(first_seed, first_seed + SEEDS_AT_ONCE))
        for found in asked_everywhere(*made)
    ]
    assert not all(found.is_empty for found in told)


@pytest.mark.parametrize("table", CELLS)
def test_drafts_of_one_table(table: str) -> None:
    told = [found for made in drafts(range(700, 708), [table]) for found in asked_everywhere(*made)]
    assert len(told) == 8
