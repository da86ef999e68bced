"""The register as it would be: what it holds already, overlaid by a bundle. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from django.utils.translation import gettext

from delegation.bundle.cells import read_period
from delegation.bundle.format import TABLES
from delegation.bundle.rows import Bundle, Key, Row, TableRows
from units.geography import Geography, UnitVersion
from units.periods import Period


class Merged:
    """The rows of the bundle, and the recorded rows under whose key the bundle has none."""

    def __init__(self, bundle: Bundle, recorded: TableRows) -> None:
        self._bundle = bundle
        self._recorded = recorded

    def brought(self, table: str) -> Mapping[Key, Row]:
        """The rows of the bundle."""
        return self._bundle.tables.get(table, {})

    def kept(self, table: str) -> Iterator[Row]:
        """The recorded rows that the bundle leaves as they are."""
        brought = self.brought(table)
        return (row for key, row in self._recorded.get(table, {}).items() if key not in brought)

    def rows(self, table: str) -> Iterator[Row]:
        """All rows, those of the bundle first."""
        yield from self.brought(table).values()
        yield from self.kept(table)

    def identities(self, table: str) -> frozenset[str]:
        """The identities of everything recorded in a table, as other rows name it."""
        known = self._identities.get(table)
        if known is None:
            known = self._identities[table] = frozenset(row.cells[0] for row in self.rows(table))
        return known

    @cached_property
    def _identities(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def versions(self) -> list[tuple[UnitVersion, Row]]:
        """Every version of a unit whose days can be read and are in order, with the row that says so."""
        read = TABLES["units"].reader("unit", "valid_from", "valid_until", "code", "name", "kind", "parent")
        versions = []
        for row in self.rows("units"):
            unit, first, last, code, name, kind, parent = read(row.cells)
            period = readable_period(first, last)
            if period is not None:
                versions.append((UnitVersion(unit, period, code, name, kind, parent or None), row))
        return versions

    @cached_property
    def geography(self) -> Geography:
        """The units as they would be."""
        return Geography(version for version, _ in self.versions)


def readable_period(first: str, last: str) -> Period | None:
    """The period of two cells; None where it is reported elsewhere that they are no days or not in order."""
    try:
        period = read_period(first, last)
    except ValueError:
        return None
    return period if period.is_ordered else None


def place_of(row: Row) -> str:
    """Where the other of two contradicting rows stands, for a sentence."""
    if row.line is None:
        return gettext("đã ghi trong sổ")
    return gettext("dòng %(row)d") % {"row": row.line}
