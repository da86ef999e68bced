"""Rows of the register a few at a time: by key, by number, or because they name something.

What a page or an act needs of the register is little beside it, and is therefore asked of the database each time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet

from delegation.bundle.cells import read_list, read_territory
from delegation.bundle.format import LIST_SEPARATOR, TABLES, Column, Holds
from delegation.bundle.rows import Cells, Key
from delegation.bundle.shelves import SHELVES, Shelf, Storing
from units.models.entry import IS_RECORDED

# SQLite takes a limited number of values in one statement.
_IN_ONE_STATEMENT: Final = 10_000
_NAMING: Final = (Holds.REFERENCE, Holds.TERRITORY)
_SHELVES: Final = {shelf.table.name: shelf for shelf in SHELVES}


@dataclass(frozen=True, slots=True, order=True)
class RecordKey:
    """What identifies a row of the register: its table, and the cells of the table's key."""

    table: str
    key: Key

    @property
    def identity(self) -> str:
        """The key of the thing that the row is about; a unit has one for all of its versions."""
        return self.key[0]


def shelf_of(table: str) -> Shelf:
    """Where a table stands in the database. Raises KeyError for a table that there is not."""
    return _SHELVES[table]


def key_of(table: str, cells: Cells) -> RecordKey:
    """The key of a row."""
    return RecordKey(table, TABLES[table].key_reader()(cells))


def entries_under(record: RecordKey) -> QuerySet[Any]:
    """Every entry that was ever recorded under the key, in the order of the editions that brought them.

    Raises ValueError for a key with a day that is none.
    """
    shelf = shelf_of(record.table)
    found: QuerySet[Any] = shelf.model.objects.filter(IS_RECORDED, _under(shelf, record.key))
    return found.order_by("recorded_in_id")


def _under(shelf: Shelf, key: Key) -> Q:
    wanted = Q()
    for column, cell in zip(shelf.table.key, key, strict=True):
        stored = storing_of(shelf, column)
        for field, value in zip(stored.fields, stored.read(cell), strict=True):
            wanted &= Q(**{f"{field}__isnull": True}) if value is None else Q(**{field: value})
    return wanted


def storing_of(shelf: Shelf, column: str) -> Storing:
    """How a column is kept; one whose items are kept apart has none."""
    return next(one for one in shelf.storing if one.column == column)


def cells_of(shelf: Shelf, entries: QuerySet[Any]) -> dict[int, Cells]:
    """The cells of entries, by their numbers in the database, in the order of the query."""
    listed = _lists(shelf, entries)
    found: dict[int, Cells] = {}
    for entry, *values in entries.values_list("id", *shelf.fields):
        cells = {}
        start = 0
        for stored in shelf.storing:
            end = start + len(stored.fields)
            cells[stored.column] = stored.write(*values[start:end])
            start = end
        if shelf.parts:
            cells[shelf.parts.column] = LIST_SEPARATOR.join(sorted(listed[entry]))
        found[entry] = tuple(cells[name] for name in shelf.table.header)
    return found


def _lists(shelf: Shelf, entries: QuerySet[Any]) -> Mapping[int, list[str]]:
    """The items of the list column that is kept apart, by entry."""
    listed: dict[int, list[str]] = defaultdict(list)
    if shelf.parts is None:
        return listed
    names = [f"{field}_id" for field in shelf.parts.field_of.values()]
    parts: Any = shelf.parts.model
    of_entries = parts.objects.filter(entry__in=entries.order_by().values("id"))
    for entry, *named in of_entries.values_list("entry_id", *names):
        listed[entry].append(next(name for name in named if name is not None))
    return listed


def recorded_cells(records: Iterable[RecordKey], edition: int | None = None) -> dict[RecordKey, Cells]:
    """What the register says of these keys, or said at an edition; a key that it does not have is left out."""
    wanted: dict[str, set[RecordKey]] = defaultdict(set)
    for record in records:
        wanted[record.table].add(record)
    return {
        record: cells
        for table, of_table in wanted.items()
        for record, cells in described(table, {one.identity for one in of_table}, edition).items()
        if record in of_table
    }


