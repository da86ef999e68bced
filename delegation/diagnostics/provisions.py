"""Checks on each provision: who passes what on to whom, for how long, and on what it rests. Pure.

Rules: docs/diagnostics/. Each test takes one draft and yields what it finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from delegation.authority import Case
from delegation.diagnostics import laws
from delegation.diagnostics.diagnostic import Finding, Record, gettext_noop
from delegation.diagnostics.draft import Draft, Ground, Provision
from delegation.diagnostics.parties import civil_servants_of_commune_chair, council_list_allows, not_allowed
from delegation.records import MAY_REST_ON, PASSED_ON_KINDS, Grant
from delegation.regimes import TWO_TIER_LAW
from delegation.register import GrantsOfPower
from units.geography import Lying


def _record(grant: Grant) -> Record:
    return Record("grants", grant.grant)


def _passing_on(draft: Draft) -> Iterator[tuple[Provision, str]]:
    """The provisions that pass a power on, each with its grantor."""
    for provision in draft.provisions:
        grant = provision.grant
        if grant.kind in PASSED_ON_KINDS and grant.grantor is not None:
            yield provision, grant.grantor


def recipient_is_allowed(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """DLG-02: the regime of the day of signing lets this grantor delegate to this recipient."""
    for provision, grantor in _passing_on(draft):
        grant = provision.grant
        if grant.kind != "delegation":
            continue
        for recipient, article in not_allowed(grant, grantor, draft.paper.signed, ground):
            sentence = gettext_noop(
                "%(article)s không cho %(grantor)s ủy quyền cho %(recipient)s. Hãy chọn đúng người được ủy quyền."
            )
            values = {
                "article": article,
                "grantor": ground.called(grantor),
                "recipient": ground.called(recipient),
            }
            yield Finding(_record(grant), sentence, article, values, column="recipients", about=(recipient,))


def grantor_held_it(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """DLG-03: the grantor held the power when it signed.

    Not judged where no origin of the power is recorded, nor before the first day on which the register knows the
    grantor's unit.
    """
    signed = draft.paper.signed
    for provision, grantor in _passing_on(draft):
        grant = provision.grant
        if not (_origin_is_recorded(grant, ground) and _is_known(grantor, signed, ground)):
            continue
        if not _held(grant, grantor, signed, ground):
            sentence = gettext_noop(
                "Theo sổ, %(grantor)s không có thẩm quyền “%(power)s” vào ngày ký %(signed)s nên không giao được."
                " Hãy ghi căn cứ của thẩm quyền, hoặc sửa người giao."
            )
            values = {"grantor": ground.called(grantor), "power": grant.power, "signed": signed.isoformat()}
            law = laws.on_passing_on(grant, signed, ground)
            yield Finding(_record(grant), sentence, law, values, on=signed, column="grantor")


def content_is_stated(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """DLG-04: the content, the territory or the objects can be told from what is recorded."""
    for provision, _grantor in _passing_on(draft):
        grant = provision.grant
        if not (provision.citation or grant.territory or grant.limits or grant.conditions):
            sentence = gettext_noop(
                "Chưa nêu điều khoản, địa bàn, giới hạn hay điều kiện nào, nên không rõ giao nội dung gì."
                " Hãy ghi điều khoản của văn bản và phạm vi được giao."
            )
            law = laws.on_passing_on(grant, draft.paper.signed, ground)
            yield Finding(_record(grant), sentence, law, column="citation")


def has_a_term(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """DLG-05: a delegation has a last day, its own or its document's."""
    if draft.paper.instrument.effective_until is not None:
        return
    for provision in draft.provisions:
        grant = provision.grant
        if grant.kind == "delegation" and last_day(grant) is None:
            sentence = gettext_noop(
                "Ủy quyền không có thời hạn; “cho đến khi có văn bản thay thế” không phải là thời hạn."
                " Hãy ghi ngày cuối cùng của ủy quyền."
            )
            law = laws.on_passing_on(grant, draft.paper.signed, ground)
            yield Finding(_record(grant), sentence, law, column="valid_until")


