"""One office that holds a power, as people read it: on whose behalf, within what, until when, and from where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from cms import wording
from cms.addresses import power_address
from cms.cards import GrantCard
from cms.catalog import Catalog
from cms.days import short_day
from cms.links import Link, instrument_link, office_link, recipient_links, territory_link
from cms.terms import End, begins, holding_end, lasting_end
from delegation.authority import Case, Holding
from delegation.day import Day
from delegation.records import Grant


@dataclass(frozen=True, slots=True)
class Step:
    """One grant of a chain: who gave the power to whom, by which provision, and where that is shown."""

    grant: str
    kind: str
    kind_words: str
    giver: Link | None
    taker: Link
    named_as: str
    instrument: Link
    citation: str
    provision: str
    since: date
    until: date | None
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class Holder:
    """One office that holds the power, as a card of the answer."""

    office: Link
    kind_words: str
    manner: str
    on_behalf_of: Link | None
    limits: tuple[str, ...]
    conditions: str
    territory: Link | None
    since: date
    until: str
    instrument: Link
    citation: str
    chain: tuple[Step, ...]
    defects: tuple[str, ...]
    confidence: str

    @property
    def is_sound(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.defects


def holder(catalog: Catalog, case: Case, holding: Holding, cards: dict[str, GrantCard]) -> Holder:
    """The card of a holding; `cards` has what is shown of every grant in its chain."""
    grant, on = holding.grant, case.on
    behalf = grant.grantor if grant.kind == "delegation" else None
    return Holder(
        office=office_link(catalog, holding.office, on.day),
        kind_words=wording.word(wording.GRANT_KIND, grant.kind),
        manner=wording.word(wording.GRANT_KIND_MEANING, grant.kind),
        on_behalf_of=office_link(catalog, behalf, on.day) if behalf else None,
        limits=tuple(wording.limit_in_words(limit) for limit in holding.open_limits(case.facts)),
        conditions=grant.conditions,
        territory=territory_link(catalog, grant.territory),
        # The grant's own day: a link before it may have been renewed since, and is drawn with its days.
        since=begins(catalog.register, holding.grant),
        until=until_in_words(catalog, lasting_end(case, holding), grant.instrument),
        instrument=instrument_link(catalog, grant.instrument),
        citation=cards[grant.grant].citation,
        chain=tuple(_steps(catalog, on, holding, cards)),
        defects=tuple(wording.word(wording.DEFECT, defect) for defect in holding.defects),
        confidence=_weakest(cards[step.grant].confidence for step in holding.chain),
    )


def until_in_words(catalog: Catalog, end: End | None, shown: str = "") -> str:
    """A last day with its cause: "đến hết 28/02/2027 (văn bản hết hiệu lực: Nghị định 120/2025/NĐ-CP)".

    `shown` is the instrument that stands beside it anyway and need not be named again.
    """
    if end is None:
        return gettext("không ghi ngày hết hiệu lực")
    cause = wording.word(wording.END_CAUSE, end.cause)
    if end.instrument and end.instrument != shown:
        cause = f"{cause}: {catalog.instruments[end.instrument].name}"
    return gettext("đến hết %(day)s (%(cause)s)") % {"day": short_day(end.last), "cause": cause}


def _steps(catalog: Catalog, on: Day, holding: Holding, cards: dict[str, GrantCard]) -> Iterable[Step]:
    held: list[Holding] = []
    current: Holding | None = holding
    while current is not None:
        held.insert(0, current)
        current = current.basis
    for item in held:
        yield _step(catalog, on, item, cards[item.grant.grant])


def _step(catalog: Catalog, on: Day, holding: Holding, card: GrantCard) -> Step:
    grant = holding.grant
    named = (
        []
        if holding.office in grant.recipients
        else recipient_links(catalog, _naming(on, grant, holding.office))
    )
    end = holding_end(on, grant, holding.office)
    return Step(
        grant=grant.grant,
        kind=grant.kind,
        kind_words=wording.word(wording.GRANT_KIND, grant.kind),
        giver=office_link(catalog, grant.grantor, on.day) if grant.grantor else None,
        taker=office_link(catalog, holding.office, on.day),
        named_as=", ".join(link.text for link in named),
        instrument=instrument_link(catalog, grant.instrument),
        citation=card.citation,
        provision=f"{power_address(grant.power, on.day)}#{grant.grant}",
        since=begins(catalog.register, grant),
        until=end.last if end else None,
        confidence=card.confidence,
        note=card.note,
    )


def _naming(on: Day, grant: Grant, office: str) -> Iterable[str]:
    """The names in the grant under which the office falls."""
    return grant.recipients & on.designations(office)


def _weakest(confidences: Iterable[str]) -> str:
    order = list(wording.CONFIDENCE)
    return max(
        confidences, key=lambda confidence: order.index(confidence) if confidence in order else len(order)
    )
