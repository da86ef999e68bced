"""An extract as a workbook: a sheet for each table, and one that says when it was true and where it is looked up."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from cms.extracts.extract import Cell, Extract, Table
from cms.stamps import Stamp
from units.clock import REGISTER_ZONE

# Excel counts days from here; an earlier one is written as text.
_FIRST_DAY: Final = date(1900, 3, 1)
_DAY_FORMAT: Final = "dd/mm/yyyy"
_LONGEST_TEXT: Final = 32_767
_LONGEST_SHEET_NAME: Final = 31
_NOT_IN_A_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\]")
# In letters.
_NARROWEST: Final = 8
_WIDEST: Final = 60
_ROWS_MEASURED: Final = 200
_BOLD: Final = Font(bold=True)
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")


def write_xlsx(extract: Extract, stamp: Stamp) -> bytes:
    """Every table and every fact; days and numbers are days and numbers."""
    book = Workbook(write_only=True)
    book.properties.title = _said(extract.title)
    names: set[str] = set()
    for table in extract.tables:
        _add_table(book, table, _sheet_name(table.title, names))
    _add_about(book, extract, stamp, _sheet_name(gettext("Về bản này"), names))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _add_table(book: Any, table: Table, name: str) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    header = [column.title for column in table.columns]
    for number, width in enumerate(_widths([header, *table.rows[:_ROWS_MEASURED]]), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    if table.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(table.rows) + 1}"
    sheet.append([_bold(sheet, title) for title in header])
    for row in table.rows:
        sheet.append([_cell(sheet, cell) for cell in row])


def _add_about(book: Any, extract: Extract, stamp: Stamp, name: str) -> None:
    sheet = book.create_sheet(name)
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 90
    for label, value in _about(extract, stamp):
        cell = _cell(sheet, value)
        cell.alignment = _WRAPPED
        sheet.append([_bold(sheet, label), cell])


def _about(extract: Extract, stamp: Stamp) -> Iterator[tuple[str, Cell]]:
    yield gettext("Bản này"), extract.title
    yield gettext("Tính đến ngày"), stamp.day
    yield gettext("Lần ghi sổ số"), stamp.edition
    if stamp.recorded_at:
        yield gettext("Ghi lúc"), f"{stamp.recorded_at.astimezone(REGISTER_ZONE):%d/%m/%Y %H:%M}"
    yield gettext("Địa chỉ để kiểm tra"), stamp.short
    yield gettext("Địa chỉ cố định"), stamp.address
    for fact in extract.facts:
        yield fact.title, fact.value


def _cell(sheet: Any, value: Cell) -> Any:
    """A cell that holds what it says: no text is taken for a formula."""
    if isinstance(value, bool):
        return WriteOnlyCell(sheet, gettext("có") if value else gettext("không"))
    if isinstance(value, date) and value < _FIRST_DAY:
        value = value.isoformat()
    cell = WriteOnlyCell(sheet, _said(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.number_format = _DAY_FORMAT
    return cell


def _bold(sheet: Any, text: str) -> Any:
    cell = _cell(sheet, text)
    cell.font = _BOLD
    return cell


def _said(text: str) -> str:
    """The text without the control characters that a workbook cannot hold, as long as one can be."""
    seen: str = ILLEGAL_CHARACTERS_RE.sub("", text)
    return seen[:_LONGEST_TEXT]


def _widths(rows: Iterable[Sequence[Cell]]) -> list[int]:
    longest = [max(len(str(cell or "")) for cell in column) for column in zip(*rows, strict=True)]
    return [min(max(length + 2, _NARROWEST), _WIDEST) for length in longest]


def _sheet_name(title: str, taken: set[str]) -> str:
    """The title as a sheet may be called, and as no other sheet of the book is; `taken` gets it."""
    base = " ".join(_NOT_IN_A_SHEET_NAME.sub(" ", title).split()).strip("'") or gettext("Bảng")
    name, number = base[:_LONGEST_SHEET_NAME], 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[: _LONGEST_SHEET_NAME - 4]} {number}"
    taken.add(name.casefold())
    return name
