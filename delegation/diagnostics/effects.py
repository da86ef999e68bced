"""Checks on what comes of it: recipients that are gone, powers held twice, places left without a holder. Pure.

How the whole register is looked at in reasonable time: survey.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from delegation.diagnostics import laws
from delegation.diagnostics.cuts import days_of_grant
from delegation.diagnostics.diagnostic import Finding, Record, gettext_noop
from delegation.diagnostics.draft import Ground
from delegation.diagnostics.survey import Loss, Overlap, Survey
from delegation.records import CONFERRING_KINDS, Grant

_SHOWN = 3


def recipients_exist(power: str, survey: Survey, ground: Ground) -> Iterator[Finding]:
    """DLG-14: each recipient exists on every day on which the grant runs, as far back as units are recorded."""
    for grant in ground.grants[power]:
        if grant.kind in CONFERRING_KINDS:
            yield from _recipients_gone(grant, survey, ground)


def _recipients_gone(grant: Grant, survey: Survey, ground: Ground) -> Iterator[Finding]:
    pending = set(grant.recipients)
    for day in survey.days(days_of_grant(grant, ground.register)):
        for recipient in sorted(pending - survey.places_on(day).present):
            if not _runs(grant, recipient, ground, day):
                continue
            pending.discard(recipient)
            sentence = gettext_noop(
                "Từ %(day)s “%(recipient)s” không tồn tại mà quyền được giao vẫn còn hiệu lực."
                " Hãy xác định ai kế thừa, rồi sửa đổi, bãi bỏ hoặc rút ngắn thời hạn."
            )
            values = {"day": day.isoformat(), "recipient": ground.called(recipient)}
            record = Record("grants", grant.grant)
            law = ground.article(grant, day) or laws.on_dividing_powers(day)
            yield Finding(record, sentence, law, values, on=day, column="recipients", about=(recipient,))


def _runs(grant: Grant, recipient: str, ground: Ground, day: date) -> bool:
    """Whether the grant has effect for a recipient of which no office exists.

    A change made for some recipients does not tell whether it was for a scope that has no members.
    """
    on = ground.on(day)
    if recipient in on.directory.offices:
        return on.runs(grant, recipient)
    return on.in_force(grant.instrument) and day in grant.period and not grant.changes


def holders_do_not_overlap(power: str, survey: Survey, ground: Ground) -> Iterator[Finding]:
    """DLG-15: no two holders of one power at one place on one day that limits and conditions do not tell apart."""
    for overlap in survey.overlaps(power, ground.grants[power]):
        yield overlap_found(overlap, ground)


def overlap_found(overlap: Overlap, ground: Ground) -> Finding:
    """What is to be said of an overlap, at the youngest of its grants."""
    seniority = {grant.grant: grant.seniority for grant in ground.grants[overlap.power]}
    junior = max(overlap.grants, key=seniority.__getitem__)
    sentence = (
        gettext_noop(
            "Chồng lấn từ %(day)s, %(places)s nơi: “%(power)s” cùng thuộc %(offices)s (%(grants)s)."
            " Hãy nêu giới hạn để phân biệt, hoặc chấm dứt một bên."
        )
        if overlap.until is None
        else gettext_noop(
            "Chồng lấn từ %(day)s đến hết %(until)s, %(places)s nơi: “%(power)s” cùng thuộc %(offices)s (%(grants)s)."
            " Hãy nêu giới hạn để phân biệt, hoặc chấm dứt một bên."
        )
    )
    values = {
        "day": overlap.since.isoformat(),
        "until": str(overlap.until or ""),
        "places": str(len(overlap.places)),
        "power": overlap.power,
        "offices": _some(map(ground.called, overlap.offices)),
        "grants": _some(overlap.grants),
    }
    return Finding(
        Record("grants", junior),
        sentence,
        laws.on_dividing_powers(overlap.since),
        values,
        place=overlap.places[0],
        on=overlap.since,
        about=overlap.grants,
    )


def no_place_is_left_out(power: str, survey: Survey, ground: Ground) -> Iterator[Finding]:
    """DLG-16: no place loses its only holder.

    Not judged where no origin of the power is recorded: what ends then falls back to somebody the register does not
    know.
    """
    grants = ground.grants[power]
    if grants.have_origin:
        for loss in survey.losses(power, grants):
            yield loss_found(loss)


def loss_found(loss: Loss) -> Finding:
    """What is to be said of places that lose their only holder."""
    sentence = gettext_noop(
        "Từ %(day)s không còn ai có thẩm quyền “%(power)s”, %(places)s nơi (trước đó theo %(grants)s)."
        " Hãy ghi văn bản giao tiếp, hoặc ghi rõ thẩm quyền đã chấm dứt."
    )
    values = {
        "day": loss.on.isoformat(),
        "power": loss.power,
        "places": str(len(loss.places)),
        "grants": _some(loss.grants),
    }
    law = laws.on_dividing_powers(loss.on)
    return Finding(Record("powers", loss.power), sentence, law, values, place=loss.places[0], on=loss.on)


def _some(names: Iterable[str]) -> str:
    """A few of the names, and how many there are: a sentence is to be read."""
    every: Sequence[str] = tuple(names)
    shown = ", ".join(every[:_SHOWN])
    return shown if len(every) <= _SHOWN else f"{shown}, … ({len(every)})"
