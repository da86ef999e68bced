"""Which topics an edition touches, and what is to be told to whoever follows them. Pure.

The rules in words: docs/following.md. A grant to a class of offices touches each office that is in it on a day on which
something is another than before, and the unit of that office; not the places over which the office merely stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from cms.following.changes import RowChange, Telling
from cms.following.effect import Sides
from cms.following.moved import Moved, moved_offices
from cms.following.reach import Reached, reached_by
from cms.following.topics import EVERYTHING, FIELD, INSTRUMENT, OFFICE, POWER, UNIT, Topic
from delegation.records import Grant
from delegation.register import Register

Told = Mapping[Topic, tuple[Telling, ...]]
# Which field of law a power belongs to, before and after.
FieldsOf = Mapping[str, frozenset[str]]


def touched(before: Register, after: Register, changes: Sequence[RowChange], fields: FieldsOf) -> Told:
    """Every topic that the edition touches, with what is told of it, the rows themselves first.

    `fields` says of each power that either register has in which fields it is.
    """
    if not changes:
        return {}
    sides = Sides(before, after)
    found = _Found(sides, fields, changes)
    for change in changes:
        found.tell_row(change)
    moved = moved_offices(sides, changes)
    for reached in reached_by(sides, changes, moved):
        found.tell_reached(reached)
    found.tell_moved(moved)
    return found.told()


def _grants_changed(sides: Sides, changes: Iterable[RowChange]) -> Mapping[str, list[Grant]]:
    """By key, as either side has them, the grants to which a change is made or taken back."""
    wanted = {grant for change in changes if change.table == "changes" for grant in change.cells("grant")}
    found: dict[str, list[Grant]] = defaultdict(list)
    for side in sides.both if wanted else ():
        for key, grant in side.register.grants.find(wanted).items():
            found[key].append(grant)
    return found


def _rows_of_grants(changes: Iterable[RowChange]) -> Mapping[str, list[RowChange]]:
    """By grant, the changed rows that are about it."""
    rows: dict[str, list[RowChange]] = defaultdict(list)
    for change in changes:
        if change.table in ("grants", "changes"):
            for grant in change.cells("grant"):
                rows[grant].append(change)
    return rows


class _Found:
    """Gathers what is told, each thing once of each topic."""

    def __init__(self, sides: Sides, fields: FieldsOf, changes: Sequence[RowChange]) -> None:
        self._sides = sides
        self._fields = fields
        self._changes = changes
        self._rows = _rows_of_grants(changes)
        self._changed_grants = _grants_changed(sides, changes)
        self._told: dict[Topic, dict[tuple[str, tuple[str, ...]], Telling]] = defaultdict(dict)

    def told(self) -> Told:
        """What was gathered; of a thing told twice, with the earlier day."""
        return {topic: tuple(tellings.values()) for topic, tellings in self._told.items()}

    def _tell(self, topics: Iterable[Topic], telling: Telling) -> None:
        name = telling.table, telling.key
        for topic in topics:
            known = self._told[topic].get(name)
            self._told[topic][name] = telling if known is None else _earlier(known, telling)

    def tell_row(self, change: RowChange) -> None:
        """The row, to whoever follows everything or the record that the row itself is about."""
        telling = Telling(change.table, change.key, change.manner, _day_of_row(change))
        self._tell([EVERYTHING, *self._records_of(change)], telling)

    def _records_of(self, change: RowChange) -> Iterator[Topic]:
        for kind, columns in _RECORDS_OF[change.table].items():
            for column in columns:
                yield from (Topic(kind, key) for key in change.cells(column))
        if change.table == "units" and change.differs("valid_until", "parent"):
            yield from (Topic(UNIT, key) for key in change.cells("parent"))
        if change.table == "powers" and change.manner != "noted":
            yield from (Topic(FIELD, key) for key in change.cells("field"))
        if change.table == "changes":
            yield from self._records_of_change(change)

    def _records_of_change(self, change: RowChange) -> Iterator[Topic]:
        for grant in change.cells("grant"):
            for one in self._changed_grants.get(grant, ()):
                yield Topic(POWER, one.power)
                yield Topic(INSTRUMENT, one.instrument)

    def tell_reached(self, reached: Reached) -> None:
        """A grant that has another effect, to whoever follows the power, its field, or whom it reaches."""
        topics = [
            Topic(POWER, reached.power),
            *(Topic(FIELD, key) for key in self._fields.get(reached.power, ())),
            *(Topic(OFFICE, office) for office in reached.offices),
            *(Topic(UNIT, unit) for office in reached.offices for unit in self._units_of(office)),
            *(Topic(INSTRUMENT, one.instrument) for one in reached.sides),
            *(Topic(UNIT, one.territory.unit) for one in reached.sides if one.territory is not None),
        ]
        if reached.since is None and reached.former is not None and reached.grant is not None:
            # It has no effect on any day: whoever looks the power up is told, and nobody who holds it.
            topics = topics[:1]
        for telling in _tellings(reached, self._rows):
            # Whoever follows everything is told of rows, and now learns from which day on they can be felt.
            self._tell(topics if telling.manner == "affected" else [*topics, EVERYTHING], telling)

    def _units_of(self, office: str) -> frozenset[str]:
        return frozenset(
            side.directory.offices[office].unit
            for side in self._sides.both
            if office in side.directory.offices
        )

    def tell_moved(self, moved: Moved) -> None:
        """What moved an office, to whoever follows it or its unit."""
        by_name = _rows_by_name(self._changes)
        for office, move in moved.items():
            units = self._units_of(office)
            topics = [Topic(OFFICE, office), *(Topic(UNIT, unit) for unit in units)]
            rows = [row for name in (office, *units) for row in by_name.get(name, ())]
            for row in rows or _of_the_map(self._changes):
                self._tell(topics, Telling(row.table, row.key, row.manner, move.since))


_RECORDS_OF: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "fields": {FIELD: ("field",)},
    "units": {UNIT: ("unit",)},
    "offices": {OFFICE: ("office",), UNIT: ("unit",)},
    "scopes": {},
    "instruments": {INSTRUMENT: ("instrument",)},
    "successions": {UNIT: ("from_unit", "to_unit"), INSTRUMENT: ("instrument",)},
    "instrument_relations": {INSTRUMENT: ("instrument", "target")},
    "powers": {POWER: ("power",)},
    "grants": {POWER: ("power",), INSTRUMENT: ("instrument",)},
    "changes": {INSTRUMENT: ("instrument",)},
}
_DAYS_OF: Mapping[str, tuple[str, ...]] = {
    "units": ("valid_from",),
    "offices": ("valid_from",),
    "instruments": ("effective_from", "issued_on"),
    "successions": ("on",),
    "instrument_relations": ("on",),
}


def _day_of_row(change: RowChange) -> date | None:
    """The day that a row names which is new or gone; one that only reads otherwise may do so from a later day on."""
    if change.before is not None and change.after is not None:
        return None
    days = (change.said(column) for column in _DAYS_OF.get(change.table, ()))
    return next((date.fromisoformat(day) for day in days if day), None)


def _tellings(reached: Reached, rows: Mapping[str, Sequence[RowChange]]) -> Iterator[Telling]:
    """The rows that make the difference, else the grant whose effect something else changes."""
    (grant, *_) = reached.sides
    own = rows.get(grant.grant, ())
    for row in own:
        yield Telling(row.table, row.key, row.manner, reached.since)
    if not own:
        yield Telling("grants", (grant.grant,), "affected", reached.since)


def _rows_by_name(changes: Iterable[RowChange]) -> Mapping[str, list[RowChange]]:
    rows: dict[str, list[RowChange]] = defaultdict(list)
    columns = {"units": ("unit", "parent"), "offices": ("office",), "successions": ("from_unit", "to_unit")}
    for change in changes:
        for column in columns.get(change.table, ()):
            for name in change.cells(column):
                rows[name].append(change)
    return rows


def _of_the_map(changes: Iterable[RowChange]) -> list[RowChange]:
    return [change for change in changes if change.table in ("units", "scopes", "offices", "successions")]


def _earlier(known: Telling, other: Telling) -> Telling:
    """Of two tellings of one thing, the one with the earlier day; a day that is known counts before none."""
    days = [day for day in (known.since, other.since) if day is not None]
    return Telling(known.table, known.key, known.manner, min(days, default=None))
