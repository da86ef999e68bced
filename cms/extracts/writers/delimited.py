"""The main table of an extract as CSV, with the mark by which spreadsheet programs know UTF-8."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from datetime import date

from cms.extracts.extract import Cell, Extract
from cms.stamps import Stamp


def write_csv(extract: Extract, _stamp: Stamp) -> bytes:
    """The first table; without one, the facts."""
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    if extract.tables:
        table = extract.tables[0]
        lines.writerow([column.key for column in table.columns])
        lines.writerows([_text(cell) for cell in row] for row in table.rows)
    else:
        lines.writerow([fact.key for fact in extract.facts])
        lines.writerow([_text(fact.value) for fact in extract.facts])
    return BOM_UTF8 + written.getvalue().encode()


def _text(cell: Cell) -> str:
    """A cell as text; what a spreadsheet program would take for a formula is kept from being one."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
