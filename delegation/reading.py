"""From the database to the pure register: what was recorded at an edition, read in sets and kept in memory.

Units, offices, scopes, instruments, powers and changes are read at once; grants as they are asked for, a power at a
time or all the powers that an office is named in. What has been read stays with the register of that edition, which
never changes; a new edition starts afresh. How many statements a question takes does not depend on the register's size.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
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
from units import geography
from units.models import Edition
from units.periods import Period
from units.reading import read_directory, recorded_rows

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
            [records.Instrument(*row) for row in recorded_rows(InstrumentEntry, edition, *_INSTRUMENT)],
            [records.Relation(*row) for row in recorded_rows(RelationEntry, edition, *_RELATION)],
            [records.Power(*row) for row in recorded_rows(PowerEntry, edition, *_POWER)],
            RecordedGrants(edition),
        )


_INSTRUMENT = ("instrument_id", "issued_on", "effective_from", "effective_until")
_RELATION = ("instrument_id", "relation", "target_id", "on", "until")
_POWER = ("power_id", "delegable", "collective")


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

    def find(self, grants: Collection[str]) -> Mapping[str, records.Grant]:
        """See delegation.register.Grants."""
        wanted = frozenset(grants)
        of_powers = self.of_all_powers(self._powers_where("grant_id", wanted))
        return {grant.grant: grant for one in of_powers.values() for grant in one if grant.grant in wanted}

    def find_changes(self, changes: Collection[str]) -> Mapping[str, records.Change]:
        """See delegation.register.Grants."""
        every = (change for of_grant in self._changes.values() for change in of_grant)
        return {change.change: change for change in every if change.change in changes}

    def powers_under(self, instruments: Collection[str]) -> frozenset[str]:
        """See delegation.register.Grants."""
        changed = {
            grant
            for grant, of_grant in self._changes.items()
            if any(change.instrument in instruments for change in of_grant)
        }
        return self._powers_where("instrument_id", instruments) | self._powers_where("grant_id", changed)

    def powers_between(self, names: Collection[str]) -> frozenset[str]:
        """See delegation.register.Grants."""
        changed = {
            grant
            for grant, of_grant in self._changes.items()
            if any(not change.recipients.isdisjoint(names) for change in of_grant)
        }
        return (
            self._powers_where("grantor_id", names)
            | self._powers_where("recipients__office", names)
            | self._powers_where("recipients__scope", names)
            | self._powers_where("grant_id", changed)
        )

    def _powers_where(self, column: str, values: Collection[str]) -> frozenset[str]:
        """The powers of the recorded grants that have one of the values in a column."""
        entries = GrantEntry.objects.recorded(self._edition)
        found: set[str] = set()
        for some in _in_statements(sorted(values)):
            found.update(entries.filter(**{f"{column}__in": some}).values_list("power_id", flat=True))
        return frozenset(found)

    def _read_powers_naming(self, designations: frozenset[str]) -> frozenset[str]:
        named = GrantRecipient.objects.filter(Q(office__in=designations) | Q(scope__in=designations))
        entries = GrantEntry.objects.recorded(self._edition).filter(id__in=named.values("entry"))
        return frozenset(entries.values_list("power_id", flat=True))

    def _read(self, powers: list[str]) -> None:
        with self._lock, _uncollected() if len(powers) > _FEW_POWERS else nullcontext():
            for some in _in_statements(powers):
                self._read_some(some)

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
        for entry, key, grant, action, instrument, since, until in recorded_rows(
            ChangeEntry, self._edition, *_CHANGE
        ):
            named = frozenset(recipients[entry])
            changes[grant].append(records.Change(key, grant, action, instrument, since, until, named))
        return {grant: records.in_order(of_grant) for grant, of_grant in changes.items()}


def _in_statements(keys: list[str]) -> Iterator[list[str]]:
    """The keys, so many at a time as one statement takes."""
    return (keys[at : at + _KEYS_IN_ONE_STATEMENT] for at in range(0, len(keys), _KEYS_IN_ONE_STATEMENT))


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
