"""What the program and the independent reading answer, in one form, so that the two can be compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from delegation import questions
from tests.oracle.rule import Oracle

CASES: Final = sorted(folder for folder in (Path(__file__).parent / "cases").iterdir() if folder.is_dir())


def told(question: dict[str, Any]) -> dict[str, Any]:
    """The program's answer; any refusal counts as the same."""
    try:
        return questions.answer(dict(question))
    except questions.QuestionRefused:
        return {"error": True}


def expected(oracle: Oracle, question: dict[str, Any]) -> dict[str, Any]:
    """The independent reading's answer; any refusal counts as the same."""
    answer = oracle.answer(question)
    return {"error": True} if "error" in answer else answer
