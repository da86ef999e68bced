"""One table of an extract as CSV, with the mark by which spreadsheet programs know UTF-8."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from datetime import date
from typing import Final

from cms.extracts.extract import Cell, Extract
from cms.stamps import Stamp

# What a spreadsheet program takes for the beginning of a formula, also where spaces stand before it.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


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
    if isinstance(cell, str):
        return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return cell.isoformat() if isinstance(cell, date) else str(cell)
