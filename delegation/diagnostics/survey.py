"""Who decides everywhere and always: each power from one change to the next, at each class of places. Pure.

Between two days on which something that matters to a power changes (a grant, an instrument, an office, the map) the
answers stay the same, so one day of each stretch is asked. On the map of that day one place of each class is asked
(places.py). Nothing is left out or sampled, and the whole register of Ho Chi Minh City takes seconds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from delegation.authority import Case, Decision
from delegation.diagnostics.cuts import days_of_grant, days_of_map
from delegation.diagnostics.draft import Ground
from delegation.diagnostics.places import Places, Words, words_of
from delegation.register import GrantsOfPower
from units.periods import ONE_DAY


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, `until` being the last if any, through which the answers about a power stay the same.

    `decisions` has the answer for each class of places, under the first place of the class.
    """

    power: str
    since: date
    until: date | None
    places: Places
    decisions: Mapping[str, Decision]


@dataclass(frozen=True, slots=True)
class Loss:
    """Places where somebody decided on the day before and nobody does from `on`; `grants` are those that served."""

    power: str
    on: date
    places: tuple[str, ...]
    grants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Places where from `since`, up to `until` if that is known, nothing tells several holders apart."""

    power: str
    grants: tuple[str, ...]
    offices: tuple[str, ...]
    places: tuple[str, ...]
    since: date
    until: date | None


class Survey:
    """The powers of a ground through all days since its first map.

    `words`: what tells places apart, where that is more than the grants of the ground name.
    """

    def __init__(self, ground: Ground, words: Words | None = None) -> None:
        self._ground = ground
        self._register = ground.register
        self._words = words or words_of(grant for grants in ground.grants.values() for grant in grants)
        self._places: dict[date, Places] = {}
        self._last_asked: tuple[str, list[Stretch]] | None = None
        self._heirs: dict[date, dict[tuple[str, str], list[str]]] = {}

    @cached_property
    def map_days(self) -> list[date]:
        """The first day that can be asked about, and each later one on which units or offices change."""
        begins = [record.begins for record in self._register.instruments.values()]
        days = days_of_map(self._register.directory, self._words.territories)
        if not begins:
            return []
        # Before the first instrument nobody holds anything; a map without a first day is open to the past.
        start = max(min(begins), min(days, default=min(begins))) if self._map_has_a_first_day else min(begins)
        return [start, *sorted(day for day in days if day > start)]

    @property
    def _map_has_a_first_day(self) -> bool:
        geography = self._register.geography
        return all(
            version.period.start is not None for unit in geography for version in geography.history(unit)
        )

    def places_on(self, day: date) -> Places:
        """The places of the map that holds on a day from the first map on."""
        since = self.map_days[bisect_right(self.map_days, day) - 1]
        known = self._places.get(since)
        if known is None:
            known = self._places[since] = Places(self._ground.on(since), self._words)
        return known

    def days(self, days: Iterable[date]) -> list[date]:
        """The given days that can be asked about and those on which the map changes, in order."""
        if not self.map_days:
            return []
        return sorted({*self.map_days, *(day for day in days if day > self.map_days[0])})

    def stretches(self, power: str, grants: GrantsOfPower) -> list[Stretch]:
        """The stretches of a power, in the order of days; those of the power last asked about are remembered."""
        if self._last_asked is None or self._last_asked[0] != power:
            self._last_asked = power, list(self._stretches(power, grants))
        return self._last_asked[1]

    def _stretches(self, power: str, grants: GrantsOfPower) -> Iterator[Stretch]:
        days = self.days(day for grant in grants for day in days_of_grant(grant, self._register))
        last_days: list[date | None] = [following - ONE_DAY for following in days[1:]]
        for day, last in zip(days, [*last_days, None], strict=False):
            yield self._stretch(power, grants, day, last)

    def losses(self, power: str, grants: GrantsOfPower) -> Iterator[Loss]:
        """Where and when the power loses its last holder; a new unit is compared with those it was made of."""
        for before, after in pairwise(self.stretches(power, grants)):
            loss = self._loss(before, after)
            if loss is not None:
                yield loss

    def losses_on(self, day: date) -> Iterator[Loss]:
        """Which powers lose their last holder somewhere on one day."""
        before = day - ONE_DAY
        if not self.map_days or before < self.map_days[0]:
            return
        for power, grants in self._ground.grants.items():
            loss = self._loss(
                self._stretch(power, grants, before, before), self._stretch(power, grants, day, None)
            )
            if loss is not None:
                yield loss

    def overlaps(self, power: str, grants: GrantsOfPower) -> list[Overlap]:
        """Where and when the power has holders that nothing tells apart: once for the same grants."""
        found: dict[tuple[str, ...], Overlap] = {}
        for stretch in self.stretches(power, grants):
            for rivals, seen in _overlaps_in(stretch).items():
                earlier = found.get(rivals)
                if earlier is None:
                    found[rivals] = seen
                else:
                    places = tuple(sorted({*earlier.places, *seen.places}))
                    found[rivals] = replace(earlier, places=places, until=seen.until)
        return list(found.values())

    def _stretch(self, power: str, grants: GrantsOfPower, since: date, until: date | None) -> Stretch:
        places = self.places_on(since)
        asked = places.asked_for(words_of(grants))
        on = self._ground.on(since)
        answers = {place: Case(on, power, place, grants=grants).decide() for place in set(asked.values())}
        return Stretch(power, since, until, places, {first: answers[place] for first, place in asked.items()})

    def _loss(self, before: Stretch, after: Stretch) -> Loss | None:
        day = after.since
        lost: set[str] = set()
        served: set[str] = set()
        for (old, new), places in self._inheritance(before, after, day).items():
            deciding = before.decisions[old].deciding
            if deciding and not after.decisions[new].deciding:
                lost.update(places)
                served.update(holding.grant.grant for holding in deciding)
        return Loss(after.power, day, tuple(sorted(lost)), tuple(sorted(served))) if lost else None

    def _inheritance(self, before: Stretch, after: Stretch, day: date) -> Mapping[tuple[str, str], list[str]]:
        """The places of `after`, by the class they were in on the day before and the class they are in now."""
        if before.places is after.places:
            return {(first, first): places for first, places in after.places.classes.items()}
        known = self._heirs.get(day)
        if known is None:
            known = self._heirs[day] = defaultdict(list)
            for place, new in after.places.class_of.items():
                for former in self._former(place, day):
                    known[before.places.class_of[former], new].append(place)
        return known

    def _former(self, place: str, day: date) -> list[str]:
        """What the place was on the day before: itself, or the units that it was made of on the day."""
        geography = self._register.geography
        if geography.exists(place, day - ONE_DAY):
            return [place]
        made_of = {step.from_unit for step in geography.successions_into(place) if step.on == day}
        return [unit for unit in sorted(made_of) if geography.exists(unit, day - ONE_DAY)]


def _overlaps_in(stretch: Stretch) -> dict[tuple[str, ...], Overlap]:
    places: dict[tuple[str, ...], set[str]] = defaultdict(set)
    offices: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for first, decision in stretch.decisions.items():
        if decision.status == "overlap":
            sound = [holding for holding in decision.deciding if holding.is_sound]
            rivals = tuple(sorted({holding.grant.grant for holding in sound}))
            places[rivals].update(stretch.places.classes[first])
            offices[rivals].update(holding.office for holding in sound)
    return {
        rivals: Overlap(
            stretch.power,
            rivals,
            tuple(sorted(offices[rivals])),
            tuple(sorted(places[rivals])),
            stretch.since,
            stretch.until,
        )
        for rivals in places
    }
