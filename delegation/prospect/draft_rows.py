"""What a bundle and the rows withdrawn along with it say, as records: what is brought, and what is taken away. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, TypeVar

from delegation.bundle.records import read_change, read_grant
from delegation.bundle.rows import Bundle, Cells, Key, Row
from delegation.records import Change, Grant, Relation
from units.geography import Succession, UnitVersion

Withdrawn = Mapping[str, Collection[Key]]
NOTHING_WITHDRAWN: Final[Withdrawn] = {}

T = TypeVar("T")


@dataclass(frozen=True)
class DraftRows:
    """A bundle with the keys, by table, of the recorded rows that are withdrawn along with it.

    Both have passed delegation.bundle.checks: what rows name exists, and cells can be read.
    """

    bundle: Bundle
    withdrawn: Withdrawn

    def rows(self, table: str) -> Mapping[Key, Row]:
        """The rows of the bundle in a table."""
        return self.bundle.tables.get(table, {})

    def gone(self, table: str) -> Collection[Key]:
        """The keys of the rows withdrawn from a table."""
        return self.withdrawn.get(table, ())

    def touches(self, *tables: str) -> bool:
        """Whether a row of one of the tables is brought or withdrawn."""
        return any(self.rows(table) or self.gone(table) for table in tables)

    def brought(self, table: str, read: Callable[[Cells], T]) -> list[T]:
        """The records that the bundle brings in a table."""
        return [read(row.cells) for row in self.rows(table).values()]

    def identities(self, table: str) -> frozenset[str]:
        """The first cell of the key of every row brought or withdrawn."""
        return frozenset(key[0] for key in (*self.rows(table), *self.gone(table)))

    def leaves(self, table: str, key: Key) -> bool:
        """Whether a recorded row is neither replaced by one of the bundle nor withdrawn."""
        return key not in self.rows(table) and key not in self.gone(table)

    def rewritten(
        self, table: str, read: Callable[[Cells], T], recorded: Iterable[tuple[Key, T]]
    ) -> list[tuple[Key, T | None, T | None]]:
        """The rows that would say something else than is recorded: key, record before, record after, None for none."""
        if not self.touches(table):
            return []
        former = {key: record for key, record in recorded if not self.leaves(table, key)}
        drafted = {key: read(row.cells) for key, row in self.rows(table).items()}
        return [
            (key, former.get(key), drafted.get(key))
            for key in sorted(former.keys() | drafted.keys())
            if former.get(key) != drafted.get(key)
        ]

    @cached_property
    def grants(self) -> dict[str, Grant]:
        """The grants of the bundle by key, as yet without the changes made to them."""
        return {grant.grant: grant for grant in self.brought("grants", read_grant)}

    @cached_property
    def changes(self) -> dict[str, Change]:
        """The changes of the bundle by key."""
        return {change.change: change for change in self.brought("changes", read_change)}


def key_of_version(version: UnitVersion) -> Key:
    """The key of a unit's version as a row."""
    return version.unit, _cell(version.period.start)


def key_of_succession(succession: Succession) -> Key:
    """The key of a succession as a row."""
    return _cell(succession.on), succession.from_unit, succession.to_unit


def key_of_relation(relation: Relation) -> Key:
    """The key of a relation as a row."""
    return relation.instrument, relation.relation, relation.target, _cell(relation.on)


def _cell(day: date | None) -> str:
    return "" if day is None else day.isoformat()
