"""A grant as a row: on the page of its power, of its instrument, and in the matrix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cms import wording
from cms.cards import GrantCard
from cms.catalog import Catalog
from cms.days import short_day
from cms.holders import until_in_words
from cms.links import Link, instrument_link, office_link, power_link, recipient_links, territory_link
from cms.terms import begins, grant_end
from delegation.day import Day
from delegation.records import Change, Grant


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What a later instrument did to a grant."""

    action: str
    instrument: Link
    recipients: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One provision: who received what from whom, when, by which text."""

    grant: str
    power: Link
    kind: str
    kind_words: str
    giver: Link | None
    recipients: tuple[Link, ...]
    territory: Link | None
    limits: tuple[str, ...]
    conditions: str
    instrument: Link
    citation: str
    since: date
    last: date | None
    until: str
    standing: str
    standing_words: str
    confidence: str
    note: str
    changes: tuple[ChangeLine, ...]


def grant_rows(catalog: Catalog, on: Day, grants: Iterable[Grant]) -> list[GrantRow]:
    """Rows in the order given; what is shown beside the rule is read in one statement."""
    wanted = list(grants)
    cards = catalog.grant_cards(grant.grant for grant in wanted)
    return [_row(catalog, on, grant, cards[grant.grant]) for grant in wanted]


def standing(on: Day, grant: Grant) -> str:
    """How a grant stands on the day, as far as all of its recipients are alike."""
    if not on.begun(grant.instrument) or not grant.period.begun_by(on.day):
        return "not_yet"
    end = grant_end(on.register, grant)
    if end and end.last < on.day:
        return "revoked" if end.cause == "revoke" else "ended"
    return "suspended" if on.suspended(grant.instrument) else "in_force"


def _row(catalog: Catalog, on: Day, grant: Grant, card: GrantCard) -> GrantRow:
    end = grant_end(catalog.register, grant)
    state = standing(on, grant)
    return GrantRow(
        grant=grant.grant,
        power=power_link(catalog, grant.power),
        kind=grant.kind,
        kind_words=wording.word(wording.GRANT_KIND, grant.kind),
        giver=office_link(catalog, grant.grantor) if grant.grantor else None,
        recipients=recipient_links(catalog, grant.recipients),
        territory=territory_link(catalog, grant.territory),
        limits=tuple(wording.limit_in_words(limit) for limit in grant.limits),
        conditions=grant.conditions,
        instrument=instrument_link(catalog, grant.instrument),
        citation=card.citation,
        since=begins(catalog.register, grant),
        last=end.last if end else None,
        until=until_in_words(catalog, end, grant.instrument),
        standing=state,
        standing_words=wording.word(wording.IN_FORCE, state),
        confidence=card.confidence,
        note=card.note,
        changes=tuple(_change_line(catalog, change) for change in grant.changes),
    )


def _change_line(catalog: Catalog, change: Change) -> ChangeLine:
    own = catalog.register.instruments[change.instrument].begins
    since = max(change.since or own, own)
    until = f" – {short_day(change.until)}" if change.until and change.action != "revoke" else ""
    return ChangeLine(
        action=f"{wording.word(wording.CHANGE_ACTION, change.action)}, {short_day(since)}{until}",
        instrument=instrument_link(catalog, change.instrument),
        recipients=recipient_links(catalog, change.recipients),
    )
