"""From a bundle to the database: checked as a whole, recorded in one transaction as one edition, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import Any, Final, TypeVar

from django.db import connection, transaction
from django.db.models import Value
from simple_history.utils import bulk_update_with_history

from delegation.bundle.checks import check
from delegation.bundle.checks.withdrawals import Withdrawn
from delegation.bundle.faults import BundleRefused
from delegation.bundle.recorded import recorded_rows
from delegation.bundle.rows import Bundle, Cells, Key, Row
from delegation.bundle.shelves import SHELVES, Parts, Shelf
from delegation.models import InstrumentEntry
from delegation.numbers import canonical_number
from units import clock
from units.models import Edition, User
from units.models.edition import next_number
from units.text import fold

_AT_ONCE: Final = 2_000

T = TypeVar("T")
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class TableChange:
    """What is changed in one table: rows that are new, that correct a recorded one, and that are taken out."""

    shelf: Shelf
    new: dict[Key, Row]
    corrected: dict[Key, Row]
    unchanged: int
    withdrawn: dict[Key, Row] = field(default_factory=dict)

    @property
    def rows(self) -> list[Row]:
        """Every row to write."""
        return [*self.corrected.values(), *self.new.values()]

    @property
    def closed(self) -> frozenset[Key]:
        """The keys of the recorded rows that no longer hold."""
        return frozenset((*self.corrected, *self.withdrawn))


@dataclass(frozen=True)
class Recording:
    """What recording a bundle did, or would do; without an edition nothing was written."""

    edition: int | None
    changes: list[TableChange] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether the register already says all that was to be said."""
        return not any(change.rows or change.withdrawn for change in self.changes)

    @property
    def kind(self) -> Edition.Kind:
        """What the edition is: it withdraws, if it does nothing else; it corrects, if it touches what was recorded."""
        if any(change.closed for change in self.changes):
            writes = any(change.rows for change in self.changes)
            return Edition.Kind.CORRECTION if writes else Edition.Kind.WITHDRAWAL
        return Edition.Kind.PUBLICATION


def plan(bundle: Bundle, withdrawn: Withdrawn | None = None) -> list[TableChange]:
    """What recording the bundle and taking out the withdrawn rows would change in the register as it is now.

    Raises BundleRefused with every fault.
    """
    withdrawn = withdrawn or {}
    recorded = recorded_rows(Edition.objects.latest_number())
    faults = check(bundle, recorded, withdrawn)
    if faults:
        raise BundleRefused(faults)
    return [
        _table_change(shelf, bundle.tables[name], recorded[name], withdrawn.get(name, {}))
        for shelf in SHELVES
        for name in [shelf.table.name]
    ]


def _table_change(
    shelf: Shelf, rows: Mapping[Key, Row], known: Mapping[Key, Row], withdrawn: Mapping[Key, Row]
) -> TableChange:
    new = {key: row for key, row in rows.items() if key not in known}
    corrected = {key: row for key, row in rows.items() if key in known and known[key].cells != row.cells}
    return TableChange(shelf, new, corrected, len(rows) - len(new) - len(corrected), dict(withdrawn))


@transaction.atomic
def record(
    bundle: Bundle,
    withdrawn: Withdrawn | None = None,
    *,
    acting_user: User | None,
    actor_name: str,
    reason: str,
    progress: Progress | None = None,
) -> Recording:
    """Record a bundle, and take out what is withdrawn, as one edition; where nothing is new there is none.

    Raises BundleRefused.
    """
    number = next_number()
    planned = Recording(None, plan(bundle, withdrawn))
    if planned.is_empty:
        return planned
    changes = planned.changes
    scribe = _Scribe(number, acting_user, reason, progress)
    for change in changes:
        scribe.replace(change)
    for change in changes:
        scribe.write(change)
    seal(number, kind=planned.kind, acting_user=acting_user, actor_name=actor_name, reason=reason)
    return Recording(number, changes)


def seal(number: int, *, kind: str, acting_user: User | None, actor_name: str, reason: str) -> Edition:
    """Write the edition's own row: from now on nothing joins it."""
    previous = Edition.objects.filter(number=number - 1).first()
    recorded_at = clock.now()
    if previous is not None:
        recorded_at = max(recorded_at, previous.recorded_at + timedelta(microseconds=1))
    return Edition.objects.create(
        number=number,
        previous=previous,
        kind=kind,
        recorded_at=recorded_at,
        actor=acting_user,
        actor_name=actor_name,
        reason=reason,
    )


