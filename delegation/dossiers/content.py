"""What a dossier says, as a bundle: its lines as canonical rows, each under its key, with their faults. Pure.

A line may leave out what follows from the dossier: the own instrument, and the key of a row that is new.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.utils.translation import gettext

from delegation.bundle.cells import UnfitCell, canonical_cell
from delegation.bundle.faults import Fault, quoted
from delegation.bundle.format import TABLES, Holds, Table
from delegation.bundle.rows import Bundle, Cells, Key, Row
from units.text import fold

RECORD: Final = "record"
WITHDRAW: Final = "withdraw"
# Tables of which a dossier makes the keys: nobody types them, and nothing recorded names them yet.
_KEYED_BY_THE_DOSSIER: Final = frozenset({"instruments", "grants", "changes"})
_LONGEST_SLUG: Final = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a dossier. `key`: what it was given when the dossier was submitted, "" before."""

    id: str
    table: str
    serial: int
    act: str
    cells: Mapping[str, str]
    key: str = ""


@dataclass(frozen=True)
class Content:
    """A dossier as a bundle: `Row.line` is a line's serial.

    `withdrawn` holds the rows to be taken out; their cells but the key are of no account. `keys` has the key made for
    each line that was given none, by serial. `instrument` is the own instrument's key, "" if there is none.
    """

    bundle: Bundle
    withdrawn: dict[str, dict[Key, Row]]
    keys: dict[int, str]
    instrument: str
    faults: tuple[Fault, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to record and nothing to take out."""
        return not any(self.bundle.tables.values()) and not any(self.withdrawn.values())


def content_of(dossier: int, lines: Iterable[Line]) -> Content:
    """The content of the dossier of that number. What cannot stand in a bundle is left out, with a fault."""
    ordered = sorted(lines, key=lambda line: line.serial)
    own = own_instrument(ordered)
    instrument = _key_of(own, dossier, "") if own is not None else ""
    reading = _Reading(dossier, instrument)
    for line in ordered:
        reading.add(line)
    return Content(Bundle(reading.tables), reading.withdrawn, reading.keys, instrument, tuple(reading.faults))


def own_instrument(lines: Sequence[Line]) -> Line | None:
    """The line of the document that the dossier is about: its first new one."""
    return next((line for line in lines if line.table == "instruments" and line.act == RECORD), None)


class _Reading:
    """Reads the lines of one dossier into tables."""

    def __init__(self, dossier: int, instrument: str) -> None:
        self._dossier = dossier
        self._instrument = instrument
        self.tables: dict[str, dict[Key, Row]] = {name: {} for name in TABLES}
        self.withdrawn: dict[str, dict[Key, Row]] = {name: {} for name in TABLES}
        self.keys: dict[int, str] = {}
        self.faults: list[Fault] = []

    def add(self, line: Line) -> None:
        """Take in one line."""
        table = TABLES[line.table]
        row = Row(line.serial, self._cells(line, table))
        rows = (self.withdrawn if line.act == WITHDRAW else self.tables)[table.name]
        key = table.key_reader()(row.cells)
        first = (
            self.tables[table.name].get(key)
            or self.withdrawn[table.name].get(key)
            or rows.setdefault(key, row)
        )
        if first is not row:
            self._note(
                line,
                table.key[0],
                gettext("trùng với dòng %(row)s của hồ sơ; hãy bỏ một trong hai.") % {"row": first.line},
            )

    def _cells(self, line: Line, table: Table) -> Cells:
        cells = {column.name: self._cell(line, column.name) for column in table.columns}
        identity = table.columns[0]
        if (
            identity.holds is Holds.IDENTITY
            and not cells[identity.name]
            and line.table in _KEYED_BY_THE_DOSSIER
        ):
            cells[identity.name] = self.keys[line.serial] = _key_of(line, self._dossier, self._instrument)
        # Where a text acts on another, or grants, an empty cell means the dossier's own.
        if "instrument" in cells and not cells["instrument"] and table.name != "instruments":
            cells["instrument"] = self._instrument
        return tuple(cells[name] for name in table.header)

    def _cell(self, line: Line, name: str) -> str:
        column = next(column for column in TABLES[line.table].columns if column.name == name)
        try:
            return canonical_cell(
                line.cells.get(name, "").strip(), many=column.many, last_day=column.holds is Holds.LAST_DAY
            )
        except UnfitCell as unfit:
            self._note(line, name, str(unfit))
            return ""

    def _note(self, line: Line, column: str, message: str) -> None:
        self.faults.append(Fault(TABLES[line.table].file, line.serial, column, message))


def _key_of(line: Line, dossier: int, instrument: str) -> str:
    """The key of a line: what it names itself, else what it was given, else one that no other dossier makes."""
    named = line.cells.get(TABLES[line.table].columns[0].name, "").strip()
    if named or line.key:
        return named or line.key
    if line.table == "instruments":
        number, day = line.cells.get("number", ""), line.cells.get("issued_on", "")
        return "-".join(filter(None, (slug(number), day[:4], f"hs{dossier}.{line.serial}")))
    return f"{instrument or f'hs{dossier}'}.{line.serial}"


def slug(text: str) -> str:
    """The text as part of a key: its search shadow, letters and digits joined by "-"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:_LONGEST_SLUG].rstrip("-")


def with_keys(lines: Iterable[Line], content: Content) -> Iterator[Line]:
    """The lines with the keys that their content made for them."""
    return (replace(line, key=content.keys.get(line.serial, line.key)) for line in lines)


def digest(stated: Mapping[str, Any], lines: Iterable[Line]) -> str:
    """The SHA-256, in hexadecimal, of all that a person approves: what the dossier states, and every line."""
    told = {
        "stated": dict(stated),
        "lines": [
            [line.serial, line.table, line.act, dict(sorted(line.cells.items()))]
            for line in sorted(lines, key=lambda line: line.serial)
        ],
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def unknown_columns(table: str, cells: Mapping[str, object]) -> list[str]:
    """What is wrong with cells as they were sent: columns that the table does not have, values that are no text."""
    header = TABLES[table].header
    return [
        *(
            gettext("không có cột %(name)s") % {"name": quoted(str(name))}
            for name in cells
            if name not in header
        ),
        *(
            gettext("cột %(name)s phải là chữ") % {"name": quoted(str(name))}
            for name, value in cells.items()
            if name in header and not isinstance(value, str)
        ),
    ]
