"""Each check is told to officers in words, at an address that findings lead to."""

from __future__ import annotations

from delegation.diagnostics import RULES
from delegation.editing.rules import WORDS
from tests.delegation.editing.visitors import Visitor


def test_every_check_has_its_words_and_no_other() -> None:
    assert {rule.code for rule in RULES} == WORDS.keys()


def test_a_finding_can_lead_to_its_check(drafter: Visitor) -> None:
    said = drafter.get("rules")
    for code in WORDS:
        assert said.soup.select_one(f"#{code}") is not None
        assert code in said.words(f"#{code}")
