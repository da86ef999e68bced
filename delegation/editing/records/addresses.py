"""Addresses of records on the desk: the table by its Vietnamese name, and the cells of the key as one segment.

A key may hold "/", which is written ~1, and "~" ~0, as in the public addresses; its cells are joined by ";", which no
key holds.
"""

from __future__ import annotations

from typing import Final

from django.urls import NoReverseMatch, reverse

from delegation.bundle.format import LIST_SEPARATOR, TABLES
from delegation.dossiers.entries import RecordKey

SLUGS: Final = {
    "grants": "trao-quyen",
    "changes": "thay-doi",
    "instruments": "van-ban",
    "instrument_relations": "quan-he",
    "powers": "quyen-han",
    "fields": "linh-vuc",
    "units": "don-vi",
    "offices": "co-quan",
    "scopes": "nhom",
    "successions": "ke-thua",
}
_TABLES: Final = {slug: table for table, slug in SLUGS.items()}


class TableConverter:
    """A table of the register as one segment of a path."""

    regex = "|".join(_TABLES)

    def to_python(self, value: str) -> str:
        """The table's name."""
        return _TABLES[value]

    def to_url(self, value: str) -> str:
        """Its name in the address."""
        return SLUGS[value]


class RowKeyConverter:
    """The key of a row as one segment of a path."""

    regex = "[^/]+"

    def to_python(self, value: str) -> tuple[str, ...]:
        """The cells of the key."""
        return tuple(cell.replace("~1", "/").replace("~0", "~") for cell in value.split(LIST_SEPARATOR))

    def to_url(self, value: tuple[str, ...]) -> str:
        """The segment for a key."""
        return LIST_SEPARATOR.join(cell.replace("~", "~0").replace("/", "~1") for cell in value)


def table_address(table: str) -> str:
    """Where the records of a table are listed."""
    return reverse("register_table", args=[table])


def record_address(record: RecordKey) -> str:
    """Where a record is shown."""
    return reverse("register_record", args=[record.table, record.key])


def named_address(table: str, identity: str) -> str:
    """Where the thing of that key is shown; a unit, which has several rows, by the list of them. "" for neither."""
    if len(TABLES[table].key) == 1:
        return record_address(RecordKey(table, (identity,)))
    return f"{table_address(table)}?ma={identity}" if table == "units" else ""


def written(record: RecordKey) -> str:
    """A record in one line of a form: its table, and its key as in addresses."""
    return f"{SLUGS[record.table]}/{RowKeyConverter().to_url(record.key)}"


def record_in(text: str) -> RecordKey | None:
    """The record of a line of a form; None for what is none."""
    slug, _slash, key = text.partition("/")
    table = _TABLES.get(slug)
    if table is None:
        return None
    cells = RowKeyConverter().to_python(key)
    return RecordKey(table, cells) if len(cells) == len(TABLES[table].key) and cells[0] else None


def public_address(table: str, identity: str) -> str:
    """The public page of a thing, "" for one that has none: found by name, as the pages stand in another part."""
    unit, _slash, post = identity.partition("/")
    asked = {
        "units": ("register:unit", {"unit": identity}),
        "offices": ("register:office", {"unit": unit, "post": post}),
        "powers": ("register:power", {"key": identity}),
        "instruments": ("register:instrument", {"key": identity}),
    }
    if table not in asked:
        return ""
    name, keys = asked[table]
    try:
        return reverse(name, kwargs=keys)
    except NoReverseMatch:
        return ""
