"""Bundles for tests: made from rows in memory, or from a folder with a few cells changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from delegation.bundle.format import TABLES
from delegation.bundle.recording import Recording, record
from delegation.bundle.rows import Bundle, Row
from tests.registers import cells_of


def bundle_of(tables: Mapping[str, Sequence[Mapping[str, str]]]) -> Bundle:
    """The bundle that rows in memory stand for, as if it had been read from a folder."""
    return Bundle(
        {
            name: {
                table.key_reader()(cells): Row(line, cells)
                for line, cells in enumerate((cells_of(table, row) for row in tables.get(name, ())), start=2)
            }
            for name, table in TABLES.items()
        }
    )


def record_bundle(bundle: Bundle, reason: str = "thử") -> Recording:
    """Record a bundle in the name of the tests."""
    return record(bundle, acting_user=None, actor_name="tests", reason=reason)


def changed_copy(source: Path, target: Path, file: str, change: Callable[[str], str]) -> Path:
    """A copy of a bundle in which the text of one file is changed."""
    shutil.copytree(source, target)
    path = target / file
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before, "the change must change something"
    path.write_text(after, encoding="utf-8", newline="")
    return target
