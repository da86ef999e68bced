"""Classes of offices on one day: offices of one kind at one level, as the columns of the matrix. Pure.

A scope that a text names may reach over several classes, and need not reach all of one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from units.kinds import COMMUNE_LEVEL, DISTRICT_LEVEL, OFFICE_KINDS, PROVINCE_LEVEL, UNIT_KINDS
from units.snapshot import Snapshot

# From the centre down; a unit of a kind that is none of these stands after all others.
LEVELS: Final = ("state", "province", "district", "commune")
NO_LEVEL: Final = "other"

_LEVEL_OF: Final = {
    "state": "state",
    **dict.fromkeys(PROVINCE_LEVEL, "province"),
    **dict.fromkeys(DISTRICT_LEVEL, "district"),
    **dict.fromkeys(COMMUNE_LEVEL, "commune"),
}


def level_of(unit_kind: str | None) -> str:
    """The level of a kind of unit: one of LEVELS, else NO_LEVEL."""
    return _LEVEL_OF.get(unit_kind or "", NO_LEVEL)


@dataclass(frozen=True, slots=True)
class OfficeClass:
    """The offices of one kind at one level."""

    kind: str
    level: str

    @property
    def key(self) -> str:
        """How an address names it: chair.commune."""
        return f"{self.kind}.{self.level}"


def in_order(classes: Iterable[OfficeClass]) -> list[OfficeClass]:
    """Classes from the centre down, and at each level in the order of the kinds of office."""
    return sorted(set(classes), key=_place)


def _place(office_class: OfficeClass) -> tuple[int, int, str]:
    return (
        LEVELS.index(office_class.level) if office_class.level in LEVELS else len(LEVELS),
        OFFICE_KINDS.index(office_class.kind) if office_class.kind in OFFICE_KINDS else len(OFFICE_KINDS),
        office_class.key,
    )


# As many as a directory keeps snapshots.
@lru_cache(maxsize=16)
def office_classes(snapshot: Snapshot) -> OfficeClasses:
    """The classes of a snapshot, which remember what they work out."""
    return OfficeClasses(snapshot)


class OfficeClasses:
    """The classes of one day, and of the others in its snapshot, with who is in them."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._on = snapshot
        self._of_recipient: dict[str, tuple[OfficeClass, ...]] = {}

    def find(self, key: str) -> OfficeClass | None:
        """The class under a key, if any office that was ever recorded is, or was, of it or a scope reaches it."""
        kind, _, level = key.rpartition(".")
        asked = OfficeClass(kind, level)
        if asked in self._members:
            return asked
        directory = self._on.directory
        named = (*directory.scopes, *(one.office for one in directory.offices.values() if one.kind == kind))
        return asked if any(asked in self.of_recipient(name) for name in named) else None

    def of_recipient(self, name: str) -> tuple[OfficeClass, ...]:
        """The classes that an office or a scope stands in; always one at least."""
        known = self._of_recipient.get(name)
        if known is None:
            scope = self._on.directory.scopes.get(name)
            levels = self._levels_of_scope(name) if scope else {self._level_of_office(name)}
            kind = scope.office_kind if scope else self._on.directory.offices[name].kind
            known = tuple(in_order(OfficeClass(kind, level) for level in levels))
            self._of_recipient[name] = known
        return known

    def members(self, office_class: OfficeClass) -> tuple[str, ...]:
        """The offices of the class that exist on the day, by id."""
        return self._members.get(office_class, ())

    def unit_kinds(self, level: str) -> list[str]:
        """The kinds of unit that exist at a level on the day."""
        found = set(self._on.unit_kinds.values())
        return [kind for kind in UNIT_KINDS if kind in found and level_of(kind) == level]

    def _levels_of_scope(self, name: str) -> set[str]:
        scope = self._on.directory.scopes[name]
        if scope.unit_kinds:
            return {level_of(kind) for kind in scope.unit_kinds}
        return {self._level_of_office(office) for office in self._on.members(name)} or {NO_LEVEL}

    def _level_of_office(self, office: str) -> str:
        """The level of the office's unit: on the day, else when it was last seen before, else at first."""
        geography, unit = self._on.directory.geography, self._on.directory.offices[office].unit
        version = geography.version(unit, self._on.day)
        if version is None:
            history = geography.history(unit)
            begun = [one for one in history if one.period.begun_by(self._on.day)]
            version = begun[-1] if begun else history[0] if history else None
        return level_of(version.kind if version else None)

    @cached_property
    def _members(self) -> dict[OfficeClass, tuple[str, ...]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for kind, offices in self._on.offices_of_kind.items():
            for office in offices:
                found[kind, level_of(self._on.unit_kinds[office.unit])].append(office.office)
        return {OfficeClass(*at): tuple(sorted(offices)) for at, offices in found.items()}
