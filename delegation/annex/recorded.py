"""What the register holds of a day, as far as an annex may speak of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from units.periods import Period


@dataclass(frozen=True, slots=True)
class KnownPower:
    """A recorded power; `procedures` are its TTHC codes."""

    key: str
    title: str
    procedures: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True)
class KnownParty:
    """A recorded office, or a scope (`kind` empty then).

    `city` is the name of the city or province whose own office it is; empty for one of a ward, a ministry.
    `is_at_home`: it belongs to the city for which the annex is imported.
    """

    key: str
    name: str
    kind: str = ""
    city: str = ""
    period: Period = Period()
    is_at_home: bool = True


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit under one of its names, for as long as it bore that name. `is_city`: it is a city or province."""

    key: str
    name: str
    period: Period = Period()
    is_at_home: bool = True
    is_city: bool = False


@dataclass(frozen=True, slots=True)
class KnownInstrument:
    """A recorded instrument."""

    key: str
    number: str
    title: str = ""
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the register holds, to be matched for a day; `fields` are names by key."""

    on: date
    powers: tuple[KnownPower, ...] = ()
    offices: tuple[KnownParty, ...] = ()
    scopes: tuple[KnownParty, ...] = ()
    units: tuple[KnownUnit, ...] = ()
    instruments: tuple[KnownInstrument, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
