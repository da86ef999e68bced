"""Reading a .docx: the tables of a document. Pure.

As a reader sees it with all tracked changes accepted: what was deleted is left out, what was inserted is read. A table
in a cell is read as that cell's text.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from django.utils.translation import gettext as _

from delegation.annex.numbering import Numbering
from delegation.annex.package import Package, PartReader
from delegation.annex.refusal import AnnexRefused
from delegation.annex.tables import MOST_COLUMNS, Budget, CellText, Grid, Origin, TableRead
from delegation.annex.wording import cleaned

MOST_TABLES: Final = 500
_LONGEST_CAPTION: Final = 40
_UNSEEN: Final = frozenset({"moveFrom", "Fallback"})
_AS_TEXT: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_document(package: Package, main: str) -> tuple[list[TableRead], list[str]]:
    """The tables of a document, and notes. Raises AnnexRefused."""
    numbering = Numbering()
    for found in package.relationships(main):
        if found.kind == "numbering" and not found.is_external and found.target in package:
            package.read(found.target, numbering)
    document = _Document(numbering)
    package.read(main, document)
    notes = []
    if document.has_changes:
        notes.append(_("Văn bản có nội dung đang theo dõi thay đổi: được đọc như đã chấp nhận mọi thay đổi."))
    if document.has_nested:
        notes.append(_("Có bảng nằm trong ô của bảng khác: được đọc như chữ của ô đó."))
    return document.tables, notes


@dataclass(slots=True)
class _Cell:
    """A cell being read: how many columns it takes, and whether it goes on from the one above."""

    span: int = 1
    goes_on: bool = False
    pieces: list[str] = field(default_factory=list)


class _Document(PartReader):
    def __init__(self, numbering: Numbering) -> None:
        super().__init__()
        self.tables: list[TableRead] = []
        self.has_changes = False
        self.has_nested = False
        self._numbering = numbering
        self._budget = Budget()
        self._grid = Grid(self._budget)
        self._caption: list[str] = []
        self._line: list[str] = []
        self._cell: _Cell | None = None
        self._row = 0
        self._column = 0
        self._is_deleted_row = False
        self._tables_open = 0
        self._unseen = 0
        self._is_text = False
        self._in_row_properties = False
        self._list: tuple[str, int] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._unseen or name in _UNSEEN:
            self._unseen += 1
            self.has_changes |= name == "moveFrom"
        elif name == "t":
            self._is_text = True
        elif name in _AS_TEXT:
            self._add(_AS_TEXT[name])
        elif name == "tbl":
            self._begin_table()
        elif self._tables_open <= 1 and name in ("tr", "tc"):
            self._begin_row() if name == "tr" else self._begin_cell()
        else:
            self._describe(name, attributes)

    def _describe(self, name: str, attributes: dict[str, str]) -> None:
        """What is said of a paragraph, a cell or a row."""
        value = attributes.get("val", "")
        if name == "numPr":
            self._list = ("", 0)
        elif self._list is not None and name == "numId":
            self._list = (value, self._list[1])
        elif self._list is not None and name == "ilvl":
            self._list = (self._list[0], _count(value))
        elif name == "trPr":
            self._in_row_properties = True
        elif name in ("ins", "del"):
            self.has_changes = True
            self._is_deleted_row |= name == "del" and self._in_row_properties and self._tables_open == 1
        elif self._tables_open == 1:
            self._describe_cell(name, value)

    def _describe_cell(self, name: str, value: str) -> None:
        if name == "gridBefore":
            self._column += _count(value)
        elif self._cell is None:
            return
        elif name == "gridSpan":
            self._cell.span = max(1, _count(value))
        elif name == "vMerge":
            self._cell.goes_on = value != "restart"

    def text(self, text: str) -> None:
        if self._is_text and not self._unseen:
            self._add(text)

    def _add(self, text: str) -> None:
        (self._line if self._cell is None else self._cell.pieces).append(text)

    def end(self, name: str) -> None:
        if self._unseen:
            self._unseen -= 1
        elif name == "t":
            self._is_text = False
        elif name == "numPr":
            self._number_paragraph()
        elif name == "trPr":
            self._in_row_properties = False
        elif name == "p":
            self._end_paragraph()
        else:
            self._end_of_table_part(name)

    def _end_of_table_part(self, name: str) -> None:
        if name == "tbl":
            self._end_table()
        elif name == "tc":
            self._end_cell() if self._tables_open == 1 else self._add(" ")
        elif name == "tr" and self._tables_open == 1:
            self._end_row()

    def _number_paragraph(self) -> None:
        if self._list is not None and self._list[0] not in ("", "0"):
            self._add(f"{self._numbering.next_label(*self._list)} ")
        self._list = None

    def _end_paragraph(self) -> None:
        if self._cell is not None:
            self._cell.pieces.append("\n")
            return
        line = cleaned("".join(self._line))
        self._line = []
        if line:
            self._caption = [*self._caption[1 - _LONGEST_CAPTION :], line]

    def _begin_table(self) -> None:
        self._tables_open += 1
        if self._tables_open > 1:
            self.has_nested = True
            return
        if len(self.tables) >= MOST_TABLES:
            raise AnnexRefused(
                _("Văn bản có hơn %(most)d bảng; hãy tách riêng phụ lục rồi tải lại.") % {"most": MOST_TABLES}
            )
        self._grid = Grid(self._budget)
        self._row = 0

    def _begin_row(self) -> None:
        self._row += 1
        self._column = 0
        self._is_deleted_row = False

    def _begin_cell(self) -> None:
        self._cell = _Cell()

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None:
            return
        above = self._grid.rows.get(self._row - 1, {}).get(self._column) if cell.goes_on else None
        if above is not None:
            text = replace(above, origin=Origin.MERGED_DOWN)
        else:
            text = CellText("" if cell.goes_on else cleaned("".join(cell.pieces)))
        if text.text:
            self._put(text, min(cell.span, MOST_COLUMNS + 1))
        self._column += cell.span

    def _put(self, text: CellText, span: int) -> None:
        self._grid.put(self._row, self._column, text)
        for beside in range(1, span):
            self._grid.put(self._row, self._column + beside, replace(text, origin=Origin.MERGED_ACROSS))

    def _end_row(self) -> None:
        if self._is_deleted_row:
            self._grid.rows.pop(self._row, None)
            self._row -= 1

    def _end_table(self) -> None:
        self._tables_open -= 1
        if self._tables_open:
            return
        number = len(self.tables) + 1
        self.tables.append(
            TableRead(_("Bảng %(number)d") % {"number": number}, self._grid.read(), tuple(self._caption))
        )
        self._caption = []


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
