"""Lines of dossiers in memory."""

from __future__ import annotations

from delegation.bundle.format import TABLES
from delegation.bundle.rows import Key, Row
from delegation.dossiers.content import RECORD, Content, Line, content_of

DOSSIER = 7


def line(serial: int, table: str, *, act: str = RECORD, key: str = "", **cells: str) -> Line:
    """A line; `from_` stands for the column "from"."""
    return Line(
        f"id-{serial}", table, serial, act, {name.rstrip("_"): text for name, text in cells.items()}, key
    )


def content(*lines: Line) -> Content:
    return content_of(DOSSIER, lines)


def cells(found: Content, table: str) -> list[dict[str, str]]:
    """The rows of a table, as they would be recorded."""
    header = TABLES[table].header
    return [dict(zip(header, row.cells, strict=True)) for row in found.bundle.tables[table].values()]


def recorded(**tables: list[dict[str, str]]) -> dict[str, dict[Key, Row]]:
    """Rows of a register, with the cells that are not named empty."""
    rows: dict[str, dict[Key, Row]] = {}
    for name, of_table in tables.items():
        table = TABLES[name]
        read = table.key_reader()
        filled = [tuple(row.get(column, "") for column in table.header) for row in of_table]
        rows[name] = {read(one): Row(None, one) for one in filled}
    return rows
