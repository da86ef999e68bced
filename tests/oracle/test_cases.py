"""The second reading gives the answers of the worked examples, and its bundles look as theirs do."""

import json
from pathlib import Path
from typing import Any

import pytest

from .bundles import describe_package, read_bundle, write_bundle
from .rule import Oracle

CASES = Path(__file__).resolve().parent.parent / "cases"


def questions() -> list[Any]:
    """Each question of each example as a parameter."""
    found = []
    for path in sorted(CASES.glob("*/questions.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        found += [
            pytest.param(path.parent, entry, id=f"{path.parent.name}-{number}")
            for number, entry in enumerate(case["questions"], start=1)
        ]
    return found


@pytest.mark.parametrize(("case", "entry"), questions())
def test_the_oracle_answers_the_worked_examples(case: Path, entry: dict[str, Any]) -> None:
    question = entry["question"]
    folder = case / ("earlier" if question.get("known_at") == "earlier" else "bundle")
    answer = Oracle(read_bundle(folder)).answer(question)
    if "error" in answer:
        answer = {"error": True}
    assert answer == entry["expected"], entry["why"]


@pytest.mark.parametrize(
    "folder", sorted(CASES.glob("*/*/")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_a_bundle_read_and_written_is_the_same_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    write_bundle(read_bundle(folder), tmp_path)
    for path in sorted(folder.glob("*.csv")):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_the_descriptor_is_that_of_the_examples() -> None:
    given = json.loads((CASES / "covers" / "bundle" / "datapackage.json").read_text(encoding="utf-8"))
    assert describe_package("covers") == given
