"""Why an office was not competent, or not clearly: each reason in plain words with the days and the text behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext

from cms import wording
from cms.answering.words import DEFECT_ADVICE
from cms.catalog import Catalog
from cms.competence.words import REASON
from cms.days import short_day, span
from cms.holders import until_in_words
from cms.links import Link, instrument_link, territory_link, unit_link
from cms.terms import begins, holding_end
from delegation.authority import ORIGIN_NOT_RECORDED, Case, Holding
from delegation.day import Day
from delegation.records import Change, Grant
from units.geography import Lying

NO_SUCH_OFFICE: Final = "NO_SUCH_OFFICE_THEN"
NEVER_GRANTED: Final = "NEVER_GRANTED"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what it is called, what it means here, and the grant that it is about.

    `grant` is the key of the grant, "" where there is none; `instrument` the text that grants, `other` one that acts.
    """

    code: str
    words: str
    explanation: str
    advice: str = ""
    grant: str = ""
    instrument: Link | None = None
    other: Link | None = None


def reasons_of(catalog: Catalog, case: Case, office: str) -> tuple[Reason, ...]:
    """Every reason that `Case.competent` gives, each with what stands behind it; nothing for a plain yes."""
    if case.competent(office).verdict == "yes":
        return ()
    own = [holding for holding in case.remaining if holding.office == office]
    if own:
        return tuple(reason for holding in own for reason in _doubts(catalog, case, holding))
    if not case.on.directory.exists(office, case.on.day):
        return (_no_such_office(catalog, case.on, office),)
    refused = tuple(_refusal(catalog, case, office, grant, code) for grant, code in case.refused(office))
    return refused or (Reason(NEVER_GRANTED, wording.word(REASON, NEVER_GRANTED), _never_granted(case)),)


def _never_granted(case: Case) -> str:
    if case.caveats == (ORIGIN_NOT_RECORDED,):
        return gettext(
            "Sổ không có văn bản nào giao việc này cho cơ quan này, nhưng sổ cũng chưa ghi văn bản gốc của thẩm "
            "quyền, nên không thể nói là không."
        )
    return gettext("Không văn bản nào trong sổ giao việc này cho cơ quan này, vào bất kỳ ngày nào.")


def _no_such_office(catalog: Catalog, on: Day, office: str) -> Reason:
    record = on.directory.offices[office]
    history = on.geography.history(record.unit)
    first = max((day for day in (record.period.start, history[0].period.start) if day), default=None)
    last = min((day for day in (record.period.last_day, history[-1].period.last_day) if day), default=None)
    explanation = gettext("%(office)s chỉ có trong sổ %(period)s.") % {
        "office": record.name,
        "period": span(first, last),
    }
    return Reason(NO_SUCH_OFFICE, wording.word(REASON, NO_SUCH_OFFICE), explanation)


# What keeps a holding from being a plain yes


def _doubts(catalog: Catalog, case: Case, holding: Holding) -> Iterator[Reason]:
    grant = holding.grant
    text = instrument_link(catalog, grant.instrument)
    for code in case.doubts(holding):
        if code == "LIMIT":
            yield Reason(
                code, wording.word(REASON, "LIMIT_OPEN"), _open(case, holding), "", grant.grant, text
            )
        elif code == "PASSED_ON":
            taker = _taker(case, holding.office, grant, wholly=False)
            yield _passed_on(catalog, case, grant, taker, "PASSED_ON_IN_PART")
        else:
            words = wording.word(wording.DEFECT, code)
            yield Reason(code, wording.word(REASON, code), words, str(DEFECT_ADVICE[code]), grant.grant, text)


def _open(case: Case, holding: Holding) -> str:
    limits = "; ".join(wording.limit_in_words(limit) for limit in holding.open_limits(case.facts))
    return gettext(
        "Chỉ có thẩm quyền trong giới hạn: %(limits)s. Câu hỏi chưa nêu dữ kiện ấy, nên chưa thể nói là có."
    ) % {"limits": limits}


def _taker(case: Case, office: str, grant: Grant, *, wholly: bool) -> Holding | None:
    """Who was given the power of a holding by decentralization."""
    return next(
        (
            taker
            for taker, held, is_whole in case.taken_over
            if is_whole is wholly
            and taker.grant.kind == "decentralization"
            and (held.office, held.grant.grant) == (office, grant.grant)
        ),
        None,
    )


def _passed_on(catalog: Catalog, case: Case, grant: Grant, taker: Holding | None, code: str) -> Reason:
    text = instrument_link(catalog, grant.instrument)
    if taker is None:
        return Reason("PASSED_ON", wording.word(REASON, code), "", "", grant.grant, text)
    sentence = (
        gettext("Đã phân cấp hẳn cho %(office)s từ %(day)s, nên không còn thực hiện.")
        if code == "PASSED_ON"
        else gettext("Đã phân cấp một phần cho %(office)s từ %(day)s: phải biết việc thuộc phần nào.")
    )
    explanation = sentence % {
        "office": catalog.office_name(taker.office),
        "day": short_day(begins(catalog.register, taker.grant)),
    }
    acting = instrument_link(catalog, taker.grant.instrument)
    return Reason("PASSED_ON", wording.word(REASON, code), explanation, "", grant.grant, text, acting)


