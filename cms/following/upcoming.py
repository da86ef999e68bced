"""What was recorded earlier and now begins or ends: told once, some time before. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from cms.following.topics import EVERYTHING, FIELD, INSTRUMENT, OFFICE, POWER, UNIT, Topic
from delegation.diagnostics import Ground
from delegation.diagnostics.cuts import days_of_grant
from delegation.matrix import MatrixRow, difference, matrix
from delegation.records import Grant
from delegation.register import Register
from delegation.review import ending_within

# How long before, in days.
HORIZON: Final = 30

What = Literal["begins", "ends", "basis"]


@dataclass(frozen=True, slots=True)
class Event:
    """A grant begins for a recipient on `day`, ends with that day as its last, or loses what it rests on after it."""

    day: date
    what: What
    grant: Grant
    recipient: str
    topics: frozenset[Topic]


def upcoming(register: Register, fields: Mapping[str, str], today: date) -> list[Event]:
    """What begins or ends within HORIZON days after today, the earliest first. `fields`: the field of each power."""
    ground = Ground(register, register.grants.of_all_powers(register.powers))
    events = [
        *(
            Event(
                one.last,
                "basis" if one.cause == "basis" else "ends",
                *_said(register, fields, one.row, one.last),
            )
            for one in ending_within(ground, today, HORIZON)
        ),
        *(Event(day, "begins", *_said(register, fields, row, day)) for day, row in _beginning(ground, today)),
    ]
    return sorted(events, key=lambda event: (event.day, event.what, event.grant.grant, event.recipient))


def _beginning(ground: Ground, today: date) -> Iterator[tuple[date, MatrixRow]]:
    """The rows of the matrix that are in effect on a day to come and were not the day before."""
    begins: dict[date, list[Grant]] = {}
    for grants in ground.grants.values():
        for grant in grants:
            for day in days_of_grant(grant, ground.register):
                if today < day <= today + timedelta(days=HORIZON):
                    begins.setdefault(day, []).append(grant)
    for day, grants_of_day in sorted(begins.items()):
        eve = ground.on(day - timedelta(days=1))
        change = difference(matrix(eve, [grants_of_day]), matrix(ground.on(day), [grants_of_day]))
        yield from ((day, row) for row in change.gained)


def _said(
    register: Register, fields: Mapping[str, str], row: MatrixRow, day: date
) -> tuple[Grant, str, frozenset[Topic]]:
    return row.grant, row.recipient, frozenset(_topics(register, fields, row, day))


def _topics(register: Register, fields: Mapping[str, str], row: MatrixRow, day: date) -> Iterator[Topic]:
    """Whom it concerns: the power, who receives it and who gave it, as with an edition."""
    directory, grant = register.directory, row.grant
    yield EVERYTHING
    yield Topic(POWER, grant.power)
    yield Topic(INSTRUMENT, grant.instrument)
    if grant.power in fields:
        yield Topic(FIELD, fields[grant.power])
    if grant.territory is not None:
        yield Topic(UNIT, grant.territory.unit)
    offices = set(_meant(register, row.recipient, day)) - set(row.exceptions)
    if grant.grantor is not None:
        offices.add(grant.grantor)
    for office in offices & directory.offices.keys():
        yield Topic(OFFICE, office)
        yield Topic(UNIT, directory.offices[office].unit)


def _meant(register: Register, recipient: str, day: date) -> Iterable[str]:
    if recipient in register.directory.scopes:
        return (office.office for office in register.directory.members(recipient, day))
    return (recipient,)
