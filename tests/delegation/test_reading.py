"""What is read from the database in sets answers as the rule does; what was known then stays known."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from delegation.bundle.reading import read_bundle
from delegation.consequences import touched_powers
from delegation.prospect import register_with
from delegation.reading import day_of, register_at, register_of
from tests.answers import CASES, expected, told
from tests.bundles import bundle_of, record_bundle
from tests.delegation.prospect.drafts import decisions, random_draft
from tests.oracle.questions import random_questions
from tests.oracle.registers import random_register
from tests.oracle.rule import Oracle
from tests.registers import register_from
from units.models import Edition

pytestmark = pytest.mark.django_db

SEEDS_AT_ONCE = 5


@pytest.mark.parametrize("first_seed", range(5_000, 5_060, SEEDS_AT_ONCE))
def test_generated_registers_recorded_and_asked(first_seed: int) -> None:
    for seed in range(first_seed, first_seed + SEEDS_AT_ONCE):
        tables = random_register(seed)
        oracle = Oracle(tables)
        with transaction.atomic():
            record_bundle(bundle_of(tables))
            for question in random_questions(tables, seed, 15):
                assert told(question) == expected(oracle, question), (seed, question)
            transaction.set_rollback(True)
        register_of.cache_clear()
        day_of.cache_clear()


@pytest.mark.parametrize("seed", range(7_000, 7_012))
def test_what_was_known_then_is_answered_as_then(seed: int) -> None:
    """A register is corrected; asked as known before, it answers as if the correction had never been made."""
    before = random_register(seed)
    after = {
        **before,
        "grants": [{**row, "limits": "", "conditions": "", "valid_until": ""} for row in before["grants"]],
        "powers": [{**row, "delegable": "no"} for row in before["powers"]],
    }
    record_bundle(bundle_of(before))
    then = Edition.objects.get(number=1).recorded_at.isoformat()
    record_bundle(bundle_of(after))
    oracles = {then: Oracle(before), None: Oracle(after)}
    for question in random_questions(before, seed, 15):
        for known_at, oracle in oracles.items():
            asked = {**question, "known_at": known_at}
            answer = expected(oracle, question)
            if "error" not in answer:
                answer["known_at"] = known_at
            assert told(asked) == answer, (seed, asked)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_worked_examples_recorded_and_asked(folder: Path) -> None:
    earlier = ""
    if (folder / "earlier").exists():
        record_bundle(read_bundle(folder / "earlier"))
        earlier = Edition.objects.get().recorded_at.isoformat()
    record_bundle(read_bundle(folder / "bundle"))
    for item in json.loads((folder / "questions.json").read_text(encoding="utf-8"))["questions"]:
        question, answer = dict(item["question"]), dict(item["expected"])
        if question.get("known_at") == "earlier":
            question["known_at"] = earlier
            answer = {"error": True} if "error" in answer else {**answer, "known_at": earlier}
        assert told(question) == answer, item["why"]


def test_before_the_first_edition_nothing_is_known() -> None:
    tables = random_register(1)
    record_bundle(bundle_of(tables))
    first: datetime = Edition.objects.get().recorded_at
    assert register_at(first).powers
    assert not register_at(first - timedelta(microseconds=1)).powers


def test_an_empty_register_can_be_asked() -> None:
    assert told({"ask": "may", "office": "79@2016-01-01/chair", "on": "2025-07-01"}) == {"error": True}
    assert not register_at().powers


@pytest.mark.parametrize("copies", [1, 40])
def test_a_question_takes_as_many_statements_however_large_the_register(copies: int) -> None:
    tables = enlarged(random_register(11), copies)
    record_bundle(bundle_of(tables))
    register_at()
    asked = random_questions(tables, 11, 200)
    case = next(
        question for question in asked if question["ask"] == "decide" and "error" not in told(question)
    )
    register_at().grants._of_power.clear()  # type: ignore[attr-defined]
    with CaptureQueriesContext(connection) as statements:
        told(case)
    assert len(statements) <= 5


@pytest.mark.parametrize("seed", range(8_000, 8_006))
def test_look_ups_find_what_they_find_in_memory(seed: int) -> None:
    tables = random_register(seed)
    record_bundle(bundle_of(tables))
    recorded, known = register_at(), register_from(tables)
    grants = {grant["grant"] for grant in tables["grants"]}
    changes = {change["change"] for change in tables["changes"]}
    assert recorded.powers == known.powers
    assert recorded.grants.find(grants | {"none"}) == known.grants.find(grants)
    assert recorded.grants.find_changes(changes | {"none"}) == known.grants.find_changes(changes)
    for name in (*known.directory.offices, *known.directory.scopes):
        assert recorded.grants.powers_between({name, "none"}) == known.grants.powers_between({name})
    for instrument in known.instruments:
        assert recorded.grants.powers_under({instrument, "none"}) == known.grants.powers_under({instrument})


@pytest.mark.parametrize("seed", range(8_010, 8_016))
def test_a_draft_on_what_is_recorded_answers_as_once_it_is_recorded(seed: int) -> None:
    """The register as it would be, and the one read from the database after the bundle has been recorded."""
    tables = random_register(seed)
    draft = random_draft(tables, seed, ["grants", "changes", "powers", "instruments"])
    draft.withdrawn.clear()
    record_bundle(bundle_of(tables))
    before = register_at()
    prospect = register_with(before, draft.bundle)
    touched = touched_powers(before, draft.bundle)
    record_bundle(draft.bundle)
    after = register_at()
    assert prospect.powers == after.powers
    for power in after.powers:
        assert set(prospect.grants.of_power(power)) == set(after.grants.of_power(power))
        for day in (date(2025, 1, 1), date(2025, 7, 1), date(2026, 6, 30)):
            told = decisions(after, power, day_of(after, day))
            assert decisions(prospect, power, day_of(prospect, day)) == told
            assert power in touched or decisions(before, power, day_of(before, day)) == told


def enlarged(tables: dict[str, list[dict[str, str]]], copies: int) -> dict[str, list[dict[str, str]]]:
    """The same register with its powers and grants several times over, under other ids."""

    def copy(table: str, *columns: str) -> list[dict[str, str]]:
        return [
            {**row, **{column: f"{row[column]}-{number}" for column in columns if number and row[column]}}
            for number in range(copies)
            for row in tables[table]
        ]

    return {
        **tables,
        "powers": copy("powers", "power"),
        "grants": copy("grants", "grant", "power"),
        "changes": copy("changes", "change", "grant"),
    }