def described(table: str, identities: Iterable[str], edition: int | None = None) -> dict[RecordKey, Cells]:
    """The rows that the register has, or had at an edition, of the things with these keys."""
    shelf = shelf_of(table)
    field = storing_of(shelf, shelf.table.header[0]).fields[0]
    found: dict[RecordKey, Cells] = {}
    for some in _in_statements(identities):
        # A key's first column may hold a day, as that of successions does: read like any other cell.
        values = [value for one in some for value in _read(shelf, one)]
        rows = shelf.model.objects.recorded(edition).filter(**{f"{field}__in": values})
        found.update((key_of(table, cells), cells) for cells in cells_of(shelf, rows).values())
    return found


def _read(shelf: Shelf, identity: str) -> Iterator[Any]:
    try:
        yield storing_of(shelf, shelf.table.header[0]).read(identity)[0]
    except ValueError:
        return


def references(table: str, cells: Cells) -> Iterator[tuple[str, str]]:
    """What a row names: tables in which each name may stand, with the name."""
    for column, cell in zip(TABLES[table].columns, cells, strict=True):
        for item in named_in(column, cell):
            yield from ((name, item) for name in column.refers_to)


def named_in(column: Column, cell: str) -> list[str]:
    """The keys that a cell names; none in a column that names nothing, or in a cell that cannot be read."""
    if column.holds not in _NAMING or not cell:
        return []
    if column.holds is Holds.TERRITORY:
        try:
            territory = read_territory(cell)
        except ValueError:
            return []
        return [territory.unit] if territory else []
    return read_list(cell) if column.many else [cell]


def rows_naming(records: Iterable[RecordKey], most: int) -> dict[RecordKey, Cells]:
    """What would be left naming something that is no more, if these rows were taken out, and what names that in turn.

    At most about so many: the search ends with the step that brings more.
    """
    taken = set(records)
    found: dict[RecordKey, Cells] = {}
    fresh = taken
    while fresh and len(found) <= most:
        naming = {
            record: cells
            for name, gone in _gone(fresh, taken).items()
            for record, cells in _naming(name, gone)
            if record not in taken
        }
        found.update(naming)
        fresh = set(naming)
        taken |= fresh
    return found


def _gone(fresh: Iterable[RecordKey], taken: set[RecordKey]) -> dict[str, set[str]]:
    """The things of which no row would be left: a unit stays while one of its versions does."""
    touched: dict[str, set[str]] = defaultdict(set)
    for record in fresh:
        touched[record.table].add(record.identity)
    gone: dict[str, set[str]] = {}
    for table, identities in touched.items():
        left = {record.identity for record in described(table, identities) if record not in taken}
        gone[table] = identities - left
    return gone


def _naming(name: str, gone: set[str]) -> Iterator[tuple[RecordKey, Cells]]:
    """The recorded rows that name one of the things of a table."""
    for shelf in SHELVES:
        for column in shelf.table.columns:
            if column.holds in _NAMING and name in column.refers_to:
                for some in _in_statements(gone):
                    rows = shelf.model.objects.recorded().filter(_names(shelf, column.name, name, some))
                    yield from (
                        (key_of(shelf.table.name, cells), cells) for cells in cells_of(shelf, rows).values()
                    )


def _names(shelf: Shelf, column: str, table: str, keys: list[str]) -> Q:
    if shelf.parts and shelf.parts.column == column:
        parts: Any = shelf.parts.model
        named = parts.objects.filter(**{f"{shelf.parts.field_of[table]}__in": keys})
        return Q(id__in=named.values("entry"))
    return Q(**{f"{storing_of(shelf, column).fields[0]}__in": keys})


def _in_statements(keys: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(keys)
    return (ordered[at : at + _IN_ONE_STATEMENT] for at in range(0, len(ordered), _IN_ONE_STATEMENT))
