"""Who decides on a power at one place through time: stretches of days with one answer, and what turns it. Pure.

Between two days on which something that the answer looks at begins or ends, the answer stays the same; so one day of
each stretch is asked, and stretches that answer alike are joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from delegation.authority import Case, Decision, Holding
from delegation.day import Day
from delegation.diagnostics.cuts import days_of_grant
from delegation.limits import Facts
from delegation.records import Grant
from delegation.register import Register
from units.directory import Directory
from units.geography import Territory
from units.periods import ONE_DAY, Period

# How a register is had on a day; what is given may remember days between calls.
OnDay = Callable[[date], Day]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days with one answer; `since` and `until` are the first and the last, date.min and None standing for no end.

    `decision` is None where the place does not exist.
    """

    since: date
    until: date | None
    decision: Decision | None

    def __contains__(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Around:
    """The answer that holds on a day, with the one before it and the one after it, as far as there are any."""

    before: Stretch | None
    now: Stretch
    after: Stretch | None


@dataclass(frozen=True, slots=True)
class Turn:
    """What happens on the first day of an answer: a cause, known to cms by this name, with the instrument doing it."""

    cause: str
    instrument: str


BEGINS: Final = "begins"
ENDS: Final = "instrument_term"
TERM: Final = "term"
SUCCESSION: Final = "succession"


class Timeline:
    """One power at one place, with what is known of the facts, through all days."""

    def __init__(self, on: OnDay, register: Register, power: str, place: str, facts: Facts) -> None:
        self._on = on
        self._register = register
        self._power = power
        self._place = place
        self._facts = facts
        self._grants = register.grants.of_power(power)
        self._days = _days_that_matter(register, self._grants, place)
        self._known: dict[date, tuple[Decision | None, object]] = {}

    def stretches(self) -> list[Stretch]:
        """Every stretch, in the order of days."""
        found = [self._around(date.min)]
        while (until := found[-1].until) is not None:
            found.append(self._around(until + ONE_DAY))
        return found

    def around(self, day: date) -> Around:
        """The answer of a day, with the answers on either side of it."""
        now = self._around(day)
        before = None if now.since == date.min else self._around(now.since - ONE_DAY)
        after = None if now.until is None else self._around(now.until + ONE_DAY)
        return Around(before, now, after)

    def turns(self, day: date, before: Decision | None, after: Decision | None) -> list[Turn]:
        """What makes the answer of a day another than the day before, each once; empty where no text says it."""
        shown = [*_grants_in(before), *_grants_in(after), *self._grants.exclusions]
        found: dict[Turn, None] = {}
        for grant in {grant.grant: grant for grant in shown}.values():
            found.update(dict.fromkeys(_turns_of(grant, self._register, day)))
        geography = self._register.geography
        for step in (
            *geography.successions_into(self._place),
            *geography.successions_out_of(self._place),
        ):
            if step.on == day:
                found[Turn(SUCCESSION, step.instrument)] = None
        return sorted(found, key=_first_what_begins)

    def _around(self, day: date) -> Stretch:
        """The stretch that a day lies in, found by walking from it to the next other answer on each side."""
        earlier = [date.min, *(cut for cut in self._days if cut <= day)]
        later = [cut for cut in self._days if cut > day]
        decision, answer = self._answer(earlier[-1])
        since = earlier.pop()
        while earlier and self._answer(earlier[-1])[1] == answer:
            since = earlier.pop()
        until = next((cut - ONE_DAY for cut in later if self._answer(cut)[1] != answer), None)
        return Stretch(since, until, decision)

    def _answer(self, day: date) -> tuple[Decision | None, object]:
        """The answer, and what of it can be compared with the answer of another day."""
        if day not in self._known:
            exists = self._register.geography.exists(self._place, day)
            decision = self._decide(day) if exists else None
            self._known[day] = decision, _compared(decision, self._facts)
        return self._known[day]

    def _decide(self, day: date) -> Decision:
        return Case(self._on(day), self._power, self._place, self._facts, self._grants).decide()


def _compared(decision: Decision | None, facts: Facts) -> object:
    """Who decides and in whose name, by which grants, how soundly; nothing that follows from these."""
    if decision is None:
        return None
    return (
        decision.status,
        [_held(holding) for holding in decision.deciding],
        sorted({holding.office for holding in decision.retaining}),
        decision.caveats,
    )


def _held(holding: Holding) -> tuple[object, ...]:
    return holding.office, tuple(grant.grant for grant in holding.chain), holding.defects


def _grants_in(decision: Decision | None) -> Iterator[Grant]:
    if decision is not None:
        for holding in (*decision.deciding, *decision.retaining):
            yield from holding.chain


# The days on which an answer about one place can change


def _days_that_matter(register: Register, grants: Iterable[Grant], place: str) -> list[date]:
    directory = register.directory
    days: set[date] = set()
    offices: set[str] = set()
    territories: set[Territory] = set()
    for grant in grants:
        days |= days_of_grant(grant, register)
        if grant.grantor is not None:
            offices.add(grant.grantor)
        if grant.territory is not None:
            territories.add(grant.territory)
    days |= _days_above(directory, place)
    for office in offices:
        days.update(_ends(directory.offices[office].period))
        days |= _days_of_unit(directory, directory.offices[office].unit)
    for territory in territories:
        days |= _days_of_unit(directory, territory.unit)
        if territory.as_of is not None and territory.as_of < date.max:
            days.add(territory.as_of + ONE_DAY)
    return sorted(day for day in days if day > date.min)


def _days_above(directory: Directory, place: str) -> set[date]:
    """When the place, a unit above it or one of their offices begins or ends, or something goes into the place."""
    geography = directory.geography
    days = {step.on for step in geography.successions_into(place)}
    for unit in (place, *geography.units_above(place)):
        days |= _days_of_unit(directory, unit)
        for office in directory.at_unit(unit):
            days.update(_ends(office.period))
    return days


def _days_of_unit(directory: Directory, unit: str) -> set[date]:
    return {day for version in directory.geography.history(unit) for day in _ends(version.period)}


def _ends(period: Period) -> Iterator[date]:
    return (day for day in (period.start, period.end) if day is not None)


# What happens on one of them


def _turns_of(grant: Grant, register: Register, day: date) -> Iterator[Turn]:
    """What begins or ends for a grant on a day."""
    own = register.instruments[grant.instrument]
    if day == max(grant.period.start or own.begins, own.begins):
        yield Turn(BEGINS, grant.instrument)
    for change in grant.changes:
        begins = register.instruments[change.instrument].begins
        if day == max(begins, change.since or begins):
            yield Turn(change.action, change.instrument)
    for instrument in (grant.instrument, *register.bases(grant.instrument)):
        yield from _acts_on(instrument, register, day)
    if grant.period.end == day and Turn(ENDS, grant.instrument) not in _acts_on(
        grant.instrument, register, day
    ):
        yield Turn(TERM, grant.instrument)


def _acts_on(instrument: str, register: Register, day: date) -> Iterator[Turn]:
    for act in register.acts_on(instrument):
        begins = act.on or register.instruments[act.instrument].begins
        if begins == day and act.relation in ("repeals", "replaces", "suspends"):
            yield Turn(act.relation, act.instrument)
    until = register.instruments[instrument].effective_until
    if until is not None and until != date.max and until + ONE_DAY == day:
        yield Turn(ENDS, instrument)


def _first_what_begins(turn: Turn) -> tuple[bool, bool, str, str]:
    return turn.cause != BEGINS, turn.cause in (TERM, ENDS), turn.cause, turn.instrument
