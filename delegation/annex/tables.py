"""An annex as it was read: tables of cleaned texts, merged cells filled in. Pure.

Rows bear the number that the office sees: of the sheet in a spreadsheet, counted within the table in a document.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import zip_longest
from typing import Final

from django.utils.translation import gettext as _

from delegation.annex.refusal import AnnexRefused
from delegation.annex.wording import is_ditto

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
MOST_CELLS: Final = 200_000
LONGEST_TEXT: Final = 32_767
_MOST_PLACES_NAMED: Final = 10


class Origin(Enum):
    """Where the text of a cell comes from."""

    OWN = "own"
    MERGED_DOWN = "merged down"
    MERGED_ACROSS = "merged across"
    DITTO = "ditto"


@dataclass(frozen=True, slots=True)
class CellText:
    """What one cell says; `is_number` where the file holds a number and not the digits as typed."""

    text: str = ""
    origin: Origin = Origin.OWN
    is_number: bool = False


EMPTY: Final = CellText()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row, as wide as its table; `number` counts as the office does, from 1."""

    number: int
    cells: tuple[CellText, ...]
    is_hidden: bool = False

    def with_dittos(self, above: Sequence[CellText]) -> SourceRow:
        """The row, each cell that says "as above" replaced by what stands above it."""
        return replace(
            self,
            cells=tuple(_meant(cell, over) for cell, over in zip_longest(self.cells, above, fillvalue=EMPTY)),
        )

    @property
    def own(self) -> list[tuple[int, str]]:
        """The columns with a text that is not repeated from the cell beside it."""
        return [
            (column, cell.text)
            for column, cell in enumerate(self.cells)
            if cell.text and cell.origin is not Origin.MERGED_ACROSS
        ]

    @property
    def text(self) -> str:
        """The row in one line."""
        return " | ".join(text for _, text in self.own)

    @property
    def spans(self) -> bool:
        """Whether one text fills the rest of the row, and at most a numeral stands before it."""
        own = self.own
        if not 1 <= len(own) <= 2:
            return False
        last = own[-1][0] + 1
        return last < len(self.cells) and self.cells[last].origin is Origin.MERGED_ACROSS


def _meant(cell: CellText, above: CellText) -> CellText:
    return replace(above, origin=Origin.DITTO) if above.text and is_ditto(cell.text) else cell


@dataclass(frozen=True, slots=True)
class TableRead:
    """One sheet, or one table of a document. `caption` are the lines before it; empty rows are left out.

    `counts_from_1904`: days that stand as plain numbers count from 1904, as old files from Macs do.
    """

    title: str
    rows: tuple[SourceRow, ...]
    caption: tuple[str, ...] = ()
    counts_from_1904: bool = False
    is_hidden: bool = False

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Annex:
    """A file as it was read; `notes` are sentences about what was left aside or read in a way one should know."""

    name: str
    tables: tuple[TableRead, ...]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Budget:
    """How much of a file may still be read: cells with a text, over all of its tables."""

    cells: int = MOST_CELLS

    def spend(self, cells: int = 1) -> None:
        """Raises AnnexRefused when there are too many."""
        self.cells -= cells
        if self.cells < 0:
            raise AnnexRefused(
                _("Tệp có hơn %(most)d ô có chữ; hãy tách phụ lục thành nhiều tệp nhỏ hơn.")
                % {"most": MOST_CELLS}
            )


@dataclass(frozen=True, slots=True)
class Area:
    """A merged area: its first and last row and column, all of them in it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Grid:
    """A table while it is read: texts by row number and column, from 0."""

    budget: Budget
    rows: dict[int, dict[int, CellText]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, cell: CellText) -> None:
        """Set a cell. Raises AnnexRefused for more than a table may hold."""
        if not cell.text:
            return
        if column >= MOST_COLUMNS:
            raise AnnexRefused(
                _("Bảng có hơn %(most)d cột; hãy bỏ các cột thừa rồi tải lại.") % {"most": MOST_COLUMNS}
            )
        if len(cell.text) > LONGEST_TEXT:
            raise AnnexRefused(
                _("Một ô ở dòng %(row)d dài hơn %(most)d ký tự; hãy rút gọn ô này.")
                % {"row": row, "most": LONGEST_TEXT}
            )
        if row not in self.rows and len(self.rows) >= MOST_ROWS:
            raise AnnexRefused(
                _("Bảng có hơn %(most)d dòng có chữ; hãy tách phụ lục thành nhiều tệp nhỏ hơn.")
                % {"most": MOST_ROWS}
            )
        self.budget.spend()
        self.rows.setdefault(row, {})[column] = cell

    def merge(self, areas: Iterable[Area]) -> None:
        """Repeat the text of each merged area over all of it, as far as the table has rows and columns."""
        numbers = sorted(self.rows)
        width = self.width
        for area in areas:
            self.budget.spend()
            first = self.rows.get(area.top, {}).get(area.left)
            if first is None:
                continue
            for row in _between(numbers, area.top, area.bottom):
                for column in range(area.left, min(area.right + 1, width)):
                    if (row, column) != (area.top, area.left):
                        origin = Origin.MERGED_DOWN if column == area.left else Origin.MERGED_ACROSS
                        self.put(row, column, replace(first, origin=origin))

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((max(cells) + 1 for cells in self.rows.values()), default=0)

    def read(self) -> tuple[SourceRow, ...]:
        """The rows in order, each as wide as the table."""
        width = self.width
        return tuple(
            SourceRow(
                number,
                tuple(self.rows[number].get(column, EMPTY) for column in range(width)),
                number in self.hidden,
            )
            for number in sorted(self.rows)
        )


def _between(numbers: list[int], first: int, last: int) -> list[int]:
    return numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]


@dataclass(slots=True)
class Places:
    """Cells of one kind, gathered for one sentence."""

    named: list[str] = field(default_factory=list)
    total: int = 0

    def add(self, place: str) -> None:
        """One more; only the first few are kept by name."""
        self.total += 1
        if len(self.named) < _MOST_PLACES_NAMED:
            self.named.append(place)

    def sentence(self, say: Callable[[str], str]) -> list[str]:
        """The sentence about them, none if there are none."""
        if not self.total:
            return []
        left = self.total - len(self.named)
        named = ", ".join(self.named)
        return [say(_("%(cells)s và %(left)d ô khác") % {"cells": named, "left": left} if left else named)]
