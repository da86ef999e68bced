"""Registers in memory for the pure ring: from the rows of a bundle straight to the rules, without a database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from delegation.bundle import records
from delegation.bundle.cells import canonical_cell
from delegation.bundle.format import TABLES, Holds, Table
from delegation.bundle.rows import Cells
from delegation.records import Change, Grant
from delegation.register import GrantsInMemory, Register
from units.directory import Directory
from units.geography import Geography

Tables = Mapping[str, Sequence[Mapping[str, str]]]
T = TypeVar("T")


def register_from(tables: Tables) -> Register:
    """The pure register that a bundle's rows describe; a column that a row does not have is an empty cell."""

    def read(table: str, reader: Callable[[Cells], T]) -> list[T]:
        return [reader(cells_of(TABLES[table], row)) for row in tables[table]]

    geography = Geography(
        read("units", records.read_unit_version), read("successions", records.read_succession)
    )
    return Register(
        Directory(geography, read("offices", records.read_office), read("scopes", records.read_scope)),
        read("instruments", records.read_instrument),
        read("instrument_relations", records.read_relation),
        read("powers", records.read_power),
        GrantsInMemory(_grants(tables)),
    )


def cells_of(table: Table, row: Mapping[str, str]) -> Cells:
    """The canonical cells of a row; a column that it does not have is empty."""
    return tuple(
        canonical_cell(row.get(column.name, ""), many=column.many, last_day=column.holds is Holds.LAST_DAY)
        for column in table.columns
    )


def _grants(tables: Tables) -> Iterator[Grant]:
    changes: dict[str, list[Change]] = defaultdict(list)
    for row in tables["changes"]:
        change = records.read_change(cells_of(TABLES["changes"], row))
        changes[change.grant].append(change)
    for row in tables["grants"]:
        yield records.read_grant(cells_of(TABLES["grants"], row), changes[row["grant"]])
