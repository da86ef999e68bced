"""Which offices exist, cover or mean something else than before an edition, and from which day on. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cms.following.changes import RowChange
from cms.following.effect import Side, Sides
from delegation.diagnostics.cuts import days_of_map
from delegation.prospect.overlay import successions_of, versions_of
from units.geography import Territory

_OF_MAP: Final = ("units", "successions")
_OF_DIRECTORY: Final = (*_OF_MAP, "offices", "scopes")


@dataclass(frozen=True, slots=True)
class Move:
    """From which day on; `itself`: the office is another, and not only the places over which it stands."""

    since: date
    itself: bool


Moved = dict[str, Move]


def moved_offices(sides: Sides, changes: Sequence[RowChange]) -> Moved:
    """The offices that came or went, are in other scopes, or cover other places, with the first such day."""
    if not any(change.table in _OF_DIRECTORY for change in changes):
        return {}
    moved: Moved = {}
    changed = _names_changed(changes)
    under = _with_what_lies_under(sides, changed)
    reshaped = _units_reshaped(sides, under)
    kinds = _kinds_of_scopes(sides, changes)
    for office in sorted({key for side in sides.both for key in side.directory.offices}):
        records = [side.directory.offices[office] for side in sides.both if office in side.directory.offices]
        units = {record.unit for record in records}
        first = min((reshaped[unit] for unit in units if unit in reshaped), default=None)
        asked = office in changed or units & under or any(record.kind in kinds for record in records)
        own = _first_unlike(sides, office) if asked or first else None
        days = [day for day in (first, own) if day is not None]
        if days:
            moved[office] = Move(min(days), itself=own is not None)
    return moved


def designations(sides: Sides, office: str) -> frozenset[str]:
    """Every name by which either side ever means the office."""
    return frozenset(
        name
        for side in sides.both
        if office in side.directory.offices
        for day in sides.map_days
        for name in side.on(day).designations(office)
    ) | {office}


def relaid(
    sides: Sides, changes: Sequence[RowChange], territories: Iterable[Territory]
) -> frozenset[Territory]:
    """The territories to which some place lies otherwise than before, because of what it was made of."""
    wanted = frozenset(territories)
    if not wanted or not any(change.table in _OF_MAP for change in changes):
        return frozenset()
    places = _made_of(sides, _names_changed(changes))
    days = sorted({day for side in sides.both for day in days_of_map(side.directory, wanted)})
    return frozenset(
        one for one in wanted if any(_lies_otherwise(sides, one, place, days) for place in places)
    )


def _names_changed(changes: Iterable[RowChange]) -> frozenset[str]:
    """The units and offices whose rows are changed, and the units that something went into otherwise."""
    columns = {"units": ("unit",), "offices": ("office",), "successions": ("to_unit",)}
    return frozenset(
        name
        for change in changes
        if change.manner != "noted"
        for column in columns.get(change.table, ())
        for name in change.cells(column)
    )


def _with_what_lies_under(sides: Sides, changed: frozenset[str]) -> frozenset[str]:
    return frozenset(
        unit
        for side in sides.both
        for name in changed
        if name in side.directory.geography
        for unit in (name, *side.directory.geography.units_below(name))
    )


def _units_reshaped(sides: Sides, units: frozenset[str]) -> dict[str, date]:
    """The units under which one of the units newly lies or no longer does, with the first such day."""
    found: dict[str, date] = {}
    for day in sides.map_days:
        for unit in units:
            one, other = (set(side.on(day).above(unit)) for side in sides.both)
            # A place that there is on one side only is nobody's yet, or no longer; its own offices come and go with it.
            if one and other:
                for reshaped in one ^ other:
                    found.setdefault(reshaped, day)
    return found


def _kinds_of_scopes(sides: Sides, changes: Iterable[RowChange]) -> frozenset[str]:
    """The kinds of office whose scopes are said otherwise; units that changed can bring their offices into others."""
    touched = {name for change in changes if change.table == "scopes" for name in change.key}
    return frozenset(
        side.directory.scopes[name].office_kind
        for side in sides.both
        for name in touched
        if name in side.directory.scopes
    )


def _first_unlike(sides: Sides, office: str) -> date | None:
    return next(
        (
            day
            for day in sides.map_days
            if _standing(sides.before, office, day) != _standing(sides.after, office, day)
        ),
        None,
    )


def _standing(side: Side, office: str, day: date) -> object:
    """Where and as what an office stands on a day; None where it does not exist."""
    record = side.directory.offices.get(office)
    if record is None or not side.directory.exists(office, day):
        return None
    on = side.on(day)
    return record.unit, record.kind, on.designations(office), on.above(record.unit)


def _made_of(sides: Sides, changed: Iterable[str]) -> frozenset[str]:
    """The units, what lies under them, and what was made of these in turn."""
    onward: dict[str, set[str]] = defaultdict(set)
    for side in sides.both:
        for version in versions_of(side.directory.geography):
            onward[version.parent or ""].add(version.unit)
        for step in successions_of(side.directory.geography):
            onward[step.from_unit].add(step.to_unit)
    found = set(changed)
    pending = list(found)
    while pending:
        further = onward[pending.pop()] - found
        found |= further
        pending += further
    return frozenset(found)


def _lies_otherwise(sides: Sides, territory: Territory, place: str, days: Iterable[date]) -> bool:
    return any(one != other for one, other in _lying(sides, territory, place, days))


def _lying(
    sides: Sides, territory: Territory, place: str, days: Iterable[date]
) -> Iterator[tuple[object, object]]:
    for day in days:
        if all(side.directory.geography.exists(place, day) for side in sides.both):
            yield sides.before.on(day).lying(place, territory), sides.after.on(day).lying(place, territory)
