"""What an edition did to single rows of the register, and what is told of it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from delegation.bundle.format import TABLES
from delegation.bundle.records import (
    read_change,
    read_grant,
    read_instrument,
    read_office,
    read_power,
    read_relation,
    read_scope,
    read_succession,
    read_unit_version,
)
from delegation.bundle.rows import Bundle, Cells, Key, Row

# "noted": the row says the same of effect as before, in other words. "affected": the row is as it was, but something
# else takes its effect away from a day on, or gives it back.
Manner = Literal["new", "corrected", "noted", "withdrawn", "affected"]

_READERS: Final[Mapping[str, Callable[[Cells], Any]]] = {
    "units": read_unit_version,
    "offices": read_office,
    "scopes": read_scope,
    "instruments": read_instrument,
    "successions": read_succession,
    "instrument_relations": read_relation,
    "powers": read_power,
    "grants": read_grant,
    "changes": read_change,
}
_CELL: Final = {
    name: {column: at for at, column in enumerate(table.header)} for name, table in TABLES.items()
}


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row as it was before an edition and as it is after; None where there is none."""

    table: str
    before: Cells | None
    after: Cells | None

    @property
    def key(self) -> Key:
        """The key of the row."""
        return tuple(self.said(column) for column in TABLES[self.table].key)

    @property
    def manner(self) -> Manner:
        """What was done to the row."""
        if self.before is None:
            return "new"
        if self.after is None:
            return "withdrawn"
        read = _READERS.get(self.table)
        return "noted" if read is None or read(self.before) == read(self.after) else "corrected"

    def cells(self, column: str) -> frozenset[str]:
        """What the row says in a column, before and after; nothing where it is empty."""
        at = _CELL[self.table][column]
        return frozenset(side[at] for side in (self.before, self.after) if side is not None and side[at])

    def said(self, column: str) -> str:
        """What the row says in a column; what it said, where it is taken out."""
        cells = self.after or self.before or ()
        return cells[_CELL[self.table][column]]

    def differs(self, *columns: str) -> bool:
        """Whether the row is new or gone, or says something else in one of the columns."""
        if self.before is None or self.after is None:
            return True
        return any(self.before[at] != self.after[at] for at in map(_CELL[self.table].__getitem__, columns))


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing to tell of an edition: a row, what became of it, and the first day on which that can be felt."""

    table: str
    key: Key
    manner: Manner
    since: date | None = None


def as_draft(changes: Iterable[RowChange]) -> tuple[Bundle, dict[str, list[Key]]]:
    """The changes as a bundle with withdrawn rows, which is how drafts are looked at."""
    tables: dict[str, dict[Key, Row]] = {name: {} for name in TABLES}
    withdrawn: dict[str, list[Key]] = {}
    for change in changes:
        if change.after is None:
            withdrawn.setdefault(change.table, []).append(change.key)
        else:
            tables[change.table][change.key] = Row(None, change.after)
    return Bundle(tables), withdrawn
