"""What an edition told of a topic, as it stands in a feed, on a page and in a letter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext, ngettext

from cms.addresses import edition_address
from cms.catalog import Catalog
from cms.days import short_day
from cms.following.index import FIRST, MOST_TOLD
from cms.following.topics import ALL, RECORDS, SEARCH, Topic
from cms.following.words import Kept, Line, Rows, line_of, read_rows
from cms.models.subscription import TouchedTopic
from delegation.bundle.format import TABLES
from delegation.dossiers.entries import shelf_of
from delegation.models import GrantEntry
from units.clock import REGISTER_ZONE
from units.models import Edition
from units.text import fold

ENTRIES_A_PAGE: Final = 50
_GRANT_OF_CHANGE: Final = TABLES["changes"].position("grant")
_TABLE_OF: Final = {
    "unit": ("units", "unit"),
    "office": ("offices", "office"),
    "field": ("fields", "field"),
    "power": ("powers", "power"),
    "instrument": ("instruments", "instrument"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What one edition told of a topic; `lines` are the first few of `total`, `address` shows the first of them."""

    edition: int
    recorded_at: datetime
    title: str
    lines: tuple[Line, ...]
    total: int
    log: str
    address: str

    @property
    def when(self) -> str:
        """When it was recorded, in plain text."""
        local = self.recorded_at.astimezone(REGISTER_ZONE)
        return f"{local:%H:%M} {short_day(local.date())}"

    @property
    def more(self) -> int:
        """How many things are not among the lines."""
        return self.total - len(self.lines)


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept of one edition about a topic."""

    edition: int
    tellings: tuple[Kept, ...]
    total: int


def told_of(
    topic: Topic, *, after: int = 0, until: int, first: int = 0, most: int | None = None
) -> list[Told]:
    """What the editions after one, until another, told of a topic, the newest first; `most` of them from `first` on."""
    if topic.kind == SEARCH:
        found = _told_of_search(topic, after, until)
        return found[first : None if most is None else first + most]
    rows = (
        _touched(topic, after, until).order_by("-edition_id").values_list("edition_id", "tellings", "total")
    )
    return [
        Told(edition, tuple(map(Kept.read, tellings)), total)
        for edition, tellings, total in rows[first : None if most is None else first + most]
    ]


def count_told(topic: Topic, until: int) -> int:
    """How many editions told something of the topic."""
    return _touched(topic, 0, until).values("edition").distinct().count()


def _touched(topic: Topic, after: int, until: int) -> QuerySet[TouchedTopic]:
    rows = TouchedTopic.objects.filter(edition__gt=after, edition__lte=until)
    if topic.kind != SEARCH:
        return rows.filter(kind=topic.kind, key=topic.key)
    wanted = Q(kind__in=RECORDS)
    for text in words_sought(topic.key):
        wanted &= Q(folded__contains=text)
    return rows.filter(wanted)


def words_sought(text: str) -> list[str]:
    """The words that a record's name must have, all of them, for a search to find it."""
    return fold(text).split()


def _told_of_search(topic: Topic, after: int, until: int) -> list[Told]:
    rows = _touched(topic, after, until).order_by("-edition_id", "kind", "key")
    return merged(
        (edition, tuple(map(Kept.read, tellings)))
        for edition, tellings in rows.values_list("edition_id", "tellings").iterator()
    )


def merged(rows: Iterable[tuple[int, tuple[Kept, ...]]]) -> list[Told]:
    """What was told of several topics, as one: of each edition every thing once, in the order given."""
    by_edition: dict[int, dict[tuple[str, int | None, int | None], Kept]] = {}
    for edition, tellings in rows:
        found = by_edition.setdefault(edition, {})
        for one in tellings:
            found.setdefault((one.table, one.before, one.after), one)
    return [
        Told(edition, tuple(found.values())[:MOST_TOLD], len(found)) for edition, found in by_edition.items()
    ]


def is_in_first(topic: Topic) -> bool:
    """Whether the topic was there when the register began."""
    if topic.kind in (ALL, SEARCH):
        return True
    table, column = _TABLE_OF[topic.kind]
    shelf = shelf_of(table)
    return bool(shelf.model.objects.filter(**{f"{column}_id": topic.key, "recorded_in": FIRST}).exists())


@dataclass(frozen=True, slots=True)
class Ground:
    """What is needed to put into words whatever was told, read in a fixed number of statements.

    The cells of the entries, the power of each grant that a change speaks of, and when each edition was recorded.
    """

    rows: Rows
    grants: Mapping[str, str]
    times: Mapping[int, datetime]

    @classmethod
    def of(cls, told: Iterable[Told]) -> Ground:
        """Read what these tellings need."""
        every = list(told)
        rows = read_rows(one for of_edition in every for one in of_edition.tellings)
        changed = {cells[_GRANT_OF_CHANGE] for (table, _), cells in rows.items() if table == "changes"}
        return cls(rows, _powers_of(changed), _times(one.edition for one in every))


def entries(
    catalog: Catalog, name: str, told: Sequence[Told], topic: Topic, ground: Ground | None = None
) -> list[Entry]:
    """What was told, in words. `name` is what the topic is called; `ground` spares reading it again."""
    read = Ground.of(told) if ground is None else ground
    return [
        _entry(
            name,
            of_edition,
            tuple(line_of(catalog, read.grants, read.rows, one) for one in of_edition.tellings),
            read.times[of_edition.edition],
            is_record=topic.kind in RECORDS,
        )
        for of_edition in told
    ]


def _powers_of(grants: Collection[str]) -> Mapping[str, str]:
    """The power of each grant that a change speaks of, as last recorded."""
    if not grants:
        return {}
    found = GrantEntry.objects.filter(grant__in=grants, recorded_in__isnull=False).order_by("recorded_in_id")
    return dict(found.values_list("grant_id", "power_id"))


def _times(editions: Iterable[int]) -> Mapping[int, datetime]:
    return dict(Edition.objects.filter(number__in=set(editions)).values_list("number", "recorded_at"))


def _entry(
    name: str, told: Told, lines: tuple[Line, ...], recorded_at: datetime, *, is_record: bool
) -> Entry:
    log = edition_address(told.edition)
    shown = next((line.address for line in lines if line.address), "") if is_record else ""
    return Entry(told.edition, recorded_at, _title(name, told), lines, told.total, log, shown or log)


def _title(name: str, told: Told) -> str:
    if told.edition == FIRST:
        return gettext("%(name)s: sổ bắt đầu ghi") % {"name": name}
    return ngettext(
        "%(name)s: %(count)d thay đổi, lần ghi số %(number)d",
        "%(name)s: %(count)d thay đổi, lần ghi số %(number)d",
        told.total,
    ) % {"name": name, "count": told.total, "number": told.edition}
