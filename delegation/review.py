"""What a lawyer must look at: recipients that are gone, grants about to end, powers without a holder. Pure.

Nothing here is stored or announced; each question takes the day it is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from delegation.day import Day
from delegation.diagnostics.cuts import days_of_each
from delegation.diagnostics.draft import Ground
from delegation.diagnostics.survey import Loss, Survey
from delegation.matrix import MatrixRow, lapsed_recipients, matrix
from delegation.records import Grant

Cause = Literal["term", "instrument", "basis"]


@dataclass(frozen=True, slots=True)
class Ending:
    """A row of the matrix that ends, or loses what it rests on, after `last`.

    `cause`: its own term or a revocation, its instrument, or the basis of that; `instruments` are those that end.
    """

    row: MatrixRow
    last: date
    cause: Cause
    instruments: tuple[str, ...] = ()


def lapsed(ground: Ground, day: date) -> list[MatrixRow]:
    """The grants that run on the day though the office, or every member of the scope, no longer exists."""
    return lapsed_recipients(matrix(ground.on(day), ground.grants.values()))


def ending_within(ground: Ground, day: date, days: int) -> list[Ending]:
    """The rows of the matrix of a day that end within so many days after it, the earliest first.

    A row whose basis ends first and which ends itself later stands once, with the earlier of the two. A suspension is
    no end.
    """
    rows = {row.key: row for row in matrix(ground.on(day), ground.grants.values())}
    found: list[Ending] = []
    for cut, grants in sorted(_changing(ground, rows.values(), day, days).items()):
        after = ground.on(cut)
        running = {row.key for row in matrix(after, [grants])}
        for row in [row for grant in grants for row in _rows_of(grant, rows)]:
            ending = _ending(ground.on(day), after, row, runs=row.key in running)
            if ending is not None:
                found.append(ending)
                del rows[row.key]
    return found


def gaps_on(ground: Ground, day: date) -> list[Loss]:
    """The powers that somebody decided on in a place the day before, and nobody does on the day.

    A unit that begins on the day is compared with the units that went into it.
    """
    return list(Survey(ground).losses_on(day))


def _changing(ground: Ground, rows: Iterable[MatrixRow], day: date, days: int) -> dict[date, list[Grant]]:
    """The days within the time on which something about a grant changes, with the grants."""
    horizon = day + timedelta(days=days)
    found: dict[date, list[Grant]] = defaultdict(list)
    grants = {row.grant.grant: row.grant for row in rows}.values()
    for grant, cuts in days_of_each(grants, ground.register):
        for cut in cuts:
            # Ending within N days is having its last day within them.
            if day < cut <= horizon + timedelta(days=1):
                found[cut].append(grant)
    return found


def _rows_of(grant: Grant, rows: dict[tuple[str, str, str], MatrixRow]) -> Iterator[MatrixRow]:
    keys = ((grant.power, grant.grant, recipient) for recipient in sorted(grant.recipients))
    return (rows[key] for key in keys if key in rows)


def _ending(before: Day, after: Day, row: MatrixRow, *, runs: bool) -> Ending | None:
    grant = row.grant
    last = after.day - timedelta(days=1)
    if after.ended(grant.instrument):
        return Ending(row, last, "instrument", (grant.instrument,))
    if not runs and not _is_suspended(after, grant):
        return Ending(row, last, "term")
    if after.basis_ended(grant.instrument) and not before.basis_ended(grant.instrument):
        return Ending(row, last, "basis", _ended(before, after, after.register.bases(grant.instrument)))
    return None


def _is_suspended(on: Day, grant: Grant) -> bool:
    if on.suspended(grant.instrument):
        return True
    return any(
        change.action == "suspend"
        and max(change.since or date.min, on.register.instruments[change.instrument].begins) <= on.day
        and (change.until is None or on.day <= change.until)
        for change in grant.changes
    )


def _ended(before: Day, after: Day, instruments: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in instruments if before.in_force(name) and not after.in_force(name)))
