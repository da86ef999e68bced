"""What an edition did with rows of the register: brought new ones, corrected some, withdrew others.

The rows themselves tell: one that the edition brought, and one that it replaced, under the same key, are a correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final, Literal

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from delegation.bundle.shelves import SHELVES, Shelf
from delegation.dossiers.entries import storing_of

Act = Literal["withdrawn", "corrected", "new"]
# What people look for first stands first.
ACTS: Final[tuple[Act, ...]] = ("withdrawn", "corrected", "new")


@dataclass(frozen=True, slots=True)
class RowCount:
    """How many rows of a table an edition treated in one way."""

    table: str
    act: Act
    rows: int


# What an edition did never changes; a page of the log asks for the same ones again and again.
@lru_cache(maxsize=64)
def counts_of(editions: tuple[int, ...]) -> Mapping[int, tuple[RowCount, ...]]:
    """For each edition how many rows of each table it withdrew, corrected and brought.

    Two statements a table, and a third where something was taken out; their number is that of the tables.
    """
    found: dict[int, list[RowCount]] = {number: [] for number in editions}
    for shelf in SHELVES:
        brought = _by_edition(came(shelf, editions), "recorded_in_id")
        closed = _by_edition(went(shelf, editions), "replaced_in_id")
        corrected = (
            _by_edition(went(shelf, closed).filter(replaced(shelf)), "replaced_in_id") if closed else {}
        )
        for number in editions:
            again = corrected.get(number, 0)
            rows = {
                "withdrawn": closed.get(number, 0) - again,
                "corrected": again,
                "new": brought.get(number, 0) - again,
            }
            found[number] += [RowCount(shelf.table.name, act, rows[act]) for act in ACTS if rows[act]]
    return {number: tuple(sorted(counts, key=_order)) for number, counts in found.items()}


def _order(count: RowCount) -> int:
    return ACTS.index(count.act)


def _by_edition(entries: QuerySet[Any], column: str) -> dict[int, int]:
    return dict(entries.order_by().values_list(column).annotate(rows=Count("id")))


def came(shelf: Shelf, editions: Iterable[int]) -> QuerySet[Any]:
    """What the editions brought."""
    entries: QuerySet[Any] = shelf.model.objects.filter(recorded_in__in=editions)
    return entries


def went(shelf: Shelf, editions: Iterable[int]) -> QuerySet[Any]:
    """What the editions replaced or took out."""
    entries: QuerySet[Any] = shelf.model.objects.filter(replaced_in__in=editions)
    return entries


def replacing(shelf: Shelf) -> Exists:
    """Whether an entry stands in the place of one that its edition replaced."""
    return Exists(former(shelf))


def former(shelf: Shelf) -> QuerySet[Any]:
    """Within a query of entries: the one under the same key that the entry's edition replaced."""
    entries: QuerySet[Any] = shelf.model.objects.filter(
        _same_key(shelf), replaced_in=OuterRef("recorded_in")
    ).order_by()
    return entries


def replaced(shelf: Shelf) -> Exists:
    """Whether the edition that took an entry out put another in its place."""
    return Exists(
        shelf.model.objects.filter(_same_key(shelf), recorded_in=OuterRef("replaced_in")).order_by()
    )


def key_fields(shelf: Shelf) -> list[str]:
    """The fields that hold a row's key, in the order of the key."""
    return [field for column in shelf.table.key for field in storing_of(shelf, column).fields]


def _same_key(shelf: Shelf) -> Q:
    same = Q()
    for name in key_fields(shelf):
        if shelf.model._meta.get_field(name).null:
            # An open day is a key like any other, though to a database nothing equals nothing.
            open_day = Value(date.min)
            same &= Q(Exact(Coalesce(F(name), open_day), Coalesce(OuterRef(name), open_day)))
        else:
            same &= Q(**{name: OuterRef(name)})
    return same
