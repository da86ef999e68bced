"""Every check has its page, and what the pages show is what the checks say."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from delegation.diagnostics import RULES, Diagnostic, Draft, diagnose
from tests.delegation.diagnostics.example import changed, city, ground_and_drafts
from tests.delegation.diagnostics.pages import FOLDER, PAGES, Example, Page

README = (FOLDER / "README.md").read_text(encoding="utf-8")


def found(example: Example) -> list[Diagnostic]:
    ground, drafts = ground_and_drafts(changed(example.changes))
    return diagnose([as_stated(draft, example) for draft in drafts], ground)


def as_stated(draft: Draft, example: Example) -> Draft:
    said: dict[str, Any] = dict(example.statements.get(draft.paper.instrument.instrument, {}))
    return replace(draft, paper=replace(draft.paper, **said))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_wrong_example_is_told_and_the_right_one_is_not(page: Page) -> None:
    assert page.name == page.code
    assert page.row in {one.record.id for one in found(page.wrong) if one.code == page.code}
    assert page.code not in {one.code for one in found(page.right)}


def test_every_check_has_its_page_and_no_page_is_without_its_check() -> None:
    assert [(page.code, page.severity) for page in PAGES] == [(rule.code, rule.severity) for rule in RULES]


def test_the_list_of_the_pages_is_whole() -> None:
    listed = re.findall(r"^\| \[(DLG-\d\d)\]\((.+?)\) \| .+ \| (\w+) \|$", README, re.MULTILINE)
    assert listed == [(rule.code, f"{rule.code}.md", rule.severity) for rule in RULES]


def test_links_lead_somewhere() -> None:
    links = [link for page in PAGES for link in page.links]
    assert links
    assert not [link for link in links if not (FOLDER / link).exists()]


@pytest.mark.parametrize("table", ["instruments", "grants"])
def test_the_small_city_of_the_pages_is_that_of_the_tests(table: str) -> None:
    _, _, shown = README.partition(f"`{table}.csv`\n\n")
    header, _line, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in shown.partition("\n\n")[0].splitlines()
    ]
    assert [[city()[table][row[0]][column] for column in header] for row in rows] == rows
