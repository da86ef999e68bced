"""Since when and until when: the days between which a grant has effect for an office, and what ends it. Pure.

The rule itself answers for one day; this looks ahead from a day at which the grant runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from delegation.authority import Case, Holding
from delegation.day import Day
from delegation.records import Grant
from delegation.register import Register
from units.periods import ONE_DAY

_IsFor = Callable[[frozenset[str]], bool]


@dataclass(frozen=True, slots=True)
class End:
    """A last day, with what brings it: a cause known to cms/wording.py, and the instrument that does it, if any."""

    last: date
    cause: str
    instrument: str | None = None


def begins(register: Register, grant: Grant) -> date:
    """The first day on which the grant can have effect."""
    own = register.instruments[grant.instrument].begins
    return max(grant.period.start or own, own)


def instrument_end(register: Register, instrument: str) -> End | None:
    """When an instrument stops for good: by its own term, or because another repeals or replaces it."""
    until = register.instruments[instrument].effective_until
    ends = [End(until, "instrument_term", instrument)] if until else []
    for act in register.acts_on(instrument):
        if act.relation in ("repeals", "replaces"):
            on = act.on or register.instruments[act.instrument].begins
            ends.append(End(_day_before(on), act.relation, act.instrument))
    return min(ends, key=lambda end: end.last, default=None)


def grant_end(register: Register, grant: Grant) -> End | None:
    """When a grant ends for all of its recipients: its own term, its instrument, or a change that is for all."""
    return min(
        _ends(register, grant, lambda recipients: not recipients), key=lambda end: end.last, default=None
    )


def holding_end(on: Day, grant: Grant, office: str) -> End | None:
    """When a grant that runs on a day ends for an office, the end of the office and of its unit included."""

    def is_for(recipients: frozenset[str]) -> bool:
        return not recipients or not recipients.isdisjoint(on.designations(office))

    record = on.directory.offices[office]
    ends = list(_ends(on.register, grant, is_for))
    if record.period.last_day:
        ends.append(End(record.period.last_day, "office"))
    unit_last = on.geography.history(record.unit)[-1].period.last_day
    if unit_last:
        ends.append(End(unit_last, "unit"))
    return min(ends, key=lambda end: end.last, default=None)


def lasting_end(case: Case, holding: Holding) -> End | None:
    """Until when a sound holding lasts: its grant's own end, or an earlier day after which it rests on nothing.

    The grantor may come to hold the power by a newer text, and then what it passed on goes on.
    """
    end = holding_end(case.on, holding.grant, holding.office)
    current: Holding | None = holding
    while current is not None:
        basis_end = _basis_end(case.on, current)
        if basis_end is None or (end is not None and end.last <= basis_end.last):
            return end
        after = _day_after(case.on.register, basis_end.last)
        if not after.geography.exists(case.place, after.day):
            return basis_end
        case = Case(after, case.power, case.place, case.facts)
        current = next(
            (later for later in case.holdings if later.is_sound and _is_same(later, holding)), None
        )
        if current is None:
            return basis_end
    return end


def _is_same(one: Holding, other: Holding) -> bool:
    return (one.office, one.grant) == (other.office, other.grant)


def _basis_end(on: Day, holding: Holding) -> End | None:
    """When the first link ends of those that the holding rests on."""
    ends = []
    current = holding.basis
    while current is not None:
        end = holding_end(on, current.grant, current.office)
        if end:
            ends.append(End(end.last, "basis", end.instrument))
        current = current.basis
    return min(ends, key=lambda end: end.last, default=None)


def _day_after(register: Register, day: date) -> Day:
    return Day(register, day + ONE_DAY)


def _ends(register: Register, grant: Grant, is_for: _IsFor) -> Iterator[End]:
    term = grant.period.last_day
    changes = [change for change in grant.changes if is_for(change.recipients)]
    if term:
        prolonged = [change for change in changes if change.action == "extend"]
        if all(change.until for change in prolonged):
            yield End(max([term, *(change.until for change in prolonged if change.until)]), "term")
    for change in changes:
        if change.action == "revoke":
            own = register.instruments[change.instrument].begins
            yield End(_day_before(max(change.since or own, own)), "revoke", change.instrument)
    end = instrument_end(register, grant.instrument)
    if end:
        yield end


def _day_before(day: date) -> date:
    return day - ONE_DAY if day > date.min else day
