"""Editions in memory: two registers written row by row, and what lies between them."""

from __future__ import annotations

from typing import Any

from cms.following.changes import RowChange
from cms.following.topics import Topic
from cms.following.touched import Told, touched
from delegation.bundle.format import TABLES
from delegation.bundle.rows import Cells, Key
from tests.delegation.diagnostics.example import changed
from tests.registers import Tables, cells_of, register_from

CITY = changed({})


def keyed(table: str, tables: Tables) -> dict[Key, Cells]:
    read = TABLES[table].key_reader()
    every = (cells_of(TABLES[table], row) for row in tables.get(table, ()))
    return {read(cells): cells for cells in every}


def changes_between(before: Tables, after: Tables) -> list[RowChange]:
    found = []
    for table in TABLES:
        one, other = keyed(table, before), keyed(table, after)
        found += [
            RowChange(table, one.get(key), other.get(key))
            for key in sorted(one.keys() | other.keys())
            if one.get(key) != other.get(key)
        ]
    return found


def told(before: Tables, after: Tables) -> Told:
    """What an edition that leads from one to the other tells to whom."""
    fields = {
        row["power"]: frozenset(
            one.get("field", "")
            for side in (before, after)
            for one in side["powers"]
            if one["power"] == row["power"]
        )
        - {""}
        for side in (before, after)
        for row in side["powers"]
    }
    return touched(register_from(before), register_from(after), changes_between(before, after), fields)


def told_of_city(changes: dict[str, Any], recorded: dict[str, Any] | None = None) -> Told:
    """What changes to the example city tell; `recorded` are changes that were made before."""
    earlier = recorded or {}
    return told(changed(earlier), changed(earlier | changes))


def keys(told_: Told, kind: str) -> set[str]:
    """The keys of the topics of a kind that were touched."""
    return {topic.key for topic in told_ if topic.kind == kind}


def manners(told_: Told, topic: Topic) -> set[tuple[str, str]]:
    """What a topic is told: tables with what was done."""
    return {(one.table, one.manner) for one in told_.get(topic, ())}
