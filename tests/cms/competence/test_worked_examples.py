"""Every worked example of the rule as a page: the answer and each reason are said, whatever they are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from cms import wording
from cms.competence.words import REASON, VERDICT
from tests.answers import CASES
from tests.bundles import bundle_of, record_bundle
from tests.cms.pages import heading, page, words
from tests.oracle.bundles import read_bundle

ASKED = [folder for folder in CASES if folder.name != "known-at"]


def examples(folder: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    told = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    for item in told["questions"]:
        if "error" not in item["expected"] and "known_at" not in item["question"]:
            yield item["question"], item["expected"]


def query(question: dict[str, Any]) -> dict[str, str]:
    names = {"amount_vnd": "so_tien", "area_m2": "dien_tich", "floors": "so_tang"}
    names |= {"project_group": "nhom", "site": "vi_tri"}
    facts = {names[key]: value for key, value in question.get("facts", {}).items()}
    asked = {"viec": question["power"], "noi": question["place"], "ngay": question["on"], **facts}
    return asked | ({"co_quan": question["office"]} if "office" in question else {})


@pytest.mark.parametrize("folder", ASKED, ids=lambda folder: folder.name)
def test_each_example_is_answered_in_words(db: None, client: Client, folder: Path) -> None:
    record_bundle(bundle_of(read_bundle(folder / "bundle")))
    for question, expected in examples(folder):
        if question["ask"] == "competent":
            check_verdict(client, question, expected)
        elif question["ask"] == "decide":
            check_answer(client, question, expected)


def check_verdict(client: Client, question: dict[str, Any], expected: dict[str, Any]) -> None:
    address = client.get("/da-co-tham-quyen/", query(question)).request
    soup = page(client, f"{address['PATH_INFO']}?{address['QUERY_STRING']}")
    said = words(soup)
    assert wording.word(VERDICT, expected["verdict"]) in said, question
    for reason in expected["reasons"]:
        code = "LIMIT_OPEN" if reason == "LIMIT" and expected["verdict"] == "unclear" else reason
        told = wording.CAVEAT[code] if code in wording.CAVEAT else wording.word(REASON, code)
        assert str(told) in said, (question, reason)
    assert "không phải tư vấn pháp lý" in said
    assert len(soup.select(".chain-act")) == len(expected["chain"])


def check_answer(client: Client, question: dict[str, Any], expected: dict[str, Any]) -> None:
    address = client.get("/ai-co-tham-quyen/", query(question)).request
    soup = page(client, f"{address['PATH_INFO']}?{address['QUERY_STRING']}")
    said = words(soup)
    assert wording.word(wording.STATUS, expected["status"]) in said, question
    assert heading(soup)
    for holding in expected["deciding"]:
        for defect in holding["defects"]:
            assert str(wording.word(wording.DEFECT, defect)) in said, (question, defect)
            assert "Nên làm:" in said
