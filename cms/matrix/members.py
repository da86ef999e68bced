"""The offices of a class on a day: who they are, and for one power whether the rule says yes, no or unclear of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms import wording
from cms.addresses import in_this_edition, power_address
from cms.catalog import Catalog
from cms.links import Link, office_link, power_link, unit_link
from cms.matching import in_order
from cms.matrix.addresses import edition_kept
from cms.matrix.layout import DayLayout, day_layout
from cms.matrix.words import EXCEPTING, REASON, class_words
from cms.pager import Pager, paginate
from delegation.authority import Case, Competence
from delegation.office_classes import OfficeClass

VERDICT: Final[wording.Words] = {
    "excepted": _("Bị trừ ra"),
    "no": _("Không"),
    "unclear": _("Chưa rõ"),
    "limited": _("Có, trong giới hạn"),
    "yes": _("Có"),
}
TONE: Final = {"excepted": "bad", "no": "quiet", "unclear": "heed", "limited": "good", "yes": "good"}


OFFICES_A_PAGE: Final = 60


@dataclass(frozen=True, slots=True)
class Member:
    """An office of the class; without a power there is no verdict. `matrix` is where its unit's own is shown."""

    office: Link
    unit: Link
    matrix: str
    verdict: str = ""
    verdict_words: str = ""
    tone: str = ""
    reasons: tuple[str, ...] = ()
    provision: Link | None = None


@dataclass(frozen=True, slots=True)
class ClassSheet:
    """A class of offices on a day, for a power or for none; `counts` say how many there are of each verdict."""

    day: date
    office_class: OfficeClass
    words: str
    power: Link | None
    counts: tuple[tuple[str, str, int], ...]
    members: Pager[Member]


def class_sheet(
    catalog: Catalog,
    day: date,
    office_class: OfficeClass,
    power: str,
    base: str,
    *,
    page: str = "",
    size: int = OFFICES_A_PAGE,
) -> ClassSheet:
    """The offices of a class: those apart from the others first. `base` is the address of the day's matrix."""
    layout = day_layout(catalog, day)
    offices = layout.classes.members(office_class)
    found = {office: _competence(layout, office, power) for office in offices} if power else {}
    verdicts = {office: _verdict(competence) for office, competence in found.items()}
    rank = {verdict: place for place, verdict in enumerate(VERDICT)}
    ordered = sorted(
        offices,
        key=lambda office: (rank[verdicts[office]] if power else 0, in_order(catalog.office_name(office))),
    )
    counted = Counter(verdicts.values())
    pager = paginate(ordered, page, size, edition_kept())
    return ClassSheet(
        day=day,
        office_class=office_class,
        words=class_words(office_class),
        power=power_link(catalog, power, day) if power else None,
        counts=tuple(
            (TONE[verdict], wording.word(VERDICT, verdict), counted[verdict])
            for verdict in VERDICT
            if counted[verdict]
        ),
        members=pager.showing(
            [_member(layout, office, power, base, found.get(office)) for office in pager.items]
        ),
    )


def _competence(layout: DayLayout, office: str, power: str) -> Competence:
    """What the rule says of an office over its own unit."""
    return Case(layout.on, power, layout.catalog.register.directory.offices[office].unit).competent(office)


def _member(layout: DayLayout, office: str, power: str, base: str, found: Competence | None) -> Member:
    catalog, day = layout.catalog, layout.on.day
    unit = catalog.register.directory.offices[office].unit
    link, of_unit = office_link(catalog, office, day), unit_link(catalog, unit, day)
    matrix = in_this_edition(f"{base}?don-vi={unit}")
    if found is None:
        return Member(link, of_unit, matrix)
    verdict = _verdict(found)
    grant = found.holding.grant if found.holding else None
    return Member(
        office=link,
        unit=of_unit,
        matrix=matrix,
        verdict=verdict,
        verdict_words=wording.word(VERDICT, verdict),
        tone=TONE[verdict],
        reasons=tuple(wording.word(REASON, reason) for reason in _told(found, verdict)),
        provision=Link(
            gettext("%(kind)s theo %(instrument)s")
            % {
                "kind": wording.word(wording.GRANT_KIND, grant.kind),
                "instrument": catalog.instruments[grant.instrument].name,
            },
            f"{power_address(power, day)}#{grant.grant}",
        )
        if grant
        else None,
    )


def _verdict(found: Competence) -> str:
    """The rule's verdict, told apart where a text names the office and another takes it out, or binds it."""
    if found.verdict == "no" and EXCEPTING.intersection(found.reasons):
        return "excepted"
    doubts = set(found.reasons) - {"ORIGIN_NOT_RECORDED"}
    if found.verdict == "unclear" and found.holding and doubts == {"LIMIT"}:
        return "limited"
    return found.verdict


def _told(found: Competence, verdict: str) -> list[str]:
    """The reasons to give: where one grant is taken away, that an older one has ended says nothing."""
    if verdict == "excepted":
        return [reason for reason in found.reasons if reason in EXCEPTING]
    return list(found.reasons)
