"""The days on which something about a record changes, so that a reader can step from one to the next.

Candidates are the days on which a grant, an instrument, an office or a unit begins or ends; a day stays only if what
begins or ends then bears on the record on that day or on the day before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from cms.catalog import Catalog
from delegation.day import Day
from delegation.diagnostics.cuts import days_of_change, days_under
from delegation.models import ChangeEntry, GrantEntry
from delegation.records import PASSED_ON_KINDS, Change, Grant
from delegation.register import GrantsOfPower
from units.periods import ONE_DAY, Period

_RECORDS_KEPT: Final = 4_000
_INSTRUMENTS_KEPT: Final = 4_000
_KINDS_KEPT: Final = 64

Keys = tuple[str, ...]


@lru_cache(maxsize=_RECORDS_KEPT)
def turning_points(catalog: Catalog, view: str, keys: Keys) -> tuple[date, ...]:
    """The days on which what a view shows of its records changes, in order; none for a view that no day changes."""
    find = _FINDERS.get(view)
    if find is None:
        return ()
    return tuple(sorted(day for day in find(catalog, keys) if date.min < day < date.max))


def around(points: tuple[date, ...], day: date) -> tuple[date | None, date | None]:
    """The day of the last change before a day, and of the first after it."""
    before, after = bisect_left(points, day), bisect_right(points, day)
    return points[before - 1] if before else None, points[after] if after < len(points) else None


# Grants and instruments


def _of_power(catalog: Catalog, keys: Keys) -> set[date]:
    return _of_grants(catalog, catalog.register.grants.of_power(keys[0]))


def _of_grants(catalog: Catalog, grants: Iterable[Grant]) -> set[date]:
    return set().union(*(_of_grant(catalog, grant) for grant in grants))


def _of_grant(catalog: Catalog, grant: Grant) -> set[date]:
    """When the grant, or somebody whom it names, begins or ends, while its instrument is in force."""
    days = {*_ends(grant.period), *_of_instrument_itself(catalog, grant.instrument)}
    days.update(day for change in grant.changes for day in days_of_change(change, catalog.register))
    days.update(
        day for name in (*grant.recipients, grant.grantor) if name for day in _of_party(catalog, name)
    )
    return {day for day in days if _bears(catalog, grant, day)}


def _bears(catalog: Catalog, grant: Grant, day: date) -> bool:
    """Whether the grant can have effect on the day, or could on the day before."""
    return any(_can_run(catalog.day(one), grant) for one in (day, day - ONE_DAY if day > date.min else day))


def _can_run(on: Day, grant: Grant) -> bool:
    begun = grant.period.begun_by(on.day) and on.in_force(grant.instrument)
    return begun and (on.day in grant.period or bool(grant.changes))


@lru_cache(maxsize=_INSTRUMENTS_KEPT)
def _of_instrument_itself(catalog: Catalog, instrument: str) -> frozenset[date]:
    """When the instrument comes to be in force or ceases to be, or its basis falls or stands again."""

    def state(day: date) -> tuple[bool, bool, bool]:
        on = catalog.day(day)
        return (
            on.in_force(instrument),
            on.ended(instrument),
            on.in_force(instrument) and on.basis_ended(instrument),
        )

    candidates = (day for day in days_under(instrument, catalog.register) if day > date.min)
    return frozenset(day for day in candidates if state(day) != state(day - ONE_DAY))


def _of_party(catalog: Catalog, name: str) -> frozenset[date]:
    """When an office, or an office of the kind that a scope means, begins or ends."""
    directory = catalog.register.directory
    if name in directory.scopes:
        return _of_kind(catalog, directory.scopes[name].office_kind)
    office = directory.offices[name]
    return frozenset({*_ends(office.period), *_of_unit_itself(catalog, office.unit)})


@lru_cache(maxsize=_KINDS_KEPT)
def _of_kind(catalog: Catalog, kind: str) -> frozenset[date]:
    offices = [office for office in catalog.register.directory.offices.values() if office.kind == kind]
    days = {day for office in offices for day in _ends(office.period)}
    return frozenset(
        days.union(*(_of_unit_itself(catalog, unit) for unit in {office.unit for office in offices}))
    )


def _of_instrument(catalog: Catalog, keys: Keys) -> set[date]:
    """Its own days, and those of its grants: two statements, however many grants it makes."""
    register, number = catalog.register, catalog.edition.number
    if keys[0] not in register.instruments:
        return set()
    grants = GrantEntry.objects.recorded(number).filter(instrument=keys[0])
    days = {
        day
        for start, end in grants.values_list("valid_from", "valid_to").distinct()
        for day in _ends(Period(start, end))
    }
    changes = ChangeEntry.objects.recorded(number).filter(grant__in=grants.values("grant"))
    for row in changes.values_list("change", "grant_id", "action", "instrument_id", "since", "until"):
        days |= days_of_change(Change(*row), register)
    in_force = (day for day in days if date.min < day and _was_in_force(catalog, keys[0], day))
    return {*_of_instrument_itself(catalog, keys[0]), *in_force}


def _was_in_force(catalog: Catalog, instrument: str, day: date) -> bool:
    return any(catalog.day(one).in_force(instrument) for one in (day, day - ONE_DAY))


def _of_everything(catalog: Catalog, _keys: Keys) -> set[date]:
    every = catalog.register.grants.of_all_powers(catalog.powers)
    grants = [grant for of_power in every.values() for grant in of_power]
    days = {day for grant in grants for day in _ends(grant.period)}
    days.update(
        day for one in grants for change in one.changes for day in days_of_change(change, catalog.register)
    )
    return days.union(
        *(_of_instrument_itself(catalog, one) for one in {grant.instrument for grant in grants})
    )


# Offices


def _of_office(catalog: Catalog, keys: Keys) -> set[date]:
    record = catalog.register.directory.offices.get(keys[0])
    if record is None:
        return set()
    days = {*_ends(record.period), *_of_unit_itself(catalog, record.unit)}
    names = _ever_named(catalog, keys[0], record.unit)
    for of_power in catalog.register.grants.of_powers_naming(names).values():
        days |= _of_grants(catalog, _relied_on(of_power, names))
    return {day for day in days if _is_near(catalog, keys[0], day)}


def _is_near(catalog: Catalog, office: str, day: date) -> bool:
    """Whether the office exists on the day or did on the day before: else nothing of it can change."""
    exists = catalog.register.directory.exists
    return exists(office, day) or (day > date.min and exists(office, day - ONE_DAY))


def _ever_named(catalog: Catalog, office: str, unit: str) -> frozenset[str]:
    """The office with every scope that it is a member of on some day of its unit."""
    directory = catalog.register.directory
    starts = [version.period.start or date.min for version in directory.geography.history(unit)]
    return frozenset({office}.union(*(directory.designations(office, day) for day in starts)))


def _relied_on(grants: GrantsOfPower, names: frozenset[str]) -> Iterator[Grant]:
    """The grants that name the office, and those to the offices that passed the power on to it."""
    own = grants.naming(names)
    yield from own
    givers = {grant.grantor for grant in own if grant.kind in PASSED_ON_KINDS and grant.grantor}
    if givers:
        yield from grants.naming(givers)


# Units


def _of_unit(catalog: Catalog, keys: Keys) -> set[date]:
    (unit,) = keys[:1]
    geography, directory = catalog.register.geography, catalog.register.directory
    history = geography.history(unit)
    days = set(_of_unit_itself(catalog, unit))
    for version in history:
        above = geography.ancestors(unit, version.period.start or date.min)[1:]
        days.update(day for one in above for day in _of_unit_itself(catalog, one) if day in version.period)
    below = (
        one for child in geography.units_below(unit) for one in geography.history(child) if one.parent == unit
    )
    days.update(day for version in below for day in _ends(version.period))
    days.update(day for office in directory.at_unit(unit) for day in _ends(office.period))
    return days | _of_its_ground(catalog, unit)


def _of_its_ground(catalog: Catalog, unit: str) -> set[date]:
    """Before the unit begins and after it has ended, when that changes in which other units its ground lies."""
    geography = catalog.register.geography
    history = geography.history(unit)
    days: set[date] = set()
    first, last = (history[0].period.start, history[-1].period.end) if history else (None, None)
    pending, seen = [unit], {unit}
    while pending:
        one = pending.pop()
        steps = [*geography.successions_into(one), *geography.successions_out_of(one)]
        for other in {name for step in steps for name in (step.from_unit, step.to_unit)} - seen:
            seen.add(other)
            pending.append(other)
            days.update(_of_unit_itself(catalog, other))
    return {day for day in days if (first and day < first) or (last and day >= last)}


def _of_unit_itself(catalog: Catalog, unit: str) -> Iterator[date]:
    for version in catalog.register.geography.history(unit):
        yield from _ends(version.period)


def _ends(period: Period) -> Iterator[date]:
    return (day for day in (period.start, period.end) if day is not None)


_FINDERS: Final[Mapping[str, Callable[[Catalog, Keys], set[date]]]] = {
    "power": _of_power,
    "office": _of_office,
    "unit": _of_unit,
    "instrument": _of_instrument,
    "matrix": _of_everything,
    "prospect": _of_everything,
}
