"""Which unit lay where on which day: units through their dated versions and successions. Pure.

The rules are those of "Ancestors" and "L lies in territory X on D" in docs/effective-authority.md.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from units.periods import ONE_DAY, Period


@dataclass(frozen=True, slots=True)
class UnitVersion:
    """What a unit was called, coded and placed under during one period."""

    unit: str
    period: Period
    code: str
    name: str
    kind: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Succession:
    """On a day, the whole or a part of one unit went into another."""

    on: date
    from_unit: str
    to_unit: str
    extent: str
    instrument: str


@dataclass(frozen=True, slots=True)
class Territory:
    """A unit as an area of effect; `as_of` is the last day of the map that is meant, None for the unit as it is."""

    unit: str
    as_of: date | None = None

    def __str__(self) -> str:
        return self.unit if self.as_of is None else f"{self.unit}/{self.as_of.isoformat()}"


class Lying(Enum):
    """How a place lies to a territory."""

    INSIDE = "inside"
    PARTLY = "partly"
    OUTSIDE = "outside"


class Geography:
    """Units and their successions; every question takes the day it is about."""

    def __init__(self, versions: Iterable[UnitVersion], successions: Iterable[Succession] = ()) -> None:
        self._versions: dict[str, list[UnitVersion]] = defaultdict(list)
        self._by_code: dict[str, list[UnitVersion]] = defaultdict(list)
        self._under: dict[str, list[UnitVersion]] = defaultdict(list)
        self._into: dict[str, list[Succession]] = defaultdict(list)
        self._out_of: dict[str, list[Succession]] = defaultdict(list)
        self._below: dict[str, frozenset[str]] = {}
        for version in versions:
            self._versions[version.unit].append(version)
            self._by_code[version.code].append(version)
            if version.parent is not None:
                self._under[version.parent].append(version)
        for history in self._versions.values():
            history.sort(key=_first_day)
        for succession in successions:
            self._into[succession.to_unit].append(succession)
            self._out_of[succession.from_unit].append(succession)

    def __contains__(self, unit: str) -> bool:
        return unit in self._versions

    def __iter__(self) -> Iterator[str]:
        return iter(self._versions)

    def history(self, unit: str) -> list[UnitVersion]:
        """The versions of a unit, earliest first; empty if it is not recorded."""
        return self._versions.get(unit, [])

    def version(self, unit: str, day: date) -> UnitVersion | None:
        """The version of the unit that holds on `day`, or None where it does not exist then."""
        history = self._versions.get(unit)
        if not history:
            return None
        at = bisect_right(history, day, key=_first_day) - 1
        return history[at] if at >= 0 and day in history[at].period else None

    def exists(self, unit: str, day: date) -> bool:
        """Whether the unit exists on `day`."""
        return self.version(unit, day) is not None

    def with_code(self, code: str, day: date) -> str | None:
        """The unit that bore the code on `day`: codes are reused, so a day is always needed."""
        return next((version.unit for version in self._by_code.get(code, ()) if day in version.period), None)

    @cached_property
    def days_of_change(self) -> list[date]:
        """The days on which anything about the map changes, in order."""
        versions = [version for history in self._versions.values() for version in history]
        bounds = {bound for version in versions for bound in (version.period.start, version.period.end)}
        steps = {step.on for steps in self._into.values() for step in steps}
        return sorted(day for day in bounds | steps if day is not None)

    def ancestors(self, unit: str, day: date) -> tuple[str, ...]:
        """The unit and its parents on `day`, nearest first, as far as they exist on that day."""
        found: list[str] = []
        current: str | None = unit
        while current is not None and current not in found:
            version = self.version(current, day)
            if version is None:
                break
            found.append(current)
            current = version.parent
        return tuple(found)

    def children(self, unit: str, day: date) -> list[UnitVersion]:
        """The units directly under `unit` on `day`, by name."""
        under = (version for version in self._under.get(unit, ()) if day in version.period)
        return sorted(under, key=lambda version: (version.name, version.unit))

    def units_below(self, unit: str) -> frozenset[str]:
        """Every unit that lay under the unit on some day, however far down; the unit itself is not among them.

        A unit counts only if all of the way up held on one day: who moved under a parent after that parent had left
        the unit never lay under it. What has been worked out is remembered.
        """
        if unit not in self._below:
            self._below[unit] = self._find_below(unit)
        return self._below[unit]

    def _find_below(self, unit: str) -> frozenset[str]:
        below: set[str] = set()
        pending = [(version.unit, version.period, frozenset({unit})) for version in self.history(unit)]
        while pending:
            parent, days_of_parent, met = pending.pop()
            for version in self._under.get(parent, ()):
                days = version.period & days_of_parent
                if days.is_ordered and version.unit not in met:
                    below.add(version.unit)
                    pending.append((version.unit, days, met | {version.unit}))
        return frozenset(below)

    def units_above(self, unit: str) -> frozenset[str]:
        """Every unit that the unit lay under on some day: those of which `units_below` tells it."""
        above: set[str] = set()
        pending = [(version, version.period, frozenset({unit})) for version in self.history(unit)]
        while pending:
            child, days_of_child, met = pending.pop()
            for version in self.history(child.parent or ""):
                days = version.period & days_of_child
                if days.is_ordered and version.unit not in met:
                    above.add(version.unit)
                    pending.append((version, days, met | {version.unit}))
        return frozenset(above)

    def ended_on(self, unit: str) -> date | None:
        """The first day without the unit, as far as is recorded; None while it has no end, or is not recorded."""
        history = self.history(unit)
        return history[-1].period.end if history else None

    def successors(self, unit: str) -> list[Succession]:
        """The steps by which a unit that ended went into others, and on from those that have ended since.

        Empty for a unit that has not ended: what it gave away of itself did not end it.
        """
        steps: list[Succession] = []
        pending, seen = [(unit, date.min)], {unit}
        while pending:
            current, since = pending.pop(0)
            if self.ended_on(current) is None:
                continue
            for step in self.successions_out_of(current):
                if step.on < since:
                    continue
                steps.append(step)
                if step.to_unit not in seen:
                    seen.add(step.to_unit)
                    pending.append((step.to_unit, step.on))
        return steps

    def existing(self, day: date) -> Iterator[UnitVersion]:
        """Every version that holds on `day`."""
        return (
            version for history in self._versions.values() for version in history if day in version.period
        )

    def successions_into(self, unit: str) -> list[Succession]:
        """What went into the unit, in the order of days."""
        return sorted(self._into.get(unit, ()), key=lambda step: (step.on, step.from_unit))

    def successions_out_of(self, unit: str) -> list[Succession]:
        """What the unit went into, in the order of days."""
        return sorted(self._out_of.get(unit, ()), key=lambda step: (step.on, step.to_unit))

    def lying(self, place: str, territory: Territory, day: date) -> Lying:
        """How `place` lies to `territory` on `day`; a territory that has ended is found by tracing the place back."""
        map_day = self._map_day(territory, day)
        if map_day is None:
            return Lying.OUTSIDE
        if map_day == day:
            return Lying.INSIDE if territory.unit in self.ancestors(place, day) else Lying.OUTSIDE
        answers = {
            None if origin is None else territory.unit in self.ancestors(origin, map_day)
            for origin in self._origins(place, day, map_day)
        }
        if answers == {True}:
            return Lying.INSIDE
        return Lying.OUTSIDE if answers == {False} else Lying.PARTLY

    def _map_day(self, territory: Territory, day: date) -> date | None:
        """The day on whose map the territory is read: `day`, an earlier last day, or None before it begins."""
        if territory.as_of is not None and territory.as_of < day:
            return territory.as_of
        if self.exists(territory.unit, day):
            return day
        begun = [version for version in self.history(territory.unit) if version.period.begun_by(day)]
        return begun[-1].period.last_day if begun else None

    def _origins(self, unit: str, day: date, map_day: date) -> set[str | None]:
        """The units of `map_day` that `unit` was on `day` made of; None stands for an unknown one."""
        origins: set[str | None] = set()
        pending, seen = [(unit, day)], set()
        while pending:
            step = pending.pop()
            if step in seen:
                continue
            seen.add(step)
            current, until = step
            parts = [
                (merged.from_unit, merged.on - ONE_DAY)
                for merged in self._into.get(current, ())
                if map_day < merged.on <= until
            ]
            existed = self.exists(current, map_day)
            if existed:
                origins.add(current)
            elif not parts:
                origins.add(None)
            pending.extend(parts)
        return origins


def _first_day(version: UnitVersion) -> date:
    return version.period.start or date.min
