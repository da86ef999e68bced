"""A bundle in memory: for every table its rows by key, as canonical text. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Cells = tuple[str, ...]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells in the order of the table's columns.

    `line` counts rows as a spreadsheet does, the header being 1; None for a row that is already recorded.
    """

    line: int | None
    cells: Cells


TableRows = Mapping[str, Mapping[Key, Row]]


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a folder of ten files says: by table name, the rows by key, in the order of the file."""

    tables: dict[str, dict[Key, Row]]
