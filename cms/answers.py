"""The answer to "Ai có thẩm quyền?" as people read it: who, on whose behalf, within which limits, until when, why.

Everything is said here and nothing is drawn: templates lay these dataclasses out, tests read them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from cms import wording
from cms.answering.breaks import Break, breaks_of
from cms.answering.course import Course, course_of
from cms.answering.differences import Differences, differences_of
from cms.answering.duties import Duties, duties_of
from cms.answering.headlines import headline
from cms.answering.silences import Silence, silence_of
from cms.answering.words import ON_BEHALF, SIGNS
from cms.cards import GrantCard, PowerCard
from cms.catalog import Catalog
from cms.holders import Holder, holder
from cms.links import Link, instrument_link, office_link, recipient_links, territory_link, unit_link
from cms.questions import FACTS, Asked
from delegation.authority import Case, Decision, Holding
from delegation.day import Day
from delegation.records import Grant
from units.geography import Lying

_FEW_HOLDERS: Final = 2


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A text that takes the power from its recipients where the place lies."""

    recipients: tuple[Link, ...]
    territory: Link | None
    instrument: Link
    citation: str
    note: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A holder with all that is laid out of it: how it signs, what goes with the power, where its chain is broken.

    `others` hold it by the same grants in the same way: a text that names a class of offices makes them one.
    """

    holder: Holder
    others: tuple[Link, ...]
    signs: str
    duties: Duties
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Who decides on a power at a place on a day.

    `subline` says of one who decides in whose name and how it is signed; `silence` is there where nobody decides.
    """

    status: str
    status_words: str
    tone: str
    headline: str
    meaning: str
    power: PowerCard
    field: str
    place: Link
    day: date
    facts: tuple[str, ...]
    subline: str
    holders: tuple[Holder, ...]
    shown: tuple[Shown, ...]
    retaining: tuple[Link, ...]
    caveats: tuple[str, ...]
    exclusions: tuple[Exclusion, ...]
    silence: Silence | None
    narrower: tuple[Link, ...]
    differences: Differences | None
    course: Course

    @property
    def hints(self) -> tuple[str, ...]:
        """What helps where nobody was found."""
        return self.silence.sentences if self.silence else ()

    @property
    def is_short(self) -> bool:
        """Whether there is room to unfold every chain."""
        return len(self.shown) <= _FEW_HOLDERS


def answer(catalog: Catalog, asked: Asked, power: str, unit: str, day: date) -> Answer:
    """Work the question out and put it into words."""
    on = catalog.day(day)
    case = Case(on, power, unit, asked.facts)
    decision = case.decide()
    excluding = _exclusions(case)
    granting = [*excluding, *(grant for holding in decision.deciding for grant in holding.chain)]
    cards = catalog.grant_cards(grant.grant for grant in granting)
    card = catalog.powers[power]
    nearest = _nearest_first(on, unit, decision.deciding)
    holders = {holding: holder(catalog, case, holding, cards) for holding in nearest}
    shown = tuple(_shown(catalog, case, alike, holders, card) for alike in _alike(nearest))
    silence = (
        silence_of(catalog, case, asked, is_excluded=bool(excluding)) if decision.status == "gap" else None
    )
    return Answer(
        status=decision.status,
        status_words=wording.word(wording.STATUS, decision.status),
        tone=wording.STATUS_TONE[decision.status],
        headline=silence.headline if silence else headline(catalog, decision),
        meaning=wording.word(wording.STATUS_MEANING, decision.status),
        power=card,
        field=catalog.fields.get(card.field, card.field),
        place=unit_link(catalog, unit, day),
        day=day,
        facts=tuple(
            f"{wording.word(wording.DIMENSION, dimension)}: {wording.value_in_words(dimension, value)}"
            for dimension, value in asked.facts.items()
        ),
        subline=_subline(shown) if decision.status == "decided" else "",
        holders=tuple(holders.values()),
        shown=shown,
        retaining=tuple(
            office_link(catalog, office, day)
            for office in sorted({held.office for held in decision.retaining})
        ),
        # Where nobody holds the power there is no grantor either whose word would have to be taken.
        caveats=tuple(
            wording.word(wording.CAVEAT, caveat) for caveat in decision.caveats if decision.deciding
        ),
        exclusions=tuple(_exclusion(catalog, grant, cards[grant.grant]) for grant in excluding),
        silence=silence,
        narrower=_narrower(asked, decision),
        differences=differences_of([one.holder for one in shown], decision.status, len(holders)),
        course=course_of(catalog, asked, power, unit, day),
    )


def _alike(holdings: Iterable[Holding]) -> list[list[Holding]]:
    """The holdings in lists of those that have the same chain and the same defects, in the order given."""
    found: dict[object, list[Holding]] = {}
    for holding in holdings:
        key = tuple(grant.grant for grant in holding.chain), holding.defects
        found.setdefault(key, []).append(holding)
    return list(found.values())


def _shown(
    catalog: Catalog,
    case: Case,
    alike: list[Holding],
    holders: dict[Holding, Holder],
    power: PowerCard,
) -> Shown:
    register, first = catalog.register, alike[0]
    kind = register.directory.offices[first.office].kind
    instrument = register.instruments[first.grant.instrument]
    return Shown(
        holders[first],
        tuple(holders[other].office for other in alike[1:]),
        wording.word(SIGNS, kind) if kind in SIGNS else "",
        duties_of(register, power, kind, first.grant, instrument.issued_on or instrument.begins),
        breaks_of(catalog, case, first),
    )


def _subline(shown: tuple[Shown, ...]) -> str:
    """In whose name the one office that decides does so, else how it signs."""
    first = next(one for one in shown if one.holder.is_sound)
    behalf = first.holder.on_behalf_of
    return str(ON_BEHALF) % {"office": behalf.text} if behalf else first.signs


def _nearest_first(on: Day, place: str, holdings: Iterable[Holding]) -> list[Holding]:
    """Sound holdings before doubtful ones, and the ward's offices before the city's."""
    above = on.above(place)

    def order(holding: Holding) -> tuple[bool, int, str, str]:
        unit = on.directory.offices[holding.office].unit
        return not holding.is_sound, above.index(unit), holding.office, holding.grant.grant

    return sorted(holdings, key=order)


def _exclusions(case: Case) -> list[Grant]:
    """The exclusions that have effect at the place, wholly or partly."""
    on = case.on
    return [
        grant
        for grant in case.grants
        if grant.kind == "exclusion"
        and on.in_force(grant.instrument)
        and on.day in grant.period
        and on.lying(case.place, grant.territory) is not Lying.OUTSIDE
        and not case.fails_a_limit(grant)
    ]


def _exclusion(catalog: Catalog, grant: Grant, card: GrantCard) -> Exclusion:
    return Exclusion(
        recipients=recipient_links(catalog, grant.recipients),
        territory=territory_link(catalog, grant.territory),
        instrument=instrument_link(catalog, grant.instrument),
        citation=card.citation,
        note=card.note,
    )


def _narrower(asked: Asked, decision: Decision) -> tuple[Link, ...]:
    """For each open choice between words, the same question with that fact given."""
    names = {dimension: name for name, dimension in FACTS.items()}
    choices = {
        (limit.dimension, value)
        for holding in decision.deciding
        for limit in holding.open_limits(asked.facts)
        for value in limit.values
        if isinstance(value, str)
    }
    return tuple(
        Link(wording.value_in_words(dimension, value), asked.address(**{names[dimension]: value}))
        for dimension, value in sorted(choices)
    )
