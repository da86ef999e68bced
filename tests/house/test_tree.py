from __future__ import annotations

import re

import pytest

from tests.databases import ROOT
from tests.house.tree import files, text_files

# The house's face: nothing stands here without a reason.
TOP_LEVEL = {
    ".ci": "what a submission is judged by",
    ".gitignore": "what a start and the tools leave behind",
    "Makefile": "the two commands",
    "README.md": "the way in",
    "benchmarks": "what is promised about speed",
    "cms": "public pages",
    "config": "settings and start",
    "data": "the bundle of a fresh start",
    "delegation": "the register's heart",
    "docs": "the rule in prose",
    "locale": "words in other languages",
    "manage.py": "the command line",
    "pyproject.toml": "how the house is checked",
    "requirements-dev.in": "what tests need",
    "requirements-dev.txt": "the same, pinned",
    "requirements.in": "what the register runs on",
    "requirements.txt": "the same, pinned",
    "static": "how it looks",
    "templates": "pages",
    "tests": "tests",
    "units": "who exists and when",
}

# Written apart, so that this file does not find itself.
ELSEWHERE = re.compile(
    "|".join(
        [
            r"(?<![\w.])/(?:" + "root|work" + r")/",
            "pypi" + r"\.org",
            "python" + r"hosted\.org",
            "registry" + r"\.npmjs\.org",
            "deb" + r"\.debian\.org",
            "/opt/" + "pypi",
        ]
    )
)
LATER = re.compile(r"\b(?:" + "TO" + "DO|FIX" + "ME|X" + "XX)" + r"\b")


def test_nothing_stands_at_the_top_without_a_reason() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in files()} <= TOP_LEVEL.keys()


@pytest.mark.parametrize("found", [ELSEWHERE, LATER], ids=["a machine or a registry", "work left for later"])
def test_no_file_names(found: re.Pattern[str]) -> None:
    named = {f"{name}: {match.group()}" for name, text in text_files() for match in found.finditer(text)}
    assert not named


def test_every_text_file_is_utf_8_with_plain_line_ends() -> None:
    assert not [name for name, text in text_files() if "\r" in text or text.startswith("\ufeff")]


@pytest.mark.parametrize("name", ["common", "core", "helpers", "misc", "util", "utils"])
def test_no_module_is_named_for_nothing_in_particular(name: str) -> None:
    assert not [path for path in files() if path.suffix == ".py" and name in (path.stem, path.parent.name)]
