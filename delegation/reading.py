"""From the database to the pure register: what was recorded at an edition, read in sets and kept in memory.

Units, offices, scopes, instruments, powers and changes are read at once; grants as they are asked for, a power at a
time or all the powers that an office is named in. What has been read stays with the register of that edition, which
never changes; a new edition starts afresh. How many statements a question takes does not depend on the register's size.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import date, datetime
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from threading import Lock
from typing import Any, Final

from django.db.models import Q

from delegation import records
from delegation.day import Day
from delegation.limits import Limit, read_limits
from delegation.models import (
    ChangeEntry,
    ChangeRecipient,
    GrantEntry,
    GrantRecipient,
    InstrumentEntry,
    PowerEntry,
    RelationEntry,
)
from delegation.register import GrantsOfPower, Register
from units import directory, geography
from units.models import Edition, OfficeEntry, ScopeEntry, ScopeException, SuccessionEntry, UnitVersion
from units.periods import Period

# A register of the whole country takes about 150 MB once every grant has been read.
_REGISTERS_KEPT: Final = 3
_DAYS_KEPT: Final = 256
# SQLite takes a limited number of values in one statement.
_KEYS_IN_ONE_STATEMENT: Final = 10_000
_FEW_POWERS: Final = 500


class Nothing(LookupError):
    """Nothing had been recorded by the time that was asked about."""


def register_at(known_at: datetime | None = None) -> Register:
    """The register as it was known at a moment, by default now; empty before the first edition."""
    if known_at is None:
        return register_of(Edition.objects.latest_number())
    return register_of(Edition.objects.number_at(known_at))


@lru_cache(maxsize=_DAYS_KEPT)
def day_of(register: Register, day: date) -> Day:
    """A register on one day, which remembers what it works out."""
    return Day(register, day)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Read much that will be kept: to search it for garbage, while and after it is read, would double the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


@lru_cache(maxsize=_REGISTERS_KEPT)
def register_of(edition: int) -> Register:
    """The register as it stood at the edition of that number; 0 is the register before anything was recorded."""
    with _uncollected():
        return Register(
            read_directory(edition),
            [records.Instrument(*row) for row in _rows(InstrumentEntry, edition, *_INSTRUMENT)],
            [records.Relation(*row) for row in _rows(RelationEntry, edition, *_RELATION)],
            [records.Power(*row) for row in _rows(PowerEntry, edition, "power_id", "delegable")],
            RecordedGrants(edition),
        )


_INSTRUMENT = ("instrument_id", "issued_on", "effective_from", "effective_until")
_RELATION = ("instrument_id", "relation", "target_id", "on", "until")


def read_directory(edition: int) -> directory.Directory:
    """The units, offices and scopes recorded at an edition."""
    versions = (
        geography.UnitVersion(unit, Period(start, end), code, name, kind, parent)
        for unit, start, end, code, name, kind, parent in _rows(
            UnitVersion, edition, "unit_id", "valid_from", "valid_to", "code", "name", "kind", "parent_id"
        )
    )
    successions = (
        geography.Succession(*row)
        for row in _rows(SuccessionEntry, edition, "on", "from_unit_id", "to_unit_id", "extent", "instrument")
    )
    offices = (
        directory.Office(office, unit, kind, name, Period(start, end), field or None)
        for office, unit, kind, name, start, end, field in _rows(
            OfficeEntry, edition, "office_id", "unit_id", "kind", "name", "valid_from", "valid_to", "field"
        )
    )
    return directory.Directory(geography.Geography(versions, successions), offices, _read_scopes(edition))


def _read_scopes(edition: int) -> list[directory.Scope]:
    excepted: dict[int, set[str]] = defaultdict(set)
    for entry, unit, office in ScopeException.objects.values_list("entry_id", "unit_id", "office_id"):
        excepted[entry].add(unit or office)
    return [
        directory.Scope(
            scope, name, kind, frozenset(kinds.split(";")) - {""}, within, frozenset(excepted[entry])
        )
        for entry, scope, name, kind, kinds, within in _rows(
            ScopeEntry, edition, "id", "scope_id", "name", "office_kind", "unit_kinds", "within_id"
        )
    ]


def _rows(model: Any, edition: int, *columns: str) -> Iterable[tuple[Any, ...]]:
    rows: Iterable[tuple[Any, ...]] = model.objects.recorded(edition).values_list(*columns).iterator(20_000)
    return rows


@lru_cache(maxsize=4096)
def _limits(cell: str) -> tuple[Limit, ...]:
    return read_limits(cell)


class RecordedGrants:
    """The grants of an edition, read from the database when a power or an office is first asked about."""

    def __init__(self, edition: int) -> None:
        self._edition = edition
        self._of_power: dict[str, GrantsOfPower] = {}
        self._powers_naming: dict[frozenset[str], frozenset[str]] = {}
        # The sets of recipients are few and large; each is kept once.
        self._recipients: dict[frozenset[str], frozenset[str]] = {}
        self._lock = Lock()

    def of_power(self, power: str) -> GrantsOfPower:
        """See delegation.register.Grants."""
        if power not in self._of_power:
            self._read([power])
        return self._of_power[power]

    def of_powers_naming(self, designations: frozenset[str]) -> Mapping[str, GrantsOfPower]:
        """See delegation.register.Grants."""
        powers = self._powers_naming.get(designations)
        if powers is None:
            powers = self._powers_naming[designations] = self._read_powers_naming(designations)
        self._read([power for power in powers if power not in self._of_power])
        return {power: self._of_power[power] for power in powers}

    def of_all_powers(self, powers: Iterable[str]) -> Mapping[str, GrantsOfPower]:
        """Every grant of each of the powers."""
        wanted = list(powers)
        self._read([power for power in wanted if power not in self._of_power])
        return {power: self._of_power[power] for power in wanted}

    def _read_powers_naming(self, designations: frozenset[str]) -> frozenset[str]:
        named = GrantRecipient.objects.filter(Q(office__in=designations) | Q(scope__in=designations))
        entries = GrantEntry.objects.recorded(self._edition).filter(id__in=named.values("entry"))
        return frozenset(entries.values_list("power_id", flat=True))

    def _read(self, powers: list[str]) -> None:
        with self._lock, _uncollected() if len(powers) > _FEW_POWERS else nullcontext():
            for start in range(0, len(powers), _KEYS_IN_ONE_STATEMENT):
                self._read_some(powers[start : start + _KEYS_IN_ONE_STATEMENT])

    def _read_some(self, powers: list[str]) -> None:
        found: dict[str, list[records.Grant]] = {power: [] for power in powers}
        entries = GrantEntry.objects.recorded(self._edition).filter(power__in=powers).order_by("id")
        lines = entries.values_list(*_GRANT).iterator(20_000)
        for _, of_entry in groupby(lines, key=itemgetter(0)):
            grant = self._grant(list(of_entry))
            found[grant.power].append(grant)
        self._of_power.update((power, GrantsOfPower(of_one)) for power, of_one in found.items())

    def _grant(self, lines: list[tuple[Any, ...]]) -> records.Grant:
        """A grant from its lines, one for each recipient."""
        named = frozenset(office or scope for _, office, scope, *_ in lines)
        _, _, _, *columns = lines[0]
        grant, power, kind, grantor, territory, as_of, instrument, start, end, limits, conditions = columns
        return records.Grant(
            grant,
            power,
            kind,
            grantor,
            self._recipients.setdefault(named, named),
            geography.Territory(territory, as_of) if territory else None,
            instrument,
            Period(start, end),
            _limits(limits),
            conditions,
            self._changes.get(grant, ()),
        )

    @cached_property
    def _changes(self) -> dict[str, tuple[records.Change, ...]]:
        """The changes by grant: they are few beside the grants, and read at once."""
        recipients: dict[int, list[str]] = defaultdict(list)
        for entry, office, scope in ChangeRecipient.objects.values_list("entry_id", "office_id", "scope_id"):
            recipients[entry].append(office or scope)
        changes: dict[str, list[records.Change]] = defaultdict(list)
        for entry, key, grant, action, instrument, since, until in _rows(
            ChangeEntry, self._edition, *_CHANGE
        ):
            named = frozenset(recipients[entry])
            changes[grant].append(records.Change(key, grant, action, instrument, since, until, named))
        return {grant: tuple(of_grant) for grant, of_grant in changes.items()}


_CHANGE = ("id", "change", "grant_id", "action", "instrument_id", "since", "until")
_GRANT = (
    "id",
    "recipients__office",
    "recipients__scope",
    "grant_id",
    "power_id",
    "kind",
    "grantor_id",
    "territory_id",
    "territory_as_of",
    "instrument_id",
    "valid_from",
    "valid_to",
    "limits",
    "conditions",
)
