"""The answers of one power at one place through time, against the rule asked day by day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings

from delegation.authority import Case, Decision
from delegation.day import Day
from delegation.register import Register
from delegation.timeline import Stretch, Timeline, Turn
from tests.answers import CASES
from tests.oracle.bundles import read_bundle
from tests.oracle.questions import random_questions
from tests.oracle.register import Tables
from tests.oracle.registers import random_register
from tests.oracle.rule import Question
from tests.oracle.strategies import registers_with_questions
from tests.registers import register_from

SEEDS = 12
ONE_DAY = timedelta(days=1)
FIRST, LAST = date(2015, 12, 1), date(2028, 2, 1)


def timeline(register: Register, power: str, place: str) -> Timeline:
    days: dict[date, Day] = {}
    return Timeline(lambda day: days.setdefault(day, Day(register, day)), register, power, place, {})


def told(decision: Decision | None) -> object:
    """All that the rule answers."""
    if decision is None:
        return None
    deciding = [
        (held.office, [grant.grant for grant in held.chain], held.defects) for held in decision.deciding
    ]
    retaining = sorted({held.office for held in decision.retaining})
    return decision.status, deciding, retaining, decision.caveats


def decided(register: Register, power: str, place: str, day: date) -> object:
    if not register.geography.exists(place, day):
        return None
    return told(Case(Day(register, day), power, place).decide())


def check(tables: Tables, questions: list[Question], step: int = 1) -> None:
    register = register_from(tables)
    asked = {
        (question["power"], question["place"])
        for question in questions
        if question.get("power") in register.powers and str(question.get("place")) in register.geography
    }
    for power, place in sorted(asked):
        stretches = timeline(register, power, place).stretches()
        check_joined(stretches)
        for stretch in stretches:
            day = max(stretch.since, FIRST)
            while day <= min(stretch.until or LAST, LAST):
                assert decided(register, power, place, day) == told(stretch.decision), (power, place, day)
                day += ONE_DAY * step


def check_joined(stretches: list[Stretch]) -> None:
    """One after the other from the first day to the last, each unlike the one before it."""
    assert stretches[0].since == date.min
    assert stretches[-1].until is None
    for before, after in pairwise(stretches):
        assert before.until is not None
        assert before.until + ONE_DAY == after.since
        assert told(before.decision) != told(after.decision)


@given(registers_with_questions(3))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_day_of_a_stretch_has_its_answer(made: tuple[Tables, list[Question]]) -> None:
    tables, questions = made
    check(tables, questions, step=29)


def test_generated_registers_day_by_day() -> None:
    for seed in range(SEEDS):
        tables = random_register(seed)
        check(tables, random_questions(tables, seed, 4), step=11)


def test_the_worked_examples() -> None:
    for folder in CASES:
        tables = read_bundle(folder / "bundle")
        power = tables["powers"][0]["power"]
        questions: list[Question] = [
            {"power": power, "place": row["unit"]} for row in list(tables["units"])[:6]
        ]
        check(tables, questions, step=7)


def small() -> Register:
    return register_from(
        read_bundle(next(folder for folder in CASES if folder.name == "two-tier-reform") / "bundle")
    )


def test_around_a_day_are_the_neighbours_of_its_stretch() -> None:
    register = small()
    power = next(iter(register.powers))
    for place in register.geography:
        stretches = timeline(register, power, place).stretches()
        for number, stretch in enumerate(stretches):
            found = timeline(register, power, place).around(stretch.until or date.max)
            assert found.now.since == stretch.since
            assert found.before == (stretches[number - 1] if number else None) or told(
                found.before.decision if found.before else None
            ) == told(stretches[number - 1].decision)
            assert (found.after is None) == (number == len(stretches) - 1)


def test_a_turn_names_what_begins_and_what_ends() -> None:
    register = small()
    turned: set[str] = set()
    for power in register.powers:
        for place in register.geography:
            line = timeline(register, power, place)
            for before, after in pairwise(line.stretches()):
                turns = line.turns(after.since, before.decision, after.decision)
                assert all(turn.instrument in register.instruments for turn in turns)
                turned.update(turn.cause for turn in turns)
                assert turns == sorted(set(turns), key=turns.index)
    assert "begins" in turned
    assert "succession" in turned
    assert Turn("begins", "x") != Turn("term", "x")
