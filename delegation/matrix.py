"""The authority matrix of a day: one row for each grant in effect and each recipient as the text names it. Pure.

A scope stays one row however many offices it has; what differs for some of its members stands in `exceptions`.
Every writer (page, CSV, JSON) lays out the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, NamedTuple

from delegation.day import Day
from delegation.records import PASSED_ON_KINDS, Grant


class MatrixRow(NamedTuple):
    """A grant to one recipient on one day.

    `defects` are those that can be told without a place. `lapsed`: the recipient, or every member of it, no longer
    exists. `exceptions`: members of the scope for whom the grant has been revoked or suspended.
    """

    grant: Grant
    recipient: str
    defects: tuple[str, ...]
    lapsed: bool
    exceptions: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays the same of a row from one day to another; rows are laid out in this order."""
        return _key(self)


# The same for hundreds of thousands of rows at once.
_key: Final[Callable[[MatrixRow], tuple[str, str, str]]] = attrgetter(
    "grant.power", "grant.grant", "recipient"
)


def matrix(on: Day, grants: Iterable[Sequence[Grant]]) -> list[MatrixRow]:
    """The rows of the matrix, from the grants of each power to be shown, in the order of their keys."""
    layout = _Layout(on)
    rows: list[MatrixRow] = []
    for of_power in grants:
        for grant in of_power:
            rows += layout.rows(grant)
    rows.sort(key=_key)
    return rows


def lapsed_recipients(rows: Iterable[MatrixRow]) -> list[MatrixRow]:
    """The rows whose grant still runs though nobody is left to use it: a lawyer must say who follows."""
    return [row for row in rows if row.lapsed]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one matrix has and another has not, and the rows of both that read differently."""

    gained: tuple[MatrixRow, ...]
    lost: tuple[MatrixRow, ...]
    changed: tuple[tuple[MatrixRow, MatrixRow], ...]


def difference(before: Iterable[MatrixRow], after: Iterable[MatrixRow]) -> Difference:
    """What changed from one day to another, or from one state of knowledge to another."""
    old = {_key(row): row for row in before}
    gained: list[MatrixRow] = []
    changed: list[tuple[MatrixRow, MatrixRow]] = []
    for row in after:
        earlier = old.pop(_key(row), None)
        if earlier is None:
            gained.append(row)
        elif earlier != row:
            changed.append((earlier, row))
    return Difference(tuple(gained), tuple(old.values()), tuple(changed))


class _Layout:
    """Lays out the grants of one day; what instruments come to is worked out once."""

    def __init__(self, on: Day) -> None:
        self._on = on
        self._defects: dict[tuple[str, str | None, bool], tuple[str, ...]] = {}

    def rows(self, grant: Grant) -> list[MatrixRow]:
        """The rows of one grant; none if it is not in effect on the day."""
        if not self._on.in_force(grant.instrument) or not grant.period.begun_by(self._on.day):
            return []
        defects = self._defects_of(grant)
        if grant.changes:
            return [
                row for recipient in grant.recipients for row in self._changed_row(grant, recipient, defects)
            ]
        if self._on.day not in grant.period:
            return []
        return [
            MatrixRow(grant, recipient, defects, self._has_lapsed(recipient))
            for recipient in grant.recipients
        ]

    def _changed_row(self, grant: Grant, recipient: str, defects: tuple[str, ...]) -> Iterator[MatrixRow]:
        """The row of a grant that later instruments revoked, suspended or extended for some office or for all."""
        takers = set(self._on.snapshot.members(recipient))
        if grant.kind in PASSED_ON_KINDS:
            takers.discard(str(grant.grantor))
        # Nobody is left to ask about: what became of the grant is then told by what was said of the recipient itself.
        asked = takers or ({recipient} & self._on.directory.offices.keys())
        running = {office for office in asked if self._on.runs(grant, office)}
        if running:
            yield MatrixRow(
                grant, recipient, defects, self._has_lapsed(recipient), tuple(sorted(asked - running))
            )

    def _has_lapsed(self, recipient: str) -> bool:
        """Whether nobody is left under the name; an office that is still to come has not lapsed."""
        directory = self._on.directory
        if recipient in directory.scopes:
            return not self._on.snapshot.has_member(recipient)
        if directory.exists(recipient, self._on.day):
            return False
        office = directory.offices.get(recipient)
        return office is None or directory.has_existed(office.office, self._on.day)

    def _defects_of(self, grant: Grant) -> tuple[str, ...]:
        power = self._on.register.powers[grant.power]
        key = (grant.instrument, grant.grantor if grant.kind in PASSED_ON_KINDS else None, power.delegable)
        known = self._defects.get(key)
        if known is None:
            known = self._defects[key] = tuple(self._find_defects(grant, power.delegable))
        return known

    def _find_defects(self, grant: Grant, delegable: bool) -> Iterator[str]:
        if self._on.basis_ended(grant.instrument):
            yield "BASIS_ENDED"
        if grant.kind in PASSED_ON_KINDS:
            if grant.grantor is not None and not self._on.directory.exists(grant.grantor, self._on.day):
                yield "GRANTOR_ENDED"
            if not delegable:
                yield "NOT_DELEGABLE"
