"""Units and offices as they are from one change to the next. Pure."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from units.geography import Lying, Territory

if TYPE_CHECKING:
    from units.directory import Directory, Office


class Snapshot:
    """Who exists and how places lie on a day, and on every other up to the next change of a unit or an office.

    What it works out it remembers, so days with nothing between them share one: `Directory.snapshot`. `day` is one of
    them, whichever was asked about first.
    """

    def __init__(self, directory: Directory, day: date) -> None:
        self.directory = directory
        self._geography = directory.geography
        self.day = day
        self._above: dict[str, tuple[str, ...]] = {}
        self._designations: dict[str, frozenset[str]] = {}
        self._bearers: dict[tuple[str, str], list[str]] = {}
        self._lying: dict[tuple[str, Territory, bool], Lying] = {}
        self._members: dict[str, frozenset[str]] = {}
        self._has_member: dict[str, bool] = {}

    def above(self, unit: str) -> tuple[str, ...]:
        """The unit and its parents, nearest first."""
        known = self._above.get(unit)
        if known is None:
            known = self._above[unit] = self._geography.ancestors(unit, self.day)
        return known

    def covers(self, office: str, place: str) -> bool:
        """Whether the place is, or lies in, the office's unit."""
        return self.directory.offices[office].unit in self.above(place)

    @cached_property
    def unit_kinds(self) -> dict[str, str]:
        """The kind of every unit that exists."""
        return {version.unit: version.kind for version in self._geography.existing(self.day)}

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

    def members(self, name: str) -> frozenset[str]:
        """The existing offices that a text means by this name: one office, or those of a scope."""
        known = self._members.get(name)
        if known is None:
            scope = self.directory.scopes.get(name)
            if scope is None:
                self._members[name] = frozenset({name} if self.directory.exists(name, self.day) else ())
            else:
                self._members |= self._members_of_scopes(scope.office_kind)
            known = self._members[name]
        return known

    def has_member(self, scope: str) -> bool:
        """Whether an existing office is in the scope: mostly the first that is looked at."""
        known = self._has_member.get(scope)
        if known is None:
            asked = self.directory.scopes[scope]
            known = self._has_member[scope] = any(
                scope in self.designations(office.office)
                for office in self.offices_of_kind.get(asked.office_kind, ())
                if not asked.unit_kinds or self.unit_kinds[office.unit] in asked.unit_kinds
            )
        return known

    def _members_of_scopes(self, kind: str) -> dict[str, frozenset[str]]:
        """The members of every scope of a kind of office: one look at an office tells all scopes it is in."""
        scopes = self.directory.scopes
        found: dict[str, set[str]] = {
            name: set() for name, scope in scopes.items() if scope.office_kind == kind
        }
        for office in self.offices_of_kind.get(kind, ()):
            for name in self.designations(office.office) - {office.office}:
                found[name].add(office.office)
        return {name: frozenset(offices) for name, offices in found.items()}

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

    def lying(self, place: str, territory: Territory, day: date) -> Lying:
        """How the place lies to the territory; `day`, one of the snapshot's, tells whether its map is of the past."""
        question = (place, territory, territory.as_of is not None and territory.as_of < day)
        known = self._lying.get(question)
        if known is None:
            known = self._lying[question] = self._geography.lying(place, territory, day)
        return known
