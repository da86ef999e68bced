"""The verdict on a past act as people read it: yes, no or unclear, every reason, the chain, and what it is not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cms import wording
from cms.addresses import power_address, question_address
from cms.answering.headlines import headline
from cms.cards import PowerCard
from cms.catalog import Catalog
from cms.competence.asking import OFFICE, CompetenceAsked
from cms.competence.reasons import NO_SUCH_OFFICE, Reason, reasons_of
from cms.competence.words import VERDICT, VERDICT_SENTENCE, VERDICT_TONE
from cms.days import long_day
from cms.holders import Holder, holder
from cms.links import Link, office_link, unit_link
from cms.questions import FACTS, Asked
from delegation.authority import Case


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason with the provision of the grant that it is about, where the grant is shown, and its citation."""

    reason: Reason
    citation: str
    grant_address: str


@dataclass(frozen=True, slots=True)
class CompetenceSheet:
    """Whether an office was competent. `holder` is how it held the power by the holding that makes the verdict.

    `decides` says who decided there on the day, `question` where that is answered; `others` are those offices, and
    `successors` those that took the place of one that was not there any more, each leading to the same question.
    """

    verdict: str
    verdict_words: str
    tone: str
    sentence: str
    office: Link
    power: PowerCard
    field: str
    place: Link
    place_exists: bool
    is_own_place: bool
    day: date
    facts: tuple[str, ...]
    reasons: tuple[ReasonLine, ...]
    holder: Holder | None
    caveats: tuple[str, ...]
    decides: str
    question: str
    power_address: str
    others: tuple[Link, ...]
    successors: tuple[Link, ...]


def competence_sheet(
    catalog: Catalog,
    asked: CompetenceAsked,
    office: str,
    power: str,
    place: str,
    *,
    is_own_place: bool = False,
) -> CompetenceSheet:
    """Work the question out and put it into words; the day of the question must be readable."""
    day = asked.day
    if day is None:
        raise ValueError(asked.typed["ngay"])
    case = Case(catalog.day(day), power, place, asked.facts)
    found = case.competent(office)
    reasons = reasons_of(catalog, case, office)
    chain = found.holding.chain if found.holding else ()
    cards = catalog.grant_cards(
        [*(grant.grant for grant in chain), *(reason.grant for reason in reasons if reason.grant)]
    )
    card = catalog.powers[power]
    place_exists = catalog.register.geography.exists(place, day)
    shown_place = unit_link(catalog, place, day)
    decision = case.decide() if place_exists else None
    return CompetenceSheet(
        verdict=found.verdict,
        verdict_words=wording.word(VERDICT, found.verdict),
        tone=VERDICT_TONE[found.verdict],
        sentence=wording.word(
            VERDICT_SENTENCE, "no_office" if NO_SUCH_OFFICE in found.reasons else found.verdict
        )
        % {"office": catalog.office_name(office), "place": shown_place.text, "day": long_day(day)},
        office=office_link(catalog, office, day),
        power=card,
        field=catalog.fields.get(card.field, card.field),
        place=shown_place,
        place_exists=place_exists,
        is_own_place=is_own_place,
        day=day,
        facts=facts_in_words(asked),
        reasons=tuple(
            ReasonLine(
                reason,
                cards[reason.grant].citation if reason.grant in cards else "",
                f"{power_address(power, day)}#{reason.grant}" if reason.grant else "",
            )
            for reason in reasons
        ),
        holder=holder(catalog, case, found.holding, cards) if found.holding else None,
        caveats=tuple(wording.word(wording.CAVEAT, caveat) for caveat in case.caveats),
        decides=headline(catalog, decision) if decision else "",
        question=question_address(
            viec=power, noi=place, ngay=day.isoformat(), **{name: asked.typed[name] for name in FACTS}
        ),
        power_address=power_address(power, day),
        others=tuple(
            Link(catalog.office_name(other), asked.address(**{OFFICE: other, "noi": place}), key=other)
            for other in sorted({held.office for held in case.deciding} - {office})
        ),
        successors=_successors(catalog, asked, office, day)
        if any(reason.code == NO_SUCH_OFFICE for reason in reasons)
        else (),
    )


def facts_in_words(asked: Asked) -> tuple[str, ...]:
    """What is known of the case: số tiền: 240.000.000.000 đồng."""
    return tuple(
        f"{wording.word(wording.DIMENSION, dimension)}: {wording.value_in_words(dimension, value)}"
        for dimension, value in asked.facts.items()
    )


def _successors(catalog: Catalog, asked: CompetenceAsked, office: str, day: date) -> tuple[Link, ...]:
    """The offices of the same kind on the ground of the office's unit, on the day."""
    directory = catalog.register.directory
    record = directory.offices[office]
    if catalog.register.geography.exists(record.unit, day):
        return ()
    standing = catalog.places.choice(record.unit, day).standing
    around = catalog.places.on_its_ground if standing == "former" else catalog.places.predecessors
    return tuple(
        Link(other.name, asked.address(**{OFFICE: other.office, "noi": ""}), key=other.office)
        for found in around(record.unit, day)
        for other in directory.at_unit(found.unit)
        if other.kind == record.kind and directory.exists(other.office, day)
    )


def with_place(asked: CompetenceAsked, place: str) -> CompetenceAsked:
    """The question with its place made definite."""
    return replace(asked, place=place, typed={**asked.typed, "noi": place})
