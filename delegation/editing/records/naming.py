"""The names of what a few rows name, read for just those rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from delegation.bundle.format import TABLES, Column, Holds
from delegation.bundle.rows import Cells
from delegation.dossiers.entries import described, references
from delegation.editing.labels import Names

# A change names a grant, which is called by its power and recipients; an office lies in a unit, and that in another.
_DEPTH: Final = 2


def names_for(rows: Mapping[str, Iterable[Cells]], edition: int | None = None) -> Names:
    """The names of everything that rows of these tables name, as the register has it now or had it at an edition."""
    known: dict[str, dict[str, list[dict[str, str]]]] = defaultdict(dict)
    fresh: Mapping[str, Iterable[Cells]] = rows
    for _step in range(_DEPTH):
        fresh = _described(fresh, known, edition)
    return Names(
        {table: [row for of_one in found.values() for row in of_one] for table, found in known.items()}
    )


def _described(
    rows: Mapping[str, Iterable[Cells]],
    known: dict[str, dict[str, list[dict[str, str]]]],
    edition: int | None,
) -> dict[str, list[Cells]]:
    """Read what the rows name and is not known yet; returns the rows read."""
    named: dict[str, set[str]] = defaultdict(set)
    for table, of_table in rows.items():
        for cells in of_table:
            for name, key in references(table, cells):
                if key not in known[name]:
                    named[name].add(key)
    read: dict[str, list[Cells]] = {}
    for name, keys in named.items():
        found = described(name, keys, edition)
        read[name] = list(found.values())
        for key in keys:
            known[name][key] = []
        for record, cells in found.items():
            known[name][record.identity].append(dict(zip(TABLES[name].header, cells, strict=True)))
    return read


def in_words(names: Names, column: Column, cell: str) -> str:
    """A cell as a person reads it; as it stands where nothing better is known."""
    label = names.cell_label(column, cell)
    if isinstance(label, list):
        items = cell.split(";")
        return "; ".join(one or item for one, item in zip(label, items, strict=True))
    return label or cell


def is_named(column: Column) -> bool:
    """Whether the cells of the column are keys, which say little by themselves."""
    return column.holds in (Holds.REFERENCE, Holds.TERRITORY)
