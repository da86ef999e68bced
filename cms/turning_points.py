"""The days on which something about a record changes, so that a reader can step from one to the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from cms.catalog import Catalog
from delegation.diagnostics.cuts import days_of_grants, days_under
from delegation.models import ChangeEntry, GrantEntry
from delegation.records import PASSED_ON_KINDS, Grant
from delegation.register import GrantsOfPower
from units.periods import ONE_DAY, Period

_RECORDS_KEPT: Final = 4_000

Keys = tuple[str, ...]


@lru_cache(maxsize=_RECORDS_KEPT)
def turning_points(catalog: Catalog, view: str, keys: Keys) -> tuple[date, ...]:
    """The days on which what a view shows of its records changes, in order; none for a view that no day changes."""
    find = _FINDERS.get(view)
    if find is None:
        return ()
    return tuple(sorted(day for day in find(catalog, keys) if day < date.max))


def around(points: tuple[date, ...], day: date) -> tuple[date | None, date | None]:
    """The day of the last change before a day, and of the first after it."""
    before, after = bisect_left(points, day), bisect_right(points, day)
    return points[before - 1] if before else None, points[after] if after < len(points) else None


def _of_power(catalog: Catalog, keys: Keys) -> set[date]:
    grants = catalog.register.grants.of_power(keys[0])
    return days_of_grants(grants, catalog.register) | _of_parties(catalog, grants)


def _of_parties(catalog: Catalog, grants: Iterable[Grant]) -> set[date]:
    """When an office that a grant names begins or ends, or its unit does."""
    offices = catalog.register.directory.offices
    named = {name for grant in grants for name in (*grant.recipients, grant.grantor) if name in offices}
    return {
        day
        for name in named
        for day in (*_ends(offices[name].period), *_of_unit_itself(catalog, offices[name].unit))
    }


def _of_office(catalog: Catalog, keys: Keys) -> set[date]:
    record = catalog.register.directory.offices.get(keys[0])
    if record is None:
        return set()
    days = {*_ends(record.period), *_of_unit_itself(catalog, record.unit)}
    names = _ever_named(catalog, keys[0], record.unit)
    grants = [
        grant
        for of_power in catalog.register.grants.of_powers_naming(names).values()
        for grant in _relied_on(of_power, names)
    ]
    return days | days_of_grants(grants, catalog.register)


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


def _of_unit(catalog: Catalog, keys: Keys) -> set[date]:
    (unit,) = keys[:1]
    geography, directory = catalog.register.geography, catalog.register.directory
    days = set(_of_unit_itself(catalog, unit))
    days.update(step.on for step in geography.successions_into(unit))
    days.update(step.on for step in geography.successions_out_of(unit))
    days.update(day for office in directory.at_unit(unit) for day in _ends(office.period))
    for version in geography.history(unit):
        if version.parent:
            days.update(day for day in _of_unit_itself(catalog, version.parent) if day in version.period)
    return days


def _of_unit_itself(catalog: Catalog, unit: str) -> Iterator[date]:
    for version in catalog.register.geography.history(unit):
        yield from _ends(version.period)


def _of_instrument(catalog: Catalog, keys: Keys) -> set[date]:
    """Its own days, and those of its grants: three statements, however many grants it makes."""
    register, number = catalog.register, catalog.edition.number
    if keys[0] not in register.instruments:
        return set()
    days = days_under(keys[0], register)
    grants = GrantEntry.objects.recorded(number).filter(instrument=keys[0])
    for start, end in grants.values_list("valid_from", "valid_to").distinct():
        days.update(_ends(Period(start, end)))
    changes = ChangeEntry.objects.recorded(number).filter(grant__in=grants.values("grant"))
    for instrument, since, until in changes.values_list("instrument_id", "since", "until"):
        begins = register.instruments[instrument].begins
        days.add(max(begins, since or begins))
        if until and until < date.max:
            days.add(until + ONE_DAY)
    return days


def _of_everything(catalog: Catalog, _keys: Keys) -> set[date]:
    every = catalog.register.grants.of_all_powers(catalog.powers)
    return days_of_grants((grant for of_power in every.values() for grant in of_power), catalog.register)


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
