"""The places of a day in classes that no text tells apart: what is true of one of a class is true of all. Pure.

Who decides at a place follows from two things only: by which of the names that the grants use (offices, scopes) the
offices of the place and of the units above it can be meant, and how the place lies to the territories of the grants to
these names. Places that agree in both get the same answer, each with its own offices; so one of a class is asked for
all. A city's hundreds of wards fall into a few classes, and for one power into two or three.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from delegation.day import Day
from delegation.records import Grant
from units.geography import Lying, Territory

# The names by which the offices of one unit are meant.
Mark = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What the texts of some grants name: offices and scopes, and territories, each with recipients it is named for."""

    names: frozenset[str]
    areas: frozenset[tuple[Territory, frozenset[str]]]

    @property
    def territories(self) -> frozenset[Territory]:
        """Every territory that is named."""
        return frozenset(territory for territory, _recipients in self.areas)


def words_of(grants: Iterable[Grant]) -> Words:
    """Every name and territory in the grants and in the changes made to them."""
    names: set[str] = set()
    areas: set[tuple[Territory, frozenset[str]]] = set()
    for grant in grants:
        names |= grant.recipients
        names.update(*(change.recipients for change in grant.changes))
        if grant.grantor is not None:
            names.add(grant.grantor)
        if grant.territory is not None:
            areas.add((grant.territory, grant.recipients))
    return Words(frozenset(names), frozenset(areas))


class Places:
    """The units that exist on a day, in classes for all that the register's grants name.

    `classes` has the places of each class under its first one; `present` every name under which some office exists.
    """

    def __init__(self, on: Day, words: Words) -> None:
        self.on = on
        self._named: dict[str, list[frozenset[str]]] = {}
        self.present: set[str] = set()
        self.classes: dict[str, list[str]] = {}
        self.class_of: dict[str, str] = {}
        self._coarser: dict[Words, dict[str, str]] = {}
        for unit in sorted(version.unit for version in on.geography.existing(on.day)):
            self._named[unit] = named = self._names_at(unit, words)
            self.present.update(*named)
        for first, alike in self._sorted_out(self._named, words).items():
            self.classes[first] = alike
            self.class_of.update(dict.fromkeys(alike, first))

    def asked_for(self, words: Words) -> dict[str, str]:
        """For some of the grants: the place to ask about for each class; fewer places, as fewer things are named."""
        known = self._coarser.get(words)
        if known is None:
            alike = self._sorted_out(self.classes, words)
            known = self._coarser[words] = {
                place: first for first, places in alike.items() for place in places
            }
        return known

    def _names_at(self, unit: str, words: Words) -> list[frozenset[str]]:
        """The names that the texts can mean each existing office of the unit by, offices they do not mean aside."""
        offices = (office for office in self.on.directory.at_unit(unit) if self.on.day in office.period)
        named = (self.on.designations(office.office) & words.names for office in offices)
        return [names for names in named if names]

    def _sorted_out(self, places: Iterable[str], words: Words) -> dict[str, list[str]]:
        territories = _Territories(words)
        marks: dict[str, Mark] = {}
        classes: dict[tuple[tuple[Mark, ...], tuple[Lying, ...]], list[str]] = defaultdict(list)
        for place in places:
            above = tuple(mark for unit in self.on.above(place) if (mark := self._mark(unit, words, marks)))
            lying = tuple(self.on.lying(place, territory) for territory in territories.of(above))
            classes[above, lying].append(place)
        return {alike[0]: alike for alike in classes.values()}

    def _mark(self, unit: str, words: Words, marks: dict[str, Mark]) -> Mark:
        known = marks.get(unit)
        if known is None:
            shared = (tuple(sorted(names & words.names)) for names in self._named[unit])
            known = marks[unit] = tuple(sorted(names for names in shared if names))
        return known


class _Territories:
    """Which territories matter at a place: those of grants to somebody above it."""

    def __init__(self, words: Words) -> None:
        self._named_for: dict[str, set[Territory]] = defaultdict(set)
        for territory, recipients in words.areas:
            for name in recipients:
                self._named_for[name].add(territory)
        self._known: dict[tuple[Mark, ...], list[Territory]] = {}

    def of(self, above: tuple[Mark, ...]) -> list[Territory]:
        """The territories, always in the same order, for the marks of the units above a place."""
        known = self._known.get(above)
        if known is None:
            names = {name for mark in above for office in mark for name in office}
            named = {territory for name in names for territory in self._named_for.get(name, ())}
            known = self._known[above] = sorted(named, key=str)
        return known
