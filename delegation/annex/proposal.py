"""What an annex would bring to the register, and what it would not. Plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from delegation.annex.layout import RowKind
from delegation.annex.lookup import Match

Source = Literal["row", "section", "default"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the annex: the file, the sheet or table, and the row as the office counts it."""

    file: str
    table: str
    row: int


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for every row that does not say otherwise, as the decision itself has it.

    `recipients` are keys of offices and scopes; `valid_until` is the last day; `issued_on` is what "từ ngày ký" means;
    `annex` is how rows cite the annex, where the file does not say ("Phụ lục I").
    """

    kind: str = "delegation"
    grantor: str = ""
    recipients: tuple[str, ...] = ()
    territory: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    issued_on: date | None = None
    confidence: str = "official_text"
    annex: str = ""


@dataclass(frozen=True, slots=True)
class ProposedCell:
    """One cell of the table of grants: its value, what was written, what that matched, and what is wrong in words."""

    value: str = ""
    written: str = ""
    source: Source = "row"
    matches: tuple[Match, ...] = ()
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """A row of the table of grants as it would be recorded.

    `cells` has every column but the row's own key; an empty instrument is the decision the annex belongs to.
    `new_power` is a row of the table of powers, where none was matched, for whoever decides that it is a new one.
    """

    place: Place
    cells: Mapping[str, ProposedCell]
    new_power: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, str]:
        """What would be recorded, by column; what was not matched is empty."""
        return {column: cell.value for column, cell in self.cells.items()}

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """What must be settled by a person: column and sentence."""
        return tuple((column, fault) for column, cell in self.cells.items() for fault in cell.faults)

    @property
    def origin(self) -> dict[str, object]:
        """Where the row stood, and what was written in the cells with a fault: plain values, to be kept with it."""
        unmatched = {column: cell.written for column, cell in self.cells.items() if cell.faults}
        return {
            "file": self.place.file,
            "sheet": self.place.table,
            "row": self.place.row,
            "unmatched": unmatched,
        }


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A row that is not proposed: its text, what it is, and why."""

    place: Place
    kind: RowKind | None
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class UnusedColumn:
    """A column with texts of which nothing is recorded."""

    table: str
    column: int
    heading: str
    filled: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything an annex would bring, and everything that it would not."""

    rows: tuple[ProposedRow, ...]
    left: tuple[LeftRow, ...]
    unused: tuple[UnusedColumn, ...]
    notes: tuple[str, ...]
