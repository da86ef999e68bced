"""The register before and after a draft side by side: on which days and at which places to ask the two. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from delegation.day import Day
from delegation.diagnostics.cuts import days_of_grant
from delegation.diagnostics.draft import Ground
from delegation.diagnostics.places import Places, Words, words_of
from delegation.diagnostics.survey import Survey
from delegation.records import Grant, Power
from delegation.register import GrantsOfPower, Register
from units.periods import ONE_DAY

# The names of each office above a place, before and after; as a rule the same, and then they tell nothing apart.
Pairs = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Days through which neither side's answers change; `until` is the last, None for no end.

    `names`: the offices and scopes above a place at which the two sides can differ; None where they can anywhere.
    """

    since: date
    until: date | None
    names: frozenset[str] | None = None


class Side:
    """One of the two registers, with every grant of the powers that are compared."""

    def __init__(self, register: Register, powers: Collection[str]) -> None:
        self.register = register
        self.grants: Mapping[str, GrantsOfPower] = register.grants.of_all_powers(powers)
        self.ground = Ground(register, self.grants)

    def look(self, words: Words) -> None:
        """Tell places apart by what both sides name."""
        self.survey = Survey(self.ground, words)

    def places_on(self, day: date) -> Places | None:
        """The places of a day in classes; None before the first day on which anybody can hold anything."""
        days = self.survey.map_days
        return self.survey.places_on(day) if days and days[0] <= day else None

    def days(self, grants: Sequence[Grant]) -> list[date]:
        """The days on which an answer about the grants' power can change."""
        return self.survey.days(day for grant in grants for day in days_of_grant(grant, self.register))

    def state(self, power: str, day: date) -> State:
        """All that an answer on the day follows from, the map aside."""
        on, grants = self.ground.on(day), self.grants[power]
        return State(
            self.register.powers.get(power),
            grants.have_origin,
            frozenset(_state(grant, on) for grant in grants if _matters(grant, on)),
        )


GrantState = tuple[Grant, bool, tuple[bool, ...]]


@dataclass(frozen=True, slots=True)
class State:
    """What is said of a power, whether an origin is recorded, and the grants in effect with what bears on them."""

    power: Power | None
    have_origin: bool
    grants: frozenset[GrantState]

    def names_unlike(self, other: State) -> frozenset[str] | None:
        """The recipients of the grants that are not the same; None where more than grants is not the same."""
        if (self.power, self.have_origin) != (other.power, other.have_origin):
            return None
        return frozenset(name for grant, *_ in self.grants ^ other.grants for name in grant.recipients)


def _matters(grant: Grant, on: Day) -> bool:
    """Whether the grant can have effect on the day."""
    begun = grant.period.begun_by(on.day) and on.in_force(grant.instrument)
    return begun and (on.day in grant.period or bool(grant.changes))


def _state(grant: Grant, on: Day) -> GrantState:
    begun = tuple(on.begun(change.instrument) for change in grant.changes)
    return grant, on.basis_ended(grant.instrument), begun


class Sides:
    """A register before and after a draft."""

    def __init__(self, before: Register, after: Register, powers: Collection[str]) -> None:
        self.before = Side(before, powers)
        self.after = Side(after, powers)
        self._share_map = before.directory is after.directory
        sides = (self.before, self.after)
        words = words_of(grant for side in sides for of_power in side.grants.values() for grant in of_power)
        for side in sides:
            side.look(words)
        self._names = words.names
        self._words_of: dict[str, Words] = {}
        self._alike: dict[tuple[int, int], dict[tuple[str, str, Pairs], list[str]]] = {}
        self._asked: dict[tuple[int, int, Words], list[list[str]]] = {}

    def terms(self, power: str, since: date | None, until: date | None) -> Iterator[Term]:
        """The terms within the days asked about in which the two sides may differ about a power, in order."""
        sides = (self.before, self.after)
        days = sorted({day for side in sides for day in side.days(side.grants[power])})
        if since is not None:
            days = [since, *(day for day in days if day > since)]
        days = [day for day in days if until is None or day <= until]
        last_days: list[date | None] = [following - ONE_DAY for following in days[1:]]
        for day, last in zip(days, [*last_days, until], strict=False):
            before, after = (side.state(power, day) for side in sides)
            if not self._share_map:
                yield Term(day, last)
            elif before != after:
                yield Term(day, last, before.names_unlike(after))

    def places(self, power: str, day: date) -> list[list[str]]:
        """The places of a day, each list holding those at which both sides answer alike about the power."""
        before = self.before.places_on(day)
        after = before if self._share_map and before else self.after.places_on(day)
        if self._share_map:
            before = after
        words = self._words(power)
        key = (id(before), id(after), words)
        known = self._asked.get(key)
        if known is None:
            known = self._asked[key] = self._places(before, after, words)
        return known

    def _words(self, power: str) -> Words:
        known = self._words_of.get(power)
        if known is None:
            every = [*self.before.grants[power], *self.after.grants[power]]
            known = self._words_of[power] = words_of(every)
        return known

    def _places(self, before: Places | None, after: Places | None, words: Words) -> list[list[str]]:
        asked_before = before.asked_for(words) if before else {}
        asked_after = after.asked_for(words) if after else {}
        found: dict[tuple[str, str, Pairs], list[str]] = defaultdict(list)
        for (one, other, pairs), places in self._classes(before, after).items():
            key = asked_before.get(one, ""), asked_after.get(other, ""), _within(pairs, words.names)
            found[key] += places
        return list(found.values())

    def _classes(
        self, before: Places | None, after: Places | None
    ) -> dict[tuple[str, str, Pairs], list[str]]:
        """The places by their classes on both sides and by who of one side is who on the other."""
        key = (id(before), id(after))
        known = self._alike.get(key)
        if known is None:
            known = self._alike[key] = defaultdict(list)
            class_before = before.class_of if before else {}
            class_after = after.class_of if after else {}
            for place in sorted({*class_before, *class_after}):
                pairs = () if self._share_map else _pairs(place, before, after, self._names)
                known[class_before.get(place, ""), class_after.get(place, ""), pairs].append(place)
        return known


def _within(pairs: Pairs, words: frozenset[str]) -> Pairs:
    """The pairs as far as the words go."""
    kept = (tuple(tuple(name for name in names if name in words) for names in pair) for pair in pairs)
    return tuple(sorted((one, other) for one, other in kept if one or other))


def _pairs(place: str, before: Places | None, after: Places | None, words: frozenset[str]) -> Pairs:
    sides = [places.on if places else None for places in (before, after)]
    units = dict.fromkeys(unit for on in sides if on for unit in on.above(place))
    offices = dict.fromkeys(
        office.office for unit in units for on in sides if on for office in on.directory.at_unit(unit)
    )
    one, other = ([_names(office, on, words) for office in offices] for on in sides)
    return tuple(sorted((a, b) for a, b in zip(one, other, strict=True) if a or b))


def _names(office: str, on: Day | None, words: frozenset[str]) -> tuple[str, ...]:
    if on is None or office not in on.directory.offices or not on.directory.exists(office, on.day):
        return ()
    return tuple(sorted(on.designations(office) & words))
