"""Every kind of person that can come to the desk, and what each holds: said here by hand, not asked of the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tests.units.officers import CITY, OTHER_WARD, WARD, Given
from units.rights import Right

DRAFT, APPROVE, PUBLISH, AUDIT, MANAGE = Right
EVERY: Final = frozenset(Right)
READING: Final = EVERY - {MANAGE}
_WORKING: Final = frozenset({DRAFT, APPROVE, PUBLISH})


@dataclass(frozen=True)
class Kind:
    """What somebody has been given, and what they therefore hold on the city and on each of the two wards."""

    name: str
    given: tuple[Given, ...] = ()
    held: Mapping[str, frozenset[Right]] = field(default_factory=dict)
    enters: bool = True
    is_administrator: bool = False
    edits_pages: bool = False

    def holds(self, unit: str, *rights: Right) -> bool:
        """Whether they hold any of the rights on the unit."""
        return not self.held.get(unit, frozenset()).isdisjoint(rights)

    def holds_anywhere(self, *rights: Right) -> bool:
        """Whether there is a unit on which they hold any of the rights."""
        return any(self.holds(unit, *rights) for unit in self.held)

    def reads(self, unit: str) -> bool:
        """Whether they may see the dossiers of the unit."""
        return self.holds(unit, *READING)

    def is_officer_of(self, unit: str) -> bool:
        """Whether they work at the unit itself, and not only above it."""
        return self.enters and any(right in _WORKING and of == unit for right, of, *_below in self.given)


def _of_the_ward(name: str, right: Right) -> Kind:
    return Kind(name, ((right, WARD),), {WARD: frozenset({right})})


def _all(unit: str) -> tuple[Given, ...]:
    return tuple((right, unit) for right in Right)


# Work on the records of WARD is "own" for those of the ward, that on OTHER_WARD is foreign to them, and the reverse.
KINDS: Final = {
    kind.name: kind
    for kind in (
        Kind("anonymous", enters=False),
        Kind("inactive", _all(WARD), enters=False),
        Kind("no right"),
        _of_the_ward("drafter", DRAFT),
        _of_the_ward("approver", APPROVE),
        _of_the_ward("publisher", PUBLISH),
        _of_the_ward("auditor", AUDIT),
        _of_the_ward("manager", MANAGE),
        Kind("all of another ward", _all(OTHER_WARD), {OTHER_WARD: EVERY}),
        Kind("all of the city", _all(CITY), {CITY: EVERY}),
        Kind(
            "all of the city and below",
            tuple((right, CITY, True) for right in Right),
            {CITY: EVERY, WARD: EVERY, OTHER_WARD: EVERY},
        ),
        Kind(
            "administrator",
            held=dict.fromkeys((CITY, WARD, OTHER_WARD), frozenset({AUDIT, MANAGE})),
            is_administrator=True,
        ),
        Kind("page editor", edits_pages=True),
    )
}
UNITS: Final = (WARD, OTHER_WARD)
