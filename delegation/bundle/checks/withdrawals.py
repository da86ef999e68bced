"""What may be taken out of the register: nothing that another row still speaks of. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.translation import gettext

from delegation.bundle.cells import read_list, read_territory
from delegation.bundle.checks.merged import Merged
from delegation.bundle.faults import Fault, quoted
from delegation.bundle.format import TABLES, Column, Holds, Table
from delegation.bundle.rows import Key, Row, TableRows

# Rows taken out, by table and key; a row's line tells who asked for it.
Withdrawn = Mapping[str, Mapping[Key, Row]]

_NAMING: Final = (Holds.REFERENCE, Holds.TERRITORY)


def withdrawal_faults(withdrawn: Withdrawn, recorded: TableRows, merged: Merged) -> Iterator[Fault]:
    """Every withdrawal of what is not recorded, or after which a recorded row names what no longer is.

    `merged` is the register as it would be. What the bundle itself brings is asked about with its other cells.
    """
    for name, rows in withdrawn.items():
        yield from (_unknown(name, row) for key, row in rows.items() if key not in recorded.get(name, {}))
    gone = {name: _gone(rows, merged.identities(name)) for name, rows in withdrawn.items()}
    for table in TABLES.values():
        for column in table.columns:
            for name in column.refers_to:
                if column.holds in _NAMING and gone.get(name):
                    yield from _orphans(table, column, name, gone[name], merged)


def _unknown(name: str, row: Row) -> Fault:
    table = TABLES[name]
    return Fault(
        table.file,
        row.line,
        table.key[0],
        gettext("sổ hiện không ghi dòng này nên không rút được; hãy bỏ dòng này khỏi danh sách rút."),
    )


def _gone(rows: Mapping[Key, Row], left: frozenset[str]) -> dict[str, Row]:
    """The identities of which no row is left, each with the row that takes the last one away."""
    return {row.cells[0]: row for row in rows.values() if row.cells[0] not in left}


def _orphans(
    table: Table, column: Column, name: str, gone: Mapping[str, Row], merged: Merged
) -> Iterator[Fault]:
    place = table.position(column.name)
    for row in merged.kept(table.name):
        for item in _items(column, row.cells[place]):
            if item in gone:
                yield _fault(name, gone[item], table, row)


def _items(column: Column, cell: str) -> list[str]:
    if column.holds is Holds.TERRITORY:
        territory = read_territory(cell)
        return [] if territory is None else [territory.unit]
    return read_list(cell) if column.many else [cell]


def _fault(name: str, taken: Row, table: Table, row: Row) -> Fault:
    return Fault(
        TABLES[name].file,
        taken.line,
        TABLES[name].header[0],
        gettext(
            "không rút được %(value)s: %(file)s, dòng %(key)s còn nhắc đến; hãy rút hoặc sửa dòng đó trước."
        )
        % {
            "value": quoted(taken.cells[0]),
            "file": table.file,
            "key": quoted(" ".join(filter(None, table.key_reader()(row.cells)))),
        },
    )
