"""What two extracts of the same subject say differently, so that people can see it side by side. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cms.extracts.extract import Cell, Column, Extract, Table

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that is said otherwise: what it is called, and what it was and is; None where it is not said."""

    title: str
    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that is new, gone (its other side is None) or said otherwise. `title` is what the row is about."""

    title: str
    before: Row | None
    after: Row | None
    cells: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class ChangedTable:
    """The rows of a table that differ."""

    title: str
    rows: tuple[ChangedRow, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs."""

    facts: tuple[Changed, ...]
    tables: tuple[ChangedTable, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing does."""
        return not (self.facts or self.tables)


def is_same(before: Extract, after: Extract) -> bool:
    """Whether both say the same; quicker than to find what differs."""
    return _facts(before) == _facts(after) and (
        {table.key: Counter(table.rows) for table in before.tables if table.rows}
        == {table.key: Counter(table.rows) for table in after.tables if table.rows}
    )


def compare(before: Extract, after: Extract) -> Comparison:
    """What differs; the order of rows does not count, and a row is the same row while its first cell is."""
    return Comparison(tuple(_changed_facts(before, after)), tuple(_changed_tables(before, after)))


def _facts(extract: Extract) -> dict[str, Cell]:
    return {fact.key: fact.value for fact in extract.facts if fact.is_compared}


def _changed_facts(before: Extract, after: Extract) -> Iterator[Changed]:
    """Facts by their words; by their codes only where no word shows the difference."""
    former, latter = _facts(before), _facts(after)
    facts = {fact.key: fact for fact in (*before.facts, *after.facts)}
    differing = [key for key in facts if former.get(key) != latter.get(key)]
    worded = [key for key in differing if not facts[key].is_code]
    for key in worded or differing:
        yield Changed(facts[key].title, former.get(key), latter.get(key))


def _changed_tables(before: Extract, after: Extract) -> Iterator[ChangedTable]:
    former = {table.key: table for table in before.tables}
    latter = {table.key: table for table in after.tables}
    for key in {**former, **latter}:
        shown = latter.get(key) or former[key]
        columns = _columns(former.get(key), latter.get(key))
        table = Table(shown.key, shown.title, columns, ())
        rows = tuple(_changed_rows(table, _rows(former.get(key), columns), _rows(latter.get(key), columns)))
        if rows:
            yield ChangedTable(shown.title, rows)


def _columns(former: Table | None, latter: Table | None) -> tuple[Column, ...]:
    """The columns of both: those of a matrix are the classes of offices of its day."""
    tables = [table for table in (latter, former) if table]
    return tuple({column.key: column for table in reversed(tables) for column in table.columns}.values())


def _rows(table: Table | None, columns: tuple[Column, ...]) -> Sequence[Row]:
    """The rows of a table laid out under the columns, empty where it has no such column."""
    if table is None or table.columns == columns:
        return table.rows if table else ()
    places = {column.key: at for at, column in enumerate(table.columns)}
    return [
        tuple(row[places[column.key]] if column.key in places else None for column in columns)
        for row in table.rows
    ]


def _changed_rows(table: Table, before: Sequence[Row], after: Sequence[Row]) -> Iterator[ChangedRow]:
    named = _naming_column(table, [*before, *after])
    came = _beyond(after, before)
    waiting: dict[Cell, list[Row]] = defaultdict(list)
    for row in came:
        waiting[row[0]].append(row)
    for row in _beyond(before, after):
        same = waiting[row[0]].pop(0) if waiting[row[0]] else None
        yield ChangedRow(str(row[named]), row, same, tuple(_changed_cells(table, row, same)))
    for rows in waiting.values():
        for row in rows:
            yield ChangedRow(str(row[named]), None, row, tuple(_changed_cells(table, None, row)))


def _beyond(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """The rows that the others do not have, in their order."""
    left = Counter(others)
    beyond = []
    for row in rows:
        if left[row]:
            left[row] -= 1
        else:
            beyond.append(row)
    return beyond


def _changed_cells(table: Table, before: Row | None, after: Row | None) -> Iterator[Changed]:
    nothing: Row = (None,) * len(table.columns)
    former, latter = before or nothing, after or nothing
    differing = [
        (column, one, other)
        for column, one, other in zip(table.columns, former, latter, strict=True)
        if (one or None) != (other or None)
    ]
    worded = [part for part in differing if not part[0].is_code]
    for column, one, other in worded or differing:
        yield Changed(column.title, one, other)


def _naming_column(table: Table, rows: Sequence[Row]) -> int:
    """The place of the first words by which people tell the rows apart."""
    worded = [place for place, column in enumerate(table.columns) if not column.is_code]
    telling = (place for place in worded if len({row[place] for row in rows}) > 1)
    return next(telling, worded[0] if worded else 0)