def is_not_passed_on_again(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """DLG-09: what is held by delegation is not delegated, what is held by decentralization not decentralized."""
    signed = draft.paper.signed
    for provision, grantor in _passing_on(draft):
        grant = provision.grant
        if {earlier.kind for earlier in _held(grant, grantor, signed, ground)} == {grant.kind}:
            sentence = (
                gettext_noop(
                    "%(grantor)s chỉ có thẩm quyền “%(power)s” do được ủy quyền nên không được ủy quyền tiếp."
                    " Hãy để người ủy quyền ban đầu ký."
                )
                if grant.kind == "delegation"
                else gettext_noop(
                    "%(grantor)s chỉ có thẩm quyền “%(power)s” do được phân cấp nên không được phân cấp tiếp."
                    " Hãy để cơ quan phân cấp ban đầu ban hành."
                )
            )
            values = {"grantor": ground.called(grantor), "power": grant.power}
            law = laws.on_passing_on(grant, signed, ground)
            yield Finding(_record(grant), sentence, law, values, on=signed, column="grantor")


def is_delegable(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """DLG-10: the law does not forbid passing the power on."""
    for provision, _grantor in _passing_on(draft):
        grant = provision.grant
        if not ground.register.powers[grant.power].delegable:
            sentence = gettext_noop(
                "Pháp luật không cho phân cấp, ủy quyền thẩm quyền “%(power)s”. Hãy bỏ nội dung này."
            )
            law = laws.on_passing_on(grant, draft.paper.signed, ground)
            yield Finding(_record(grant), sentence, law, {"power": grant.power}, column="power")


def stays_with_the_body(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """DLG-11: what a committee must decide as a body is not delegated to its chair."""
    if draft.paper.signed not in TWO_TIER_LAW:
        return
    offices = ground.register.directory.offices
    for provision, grantor in _passing_on(draft):
        grant = provision.grant
        committee = offices[grantor]
        if (
            grant.kind != "delegation"
            or committee.kind != "committee"
            or not ground.register.powers[grant.power].collective
        ):
            continue
        chairs = [
            office.office
            for office in ground.register.directory.at_unit(committee.unit)
            if office.kind == "chair"
        ]
        day = ground.on(_first_day(draft, grant))
        if any(day.is_recipient(grant, chair) for chair in chairs):
            sentence = gettext_noop(
                "“%(power)s” là việc Ủy ban nhân dân phải thảo luận tập thể và quyết định theo đa số,"
                " không ủy quyền cho Chủ tịch. Hãy bỏ nội dung này."
            )
            law = laws.COLLECTIVE_MATTERS
            yield Finding(_record(grant), sentence, law, {"power": grant.power}, column="recipients")


def ends_with_its_basis(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """DLG-13: on the last day that is stated, what the document is based on is still in force."""
    instrument = draft.paper.instrument
    for provision, _grantor in _passing_on(draft):
        grant = provision.grant
        last = min(filter(None, (last_day(grant), instrument.effective_until)), default=None)
        if last is not None and ground.on(last).basis_ended(instrument.instrument):
            sentence = gettext_noop(
                "Quyền được giao đến hết %(last)s, nhưng khi đó căn cứ của văn bản đã hết hiệu lực."
                " Hãy rút ngắn thời hạn, hoặc ghi căn cứ thay thế."
            )
            law = laws.on_passing_on(grant, draft.paper.signed, ground)
            values = {"last": last.isoformat()}
            yield Finding(_record(grant), sentence, law, values, on=last, column="valid_until")


def is_in_the_council_list(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """DLG-17: a commune chair delegates to civil servants what the provincial council's list allows there."""
    signed = draft.paper.signed
    if signed not in TWO_TIER_LAW:
        return
    for provision, grantor in _passing_on(draft):
        grant = provision.grant
        servants = civil_servants_of_commune_chair(grant, grantor, signed, ground)
        values = {"grantor": ground.called(grantor), "power": grant.power}
        law = laws.on_passing_on(grant, signed, ground)
        if servants and not council_list_allows(
            grant, grantor, servants, ground.on(signed), _recorded(grant, ground)
        ):
            sentence = gettext_noop(
                "Vào ngày ký, sổ không có danh mục của Hội đồng nhân dân cấp tỉnh cho %(grantor)s ủy quyền “%(power)s”"
                " cho công chức. Hãy ghi nghị quyết ban hành danh mục, hoặc bỏ nội dung này."
            )
            yield Finding(_record(grant), sentence, law, values, on=signed, column="recipients")
        elif servants and _case(grant, grantor, signed, ground).exclusion(grantor) is Lying.INSIDE:
            sentence = gettext_noop(
                "“%(power)s” trên địa bàn của %(grantor)s đã được chuyển cho nơi khác nên không ủy quyền được."
                " Hãy bỏ nội dung này."
            )
            yield Finding(_record(grant), sentence, law, values, on=signed, column="recipients")


def last_day(grant: Grant) -> date | None:
    """The last day that is stated, of the grant or of the longest extension; None if one of them has none."""
    last = grant.period.last_day
    for change in grant.changes:
        if change.action == "extend" and last is not None:
            last = None if change.until is None else max(last, change.until)
    return last


def _first_day(draft: Draft, grant: Grant) -> date:
    begins = draft.paper.instrument.begins
    return max(begins, grant.period.start or begins)


def _recorded(grant: Grant, ground: Ground) -> list[Grant]:
    """Every recorded grant of the same power, but for this one."""
    return [other for other in ground.grants.get(grant.power, ()) if other.grant != grant.grant]


def _origin_is_recorded(grant: Grant, ground: Ground) -> bool:
    """Whether the register knows where the power comes from; a grantor is believed otherwise."""
    return any(other.kind in MAY_REST_ON["decentralization"] for other in _recorded(grant, ground))


def _is_known(grantor: str, day: date, ground: Ground) -> bool:
    """Whether the register's map of the grantor's unit goes back as far as the day."""
    directory = ground.register.directory
    history = directory.geography.history(directory.offices[grantor].unit)
    return bool(history) and history[0].period.begun_by(day)


def _case(grant: Grant, grantor: str, day: date, ground: Ground) -> Case:
    """The grantor's side: the power where the grant applies, else at the grantor's own unit."""
    on = ground.on(day)
    unit = on.directory.offices[grantor].unit
    territory = grant.territory
    within = (
        territory is not None
        and (territory.as_of is None or day <= territory.as_of)
        and unit in on.above(territory.unit)
    )
    place = territory.unit if territory is not None and within else unit
    return Case(on, grant.power, place, grants=GrantsOfPower(_recorded(grant, ground)))


def _held(grant: Grant, grantor: str, day: date, ground: Ground) -> list[Grant]:
    """The grants by which the grantor held the power where it passes it on, or on some part of its own area."""
    case = _case(grant, grantor, day, ground)
    held = case.granted(grantor)
    if held or grant.territory is not None:
        return held
    parts = {other.territory.unit for other in case.grants if other.territory is not None}
    return [
        earlier
        for part in sorted(parts)
        if case.on.covers(grantor, part)
        for earlier in Case(case.on, grant.power, part, grants=case.grants).granted(grantor)
    ]
