"""The matrix of groups and rights of one unit: what it shows, and what a filled-in one asks to change. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from units.rights import GroupRight, Right


class Reach(StrEnum):
    """How far a right of a group on a unit reaches."""

    NONE = ""
    UNIT = "unit"
    BELOW = "below"


@dataclass(frozen=True)
class Cell:
    """One right of one group: as it stands on the unit, and the units above from which it comes down besides."""

    right: Right
    reach: Reach
    inherited: tuple[str, ...]
    name: str

    @property
    def name_before(self) -> str:
        """The name of the field that tells what was shown."""
        return f"{self.name}-before"


@dataclass(frozen=True)
class Change:
    """What is to become of one right."""

    right: GroupRight
    is_given: bool


def cells(group: int, unit: str, rights: Iterable[GroupRight]) -> list[Cell]:
    """The row of a group, from all rights on the unit and on the units above it."""
    held = [right for right in rights if right.group == group]
    return [
        Cell(
            right,
            _reach(held, right, unit),
            tuple(sorted(one.unit for one in held if one.right == right and one.below and one.unit != unit)),
            field_name(group, right),
        )
        for right in Right
    ]


def field_name(group: int, right: Right) -> str:
    """The name of the field in which the reach of a right of a group is chosen."""
    return f"{group}-{right.value}"


def changes(
    unit: str, groups: Iterable[int], held: Iterable[GroupRight], asked: Mapping[str, str]
) -> Iterator[Change]:
    """What a filled-in matrix asks for, by what is held now. Fields left as they were shown ask for nothing.

    Raises ValueError for a choice that there is not.
    """
    now = set(held)
    for group in groups:
        for right in Right:
            name = field_name(group, right)
            chosen = Reach(asked.get(name, ""))
            if name not in asked or chosen == asked.get(f"{name}-before", ""):
                continue
            wanted = GroupRight(group, right, unit, below=chosen is Reach.BELOW)
            for one in (GroupRight(group, right, unit, below) for below in (False, True)):
                if one in now and (chosen is Reach.NONE or one != wanted):
                    yield Change(one, is_given=False)
            if chosen is not Reach.NONE and wanted not in now:
                yield Change(wanted, is_given=True)


def _reach(held: Iterable[GroupRight], right: Right, unit: str) -> Reach:
    here = {one.below for one in held if one.right == right and one.unit == unit}
    if True in here:
        return Reach.BELOW
    return Reach.UNIT if here else Reach.NONE
