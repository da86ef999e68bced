"""The answer to "Ai có thẩm quyền?" as people read it: who, on whose behalf, within which limits, until when, why.

Everything is said here and nothing is drawn: templates lay these dataclasses out, tests read them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext, ngettext

from cms import wording
from cms.cards import GrantCard, PowerCard
from cms.catalog import Catalog
from cms.days import long_day
from cms.holders import Holder, holder
from cms.links import Link, instrument_link, office_link, recipient_links, territory_link, unit_link
from cms.questions import FACTS, Asked
from delegation.authority import Case, Decision, Holding
from delegation.day import Day
from delegation.records import CONFERRING_KINDS, Grant
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
class Answer:
    """Who decides on a power at a place on a day."""

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
    holders: tuple[Holder, ...]
    retaining: tuple[Link, ...]
    caveats: tuple[str, ...]
    exclusions: tuple[Exclusion, ...]
    hints: tuple[str, ...]
    elsewhere: tuple[Link, ...]
    narrower: tuple[Link, ...]

    @property
    def is_short(self) -> bool:
        """Whether there is room to unfold every chain."""
        return len(self.holders) <= _FEW_HOLDERS


def answer(catalog: Catalog, asked: Asked, power: str, unit: str, day: date) -> Answer:
    """Work the question out and put it into words."""
    on = catalog.day(day)
    case = Case(on, power, unit, asked.facts)
    decision = case.decide()
    excluding = _exclusions(case)
    shown = [*excluding, *(grant for holding in decision.deciding for grant in holding.chain)]
    cards = catalog.grant_cards(grant.grant for grant in shown)
    place = unit_link(catalog, unit, day)
    card = catalog.powers[power]
    return Answer(
        status=decision.status,
        status_words=wording.word(wording.STATUS, decision.status),
        tone=wording.STATUS_TONE[decision.status],
        headline=_headline(catalog, decision),
        meaning=wording.word(wording.STATUS_MEANING, decision.status),
        power=card,
        field=catalog.fields.get(card.field, card.field),
        place=place,
        day=day,
        facts=tuple(
            f"{wording.word(wording.DIMENSION, dimension)}: {wording.value_in_words(dimension, value)}"
            for dimension, value in asked.facts.items()
        ),
        holders=tuple(
            holder(catalog, case, holding, cards) for holding in _nearest_first(on, unit, decision.deciding)
        ),
        retaining=tuple(
            office_link(catalog, office, day)
            for office in sorted({held.office for held in decision.retaining})
        ),
        # Where nobody holds the power there is no grantor either whose word would have to be taken.
        caveats=tuple(
            wording.word(wording.CAVEAT, caveat) for caveat in decision.caveats if decision.deciding
        ),
        exclusions=tuple(_exclusion(catalog, grant, cards[grant.grant]) for grant in excluding),
        hints=_hints(case, day) if decision.status == "gap" and not excluding else (),
        elsewhere=_elsewhere(catalog, case) if decision.status == "gap" and not excluding else (),
        narrower=_narrower(asked, decision),
    )


def _nearest_first(on: Day, place: str, holdings: Iterable[Holding]) -> list[Holding]:
    """Sound holdings before doubtful ones, and the ward's offices before the city's."""
    above = on.above(place)

    def order(holding: Holding) -> tuple[bool, int, str, str]:
        unit = on.directory.offices[holding.office].unit
        return not holding.is_sound, above.index(unit), holding.office, holding.grant.grant

    return sorted(holdings, key=order)


def _headline(catalog: Catalog, decision: Decision) -> str:
    offices = {holding.office for holding in decision.deciding if holding.is_sound}
    if decision.status == "decided":
        return catalog.office_name(offices.pop())
    if decision.status in ("conditional", "overlap"):
        return ngettext(
            "%(count)d cơ quan có thẩm quyền", "%(count)d cơ quan có thẩm quyền", len(offices)
        ) % {"count": len(offices)}
    return wording.word(wording.STATUS, decision.status)


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


def _hints(case: Case, day: date) -> tuple[str, ...]:
    """What helps where nobody was found: whether nothing is recorded at all, or only not here and now."""
    if not any(grant.kind in CONFERRING_KINDS for grant in case.grants):
        return (
            gettext(
                "Sổ chưa ghi văn bản nào trao thẩm quyền này. Điều đó không có nghĩa là không cơ quan nào có thẩm "
                "quyền: phần này của sổ chưa đủ dữ liệu."
            ),
        )
    if _elsewhere_grants(case):
        return (
            gettext(
                "Vào ngày này thẩm quyền được ghi cho các cơ quan dưới đây, nhưng không cơ quan nào trong số đó phụ "
                "trách đúng nơi đã chọn với các dữ kiện đã nêu. Hãy thử một phường, xã, đặc khu cụ thể, "
                "hoặc bỏ bớt dữ kiện."
            ),
        )
    return (
        gettext(
            "Sổ có ghi văn bản trao thẩm quyền này, nhưng không văn bản nào có hiệu lực vào %(day)s. Hãy xem các cơ "
            "quan có thẩm quyền qua từng thời kỳ."
        )
        % {"day": long_day(day)},
    )


def _elsewhere_grants(case: Case) -> list[Grant]:
    return [
        grant
        for grant in case.grants
        if grant.kind in CONFERRING_KINDS
        and case.on.in_force(grant.instrument)
        and case.on.day in grant.period
    ]


def _elsewhere(catalog: Catalog, case: Case) -> tuple[Link, ...]:
    """Who is named as a recipient on the day, wherever that is."""
    names = {name for grant in _elsewhere_grants(case) for name in grant.recipients}
    return recipient_links(catalog, names, case.on.day)


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
