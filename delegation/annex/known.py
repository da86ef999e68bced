"""What the register holds, in the form in which an annex is matched against it. Reads the database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, Final

from delegation.annex.matching import Matcher
from delegation.annex.recorded import Known, KnownInstrument, KnownParty, KnownPower, KnownUnit
from delegation.models import FieldEntry, InstrumentEntry, PowerEntry
from delegation.reading import register_of
from delegation.register import Register
from units.directory import Directory, Office
from units.kinds import PROVINCE_LEVEL
from units.models import Edition
from units.periods import Period

_MATCHERS_KEPT: Final = 2


def matcher_on(on: date, *, home: str | None = None) -> Matcher:
    """A matcher for what is recorded now, on a day; made once for an edition, a day and a home. See known_on."""
    edition = Edition.objects.latest_number()
    return _matcher(register_of(edition), edition, on, home)


# Keyed by the register too: it is made anew when another database stands behind the same number.
@lru_cache(maxsize=_MATCHERS_KEPT)
def _matcher(register: Register, edition: int, on: date, home: str | None) -> Matcher:
    return Matcher(_known(register, edition, on, home))


def known_on(on: date, *, home: str | None = None) -> Known:
    """What is recorded now, to be matched for a day.

    `home` is the unit for which the annex is imported: of equal names those in the city it is or lies in are meant.
    """
    edition = Edition.objects.latest_number()
    return _known(register_of(edition), edition, on, home)


def _known(register: Register, edition: int, on: date, home: str | None) -> Known:
    directory = register.directory
    city = _city_of(directory, home, on)
    powers = _rows(PowerEntry, edition, "power_id", "title", "procedures", "field_id")
    instruments = _rows(InstrumentEntry, edition, "instrument_id", "number", "title", "issued_on")
    return Known(
        on,
        tuple(
            KnownPower(key, title, tuple(code for code in procedures.split(";") if code), field)
            for key, title, procedures, field in powers
        ),
        tuple(offices_known(directory, city)),
        tuple(KnownParty(scope.scope, scope.name) for scope in directory.scopes.values()),
        tuple(units_known(directory, city)),
        tuple(KnownInstrument(*row) for row in instruments if row[1]),
        tuple(_rows(FieldEntry, edition, "field_id", "name")),
    )


def _rows(model: Any, edition: int, *columns: str) -> Iterator[tuple[Any, ...]]:
    rows: Iterator[tuple[Any, ...]] = iter(model.objects.recorded(edition).values_list(*columns))
    return rows


def _city_of(directory: Directory, home: str | None, on: date) -> str | None:
    """The city or province that a unit is, or lies in."""
    above = directory.geography.ancestors(home, on) if home else ()
    for unit in above:
        version = directory.geography.version(unit, on)
        if version is not None and version.kind in PROVINCE_LEVEL:
            return unit
    return home


def offices_known(directory: Directory, city: str | None) -> Iterator[KnownParty]:
    """The offices of a register; `city` is the one whose own are at home."""
    for office in directory.offices.values():
        yield KnownParty(
            office.office,
            office.name,
            office.kind,
            _city_name(directory, office),
            _existence(directory, office),
            _lies_in(directory, office.unit, city),
        )


def _city_name(directory: Directory, office: Office) -> str:
    """The name of the unit of an office, if that is a city or province."""
    history = directory.geography.history(office.unit)
    return history[-1].name if history and history[-1].kind in PROVINCE_LEVEL else ""


def _existence(directory: Directory, office: Office) -> Period:
    """The days on which an office and its unit exist; a unit is taken from its first version to its last."""
    history = directory.geography.history(office.unit)
    if not history:
        return office.period
    starts = [day for day in (office.period.start, history[0].period.start) if day is not None]
    ends = [day for day in (office.period.end, history[-1].period.end) if day is not None]
    return Period(max(starts, default=None), min(ends, default=None))


def units_known(directory: Directory, city: str | None) -> Iterator[KnownUnit]:
    """The units of a register under each of their names."""
    for unit in directory.geography:
        is_at_home = _lies_in(directory, unit, city)
        for version in directory.geography.history(unit):
            is_city = version.kind in PROVINCE_LEVEL
            yield KnownUnit(unit, version.name, version.period, is_at_home, is_city)


def _lies_in(directory: Directory, unit: str, city: str | None) -> bool:
    """Whether a unit ever lay in the city: on the last day of one of its versions, else on the first."""
    if city is None:
        return True
    return any(
        city in directory.geography.ancestors(unit, day)
        for version in directory.geography.history(unit)
        for day in (version.period.last_day or version.period.start or date.max,)
    )
