"""The cells of the matrix: what a power and a class of offices have to do with each other on a day. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final
from weakref import WeakKeyDictionary

from delegation.authority import Case
from delegation.day import Day
from delegation.matrix import MatrixRow
from delegation.office_classes import OfficeClass, OfficeClasses
from delegation.records import CONFERRING_KINDS, PASSED_ON_KINDS
from delegation.register import Register

_Question = tuple[date | None, tuple[str, ...], tuple[object, ...]]
# Of each register; they go with it.
_KNOWN: Final[WeakKeyDictionary[Register, dict[_Question, tuple[str, ...]]]] = WeakKeyDictionary()

Cells = dict[OfficeClass, list[MatrixRow]]


def cells_by_power(rows: Iterable[MatrixRow], classes: OfficeClasses) -> dict[str, Cells]:
    """By power and class, the rows of the matrix: each stands in every class that its recipient reaches."""
    found: dict[str, Cells] = {}
    for row in rows:
        cells = found.setdefault(row.grant.power, defaultdict(list))
        for office_class in classes.of_recipient(row.recipient):
            cells[office_class].append(row)
    return found


class Exceptions:
    """For which members of a class the answer is another than the cell of the class says."""

    def __init__(self, on: Day, classes: OfficeClasses) -> None:
        self._on = on
        self._classes = classes

    def of_cell(self, office_class: OfficeClass, of_power: Sequence[MatrixRow]) -> tuple[str, ...]:
        """The members that no grant of the power plainly reaches, while one names the class, or a part of it.

        `of_power`: every row of the power. Empty where no scope is named: then the cell itself tells who it is.
        """
        own = [
            row
            for row in of_power
            if row.grant.kind in CONFERRING_KINDS
            and office_class in self._classes.of_recipient(row.recipient)
        ]
        if not any(row.recipient in self._on.directory.scopes and not row.lapsed for row in own):
            return ()
        members = tuple(self._classes.members(office_class))
        if _depends_on_place(of_power):
            return self._asked_one_by_one(own[0].grant.power, members, of_power)
        reached = frozenset[str]().union(*map(self._reached, own))
        return tuple(office for office in members if office not in reached)

    def _asked_one_by_one(
        self, power: str, members: tuple[str, ...], of_power: Sequence[MatrixRow]
    ) -> tuple[str, ...]:
        """The members that do not hold the power where they are.

        The same on every day with the same units, offices and rows, so it is worked out once for all of them.
        """
        known = _KNOWN.setdefault(self._on.register, {})
        rows = tuple((row.key, row.exceptions, row.lapsed) for row in of_power)
        question = (self._on.directory.unchanged_since(self._on.day), members, rows)
        if question not in known:
            known[question] = tuple(office for office in members if not self._holds(power, office))
        return known[question]

    def _reached(self, row: MatrixRow) -> frozenset[str]:
        """Whom a row means: who passes a power on does not come to hold it by that."""
        itself = {row.grant.grantor} if row.grant.kind in PASSED_ON_KINDS else set()
        return self._on.snapshot.members(row.recipient).difference(row.exceptions, itself)

    def _holds(self, power: str, office: str) -> bool:
        """Whether the rule says that the office holds the power over all of its own unit, soundly or not."""
        case = Case(self._on, power, self._on.directory.offices[office].unit)
        return any(not case.holds_in_part(office, grant) for grant in case.granted(office))


def _depends_on_place(rows: Iterable[MatrixRow]) -> bool:
    return any(row.grant.kind == "exclusion" or row.grant.territory is not None for row in rows)