class _Scribe:
    """Writes the entries of one edition, each with its line of history."""

    def __init__(self, number: int, acting_user: User | None, reason: str, progress: Progress | None) -> None:
        self._number = number
        self._trail: dict[str, Any] = {"default_user": acting_user, "default_change_reason": reason}
        self._progress = progress
        self._known_keys: dict[str, frozenset[str]] = {}

    def replace(self, change: TableChange) -> None:
        """Close the recorded entries that the change corrects or takes out."""
        closed = change.closed
        if not closed:
            return
        key_of = change.shelf.table.key_reader()
        entries = [entry for entry, row in change.shelf.rows() if key_of(row.cells) in closed]
        model = change.shelf.model
        for some in _batches(entries):
            replaced = list(model.objects.filter(id__in=some))
            for entry in replaced:
                entry.replaced_in_id = self._number
            bulk_update_with_history(replaced, model, ["replaced_in"], **self._trail)

    def write(self, change: TableChange) -> None:
        """Write the new and the correcting rows of a table."""
        shelf, rows = change.shelf, change.rows
        if shelf.identity is not None:
            self._write_identities(shelf, rows)
        done = 0
        for some in _batches(rows):
            entries = shelf.model.objects.bulk_create([self._entry(shelf, row.cells) for row in some])
            self._write_parts(shelf, some, entries)
            done += len(some)
            if self._progress:
                self._progress(shelf.table.name, done, len(rows))
        self._write_trail(shelf.model, recorded_in=self._number)
        if shelf.parts:
            self._write_trail(shelf.parts.model, entry__recorded_in=self._number)

    def _write_identities(self, shelf: Shelf, rows: list[Row]) -> None:
        wanted = {row.cells[0]: None for row in rows}
        known = set(shelf.identity.objects.values_list("key", flat=True))
        shelf.identity.objects.bulk_create(
            [shelf.identity(key=key) for key in wanted if key not in known], batch_size=_AT_ONCE
        )

    def _entry(self, shelf: Shelf, cells: Cells) -> Any:
        entry = shelf.model(recorded_in_id=self._number, **shelf.values(cells))
        if entry.searched:
            entry.folded = fold(" ".join(getattr(entry, name) for name in entry.searched))
        if isinstance(entry, InstrumentEntry):
            set_number(entry)
        return entry

    def _write_parts(self, shelf: Shelf, rows: Sequence[Row], entries: Sequence[Any]) -> None:
        if shelf.parts is None:
            return
        parts = [
            shelf.parts.model(entry_id=entry.pk, **{f"{self._field_of(shelf.parts, item)}_id": item})
            for row, entry in zip(rows, entries, strict=True)
            for item in shelf.items(row.cells)
        ]
        model: Any = shelf.parts.model
        for some in _batches(parts):
            model.objects.bulk_create(some)

    def _write_trail(self, model: Any, **brought: int) -> None:
        """Write the line of history of each row that this edition brought.

        The rows are copied inside of the database: to make each of them a second time would take longer than all else.
        """
        trail = model.history.model
        told = {
            "history_date": clock.now(),
            "history_type": "+",
            "history_change_reason": self._trail["default_change_reason"],
            "history_user": self._trail["default_user"] and self._trail["default_user"].pk,
        }
        kept = [field.attname for field in trail.tracked_fields]
        values = [Value(value, output_field=trail._meta.get_field(name)) for name, value in told.items()]
        rows, given = model.objects.filter(**brought).values_list(*kept, *values).query.sql_with_params()
        columns = [trail._meta.get_field(name).column for name in (*kept, *told)]
        names = ", ".join(map(connection.ops.quote_name, columns))
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {trail._meta.db_table} ({names}) {rows}", given)

    def _field_of(self, parts: Parts, item: str) -> str:
        """The field for an item of a list: that of the first table, of those it may name, which has it."""
        return next(field for table, field in parts.field_of.items() if item in self._keys(table))

    def _keys(self, table: str) -> frozenset[str]:
        """The identities of a table; those that this edition brings have been written by then."""
        known = self._known_keys.get(table)
        if known is None:
            (identity,) = (shelf.identity for shelf in SHELVES if shelf.table.name == table)
            known = self._known_keys[table] = frozenset(identity.objects.values_list("key", flat=True))
        return known


def set_number(entry: InstrumentEntry) -> None:
    """Fill in what keeps one document from being recorded twice: its number in one writing, and the year."""
    day = entry.issued_on or entry.effective_from
    entry.number_key = canonical_number(entry.number) or None
    entry.number_year = day.year if day else None


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch
