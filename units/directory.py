"""Who can hold a power on which day: offices, and the classes of offices that decisions name. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from units.geography import Geography
from units.periods import Period
from units.snapshot import Snapshot

# One of a whole country takes some ten megabytes once every office has been asked about.
_SNAPSHOTS_KEPT: Final = 16


@dataclass(frozen=True, slots=True)
class Office:
    """A body or post of a unit that can hold a power; it exists while its own period and its unit do."""

    office: str
    unit: str
    kind: str
    name: str
    period: Period = Period()
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """A class of offices as decisions name it; its members follow the units through time.

    `unit_kinds` empty and `within` None ask nothing; `excepted` holds units, with all under them, and offices.
    """

    scope: str
    name: str
    office_kind: str
    unit_kinds: frozenset[str] = frozenset()
    within: str | None = None
    excepted: frozenset[str] = frozenset()


class Directory:
    """The offices and scopes of a register, over its geography."""

    def __init__(self, geography: Geography, offices: Iterable[Office], scopes: Iterable[Scope]) -> None:
        self.geography = geography
        self.offices = {office.office: office for office in offices}
        self.scopes = {scope.scope: scope for scope in scopes}
        self._at_unit: dict[str, list[Office]] = defaultdict(list)
        self._scopes: dict[tuple[str, str | None], list[Scope]] = defaultdict(list)
        for office in self.offices.values():
            self._at_unit[office.unit].append(office)
        for scope in self.scopes.values():
            self._scopes[scope.office_kind, scope.within].append(scope)
        self._snapshots: dict[date | None, Snapshot] = {}

    @cached_property
    def _days_of_change(self) -> list[date]:
        periods = (office.period for office in self.offices.values())
        bounds = {bound for period in periods for bound in (period.start, period.end) if bound is not None}
        return sorted(bounds.union(self.geography.days_of_change))

    def unchanged_since(self, day: date) -> date | None:
        """The last day up to `day` on which a unit or an office changed; None before the first."""
        at = bisect_right(self._days_of_change, day)
        return self._days_of_change[at - 1] if at else None

    def newest_snapshots(self) -> Iterator[Snapshot]:
        """The snapshots after each of the newest changes, as many as are kept."""
        return map(self.snapshot, self._days_of_change[-_SNAPSHOTS_KEPT:])

    def snapshot(self, day: date) -> Snapshot:
        """Units and offices as they are on the day."""
        since = self.unchanged_since(day)
        known = self._snapshots.get(since)
        if known is None:
            if len(self._snapshots) >= _SNAPSHOTS_KEPT:
                # Another thread may be leaving one out, too.
                self._snapshots.pop(next(iter(list(self._snapshots))), None)
            known = self._snapshots[since] = Snapshot(self, day)
        return known

    def at_unit(self, unit: str) -> list[Office]:
        """Every office the unit ever had."""
        return self._at_unit.get(unit, [])

    def exists(self, office: str, day: date) -> bool:
        """Whether `day` lies in the office's own period and its unit exists then."""
        record = self.offices[office]
        return day in record.period and self.geography.exists(record.unit, day)

    def has_existed(self, office: str, day: date) -> bool:
        """Whether the office exists on `day` or existed before it."""
        own = self.offices[office].period
        return own.begun_by(day) and any(
            version.period.begun_by(day) and version.period.overlaps(own)
            for version in self.geography.history(self.offices[office].unit)
        )

    def designations(self, office: str, day: date) -> frozenset[str]:
        """The ways to name the office on `day`: by itself, and by each scope it is then a member of."""
        record = self.offices[office]
        version = self.geography.version(record.unit, day)
        # Without its unit an office has no kind of unit and no place: only scopes that ask neither hold it.
        unit_kind = version.kind if version else None
        above = self.geography.ancestors(record.unit, day)
        return frozenset(
            {
                office,
                *(
                    scope.scope
                    for within in (None, *above)
                    for scope in self._scopes.get((record.kind, within), ())
                    if _holds(scope, office, unit_kind, above)
                ),
            }
        )

    def members(self, scope: str, day: date) -> list[Office]:
        """The offices that are members of the scope and exist on `day`, by id."""
        kind = self.scopes[scope].office_kind
        return sorted(
            (
                office
                for office in self.offices.values()
                if office.kind == kind
                and self.exists(office.office, day)
                and scope in self.designations(office.office, day)
            ),
            key=lambda office: office.office,
        )


def _holds(scope: Scope, office: str, unit_kind: str | None, above: tuple[str, ...]) -> bool:
    return (
        (not scope.unit_kinds or unit_kind in scope.unit_kinds)
        and office not in scope.excepted
        and scope.excepted.isdisjoint(above)
    )
