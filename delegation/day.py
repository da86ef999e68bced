"""A register on one day: what is in force, who exists, which grants run, how a place lies. Pure.

Each question is one definition of docs/effective-authority.md, under the same name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from delegation.records import PASSED_ON_KINDS, Change, Grant
from delegation.register import Register
from units.directory import Office
from units.geography import Lying, Territory


class Day:
    """A register on one day. What it works out it remembers, so that many questions of one day cost little."""

    def __init__(self, register: Register, day: date) -> None:
        self.register = register
        self.directory = register.directory
        self.geography = register.geography
        self.day = day
        self._in_force: dict[str, bool] = {}
        self._basis_ended: dict[str, bool] = {}
        self._above: dict[str, tuple[str, ...]] = {}
        self._designations: dict[str, frozenset[str]] = {}
        self._bearers: dict[tuple[str, str], list[str]] = {}
        self._lying: dict[tuple[str, Territory], Lying] = {}

    # Instruments

    def begun(self, instrument: str) -> bool:
        """Whether the instrument has taken effect by this day, whatever became of it."""
        return self.register.instruments[instrument].begins <= self.day

    def in_force(self, instrument: str) -> bool:
        """Whether the instrument has begun, has not run out, and is neither repealed, replaced nor suspended."""
        known = self._in_force.get(instrument)
        if known is None:
            known = self.begun(instrument) and not self.ended(instrument) and not self.suspended(instrument)
            self._in_force[instrument] = known
        return known

    def ended(self, instrument: str) -> bool:
        """Whether the instrument has run out, or has been repealed or replaced, by this day."""
        until = self.register.instruments[instrument].effective_until
        return (until is not None and until < self.day) or any(self._acts(instrument, "repeals", "replaces"))

    def suspended(self, instrument: str) -> bool:
        """Whether a suspension of the instrument covers this day."""
        return any(until is None or self.day <= until for _, until in self._acts(instrument, "suspends"))

    def basis_ended(self, instrument: str) -> bool:
        """Whether an instrument that this one is based on is no longer in force, and nothing has taken its place."""
        known = self._basis_ended.get(instrument)
        if known is None:
            known = any(
                self.begun(basis) and not self.in_force(basis) and not self._replaced_in_force(basis)
                for basis in self.register.bases(instrument)
            )
            self._basis_ended[instrument] = known
        return known

    def _acts(self, instrument: str, *kinds: str) -> Iterator[tuple[str, date | None]]:
        """The instruments that have begun to act on this one in one of these ways, with the last day if given."""
        for act in self.register.acts_on(instrument):
            begins = act.on or self.register.instruments[act.instrument].begins
            if act.relation in kinds and begins <= self.day:
                yield act.instrument, act.until

    def _replaced_in_force(self, instrument: str) -> bool:
        """Whether what replaced the instrument by this day, or replaced that in turn, is in force."""
        seen: set[str] = set()
        pending = [instrument]
        while pending:
            for replacing, _ in self._acts(pending.pop(), "replaces"):
                if replacing not in seen:
                    seen.add(replacing)
                    pending.append(replacing)
        return any(self.in_force(replacing) for replacing in seen)

    # Offices and places

    def above(self, unit: str) -> tuple[str, ...]:
        """The unit and its parents, nearest first."""
        known = self._above.get(unit)
        if known is None:
            known = self._above[unit] = self.geography.ancestors(unit, self.day)
        return known

    def covers(self, office: str, place: str) -> bool:
        """Whether the place is, or lies in, the office's unit."""
        return self.directory.offices[office].unit in self.above(place)

    @cached_property
    def unit_kinds(self) -> dict[str, str]:
        """The kind of every unit that exists."""
        return {version.unit: version.kind for version in self.geography.existing(self.day)}

    @cached_property
    def offices_of_kind(self) -> dict[str, list[Office]]:
        """The offices that exist, by kind."""
        found: dict[str, list[Office]] = defaultdict(list)
        for office in self.directory.offices.values():
            if office.unit in self.unit_kinds and self.day in office.period:
                found[office.kind].append(office)
        return found

    def designations(self, office: str) -> frozenset[str]:
        """The office itself and the scopes it is a member of."""
        known = self._designations.get(office)
        if known is None:
            known = self._designations[office] = self.directory.designations(office, self.day)
        return known

    def bearers(self, name: str, place: str) -> list[str]:
        """The existing offices covering the place that a text means by this name: one office, or those of a scope."""
        known = self._bearers.get((name, place))
        if known is None:
            scope = self.directory.scopes.get(name)
            kind = scope.office_kind if scope else self.directory.offices[name].kind
            known = self._bearers[name, place] = [
                office.office
                for unit in self.above(place)
                for office in self.directory.at_unit(unit)
                if office.kind == kind
                and self.day in office.period
                and name in self.designations(office.office)
            ]
        return known

    def lying(self, place: str, territory: Territory | None) -> Lying:
        """How the place lies to the territory; a grant without one applies everywhere."""
        if territory is None:
            return Lying.INSIDE
        known = self._lying.get((place, territory))
        if known is None:
            known = self._lying[place, territory] = self.geography.lying(place, territory, self.day)
        return known

    # Grants and their changes

    def is_recipient(self, grant: Grant, office: str) -> bool:
        """Whether the office is among the recipients, and is not the one that passes the power on by this grant."""
        if grant.kind in PASSED_ON_KINDS and office == grant.grantor:
            return False
        return not grant.recipients.isdisjoint(self.designations(office))

    def runs(self, grant: Grant, office: str) -> bool:
        """Whether the grant has effect for the office."""
        if not self.in_force(grant.instrument) or not grant.period.begun_by(self.day):
            return False
        if not grant.changes:
            return self.day in grant.period
        return (
            not self.has_run_out(grant, office)
            and not self.is_revoked(grant, office)
            and not self.is_suspended(grant, office)
        )

    def has_run_out(self, grant: Grant, office: str) -> bool:
        """Whether the last day of the grant, and of every extension for the office that has begun, is past."""
        last = grant.period.last_day
        if last is None or self.day <= last:
            return False
        return not any(self._lasts(change) for change in self._changes(grant, office, "extend"))

    def is_revoked(self, grant: Grant, office: str) -> bool:
        """Whether the grant has been revoked for the office."""
        return any(self._changes(grant, office, "revoke"))

    def is_suspended(self, grant: Grant, office: str) -> bool:
        """Whether a suspension of the grant for the office covers this day."""
        return any(self._lasts(change) for change in self._changes(grant, office, "suspend"))

    def _lasts(self, change: Change) -> bool:
        return change.until is None or self.day <= change.until

    def _changes(self, grant: Grant, office: str, action: str) -> Iterator[Change]:
        """The changes of one kind for the office that have begun."""
        for change in grant.changes:
            if change.action != action:
                continue
            begins = self.register.instruments[change.instrument].begins
            if max(change.since or begins, begins) > self.day:
                continue
            if not change.recipients or not change.recipients.isdisjoint(self.designations(office)):
                yield change