# Why a grant gave the office nothing


def _refusal(catalog: Catalog, case: Case, office: str, grant: Grant, code: str) -> Reason:
    if code == "PASSED_ON":
        return _passed_on(catalog, case, grant, _taker(case, office, grant, wholly=True), code)
    explanation, acting = EXPLAINED[code](catalog, case, office, grant)
    text = instrument_link(catalog, grant.instrument)
    other = instrument_link(catalog, acting) if acting and acting != grant.instrument else None
    return Reason(code, wording.word(REASON, code), explanation, "", grant.grant, text, other)


_Explained = tuple[str, str | None]


def _not_yet(catalog: Catalog, case: Case, office: str, grant: Grant) -> _Explained:
    day = short_day(begins(catalog.register, grant))
    return gettext("Việc giao này chỉ có hiệu lực từ %(day)s.") % {"day": day}, None


def _ended(catalog: Catalog, case: Case, office: str, grant: Grant) -> _Explained:
    end = holding_end(case.on, grant, office)
    words = until_in_words(catalog, end, grant.instrument)
    return gettext("Việc giao này chỉ có hiệu lực %(until)s.") % {"until": words}, (
        end.instrument if end else None
    )


def _suspended(catalog: Catalog, case: Case, office: str, grant: Grant) -> _Explained:
    on = case.on
    for act in on.register.acts_on(grant.instrument):
        since = act.on or on.register.instruments[act.instrument].begins
        if act.relation == "suspends" and since <= on.day and (act.until is None or on.day <= act.until):
            words = gettext("Văn bản giao quyền bị đình chỉ %(period)s.") % {"period": span(since, act.until)}
            return words, act.instrument
    change = _change(on, grant, office, "suspend")
    if change is None:
        return "", None
    since = _since(on, change)
    words = gettext("Việc giao này bị đình chỉ %(period)s.") % {"period": span(since, change.until)}
    return words, change.instrument


def _revoked(catalog: Catalog, case: Case, office: str, grant: Grant) -> _Explained:
    change = _change(case.on, grant, office, "revoke")
    if change is None:
        return "", None
    words = gettext("Việc giao này đã bị thu hồi từ %(day)s.") % {"day": short_day(_since(case.on, change))}
    return words, change.instrument


def _change(on: Day, grant: Grant, office: str, action: str) -> Change | None:
    names = on.designations(office)
    return next(
        (
            change
            for change in grant.changes
            if change.action == action
            and _since(on, change) <= on.day
            and (action == "revoke" or change.until is None or on.day <= change.until)
            and (not change.recipients or not change.recipients.isdisjoint(names))
        ),
        None,
    )


def _since(on: Day, change: Change) -> date:
    begins_on = on.register.instruments[change.instrument].begins
    return max(change.since or begins_on, begins_on)


def _outside(catalog: Catalog, case: Case, office: str, grant: Grant) -> _Explained:
    on = case.on
    place = unit_link(catalog, case.place, on.day).text
    if not on.covers(office, case.place):
        own = unit_link(catalog, on.directory.offices[office].unit, on.day).text
        return gettext("Cơ quan này phụ trách %(own)s; %(place)s không thuộc %(own)s vào ngày ấy.") % {
            "own": own,
            "place": place,
        }, None
    territory = territory_link(catalog, grant.territory)
    return gettext("Việc giao này chỉ áp dụng tại %(territory)s; %(place)s không nằm trong đó.") % {
        "territory": territory.text if territory else "",
        "place": place,
    }, None


def _excluded(catalog: Catalog, case: Case, office: str, grant: Grant) -> _Explained:
    for exclusion in case.grants.exclusions:
        if case.reaches(exclusion, office) and not case.fails_a_limit(exclusion):
            territory = territory_link(catalog, exclusion.territory)
            if case.on.lying(case.place, exclusion.territory) is Lying.INSIDE:
                words = gettext("Một văn bản khác rút thẩm quyền này khỏi cơ quan tại %(territory)s.") % {
                    "territory": territory.text if territory else gettext("mọi nơi")
                }
                return words, exclusion.instrument
    return "", None


def _beyond(catalog: Catalog, case: Case, office: str, grant: Grant) -> _Explained:
    failed = [wording.limit_in_words(limit) for limit in grant.limits if limit.holds(case.facts) is False]
    return gettext("Dữ kiện đã nêu không nằm trong giới hạn: %(limits)s.") % {
        "limits": "; ".join(failed)
    }, None


EXPLAINED: Final[dict[str, Callable[[Catalog, Case, str, Grant], _Explained]]] = {
    "NOT_YET": _not_yet,
    "ENDED": _ended,
    "SUSPENDED": _suspended,
    "REVOKED": _revoked,
    "OUTSIDE_TERRITORY": _outside,
    "EXCLUDED": _excluded,
    "LIMIT": _beyond,
}
