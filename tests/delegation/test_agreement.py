"""The rule agrees with an independent reading of it, on the worked examples and on generated registers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from delegation import questions
from delegation.day import Day
from tests.answers import CASES, expected, told
from tests.oracle.bundles import read_bundle
from tests.oracle.questions import random_questions
from tests.oracle.register import Tables
from tests.oracle.registers import random_register
from tests.oracle.rule import Oracle
from tests.oracle.strategies import registers_with_questions
from tests.registers import register_from

SEEDS_AT_ONCE = 20
EARLIER = "2026-01-01T00:00:00"


class Pure:
    """The questions put to registers in memory instead of the database."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, now: Tables, earlier: Tables | None = None) -> None:
        registers = {None: register_from(now), EARLIER: register_from(earlier or now)}
        days: dict[Any, Day] = {}
        monkeypatch.setattr(questions, "read_time", lambda text: text)
        monkeypatch.setattr(questions, "register_at", registers.__getitem__)
        monkeypatch.setattr(
            questions,
            "day_of",
            lambda register, day: days.setdefault((id(register), day), Day(register, day)),
        )

    def answer(self, question: dict[str, Any]) -> dict[str, Any]:
        return told(question)


def worked_examples() -> Iterator[Any]:
    for folder in CASES:
        told = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
        for number, item in enumerate(told["questions"]):
            yield pytest.param(folder, item, id=f"{folder.name}-{number}")


@pytest.mark.parametrize(("folder", "item"), list(worked_examples()))
def test_the_worked_examples(monkeypatch: pytest.MonkeyPatch, folder: Path, item: dict[str, Any]) -> None:
    earlier = read_bundle(folder / "earlier") if (folder / "earlier").exists() else None
    pure = Pure(monkeypatch, read_bundle(folder / "bundle"), earlier)
    question, answer = dict(item["question"]), dict(item["expected"])
    if question.get("known_at") == "earlier":
        question["known_at"] = EARLIER
        answer = {"error": True} if "error" in answer else {**answer, "known_at": EARLIER}
    assert pure.answer(question) == answer


@pytest.mark.parametrize("first_seed", range(0, 400, SEEDS_AT_ONCE))
def test_generated_registers(monkeypatch: pytest.MonkeyPatch, first_seed: int) -> None:
    for seed in range(first_seed, first_seed + SEEDS_AT_ONCE):
        tables = random_register(seed)
        pure, oracle = Pure(monkeypatch, tables), Oracle(tables)
        for question in random_questions(tables, seed, 12):
            assert pure.answer(question) == expected(oracle, question), (seed, question)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=registers_with_questions())
def test_registers_drawn_to_find_a_disagreement(drawn: tuple[Tables, list[dict[str, Any]]]) -> None:
    tables, asked = drawn
    with pytest.MonkeyPatch.context() as monkeypatch:
        pure, oracle = Pure(monkeypatch, tables), Oracle(tables)
        for question in asked:
            assert pure.answer(question) == expected(oracle, question), question
