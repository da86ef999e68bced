"""What rows of an edition are called, and where each is shown: by what the register held at that edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext

from cms import wording
from cms.addresses import (
    at_edition,
    field_address,
    grant_address,
    instrument_address,
    office_address,
    power_address,
    unit_address,
)
from cms.links import Link
from delegation.bundle.format import TABLES
from delegation.bundle.rows import Cells
from delegation.dossiers.entries import described, references
from delegation.editing.labels import Names, short_day

# Named by their own cells, or by nothing that a page could lead to.
_UNNAMED = ("successions", "instrument_relations", "changes")


def names_at(edition: int, rows: Iterable[tuple[str, Cells]]) -> Names:
    """The names of all that the rows speak of, as of an edition and, what is no longer in it, the one before.

    A fixed number of statements: what grants are called takes a second look, for their powers and recipients.
    """
    return _names(edition, rows, Names(_read(edition - 1, rows)) if edition > 1 else None)


def _names(edition: int, rows: Iterable[tuple[str, Cells]], above: Names | None) -> Names:
    return Names(_read(edition, rows), above)


def _read(edition: int, rows: Iterable[tuple[str, Cells]]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, dict[tuple[str, ...], Cells]] = defaultdict(dict)
    pending = list(rows)
    for _step in range(2):
        wanted: dict[str, set[str]] = defaultdict(set)
        for table, cells in pending:
            wanted[table].add(cells[0])
            for name, key in references(table, cells):
                wanted[name].add(key)
        pending = []
        for table, keys in wanted.items():
            if table in _UNNAMED:
                continue
            known = {key for key, *_rest in found[table]}
            for record, cells in described(table, keys - known, edition).items():
                found[table][record.key] = cells
                if table == "grants":
                    pending.append((table, cells))
    return {
        table: [dict(zip(TABLES[table].header, cells, strict=True)) for cells in of_table.values()]
        for table, of_table in found.items()
    }


def row_link(names: Names, table: str, cells: Cells, edition: int | None) -> Link:
    """A row by its name, leading to where the register shows it at an edition; None: at the newest."""
    said = dict(zip(TABLES[table].header, cells, strict=True))
    with at_edition(edition):
        return Link(_text(names, table, said), _address(table, said), key=cells[0])


def _text(names: Names, table: str, said: Mapping[str, str]) -> str:
    if table == "successions":
        return gettext("%(from)s vào %(to)s, %(day)s") % {
            "from": names.name_of("units", said["from_unit"]),
            "to": names.name_of("units", said["to_unit"]),
            "day": short_day(date.fromisoformat(said["on"])),
        }
    if table == "instrument_relations":
        return " ".join(
            (
                names.name_of("instruments", said["instrument"]),
                wording.word(wording.RELATION_MADE, said["relation"]).lower(),
                names.name_of("instruments", said["target"]),
            )
        )
    if table == "changes":
        return gettext("%(action)s: %(grant)s") % {
            "action": wording.word(wording.CHANGE_ACTION, said["action"]),
            "grant": names.name_of("grants", said["grant"]),
        }
    return names.name_of(table, said[TABLES[table].header[0]])


def _address(table: str, said: Mapping[str, str]) -> str:
    match table:
        case "fields":
            return field_address(said["field"])
        case "units":
            start = said["valid_from"]
            return unit_address(said["unit"], date.fromisoformat(start) if start else None)
        case "successions":
            return unit_address(said["from_unit"])
        case "offices":
            return office_address(said["office"])
        case "instruments" | "instrument_relations" | "changes":
            return instrument_address(said["instrument"])
        case "powers":
            return power_address(said["power"])
        case "grants":
            return grant_address(said["grant"])
    return ""
