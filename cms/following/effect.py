"""The register before and after an edition: on which days a grant has another effect, and who is meant by it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from delegation.day import Day
from delegation.diagnostics.cuts import days_of_grant, days_of_map
from delegation.diagnostics.draft import Ground
from delegation.records import Change, Grant
from delegation.register import Register
from units.directory import Directory
from units.periods import ONE_DAY, Period


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `since` to `until`, its last; None for no end."""

    since: date
    until: date | None


class Side:
    """One of the two registers."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.directory: Directory = register.directory
        self._ground = Ground(register, {})
        self._members: dict[tuple[str, date], frozenset[str]] = {}

    def on(self, day: date) -> Day:
        """The register on a day, which remembers what it works out."""
        return self._ground.on(day)

    @cached_property
    def map_days(self) -> list[date]:
        """The days on which who exists, or lies where, can change."""
        return sorted(days_of_map(self.directory))

    def effect(self, grant: Grant | None, day: date) -> object:
        """All that follows from a grant on the day, the map aside; None where it cannot have effect."""
        if grant is None:
            return None
        on = self.on(day)
        if not grant.period.begun_by(day) or not on.in_force(grant.instrument):
            return None
        made = frozenset(_as_made(change, day) for change in grant.changes if self._has_begun(change, day))
        if day not in grant.period and not any(action == "extend" for action, _, lasts in made if lasts):
            return None
        return _text_of(grant), on.basis_ended(grant.instrument), made

    def _has_begun(self, change: Change, day: date) -> bool:
        own = self.register.instruments[change.instrument].begins
        return max(change.since or own, own) <= day

    def meant(self, names: Iterable[str], days: Days) -> frozenset[str]:
        """The offices that are meant by the names on one of the days; an office is meant by itself on any day."""
        found: set[str] = set()
        for name in names:
            if name in self.directory.scopes:
                for day in self._days_within(days):
                    found |= self._members_on(name, day)
            elif name in self.directory.offices:
                found.add(name)
        return frozenset(found)

    def _days_within(self, days: Days) -> Iterator[date]:
        yield days.since
        yield from (
            day for day in self.map_days if days.since < day and (days.until is None or day <= days.until)
        )

    def _members_on(self, scope: str, day: date) -> frozenset[str]:
        known = self._members.get((scope, day))
        if known is None:
            members = self.directory.members(scope, day)
            known = self._members[scope, day] = frozenset(office.office for office in members)
        return known


def _text_of(grant: Grant) -> Grant:
    """The grant without what says on which days it has effect."""
    return replace(grant, period=Period(), changes=())


def _as_made(change: Change, day: date) -> tuple[str, frozenset[str], bool]:
    return change.action, change.recipients, change.until is None or day <= change.until


class Sides:
    """The register before and after."""

    def __init__(self, before: Register, after: Register) -> None:
        self.before = Side(before)
        self.after = Side(after)
        self.both = (self.before, self.after)

    @cached_property
    def map_days(self) -> list[date]:
        """The days on which either map can change."""
        return sorted({*self.before.map_days, *self.after.map_days})

    def unlike_days(self, before: Grant | None, after: Grant | None) -> list[Days]:
        """The days on which a grant has another effect than before; none where it only reads otherwise."""
        cuts = sorted(
            {
                day
                for side, grant in ((self.before, before), (self.after, after))
                if grant is not None
                for day in days_of_grant(grant, side.register)
            }
        )
        found: list[Days] = []
        for day, following in zip(cuts, [*cuts[1:], None], strict=True):
            if self.before.effect(before, day) != self.after.effect(after, day):
                until = None if following is None else following - ONE_DAY
                if found and found[-1].until == day - ONE_DAY:
                    found[-1] = Days(found[-1].since, until)
                else:
                    found.append(Days(day, until))
        return found

    def unlike_names(self, former: Grant | None, grant: Grant | None) -> frozenset[str]:
        """The recipients for whom a grant has another effect: all, or those that a change to it names."""
        named = frozenset(name for one in (former, grant) if one is not None for name in one.recipients)
        if former is None or grant is None:
            return named
        bare = replace(former, changes=()), replace(grant, changes=())
        if bare[0] != bare[1] or self.unlike_days(*bare):
            return named
        unlike = set(former.changes) ^ set(grant.changes)
        unlike |= {change for change in grant.changes if self._begins_otherwise(change)}
        if not unlike or any(not change.recipients for change in unlike):
            return named
        return frozenset(name for change in unlike for name in change.recipients)

    def _begins_otherwise(self, change: Change) -> bool:
        one, other = (side.register.instruments.get(change.instrument) for side in self.both)
        return one is None or other is None or one.begins != other.begins

    def all_days(self, before: Grant | None, after: Grant | None) -> list[Days]:
        """The days from the first to the last on which a grant can have effect on either side."""
        terms = [
            days
            for pair in ((before, None), (None, after))
            if pair != (None, None)
            for days in self.unlike_days(*pair)
        ]
        return sorted(terms, key=lambda days: days.since)

    def meant(self, names: Iterable[str], days: Iterable[Days]) -> frozenset[str]:
        """The offices that either side means by the names on the days."""
        wanted = tuple(names)
        return frozenset(
            office for stretch in days for side in self.both for office in side.meant(wanted, stretch)
        )
