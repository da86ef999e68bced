"""From the database to the pure units: who existed, as recorded at an edition, read in sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from units import directory, geography
from units.models import Edition, OfficeEntry, ScopeEntry, ScopeException, SuccessionEntry, UnitVersion
from units.periods import Period

_GEOGRAPHIES_KEPT: Final = 2


def read_directory(edition: int) -> directory.Directory:
    """The units, offices and scopes recorded at an edition."""
    offices = (
        directory.Office(office, unit, kind, name, Period(start, end), field or None)
        for office, unit, kind, name, start, end, field in recorded_rows(
            OfficeEntry, edition, "office_id", "unit_id", "kind", "name", "valid_from", "valid_to", "field"
        )
    )
    return directory.Directory(read_geography(edition), offices, _read_scopes(edition))


def read_geography(edition: int) -> geography.Geography:
    """The units recorded at an edition, and what went into what."""
    versions = (
        geography.UnitVersion(unit, Period(start, end), code, name, kind, parent)
        for unit, start, end, code, name, kind, parent in recorded_rows(
            UnitVersion, edition, "unit_id", "valid_from", "valid_to", "code", "name", "kind", "parent_id"
        )
    )
    successions = (
        geography.Succession(*row)
        for row in recorded_rows(
            SuccessionEntry, edition, "on", "from_unit_id", "to_unit_id", "extent", "instrument"
        )
    )
    return geography.Geography(versions, successions)


def newest_geography() -> geography.Geography:
    """The units of the newest edition, of former days too; read once for each edition and then kept."""
    newest = Edition.objects.order_by("-number").values_list("number", "recorded_at").first()
    return _geography_of(*newest) if newest else geography.Geography([])


@lru_cache(maxsize=_GEOGRAPHIES_KEPT)
def _geography_of(edition: int, _recorded_at: datetime) -> geography.Geography:
    # The time belongs to the key: under a restored copy of the database an edition of that number may be another.
    return read_geography(edition)


def recorded_rows(model: Any, edition: int, *columns: str) -> Iterable[tuple[Any, ...]]:
    """Some columns of what a model's table held at an edition."""
    rows: Iterable[tuple[Any, ...]] = model.objects.recorded(edition).values_list(*columns).iterator(20_000)
    return rows


def _read_scopes(edition: int) -> list[directory.Scope]:
    excepted: dict[int, set[str]] = defaultdict(set)
    for entry, unit, office in ScopeException.objects.values_list("entry_id", "unit_id", "office_id"):
        excepted[entry].add(unit or office)
    return [
        directory.Scope(
            scope, name, kind, frozenset(kinds.split(";")) - {""}, within, frozenset(excepted[entry])
        )
        for entry, scope, name, kind, kinds, within in recorded_rows(
            ScopeEntry, edition, "id", "scope_id", "name", "office_kind", "unit_kinds", "within_id"
        )
    ]
