"""The matrix of one day laid out for readers: each row with what it can be chosen by.

All of the day's rows, or those of one unit: what the rule says its offices hold there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from cms.catalog import Catalog
from cms.matching import in_order
from cms.terms import grant_end, instrument_end
from delegation.authority import Case, entitlements
from delegation.day import Day
from delegation.matrix import MatrixRow, matrix
from delegation.matrix_cells import Exceptions
from delegation.office_classes import OfficeClass, office_classes
from delegation.records import CONFERRING_KINDS, Grant
from units.geography import Lying

# What can be chosen among, by its name in Asked.
FACETS: Final = ("field", "kind", "office_class", "level", "standing")
SOON: Final = timedelta(days=90)
# Laying out a day costs the same whatever is then filtered, so a few days are kept.
_DAYS_KEPT: Final = 3


class Entry(NamedTuple):
    """A row of the matrix with its field and the classes that it stands in.

    `values`: what it can be chosen by, in the order of FACETS; standings are those of words.STANDING.
    """

    row: MatrixRow
    field: str
    classes: tuple[OfficeClass, ...]
    values: tuple[tuple[str, ...], ...]


# What a recipient stands in: the classes, their keys, their levels.
_Reached = tuple[tuple[OfficeClass, ...], tuple[str, ...], tuple[str, ...]]


# By the catalog alone: the order of fields is the same on every day.
@lru_cache(maxsize=4)
def places_of_fields(catalog: Catalog) -> dict[str, int]:
    """Where each field stands among all, by their names."""
    fields = catalog.fields
    by_name = sorted(fields, key=lambda key: (in_order(fields[key]), key))
    return {field: place for place, field in enumerate(by_name)}


@lru_cache(maxsize=4)
def powers_in_order(catalog: Catalog) -> dict[str, int]:
    """Every power, by the names of their fields and then by key, with where its field stands."""
    places = places_of_fields(catalog)
    at = {power: places.get(card.field, len(places)) for power, card in catalog.powers.items()}
    return {power: at[power] for power in sorted(at, key=lambda power: (at[power], power))}


class DayLayout:
    """The matrix of a day: entries by field, power and grant."""

    def __init__(self, catalog: Catalog, on: Day) -> None:
        self.catalog = catalog
        self.on = on
        self.classes = office_classes(on.snapshot)
        self.exceptions = Exceptions(on, self.classes)
        self._reached: dict[str, _Reached] = {}
        self._ends: dict[str, date | None] = {}

    @cached_property
    def rows(self) -> list[MatrixRow]:
        """Every row of the day, by power and grant."""
        of_powers = self.catalog.register.grants.of_all_powers(self.catalog.powers)
        return matrix(self.on, of_powers.values())

    @cached_property
    def entries(self) -> list[Entry]:
        """Every row of the day as an entry."""
        return self._by_field(self.rows)

    @cached_property
    def without_grants(self) -> list[str]:
        """The powers of which no grant is in effect on the day, by field."""
        granted = {row.grant.power for row in self.rows}
        return [power for power in powers_in_order(self.catalog) if power not in granted]

    @cached_property
    def rows_of_power(self) -> dict[str, list[MatrixRow]]:
        """Every row of the day by its power."""
        found: dict[str, list[MatrixRow]] = {}
        for row in self.rows:
            found.setdefault(row.grant.power, []).append(row)
        return found

    def of_unit(self, unit: str) -> list[Entry]:
        """What the offices of a unit hold on the day, each by itself, and what excludes them or is merely assigned."""
        day, directory = self.on.day, self.on.directory
        rows = {
            row.key: row
            for office in directory.at_unit(unit)
            if directory.exists(office.office, day)
            for row in self._rows_of_office(office.office)
        }
        return self._by_field(rows[key] for key in sorted(rows))

    def place_of_field(self, field: str) -> int:
        """Where a field stands among all, by their names."""
        places = places_of_fields(self.catalog)
        return places.get(field, len(places))

    def _rows_of_office(self, office: str) -> Iterator[MatrixRow]:
        for held in entitlements(self.on, office):
            yield MatrixRow(held.holding.grant, office, held.holding.defects, lapsed=False)
        unit = self.on.directory.offices[office].unit
        names = self.on.designations(office)
        for row in self.rows:
            grant = row.grant
            if grant.kind in CONFERRING_KINDS or row.recipient not in names:
                continue
            case = Case(self.on, grant.power, unit)
            if case.reaches(grant, office):
                partly = self.on.lying(unit, grant.territory) is Lying.PARTLY
                defects = (*row.defects, *(("TERRITORY_PARTLY",) if partly else ()))
                yield MatrixRow(grant, office, defects, lapsed=False)

    def _by_field(self, rows: Iterable[MatrixRow]) -> list[Entry]:
        """Entries by their fields; within a field they stay as they come."""
        places = powers_in_order(self.catalog)
        return [self._entry(row) for row in sorted(rows, key=lambda row: places[row.grant.power])]

    def _entry(self, row: MatrixRow) -> Entry:
        grant = row.grant
        field = self.catalog.powers[grant.power].field
        reached = self._reached.get(row.recipient)
        if reached is None:
            classes = self.classes.of_recipient(row.recipient)
            levels = tuple(dict.fromkeys(one.level for one in classes))
            reached = self._reached[row.recipient] = (classes, tuple(one.key for one in classes), levels)
        classes, keys, levels = reached
        return Entry(
            row, field, classes, ((field,), (grant.kind,), keys, levels, tuple(self._standings(row)))
        )

    def _standings(self, row: MatrixRow) -> Iterator[str]:
        grant = row.grant
        last = self._last_day(grant)
        if last is not None and self.on.day <= last < self.on.day + SOON:
            yield "sap-het"
        if row.defects:
            yield "vuong"
        if row.lapsed:
            yield "het-ben-nhan"
        if row.exceptions or grant.kind == "exclusion":
            yield "ngoai-le"
        if grant.limits or grant.conditions or grant.territory is not None:
            yield "gioi-han"

    def _last_day(self, grant: Grant) -> date | None:
        """The last day of a grant for all of its recipients."""
        if grant.changes:
            end = grant_end(self.catalog.register, grant)
            return end.last if end else None
        if grant.instrument not in self._ends:
            end = instrument_end(self.catalog.register, grant.instrument)
            self._ends[grant.instrument] = end.last if end else None
        last, own = self._ends[grant.instrument], grant.period.last_day
        return own if last is None or (own is not None and own < last) else last


def day_layout(catalog: Catalog, day: date) -> DayLayout:
    """The matrix of a day."""
    return _kept(catalog, day)


@lru_cache(maxsize=_DAYS_KEPT)
def _kept(catalog: Catalog, day: date) -> DayLayout:
    return DayLayout(catalog, catalog.day(day))
