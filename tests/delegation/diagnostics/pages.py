"""The pages of docs/diagnostics read as data: the examples of each are rows of the small city."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from delegation.bundle.format import TABLES
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "diagnostics"
_TITLE = re.compile(r"# (?P<code>DLG-\d\d): .+ \((?P<severity>\w+)\)")
_SECTION = re.compile(
    r"^## (Wrong|Right|What the register cannot see)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL
)
_TABLE = re.compile(r"^`(\w+)(?:\.csv)?`\n\n((?:\|.*\n)+)", re.MULTILINE)
_TOLD_OF = re.compile(r"Told of\s+`([^`]+)`\.")


@dataclass(frozen=True)
class Example:
    """Cells changed in the small city, and what a reader of its texts says of them."""

    changes: dict[str, Any]
    statements: dict[str, dict[str, bool]]


@dataclass(frozen=True)
class Page:
    """One page: the rule's code and severity, the row that the wrong example is told of, and both examples."""

    name: str
    code: str
    severity: str
    row: str
    wrong: Example
    right: Example
    links: list[str]


def read_page(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    title = _TITLE.match(text)
    assert title, path
    sections = dict(_SECTION.findall(text))
    assert sections.keys() == {"Wrong", "Right", "What the register cannot see"}, path
    assert re.search(r"^Source: \S", text, re.MULTILINE), path
    (row,) = _TOLD_OF.findall(sections["Wrong"])
    links = re.findall(r"\]\(([^)#]+)", text)
    return Page(
        path.stem,
        title["code"],
        title["severity"],
        row,
        _example(sections["Wrong"]),
        _example(sections["Right"]),
        links,
    )


def _example(section: str) -> Example:
    changes: dict[str, Any] = {}
    statements: dict[str, dict[str, bool]] = {}
    for name, table in _TABLE.findall(section):
        for cells in _rows(table):
            key = next(iter(cells.values()))
            if name == "statement":
                del cells["instrument"]
                statements[key] = {said: answer == "yes" for said, answer in cells.items()}
            else:
                assert cells.keys() <= set(TABLES[name].header)
                changes[f"{name}.{key}"] = cells
    assert changes or statements
    return Example(changes, statements)


def _rows(table: str) -> list[dict[str, str]]:
    header, _line, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()
    ]
    return [dict(zip(header, row, strict=True)) for row in rows]


PAGES = [read_page(path) for path in sorted(FOLDER.glob("DLG-*.md"))]
