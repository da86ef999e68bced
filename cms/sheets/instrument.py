"""The page of an instrument: what it is, how far verified, what it grants, and what acts on what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from cms import wording
from cms.answers import until_in_words
from cms.catalog import Catalog, InstrumentCard
from cms.links import Link, instrument_link, power_link, unit_link
from cms.pager import Pager, paginate
from cms.sheets.grants import GrantRow, grant_rows
from cms.terms import instrument_end
from delegation.day import Day
from delegation.models import ChangeEntry, GrantEntry, RelationEntry
from delegation.records import Grant
from units.models import SuccessionEntry

ROWS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class RelationRow:
    """What one instrument does to another, or the other way about."""

    words: str
    instrument: Link
    on: date | None
    until: date | None
    note: str


@dataclass(frozen=True, slots=True)
class ChangeMade:
    """What the instrument does to a grant of another."""

    action: str
    power: Link
    since: date
    until: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit that by this instrument went into another."""

    on: date
    from_unit: Link
    to_unit: Link
    extent: str


@dataclass(frozen=True, slots=True)
class InstrumentSheet:
    """An instrument on a day."""

    card: InstrumentCard
    day: date
    begins: date
    until: str
    standing: str
    standing_words: str
    normative: str
    confidence: str
    confidence_meaning: str
    does: tuple[RelationRow, ...]
    undergoes: tuple[RelationRow, ...]
    changes: tuple[ChangeMade, ...]
    moved: Pager[Moved]
    grants: Pager[GrantRow]


def instrument_sheet(catalog: Catalog, instrument: str, day: date, sent: Mapping[str, str]) -> InstrumentSheet:
    """The page of a recorded instrument; `sent` may hold trang, the page of its grants."""
    card = catalog.instruments[instrument]
    on = catalog.day(day)
    state = instrument_standing(on, instrument)
    number = catalog.edition.number
    relations = RelationEntry.objects.recorded(number)
    return InstrumentSheet(
        card=card,
        day=day,
        begins=catalog.register.instruments[instrument].begins,
        until=until_in_words(catalog, instrument_end(catalog.register, instrument)),
        standing=state,
        standing_words=wording.word(wording.IN_FORCE, state),
        normative={True: gettext("Văn bản quy phạm pháp luật"), False: gettext("Văn bản cá biệt hoặc hành chính")}.get(
            card.normative, ""
        )
        if card.normative is not None
        else "",
        confidence=wording.word(wording.CONFIDENCE, card.confidence),
        confidence_meaning=wording.word(wording.CONFIDENCE_MEANING, card.confidence),
        does=_relation_rows(catalog, relations.filter(instrument=instrument), "target_id", wording.RELATION_MADE),
        undergoes=_relation_rows(
            catalog, relations.filter(target=instrument), "instrument_id", wording.RELATION_UNDERGONE
        ),
        changes=_changes(catalog, instrument),
        moved=paginate(_moved(catalog, instrument), "1", ROWS_A_PAGE * 20, {}),
        grants=_grants(catalog, on, instrument, sent),
    )
