"""Nothing is recorded under an address: what a public page says then, and whether something once was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from delegation.dossiers.entries import shelf_of, storing_of
from delegation.models import RelationEntry
from units.models import Edition, SuccessionEntry
from units.models.entry import IS_RECORDED
from units.text import normalise

# A record: its table in the interchange format, and its key.
Record = tuple[str, str]
# The tables whose records have an address.
WITH_ADDRESS: Final = ("fields", "units", "offices", "instruments", "powers", "grants")


class NotRecorded(LookupError):
    """The register has nothing under the key; `message` says so to people, `sought` is what to search for instead.

    `record` is what the address asked for, where it names a record: it may once have been in the register.
    """

    def __init__(self, message: str, sought: str, record: Record | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.sought = sought
        self.record = record


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a record that is not in the register at an edition.

    `gone_in` is the edition that took it out; None where it came only later. `back_in`: the edition that recorded it
    again, if any did. `told_in`: the edition that took it out, or else brought it, with when and why. `instead`: what
    the register last said took its place.
    """

    record: Record
    at: int
    gone_in: int | None
    back_in: int | None
    told_in: int
    recorded_at: datetime
    reason: str
    instead: tuple[Record, ...] = ()


def fate_of(record: Record, at: int) -> Fate | None:
    """What became of a record by the edition of that number; None if it was never recorded, or stands there."""
    table, key = record
    if table not in WITH_ADDRESS:
        return None
    shelf = shelf_of(table)
    field = storing_of(shelf, shelf.table.header[0]).fields[0]
    entries = shelf.model.objects.filter(IS_RECORDED, **{field: key})
    spans = sorted(entries.values_list("recorded_in_id", "replaced_in_id"))
    if not spans or any(came <= at and (went is None or went > at) for came, went in spans):
        return None
    gone = max((went for _came, went in spans if went is not None and went <= at), default=None)
    later = [came for came, _went in spans if came > at]
    told_by = Edition.objects.get(number=gone or min(later))
    return Fate(
        record,
        at,
        gone,
        min(later, default=None) if gone else None,
        told_by.number,
        told_by.recorded_at,
        told_by.reason,
        _instead(record, gone) if gone else (),
    )


def _instead(record: Record, gone_in: int) -> tuple[Record, ...]:
    """What took the record's place, by what was recorded just before it was taken out."""
    table, key = record
    if table == "instruments":
        relations = RelationEntry.objects.recorded(gone_in - 1).filter(target=key, relation="replaces")
        return tuple(
            ("instruments", one) for one in sorted(set(relations.values_list("instrument_id", flat=True)))
        )
    if table == "units":
        steps = SuccessionEntry.objects.recorded(gone_in - 1).filter(from_unit=key)
        return tuple(("units", one) for one in sorted(set(steps.values_list("to_unit_id", flat=True))))
    return ()


def written_otherwise(record: Record) -> str | None:
    """The one recorded key of which the asked one is another writing: in capitals, or in another composition."""
    table, key = record
    if table not in WITH_ADDRESS:
        return None
    shelf = shelf_of(table)
    written = normalise(key).strip()
    known = list(shelf.identity.objects.filter(key__iexact=written).values_list("key", flat=True)[:2])
    return known[0] if len(known) == 1 and known[0] != key else None
