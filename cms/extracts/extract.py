"""What a page says, as data: the same facts and tables that its HTML lays out. Pure.

Every writer (CSV, XLSX, JSON, PDF) lays out an Extract, and two of them are compared to tell what has changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

# What one cell says: words, a number, a day, yes or no, or nothing.
Cell = str | int | date | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: a key in English for programs, a title for people."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under columns; `key` and `title` as for a column."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said about the whole: a label with its value."""

    key: str
    title: str
    value: Cell


@dataclass(frozen=True, slots=True)
class Extract:
    """What a page says. `name` is the beginning of a file's name, in ASCII; the first table is the main one."""

    name: str
    title: str
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
