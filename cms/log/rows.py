"""The rows that an edition brought, corrected or withdrew, a page at a time, as cells of the interchange format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OrderBy, QuerySet, Subquery

from cms.log.acts import Act, RowCount, came, former, key_fields, replaced, replacing, went
from delegation.bundle.rows import Cells
from delegation.bundle.shelves import Shelf
from delegation.dossiers.entries import cells_of, shelf_of


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row: what it said before, and what since; None where it did not stand in the register."""

    table: str
    act: Act
    before: Cells | None
    after: Cells | None

    @property
    def said(self) -> Cells:
        """What the row says, or last said."""
        return self.after or self.before or ()


def rows_between(edition: int, counts: Sequence[RowCount], first: int, last: int) -> list[RowChange]:
    """The rows from position `first` up to, not including, `last`, counted through the counts in their order."""
    found: list[RowChange] = []
    corrected = {count.table for count in counts if count.act == "corrected"}
    for start, count in _starts(counts):
        low, high = max(first - start, 0), min(last - start, count.rows)
        if low < high:
            found += _rows(edition, count, slice(low, high), has_corrected=count.table in corrected)
    return found


def _starts(counts: Iterable[RowCount]) -> Iterator[tuple[int, RowCount]]:
    start = 0
    for count in counts:
        yield start, count
        start += count.rows


def _rows(edition: int, count: RowCount, part: slice, *, has_corrected: bool) -> list[RowChange]:
    shelf = shelf_of(count.table)
    order = [*_by_key(shelf), "id"]
    if count.act == "corrected":
        entries = came(shelf, [edition]).filter(replacing(shelf)).order_by(*order)
        both = entries.annotate(before=Subquery(former(shelf).values("id")[:1]))
        pairs = list(both.values_list("before", "id")[part])
        cells = _cells(shelf, [entry for pair in pairs for entry in pair])
        return [RowChange(count.table, count.act, cells[one], cells[other]) for one, other in pairs]
    if count.act == "withdrawn":
        gone = _ids(went(shelf, [edition]).exclude(replaced(shelf)).order_by(*order), part)
        cells = _cells(shelf, gone)
        return [RowChange(count.table, count.act, cells[entry], None) for entry in gone]
    entries = came(shelf, [edition])
    # Where nothing was corrected, to ask each new row whether it stands in another's place takes long for nothing.
    fresh = _ids((entries.exclude(replacing(shelf)) if has_corrected else entries).order_by(*order), part)
    cells = _cells(shelf, fresh)
    return [RowChange(count.table, count.act, None, cells[entry]) for entry in fresh]


def _by_key(shelf: Shelf) -> Iterator[str | OrderBy]:
    """The order of the keys; databases differ on where they put what has no day, so here it is said."""
    for name in key_fields(shelf):
        yield F(name).asc(nulls_first=True) if shelf.model._meta.get_field(name).null else name


def _ids(entries: QuerySet[Any], part: slice) -> list[int]:
    return list(entries.values_list("id", flat=True)[part])


def _cells(shelf: Shelf, entries: Sequence[int]) -> dict[int, Cells]:
    return cells_of(shelf, shelf.model.objects.filter(id__in=entries))
