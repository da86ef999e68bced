"""Which topics each edition touched, kept in the database: worked out once, when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db import connection, transaction

from cms.following.changes import RowChange, Telling
from cms.following.topics import EVERYTHING, FIELD, INSTRUMENT, OFFICE, POWER, RECORDS, UNIT, Topic
from cms.following.touched import FieldsOf, Told, touched
from cms.models.subscription import TouchedTopic
from cms.newest import newest_edition
from delegation.bundle.format import TABLES
from delegation.bundle.rows import Cells, Key
from delegation.bundle.shelves import SHELVES
from delegation.dossiers.entries import cells_of, described
from delegation.models import PowerEntry
from delegation.reading import register_of
from units.text import fold

# A letter or an entry of a feed shows so many things of one edition; the log shows all.
MOST_TOLD: Final = 20
_AT_ONCE: Final = 1_000
FIRST: Final = 1
# Any number will do, as long as whoever writes the index takes the same one.
_INDEX_LOCK: Final = 0x7468_656F

Entries = dict[tuple[str, Key], tuple[int | None, int | None]]


def catch_up() -> None:
    """Work out every edition that has not been yet, the oldest first; of two who do so at once, one waits."""
    while (number := _next_edition()) is not None:
        with transaction.atomic():
            _take_turn()
            if _next_edition() == number:
                _keep(number)


def _next_edition() -> int | None:
    """The oldest edition without its topics; None where there is none. Every edition touches everything."""
    done = (
        TouchedTopic.objects.filter(kind=EVERYTHING.kind)
        .order_by("-edition_id")
        .values_list("edition_id", flat=True)
    )
    following = (done.first() or 0) + 1
    return following if following <= newest_edition() else None


def _take_turn() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_INDEX_LOCK])


def _keep(number: int) -> None:
    if number == FIRST:
        # Nobody can have followed anything before there was a register: that it begins is told of all of it alone.
        TouchedTopic.objects.create(edition_id=number, kind=EVERYTHING.kind, tellings=[], total=0)
        return
    changes, entries = read_changes(number)
    told = touched(register_of(number - 1), register_of(number), changes, _fields(number))
    told = {EVERYTHING: (), **told}
    folded = _folded(number, told)
    unchanged = _unchanged_grants(number, told)
    rows = [
        TouchedTopic(
            edition_id=number,
            kind=topic.kind,
            key=topic.key,
            folded=folded.get(topic, ""),
            tellings=[_as_kept(one, entries, unchanged) for one in most_telling(tellings)],
            total=len(tellings),
        )
        for topic, tellings in told.items()
    ]
    TouchedTopic.objects.bulk_create(rows, batch_size=_AT_ONCE)


def read_changes(number: int) -> tuple[list[RowChange], Entries]:
    """What an edition did to each row, and the numbers of the entries before and after."""
    changes: list[RowChange] = []
    entries: Entries = {}
    for shelf in SHELVES:
        name = shelf.table.name
        key_of = shelf.table.key_reader()
        gone, came = (
            {key_of(cells): (entry, cells) for entry, cells in cells_of(shelf, rows).items()}
            for rows in (
                shelf.model.objects.filter(replaced_in=number),
                shelf.model.objects.filter(recorded_in=number),
            )
        )
        for key in sorted(gone.keys() | came.keys()):
            (one, before), (other, after) = gone.get(key, _NOTHING), came.get(key, _NOTHING)
            changes.append(RowChange(name, before, after))
            entries[name, key] = one, other
    return changes, entries


_NOTHING: Final[tuple[int | None, Cells | None]] = (None, None)


def _fields(number: int) -> FieldsOf:
    """The fields of every power, before the edition and after."""
    found: dict[str, set[str]] = defaultdict(set)
    for edition in (number - 1, number):
        rows: Iterable[tuple[str, str]] = PowerEntry.objects.recorded(edition).values_list(
            "power_id", "field_id"
        )
        for power, field in rows:
            found[power].add(field)
    return {power: frozenset(fields) for power, fields in found.items()}


_TABLE_OF: Final = {
    POWER: "powers",
    INSTRUMENT: "instruments",
    UNIT: "units",
    OFFICE: "offices",
    FIELD: "fields",
}
_SEARCHED: Final[Mapping[str, tuple[str, ...]]] = {
    POWER: ("title", "procedures"),
    INSTRUMENT: ("type", "number", "title", "issuer"),
    UNIT: ("name",),
    OFFICE: ("name",),
    FIELD: ("name",),
}


def _folded(number: int, told: Told) -> dict[Topic, str]:
    """What each touched record is called, before the edition and after, as searches compare it; units by every name."""
    words: dict[Topic, dict[str, None]] = defaultdict(dict)
    for kind in RECORDS:
        table = _TABLE_OF[kind]
        keys = {topic.key for topic in told if topic.kind == kind}
        read = [TABLES[table].position(column) for column in _SEARCHED[kind]]
        for edition in (number - 1, number):
            for record, cells in described(table, keys, edition).items() if keys else ():
                words[Topic(kind, record.identity)][fold(" ".join(cells[at] for at in read))] = None
    return {topic: "\n".join(texts) for topic, texts in words.items()}


def _unchanged_grants(number: int, told: Told) -> Mapping[str, int]:
    """The entries of grants that were left as they are and yet have another effect, by key."""
    keys = {one.key[0] for tellings in told.values() for one in tellings if one.manner == "affected"}
    (shelf,) = (one for one in SHELVES if one.table.name == "grants")
    found: dict[str, int] = {}
    for some in _some(sorted(keys)):
        found.update(
            shelf.model.objects.recorded(number).filter(grant__in=some).values_list("grant_id", "id")
        )
    return found


def _some(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE))


_ORDER: Final = ("grants", "changes", "powers", "instrument_relations", "instruments", "offices", "units")


def most_telling(tellings: Iterable[Telling]) -> list[Telling]:
    """The first so many to tell: what was done to grants before what was done to names, and notes last of all."""
    return sorted(tellings, key=_weight)[:MOST_TOLD]


def _weight(telling: Telling) -> tuple[bool, int, date, Key]:
    place = _ORDER.index(telling.table) if telling.table in _ORDER else len(_ORDER)
    return telling.manner == "noted", place, telling.since or date.max, telling.key


def _as_kept(telling: Telling, entries: Entries, unchanged: Mapping[str, int]) -> list[Any]:
    before, after = entries.get((telling.table, telling.key), (None, None))
    if telling.manner == "affected":
        before = after = unchanged.get(telling.key[0])
    return [
        telling.table,
        telling.manner,
        before,
        after,
        telling.since.isoformat() if telling.since else None,
    ]
