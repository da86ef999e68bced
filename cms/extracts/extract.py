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
    """A column of a table: a key in English for programs, a title for people.

    `is_code`: it holds the register's own keys and codes, which a page on paper leaves out.
    """

    key: str
    title: str
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under columns; `key` and `title` as for a column. The first column says what a row is about."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said about the whole: a label with its value; `is_code` as for a column.

    `is_compared` is False for words that tell the day asked about, or more about what another fact says.
    """

    key: str
    title: str
    value: Cell
    is_code: bool = False
    is_compared: bool = True


@dataclass(frozen=True, slots=True)
class Extract:
    """What a page says. `name` is the beginning of a file's name, in ASCII; the first table is the main one."""

    name: str
    title: str
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
