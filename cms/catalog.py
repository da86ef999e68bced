"""What the public pages show of each record beside what the rules look at: titles, numbers, sources, citations.

One catalog stands beside the register of each edition and is read in a fixed number of statements. Grants are many,
so what is shown of them is read a page at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from cms.addresses import asked_edition
from cms.cards import EditionCard, GrantCard, InstrumentCard, PowerCard
from cms.newest import newest_edition
from cms.places import PlaceIndex
from cms.references import Keys
from delegation.day import Day
from delegation.models import FieldEntry, GrantEntry, InstrumentEntry, PowerEntry
from delegation.reading import day_of, register_of
from delegation.register import Register
from units.models import Edition, OfficeEntry

_POWER = (
    "power_id",
    "title",
    "field_id",
    "procedures",
    "legal_basis",
    "delegable",
    "collective",
    "confidence",
    "note",
    "folded",
)
_INSTRUMENT = (
    "instrument_id",
    "number",
    "type",
    "title",
    "issuer",
    "signer",
    "signing_capacity",
    "normative",
    "issued_on",
    "effective_from",
    "effective_until",
    "gazette",
    "source",
    "confidence",
    "note",
    "folded",
)


class Catalog:
    """A register with the words of its records, as of one edition."""

    def __init__(self, register: Register, edition: EditionCard) -> None:
        self.register = register
        self.edition = edition
        number = edition.number
        self.powers = {row[0]: _power(row) for row in _rows(PowerEntry, number, *_POWER)}
        self.instruments = {
            row[0]: InstrumentCard(*row) for row in _rows(InstrumentEntry, number, *_INSTRUMENT)
        }
        self.fields: dict[str, str] = dict(_rows(FieldEntry, number, "field_id", "name"))
        self.folded_offices: dict[str, str] = dict(_rows(OfficeEntry, number, "office_id", "folded"))

    @cached_property
    def places(self) -> PlaceIndex:
        """Units by every name they ever had."""
        return PlaceIndex(self.register.geography)

    @cached_property
    def keys(self) -> Keys:
        """Every key of the edition, by which short addresses name its records."""
        register = self.register
        return Keys(
            powers=tuple(sorted(self.powers)),
            units=tuple(sorted(register.geography)),
            offices=tuple(sorted(register.directory.offices)),
            instruments=tuple(sorted(self.instruments)),
            fields=tuple(sorted(self.fields)),
        )

    @cached_property
    def grants_recorded(self) -> int:
        """How many grants the edition holds."""
        count: int = GrantEntry.objects.recorded(self.edition.number).count()
        return count

    def day(self, day: date) -> Day:
        """The register on a day."""
        return day_of(self.register, day)

    def grant_cards(self, grants: Iterable[str]) -> dict[str, GrantCard]:
        """What is shown of these grants, read in one statement."""
        rows = GrantEntry.objects.recorded(self.edition.number).filter(grant__in=set(grants))
        return {
            row[0]: GrantCard(*row) for row in rows.values_list("grant_id", "citation", "confidence", "note")
        }

    def office_name(self, office: str) -> str:
        """What an office is called."""
        return self.register.directory.offices[office].name

    def recipient_name(self, recipient: str) -> str:
        """What an office or a scope is called."""
        directory = self.register.directory
        if recipient in directory.scopes:
            return directory.scopes[recipient].name
        return directory.offices[recipient].name


def current_catalog() -> Catalog:
    """The register with its words: as it is recorded now, or at the edition that the reader has asked for."""
    number = asked_edition()
    return catalog_of(newest_edition() if number is None else number)


def catalog_of(number: int) -> Catalog:
    """The register as it stood at the edition of that number, which exists; 0 is the empty register."""
    return _catalog(register_of(number), number)


# Keyed by the register too: it is made anew when another database stands behind the same number.
@lru_cache(maxsize=3)
def _catalog(register: Register, number: int) -> Catalog:
    recorded_at = Edition.objects.values_list("recorded_at", flat=True).get(number=number) if number else None
    return Catalog(register, EditionCard(number, recorded_at))


def _rows(model: Any, edition: int, *columns: str) -> Iterable[tuple[Any, ...]]:
    rows: Iterable[tuple[Any, ...]] = model.objects.recorded(edition).values_list(*columns)
    return rows


def _power(row: tuple[Any, ...]) -> PowerCard:
    key, title, field, procedures, *rest = row
    return PowerCard(key, title, field, tuple(code for code in procedures.split(";") if code), *rest)
