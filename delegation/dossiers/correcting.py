"""A line of a dossier beside what the register has under its key: what differs, and what came in between. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from delegation.bundle.cells import UnfitCell, canonical_cell
from delegation.bundle.format import TABLES, Column, Holds
from delegation.bundle.rows import Cells
from delegation.dossiers.content import Line


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that reads otherwise: as it was, and as it is or would be."""

    column: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell that a line changes and the register has changed too: as it was begun with, as each has it now."""

    column: str
    began: str
    recorded: str
    line: str


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """The cells of a line brought up to what is recorded now; where both changed a cell, the line's own stays."""

    cells: dict[str, str]
    clashes: tuple[Clash, ...]


def differences(line: Line, recorded: Cells | None, *, instrument: str = "") -> tuple[Difference, ...]:
    """What a line would change of a recorded row; of a row that is not recorded, every cell that the line fills.

    `instrument` is the key of the dossier's own document, which an empty cell stands for.
    """
    table = TABLES[line.table]
    now = [canonical(column, line.cells.get(column.name, "")) for column in table.columns]
    if instrument and table.name != "instruments" and "instrument" in table.header:
        place = table.position("instrument")
        now[place] = now[place] or instrument
    return changed(line.table, recorded or ("",) * len(now), tuple(now))


def changed(table: str, was: Cells, now: Cells) -> tuple[Difference, ...]:
    """The cells in which two rows of a table differ, in the table's order."""
    return tuple(
        Difference(name, before, after)
        for name, before, after in zip(TABLES[table].header, was, now, strict=True)
        if before != after
    )


def canonical(column: Column, text: str) -> str:
    """The form in which a cell would be recorded; a text that no cell may hold stays as it is."""
    try:
        return canonical_cell(text.strip(), many=column.many, last_day=column.holds is Holds.LAST_DAY)
    except UnfitCell:
        return text


def cells_by_column(table: str, cells: Cells) -> dict[str, str]:
    """A recorded row as the cells of a line: by column, empty ones left out."""
    return {name: cell for name, cell in zip(TABLES[table].header, cells, strict=True) if cell}


def carried_over(table: str, cells: Mapping[str, str], began: Cells, recorded: Cells) -> CarriedOver:
    """The cells of a line that was begun with one reading, as they are to be beside a later one."""
    kept: dict[str, str] = {}
    clashes = []
    for column, before, after in zip(TABLES[table].columns, began, recorded, strict=True):
        name = column.name
        mine = canonical(column, cells.get(name, ""))
        kept[name] = after if mine == before else cells.get(name, "")
        if before not in (mine, after) and mine != after:
            clashes.append(Clash(name, before, after, mine))
    return CarriedOver({name: text for name, text in kept.items() if text}, tuple(clashes))
