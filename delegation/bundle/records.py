"""From the rows of a bundle to the records that the rules look at, a row at a time. Pure.

The rows are ones in which delegation.bundle.checks finds no fault; other rows raise ValueError or LookupError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from delegation.bundle.cells import read_day, read_list, read_period, read_territory
from delegation.bundle.format import TABLES
from delegation.bundle.rows import Cells
from delegation.diagnostics.draft import Paper
from delegation.limits import read_limits
from delegation.records import Change, Grant, Instrument, Power, Relation, in_order
from units.directory import Office, Scope
from units.geography import Succession, UnitVersion


def _reader(table: str, *columns: str) -> Callable[[Cells], Any]:
    return TABLES[table].reader(*columns)


_UNIT: Final = _reader("units", "unit", "valid_from", "valid_until", "code", "name", "kind", "parent")
_SUCCESSION: Final = _reader("successions", "on", "from_unit", "to_unit", "extent", "instrument")
_OFFICE: Final = _reader("offices", "office", "unit", "kind", "name", "valid_from", "valid_until", "field")
_SCOPE: Final = _reader("scopes", "scope", "name", "office_kind", "unit_kinds", "within", "except")
_INSTRUMENT: Final = _reader("instruments", "instrument", "issued_on", "effective_from", "effective_until")
_PAPER: Final = _reader("instruments", "number", "issuer", "signer", "normative", "gazette")
_RELATION: Final = _reader("instrument_relations", "instrument", "relation", "target", "on", "until")
_POWER: Final = _reader("powers", "power", "delegable", "collective")
_GRANT: Final = _reader(
    "grants",
    "grant",
    "power",
    "kind",
    "grantor",
    "recipients",
    "territory",
    "instrument",
    "valid_from",
    "valid_until",
    "limits",
    "conditions",
)
_CITATION: Final = _reader("grants", "citation")
_CHANGE: Final = _reader("changes", "change", "grant", "action", "instrument", "from", "until", "recipients")


def read_unit_version(cells: Cells) -> UnitVersion:
    """A row of units.csv."""
    unit, first, last, code, name, kind, parent = _UNIT(cells)
    return UnitVersion(unit, read_period(first, last), code, name, kind, parent or None)


def read_succession(cells: Cells) -> Succession:
    """A row of successions.csv."""
    on, from_unit, to_unit, extent, instrument = _SUCCESSION(cells)
    day = read_day(on)
    if day is None:
        raise ValueError(on)
    return Succession(day, from_unit, to_unit, extent, instrument)


def read_office(cells: Cells) -> Office:
    """A row of offices.csv."""
    office, unit, kind, name, first, last, field = _OFFICE(cells)
    return Office(office, unit, kind, name, read_period(first, last), field or None)


def read_scope(cells: Cells) -> Scope:
    """A row of scopes.csv."""
    scope, name, office_kind, unit_kinds, within, excepted = _SCOPE(cells)
    return Scope(scope, name, office_kind, _names(unit_kinds), within or None, _names(excepted))


def read_instrument(cells: Cells) -> Instrument:
    """A row of instruments.csv, as far as effect goes."""
    instrument, *days = _INSTRUMENT(cells)
    return Instrument(instrument, *map(read_day, days))


def read_paper(cells: Cells) -> Paper:
    """A row of instruments.csv, as far as the checks on a document go."""
    number, issuer, signer, normative, gazette = _PAPER(cells)
    is_normative = {"yes": True, "no": False}.get(normative)
    return Paper(read_instrument(cells), number, issuer, signer, is_normative, gazette)


def read_relation(cells: Cells) -> Relation:
    """A row of instrument_relations.csv."""
    instrument, relation, target, on, until = _RELATION(cells)
    return Relation(instrument, relation, target, read_day(on), read_day(until))


def read_power(cells: Cells) -> Power:
    """A row of powers.csv, as far as the rules go."""
    power, delegable, collective = _POWER(cells)
    return Power(power, delegable == "yes", collective == "yes")


def read_grant(cells: Cells, changes: Iterable[Change] = ()) -> Grant:
    """A row of grants.csv, with the changes that have been made to the grant."""
    grant, power, kind, grantor, recipients, territory, instrument, first, last, limits, conditions = _GRANT(
        cells
    )
    return Grant(
        grant,
        power,
        kind,
        grantor or None,
        _names(recipients),
        read_territory(territory),
        instrument,
        read_period(first, last),
        read_limits(limits),
        conditions,
        in_order(changes),
    )


def read_citation(cells: Cells) -> str:
    """Where in its instrument a grant of grants.csv stands."""
    citation: str = _CITATION(cells)
    return citation


def read_change(cells: Cells) -> Change:
    """A row of changes.csv."""
    change, grant, action, instrument, since, until, recipients = _CHANGE(cells)
    return Change(change, grant, action, instrument, read_day(since), read_day(until), _names(recipients))


def _names(cell: str) -> frozenset[str]:
    return frozenset(read_list(cell))
