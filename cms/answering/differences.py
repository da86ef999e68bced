"""How several holders differ: only what is not the same for all of them, one line for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from cms import wording
from cms.answering.words import ASPECT
from cms.holders import Holder
from cms.links import Link


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A holder, with what is said of it under each title; None stands for nothing."""

    office: Link
    cells: tuple[tuple[str, Link | None], ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """The aspects in which holders differ, and each holder under them; `sentence` says it in one line."""

    titles: tuple[str, ...]
    rows: tuple[DifferenceRow, ...]
    sentence: str


def differences_of(holders: Sequence[Holder], status: str, in_all: int) -> Differences | None:
    """What tells the holders apart; None where nothing does, or there are not two.

    `holders` has one of all that hold alike, `in_all` counts each.
    """
    if in_all < 2:
        return None
    told = [_aspects(holder) for holder in holders]
    unlike = [aspect for aspect in ASPECT if len({str(one[aspect]) for one in told}) > 1]
    titles = tuple(wording.word(ASPECT, aspect) for aspect in unlike)
    sentence = _sentence(unlike, status)
    if not (titles or sentence):
        return None
    return Differences(
        titles=titles,
        rows=tuple(
            DifferenceRow(
                holder.office,
                tuple((title, one[aspect]) for title, aspect in zip(titles, unlike, strict=True)),
            )
            for holder, one in zip(holders, told, strict=True)
        ),
        sentence=sentence,
    )


def _aspects(holder: Holder) -> Mapping[str, Link | None]:
    giver = holder.chain[-1].giver
    return {
        "limits": Link("; ".join(holder.limits)) if holder.limits else None,
        "conditions": Link(holder.conditions) if holder.conditions else None,
        "territory": holder.territory,
        "giver": Link(
            gettext("%(kind)s · %(giver)s") % {"kind": holder.kind_words, "giver": giver.text}, giver.address
        )
        if giver
        else Link(holder.kind_words),
        "instrument": Link(holder.instrument.text, holder.instrument.address),
        "until": Link(holder.until),
    }


def _sentence(unlike: Sequence[str], status: str) -> str:
    if status == "overlap":
        return gettext("Văn bản không đặt giới hạn hay điều kiện nào để biết khi nào là cơ quan nào.")
    names = ", ".join(
        wording.word(ASPECT, aspect).lower()
        for aspect in ("limits", "conditions", "territory")
        if aspect in unlike
    )
    if not names:
        return ""
    return gettext("Trường hợp của bạn thuộc về ai là tùy: %(aspects)s.") % {"aspects": names}
