"""The days on which an answer can change: because of a grant, an instrument, an office or the map. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from delegation.records import Change, Grant
from delegation.register import Register
from units.directory import Directory
from units.geography import Territory
from units.periods import ONE_DAY, Period


def days_of_map(directory: Directory, territories: Iterable[Territory] = ()) -> set[date]:
    """When a unit's version, an office or a succession begins or ends, or a map that a text names becomes past."""
    geography = directory.geography
    days: set[date] = set()
    for unit in geography:
        for version in geography.history(unit):
            days.update(_ends(version.period))
        days.update(step.on for step in geography.successions_into(unit))
    for office in directory.offices.values():
        days.update(_ends(office.period))
    days.update(_after(territory.as_of) for territory in territories if territory.as_of is not None)
    return days


def days_of_grant(grant: Grant, register: Register) -> set[date]:
    """When the grant, a change to it, its instrument, or what that rests on, begins or ends."""
    return _own_days(grant, register) | days_under(grant.instrument, register)


def days_of_each(grants: Iterable[Grant], register: Register) -> Iterator[tuple[Grant, set[date]]]:
    """The same of many grants: what several have by one instrument is worked out once."""
    known: dict[str, set[date]] = {}
    for grant in grants:
        under = known.get(grant.instrument)
        if under is None:
            under = known[grant.instrument] = days_under(grant.instrument, register)
        yield grant, _own_days(grant, register) | under


def days_under(instrument: str, register: Register) -> set[date]:
    """When the instrument, or what it rests on, begins or ends, or another acts on one of them."""
    days: set[date] = set()
    pending, seen = [instrument, *register.bases(instrument)], set()
    while pending:
        current = pending.pop()
        if current not in seen:
            seen.add(current)
            days |= _days_of_instrument(current, register)
            # What replaced a basis counts in its stead, and what replaced that.
            pending += [act.instrument for act in register.acts_on(current) if act.relation == "replaces"]
    return days


def _own_days(grant: Grant, register: Register) -> set[date]:
    return {*_ends(grant.period)}.union(*(days_of_change(change, register) for change in grant.changes))


def days_of_change(change: Change, register: Register) -> set[date]:
    """When the change begins, and when it is over if it ever is."""
    begins = register.instruments[change.instrument].begins
    first = max(begins, change.since or begins)
    return {first} if change.until is None else {first, _after(change.until)}


def _days_of_instrument(instrument: str, register: Register) -> set[date]:
    record = register.instruments[instrument]
    days = {record.begins}
    if record.effective_until is not None:
        days.add(_after(record.effective_until))
    for act in register.acts_on(instrument):
        days.add(act.on or register.instruments[act.instrument].begins)
        if act.until is not None:
            days.add(_after(act.until))
    return days


def _ends(period: Period) -> Iterator[date]:
    return (day for day in (period.start, period.end) if day is not None)


def _after(last: date) -> date:
    """The day after a last day; the last day of the calendar has none, and then nothing changes any more."""
    return last if last == date.max else last + ONE_DAY
