"""The page of an instrument: what it is, how far verified, what it grants, and what acts on what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import F
from django.utils.translation import gettext

from cms import wording
from cms.cards import InstrumentCard
from cms.catalog import Catalog
from cms.holders import until_in_words
from cms.links import Link, instrument_link, power_link, unit_link
from cms.pager import Pager, paginate
from cms.sheets.grants import GrantRow, grant_rows
from cms.terms import instrument_end
from delegation.day import Day
from delegation.models import ChangeEntry, GrantEntry, RelationEntry
from units.models import EntryQuerySet, SuccessionEntry
from units.periods import ONE_DAY

ROWS_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class RelationRow:
    """What one instrument does to another, or the other way about."""

    relation: str
    words: str
    instrument: Link
    on: date | None
    until: date | None
    note: str


@dataclass(frozen=True, slots=True)
class ChangeMade:
    """What the instrument does to a grant of another."""

    change: str
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
    extent_key: str
    extent: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A unit that by this instrument was made of others, or took them in: those wholly, and those in part."""

    on: date
    to_unit: Link
    wholly: tuple[Link, ...]
    partly: tuple[Link, ...]


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
    moved: tuple[Moved, ...]
    mergers: tuple[Merged, ...]
    grants: Pager[GrantRow]


def instrument_sheet(
    catalog: Catalog, instrument: str, day: date, sent: Mapping[str, str]
) -> InstrumentSheet:
    """The page of a recorded instrument; `sent` may hold trang, the page of its grants."""
    card = catalog.instruments[instrument]
    on = catalog.day(day)
    state = instrument_standing(on, instrument)
    # What has no day of its own begins with its instrument, and databases differ on where they put it.
    since = F("on").asc(nulls_first=True)
    relations = RelationEntry.objects.recorded(catalog.edition.number).order_by("relation", since, "id")
    moved = _moved(catalog, instrument)
    return InstrumentSheet(
        card=card,
        day=day,
        begins=catalog.register.instruments[instrument].begins,
        until=until_in_words(catalog, instrument_end(catalog.register, instrument), instrument),
        standing=state,
        standing_words=wording.word(wording.IN_FORCE, state),
        normative=_normative(card.normative),
        confidence=wording.word(wording.CONFIDENCE, card.confidence),
        confidence_meaning=wording.word(wording.CONFIDENCE_MEANING, card.confidence),
        does=_relation_rows(
            catalog, relations.filter(instrument=instrument), "target_id", wording.RELATION_MADE
        ),
        undergoes=_relation_rows(
            catalog, relations.filter(target=instrument), "instrument_id", wording.RELATION_UNDERGONE
        ),
        changes=_changes(catalog, instrument),
        moved=moved,
        mergers=tuple(_mergers(moved)),
        grants=_grants(catalog, on, instrument, sent),
    )


def instrument_standing(on: Day, instrument: str) -> str:
    """How the instrument stands on the day, worked out from its days and from what acts on it."""
    if not on.begun(instrument):
        return "not_yet"
    if on.ended(instrument):
        return "ended"
    return "suspended" if on.suspended(instrument) else "in_force"


def _normative(normative: bool | None) -> str:
    if normative is None:
        return ""
    return gettext("Văn bản quy phạm pháp luật") if normative else gettext("Văn bản cá biệt, hành chính")


def _relation_rows(
    catalog: Catalog, relations: EntryQuerySet, other: str, words: wording.Words
) -> tuple[RelationRow, ...]:
    return tuple(
        RelationRow(relation, wording.word(words, relation), instrument_link(catalog, key), on, until, note)
        for relation, key, on, until, note in relations.values_list("relation", other, "on", "until", "note")
    )


def _changes(catalog: Catalog, instrument: str) -> tuple[ChangeMade, ...]:
    entries = (
        ChangeEntry.objects.recorded(catalog.edition.number).filter(instrument=instrument).order_by("change")
    )
    rows = list(entries.values_list("change", "grant_id", "action", "since", "until", "note"))
    power_of = dict(
        GrantEntry.objects.recorded(catalog.edition.number)
        .filter(grant__in=[row[1] for row in rows])
        .values_list("grant_id", "power_id")
    )
    own = catalog.register.instruments[instrument].begins
    return tuple(
        ChangeMade(
            change,
            wording.word(wording.CHANGE_ACTION, action),
            power_link(catalog, power_of[grant]),
            max(since or own, own),
            None if action == "revoke" else until,
            note,
        )
        for change, grant, action, since, until, note in rows
    )


def _moved(catalog: Catalog, instrument: str) -> tuple[Moved, ...]:
    entries = SuccessionEntry.objects.recorded(catalog.edition.number).filter(instrument=instrument)
    rows = entries.order_by("on", "to_unit", "from_unit").values_list(
        "on", "from_unit_id", "to_unit_id", "extent"
    )
    made = {(other, on): unit_link(catalog, other, on) for on, _one, other, _extent in rows}
    return tuple(
        Moved(
            on,
            unit_link(catalog, one, on - ONE_DAY),
            made[other, on],
            extent,
            wording.word(wording.EXTENT, extent),
        )
        for on, one, other, extent in rows
    )


def _mergers(moved: Iterable[Moved]) -> Iterator[Merged]:
    """By the unit that was made: what was moved stands in that order."""
    for (on, to_unit), moves in groupby(moved, lambda move: (move.on, move.to_unit)):
        of_extent: dict[str, list[Link]] = {"whole": [], "part": []}
        for move in moves:
            of_extent[move.extent_key].append(move.from_unit)
        yield Merged(on, to_unit, tuple(of_extent["whole"]), tuple(of_extent["part"]))


def _grants(catalog: Catalog, on: Day, instrument: str, sent: Mapping[str, str]) -> Pager[GrantRow]:
    pager = paginate(grants_made(catalog, instrument), sent.get("trang", ""), ROWS_A_PAGE, sent)
    return pager.showing(rows_of_grants(catalog, on, pager.items))


def grants_made(catalog: Catalog, instrument: str) -> list[tuple[str, str]]:
    """The power and the key of each grant that an instrument makes, by power."""
    entries = GrantEntry.objects.recorded(catalog.edition.number).filter(instrument=instrument)
    return list(entries.order_by("power", "grant").values_list("power_id", "grant_id"))


def rows_of_grants(catalog: Catalog, on: Day, made: Collection[tuple[str, str]]) -> list[GrantRow]:
    """The rows of some of grants_made, by power."""
    shown = {grant for _power, grant in made}
    of_powers = catalog.register.grants.of_all_powers({power for power, _grant in made})
    grants = [grant for of_power in of_powers.values() for grant in of_power if grant.grant in shown]
    return grant_rows(catalog, on, sorted(grants, key=lambda grant: (grant.power, grant.grant)))
