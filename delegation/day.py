"""A register on one day: what is in force, who exists, which grants run, how a place lies. Pure.

Each question is one definition of docs/effective-authority.md, under the same name.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from delegation.records import Change, Grant
from delegation.register import Register
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
        self.snapshot = self.directory.snapshot(day)
        # As they were asked of the day itself: a matrix asks hundreds of thousands of times.
        self.above = self.snapshot.above
        self.covers = self.snapshot.covers
        self.designations = self.snapshot.designations
        self.bearers = self.snapshot.bearers

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

    # Places

    def lying(self, place: str, territory: Territory | None) -> Lying:
        """How the place lies to the territory; a grant without one applies everywhere."""
        return Lying.INSIDE if territory is None else self.snapshot.lying(place, territory, self.day)

    # Grants and their changes

    def is_recipient(self, grant: Grant, office: str) -> bool:
        """Whether the office is among the recipients, and is not the one that passes the power on by this grant."""
        return not grant.is_passed_on_by(office) and not grant.recipients.isdisjoint(
            self.designations(office)
        )

    def takes_alike(self, other: Day, grant: Grant) -> bool:
        """Whether the rule can find nothing of the grant, for anybody and anywhere, that differs on another day.

        Two days of one snapshot; a grant that was changed later is not looked into.
        """
        if self.snapshot is not other.snapshot or grant.changes:
            return False
        instrument = grant.instrument
        return (
            (self.day in grant.period) == (other.day in grant.period)
            and self.in_force(instrument) == other.in_force(instrument)
            and self.basis_ended(instrument) == other.basis_ended(instrument)
        )

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
