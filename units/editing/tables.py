"""Tables to download: CSV and XLSX that a spreadsheet shows as text and never runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

Rows = Iterable[Sequence[str]]

# What a spreadsheet program takes for the beginning of a formula.
_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
CONTENT_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def inert(cell: str) -> str:
    """The text with an apostrophe before it where a spreadsheet program would take it for a formula."""
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell


def csv_of(heading: Sequence[str], rows: Rows) -> bytes:
    """A CSV file that Excel, too, reads as UTF-8."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(heading)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def xlsx_of(heading: Sequence[str], rows: Rows) -> bytes:
    """A workbook of one sheet whose cells are all text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for row in (heading, *rows):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text))
            # openpyxl takes a text that begins with "=" for a formula.
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def download(name: str, form: str, heading: Sequence[str], rows: Rows) -> HttpResponse:
    """The table as a file of that name; `form` is a key of CONTENT_TYPES."""
    content = csv_of(heading, rows) if form == "csv" else xlsx_of(heading, rows)
    disposition = f'attachment; filename="{name}.{form}"'
    return HttpResponse(
        content, content_type=CONTENT_TYPES[form], headers={"Content-Disposition": disposition}
    )
