"""The page of a power: what it is, and its holders through time, drawn and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext

from cms import wording
from cms.addresses import field_address, question_address
from cms.cards import PowerCard
from cms.catalog import Catalog
from cms.days import span
from cms.drawings.lanes import Segment, segments
from cms.drawings.scale import Scale, Tick, scale_over
from cms.links import Link
from cms.sheets.grants import GrantRow, grant_rows
from cms.terms import begins

_EARLIEST_YEAR_SHOWN: Final = 2010
_YEARS_SHOWN: Final = 40
_TICKS: Final = 8
# A power of the whole country is given in every province: the table below the picture has them all.
MOST_LANES: Final = 24


@dataclass(frozen=True, slots=True)
class LaneBar:
    """A grant on the line of its holder; `address` leads to its row in the table."""

    address: str
    title: str
    kind: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A holder with everything by which the power was ever given to it."""

    holder: Link
    notes: tuple[str, ...]
    bars: tuple[LaneBar, ...]
    holds_now: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Holders through time on one line of days; `kinds` and `phases` are those in the picture, for its key."""

    lanes: tuple[Lane, ...]
    left_out: int
    ticks: tuple[Tick, ...]
    today: str
    kinds: tuple[tuple[str, str], ...]
    phases: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """A day on which something that runs now will stop."""

    last: date
    words: str
    holders: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PowerSheet:
    """A power on a day, with every recorded grant of it."""

    power: PowerCard
    field: str
    field_address: str
    day: date
    confidence: str
    confidence_meaning: str
    rows: tuple[GrantRow, ...]
    running: int
    timeline: Timeline | None
    endings: tuple[Ending, ...]
    ask: str


def power_sheet(catalog: Catalog, power: str, day: date) -> PowerSheet:
    """The page of a recorded power."""
    card = catalog.powers[power]
    grants = sorted(
        catalog.register.grants.of_power(power),
        key=lambda grant: (begins(catalog.register, grant), grant.grant),
    )
    rows = grant_rows(catalog, catalog.day(day), grants)
    return PowerSheet(
        power=card,
        field=catalog.fields.get(card.field, card.field),
        field_address=field_address(card.field, day),
        day=day,
        confidence=wording.word(wording.CONFIDENCE, card.confidence),
        confidence_meaning=wording.word(wording.CONFIDENCE_MEANING, card.confidence),
        rows=tuple(rows),
        running=sum(row.standing == "in_force" for row in rows),
        timeline=_timeline(rows, day) if rows else None,
        endings=tuple(_endings(rows, day)),
        ask=question_address(viec=power, ngay=day.isoformat()),
    )


def _timeline(rows: list[GrantRow], day: date) -> Timeline:
    days = [day, *(row.since for row in rows), *(row.last for row in rows if row.last)]
    scale = scale_over(days, earliest=_EARLIEST_YEAR_SHOWN, most_years=_YEARS_SHOWN)
    of_holder: dict[Link, list[GrantRow]] = {}
    for row in rows:
        for recipient in row.recipients:
            of_holder.setdefault(recipient, []).append(row)
    # Who holds the power on the day stands first: it is what most come for.
    order = sorted(of_holder, key=lambda holder: not _holds(of_holder[holder]))
    lanes = tuple(_lane(scale, holder, of_holder[holder], day) for holder in order[:MOST_LANES])
    phases = {part.phase for lane in lanes for bar in lane.bars for part in bar.segments}
    kinds = {row.kind: row.kind_words for row in rows}
    return Timeline(
        lanes=lanes,
        left_out=len(order) - len(lanes),
        ticks=scale.ticks(_TICKS),
        today=scale.at(day),
        kinds=tuple((kind, kinds[kind]) for kind in wording.GRANT_KIND if kind in kinds),
        phases=tuple((phase, str(words)) for phase, words in wording.PHASE.items() if phase in phases),
    )


def _holds(rows: Iterable[GrantRow]) -> bool:
    return any(row.standing == "in_force" and row.kind not in ("exclusion", "assignment") for row in rows)


def _lane(scale: Scale, holder: Link, rows: list[GrantRow], day: date) -> Lane:
    return Lane(
        holder=holder,
        notes=tuple(_note(row) for row in rows),
        bars=tuple(
            LaneBar(
                f"#{row.grant}",
                f"{holder.text}: {_note(row)}",
                row.kind,
                segments(scale, row.since, row.last, day, row.standing),
            )
            for row in rows
        ),
        holds_now=_holds(rows),
    )


def _note(row: GrantRow) -> str:
    """A grant in a few words: its kind, its days, and how it stands where it is not simply in force."""
    words = gettext("%(kind)s %(period)s") % {"kind": row.kind_words, "period": span(row.since, row.last)}
    if row.standing == "in_force":
        return words
    standing = gettext("dự kiến") if row.standing == "not_yet" else row.standing_words.lower()
    return gettext("%(grant)s (%(standing)s)") % {"grant": words, "standing": standing}


def _endings(rows: list[GrantRow], day: date) -> Iterator[Ending]:
    """The days on which what runs on the day, or is still to come, will stop, with what brings it."""
    ends: dict[tuple[date, str], dict[Link, None]] = {}
    for row in rows:
        if row.last and row.last >= day and row.standing in ("in_force", "not_yet", "suspended"):
            ends.setdefault((row.last, row.until), {}).update(dict.fromkeys(row.recipients))
    for last, words in sorted(ends):
        yield Ending(last, words, tuple(ends[last, words]))
