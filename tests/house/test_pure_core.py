"""import-linter sees that Django is imported, not which part of it: this is the rest of its contract."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import ROOT

_BUNDLE = ROOT / "delegation" / "bundle"
_WITH_A_DATABASE = {"exporting.py", "recorded.py", "recording.py", "shelves.py"}
_OF_DOSSIERS = (
    "annex_choices.py",
    "annex_defaults.py",
    "content.py",
    "document.py",
    "importing.py",
    "touched.py",
)
_PURE = sorted(
    [
        *(path for path in _BUNDLE.glob("*.py") if path.name not in _WITH_A_DATABASE),
        *(_BUNDLE / "checks").glob("*.py"),
        *(ROOT / "delegation" / "diagnostics").glob("*.py"),
        *(path for path in (ROOT / "delegation" / "annex").glob("*.py") if path.name != "known.py"),
        *(ROOT / "delegation" / "dossiers" / name for name in _OF_DOSSIERS),
        ROOT / "delegation" / "wording.py",
    ]
)
_FOR_SENTENCES = {"django.utils.translation", "django.utils.functional"}


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", _PURE, ids=lambda path: str(path.relative_to(ROOT)))
def test_of_django_only_its_translations(path: Path) -> None:
    assert {module for module in imported(path) if module.startswith("django")} <= _FOR_SENTENCES
