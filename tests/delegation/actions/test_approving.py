"""From draft to edition: who may take which step, and what a refused step leaves as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from delegation.actions.approving import (
    approve,
    countersign,
    discard,
    missing_countersigns,
    recall,
    return_dossier,
    submit,
)
from delegation.actions.documents import write_document
from delegation.actions.drafting import LineEdit, acknowledge_warning, create_dossier, save_lines
from delegation.actions.publishing import publish
from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.dossiers.judging import content_digest, judge
from delegation.models import Dossier, DossierState, DossierStep, GrantEntry, InstrumentEntry, Notice
from delegation.reading import register_at
from delegation.register import Register
from tests.delegation.actions.decisions import DIRECTOR, GRANT, POWER, decision, row
from tests.delegation.actions.people import CITY, officer, unit
from units.models import Edition, User
from units.rights import Right

WARD = "26800@2025-07-01"


@pytest.fixture
def drafter(register: Register) -> User:
    return officer("soan", Right.DRAFT)


@pytest.fixture
def approver(register: Register) -> User:
    return officer("duyet", Right.APPROVE)


@pytest.fixture
def publisher(register: Register) -> User:
    return officer("cong-bo", Right.PUBLISH)


@pytest.fixture
def dossier(drafter: User) -> Dossier:
    return decision(drafter)


@pytest.fixture
def submitted(dossier: Dossier, drafter: User) -> Dossier:
    submit(dossier, acting_user=drafter)
    return fresh(dossier)


@pytest.fixture
def approved(submitted: Dossier, approver: User) -> Dossier:
    approve(submitted, acting_user=approver)
    return fresh(submitted)


def fresh(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def everything() -> tuple[object, ...]:
    return (
        list(Dossier.objects.values()),
        list(DossierStep.objects.values()),
        list(Notice.objects.values()),
        Edition.objects.count(),
        GrantEntry.objects.count(),
        [line.key for dossier in Dossier.objects.all() for line in dossier.lines.all()],
    )


def refused(take: Callable[[], object], kind: type[ActionRefused] = ActionRefused) -> str:
    before = everything()
    with pytest.raises(kind) as told:
        take()
    assert everything() == before
    return str(told.value)


def notified(kind: str) -> set[str]:
    return set(Notice.objects.filter(step__kind=kind).values_list("user__username", flat=True))


def test_a_good_dossier_has_nothing_in_its_way(dossier: Dossier) -> None:
    judgement = judge(dossier)
    assert judgement.blocking() == []
    assert judgement.touched == frozenset()
    assert judgement.powers == {POWER}


def test_the_whole_way(dossier: Dossier, drafter: User, approver: User, publisher: User) -> None:
    submit(dossier, acting_user=drafter)
    approve(dossier, acting_user=approver)
    edition = publish(dossier, acting_user=publisher)
    done = fresh(dossier)
    assert (done.state, done.edition) == (DossierState.PUBLISHED, edition)
    assert (edition.number, edition.kind, edition.actor) == (2, "publication", publisher)
    assert edition.reason == "Ủy quyền tu bổ di tích 2027"
    assert [step.kind for step in done.steps.all()] == ["created", "submitted", "approved", "published"]
    instrument = InstrumentEntry.objects.recorded().get(number="4567/QĐ-UBND")
    grant = GrantEntry.objects.recorded().get(instrument=instrument.instrument)
    assert (grant.recorded_in_id, grant.power_id) == (2, POWER)
    assert [line.key for line in done.lines.filter(table="grants")] == [grant.grant_id]
    assert grant.grant_id in {one.grant for one in register_at().grants.of_power(POWER)}
    assert notified("submitted") == {"duyet"}
    assert notified("approved") == {"cong-bo"}
    # The director is of the city, so the city's own officers are those who take note; who published need not be told.
    assert notified("published") == {"soan", "duyet"}


@pytest.mark.parametrize("rights", [(), (Right.APPROVE,), (Right.PUBLISH, Right.AUDIT, Right.MANAGE)])
def test_only_who_drafts_submits(dossier: Dossier, rights: tuple[Right, ...]) -> None:
    other = officer("khac", *rights)
    refused(lambda: submit(dossier, acting_user=other), NotAllowed)


@pytest.mark.parametrize("rights", [(), (Right.DRAFT,), (Right.PUBLISH, Right.AUDIT, Right.MANAGE)])
def test_only_who_approves_approves(submitted: Dossier, rights: tuple[Right, ...]) -> None:
    other = officer("khac", *rights)
    refused(lambda: approve(submitted, acting_user=other), NotAllowed)


@pytest.mark.parametrize("rights", [(), (Right.DRAFT,), (Right.APPROVE, Right.AUDIT, Right.MANAGE)])
def test_only_who_publishes_publishes(approved: Dossier, rights: tuple[Right, ...]) -> None:
    other = officer("khac", *rights)
    refused(lambda: publish(approved, acting_user=other), NotAllowed)


def test_a_right_on_another_unit_is_none_here(submitted: Dossier) -> None:
    other = officer("khac", *Right, unit=WARD)
    refused(lambda: approve(submitted, acting_user=other), NotAllowed)
    refused(lambda: return_dossier(submitted, acting_user=other, note="x"), NotAllowed)


def test_an_administrator_is_no_officer(dossier: Dossier, drafter: User) -> None:
    administrator = User.objects.create_superuser("quan-tri")
    refused(lambda: submit(dossier, acting_user=administrator), NotAllowed)
    submit(dossier, acting_user=drafter)
    refused(lambda: approve(dossier, acting_user=administrator), NotAllowed)


def test_who_wrote_in_it_does_not_approve_it_whatever_the_rights(register: Register) -> None:
    everybody = officer("moi-quyen", *Right)
    dossier = decision(everybody)
    submit(dossier, acting_user=everybody)
    assert "người khác duyệt" in refused(lambda: approve(dossier, acting_user=everybody))


def test_who_mended_one_cell_does_not_approve_it(dossier: Dossier, drafter: User) -> None:
    both = officer("soan-va-duyet", Right.DRAFT, Right.APPROVE)
    line = dossier.lines.get(table="grants")
    save_lines(dossier, [LineEdit(line.pk, {"note": ("", "x")}, "grants")], acting_user=both)
    submit(dossier, acting_user=drafter)
    refused(lambda: approve(dossier, acting_user=both))


def test_steps_out_of_turn_are_refused(
    dossier: Dossier, drafter: User, approver: User, publisher: User
) -> None:
    refused(lambda: approve(dossier, acting_user=approver))
    refused(lambda: publish(dossier, acting_user=publisher))
    refused(lambda: recall(dossier, acting_user=drafter))
    submit(dossier, acting_user=drafter)
    refused(lambda: submit(dossier, acting_user=drafter))
    refused(lambda: publish(dossier, acting_user=publisher))
    refused(lambda: discard(dossier, acting_user=drafter, note="x"))
    approve(dossier, acting_user=approver)
    refused(lambda: approve(dossier, acting_user=approver))
    refused(lambda: recall(dossier, acting_user=drafter))
    publish(dossier, acting_user=publisher)
    refused(lambda: publish(dossier, acting_user=publisher))
    refused(lambda: return_dossier(dossier, acting_user=approver, note="x"))


def test_what_is_submitted_is_not_written_in(submitted: Dossier, drafter: User) -> None:
    refused(lambda: save_lines(submitted, [row("grants", note="x")], acting_user=drafter))


def test_a_returned_dossier_says_why_and_can_be_written_in(submitted: Dossier, approver: User) -> None:
    refused(lambda: return_dossier(submitted, acting_user=approver, note="  "))
    step = return_dossier(submitted, acting_user=approver, note="Thiếu căn cứ")
    assert (fresh(submitted).state, step.note) == (DossierState.DRAFT, "Thiếu căn cứ")
    assert notified("returned") == {"soan"}
    assert set(submitted.lines.values_list("key", flat=True)) == {""}


def test_a_publisher_can_send_back_what_was_approved(approved: Dossier, publisher: User) -> None:
    return_dossier(approved, acting_user=publisher, note="Sai ngày")
    assert fresh(approved).state == DossierState.DRAFT


def test_an_approval_does_not_outlive_a_change(
    approved: Dossier, drafter: User, publisher: User, approver: User
) -> None:
    return_dossier(approved, acting_user=publisher, note="Sai ghi chú")
    line = approved.lines.get(table="grants")
    save_lines(approved, [LineEdit(line.pk, {"note": ("", "x")}, "grants")], acting_user=drafter)
    submit(approved, acting_user=drafter)
    refused(lambda: publish(approved, acting_user=publisher))
    approve(approved, acting_user=approver)
    assert publish(approved, acting_user=publisher).number == 2


def test_a_recalled_dossier_is_a_draft_again(submitted: Dossier, drafter: User) -> None:
    recall(submitted, acting_user=drafter)
    assert fresh(submitted).state == DossierState.DRAFT


def test_a_discarded_dossier_stays_readable_and_goes_nowhere(dossier: Dossier, drafter: User) -> None:
    refused(lambda: discard(dossier, acting_user=drafter, note=""))
    discard(dossier, acting_user=drafter, note="Trùng hồ sơ khác")
    assert fresh(dossier).state == DossierState.DISCARDED
    assert dossier.lines.count() == 3
    refused(lambda: submit(dossier, acting_user=drafter))


def test_what_has_a_fault_is_not_submitted(drafter: User) -> None:
    dossier = decision(drafter, grant=GRANT | {"power": "no-such-power"})
    assert "no-such-power" in refused(lambda: submit(dossier, acting_user=drafter))


def test_an_error_of_law_blocks(drafter: User) -> None:
    dossier = decision(drafter, grant={name: text for name, text in GRANT.items() if name != "valid_until"})
    assert "DLG-05" in refused(lambda: submit(dossier, acting_user=drafter))


def test_a_warning_blocks_until_somebody_says_why(drafter: User) -> None:
    dossier = decision(drafter)
    line = dossier.lines.get(table="instruments")
    edit = LineEdit(line.pk, {"effective_from": ("2026-12-01", "2026-11-01")}, "instruments")
    save_lines(dossier, [edit], acting_user=drafter)
    assert "DLG-12" in refused(lambda: submit(dossier, acting_user=drafter))
    for finding in judge(dossier).unexplained:
        acknowledge_warning(dossier, finding.identity, acting_user=drafter, reason="Theo bản ký")
    submit(dossier, acting_user=drafter)
    assert fresh(dossier).state == DossierState.SUBMITTED


def test_what_is_approved_holds_the_words_of_the_document(dossier: Dossier, drafter: User) -> None:
    before = content_digest(dossier)
    write_document(dossier, {"place": ("", "Thủ Đức")}, acting_user=drafter)
    assert content_digest(dossier) != before


def test_nothing_is_nothing_to_submit(drafter: User) -> None:
    dossier = decision(drafter)
    dossier.lines.all().delete()
    assert "chưa có dòng" in refused(lambda: submit(dossier, acting_user=drafter))


def test_a_new_overlap_blocks_though_each_row_is_sound(drafter: User) -> None:
    other = GRANT | {"recipients": DIRECTOR.replace("so-van-hoa-va-the-thao", "so-du-lich")}
    dossier = decision(drafter, row("grants", **other))
    assert "DLG-15" in refused(lambda: submit(dossier, acting_user=drafter))


def test_what_another_unit_gave_needs_its_word(drafter: User, approver: User, publisher: User) -> None:
    ward = officer("phuong", Right.APPROVE, unit=WARD)
    stranger = officer("phuong-khac", Right.APPROVE, unit="26833@2025-07-01")
    office = {
        "office": f"{WARD}/management_board:cho",
        "unit": WARD,
        "kind": "management_board",
        "name": "Ban quản lý chợ",
    }
    dossier = decision(drafter, row("offices", **office))
    submit(dossier, acting_user=drafter)
    assert missing_countersigns(fresh(dossier), judge(dossier).touched) == {WARD}
    assert notified("submitted") == {"duyet", "phuong"}
    approve(dossier, acting_user=approver)
    assert notified("approved") == set()
    assert "Còn thiếu ý kiến" in refused(lambda: publish(dossier, acting_user=publisher))
    refused(lambda: countersign(dossier, unit(WARD), acting_user=stranger), NotAllowed)
    refused(lambda: countersign(dossier, unit(WARD), acting_user=publisher), NotAllowed)
    refused(lambda: countersign(dossier, unit(CITY), acting_user=approver))
    countersign(dossier, unit(WARD), acting_user=ward, note="Đồng ý")
    assert notified("countersigned") == {"cong-bo"}
    refused(lambda: countersign(dossier, unit(WARD), acting_user=ward))
    assert publish(dossier, acting_user=publisher).number == 2


def test_a_countersign_does_not_outlive_a_new_submission(drafter: User, approver: User) -> None:
    ward = officer("phuong", Right.APPROVE, unit=WARD)
    office = {
        "office": f"{WARD}/management_board:cho",
        "unit": WARD,
        "kind": "management_board",
        "name": "Ban quản lý chợ",
    }
    dossier = decision(drafter, row("offices", **office))
    submit(dossier, acting_user=drafter)
    countersign(dossier, unit(WARD), acting_user=ward)
    return_dossier(dossier, acting_user=ward, note="Đổi ý")
    submit(dossier, acting_user=drafter)
    assert missing_countersigns(fresh(dossier), {WARD}) == {WARD}


def test_what_the_register_says_meanwhile_counts_at_publication(
    approved: Dossier, publisher: User, drafter: User, approver: User
) -> None:
    rival = decision(
        drafter, grant=GRANT | {"recipients": DIRECTOR.replace("so-van-hoa-va-the-thao", "so-du-lich")}
    )
    line = rival.lines.get(table="instruments")
    edit = LineEdit(line.pk, {"number": ("4567/QĐ-UBND", "4568/QĐ-UBND")}, "instruments")
    save_lines(rival, [edit], acting_user=drafter)
    submit(rival, acting_user=drafter)
    approve(rival, acting_user=approver)
    publish(rival, acting_user=publisher)
    assert "DLG-15" in refused(lambda: publish(approved, acting_user=publisher))


def test_a_correction_and_a_withdrawal_go_the_same_way(
    drafter: User, approver: User, publisher: User
) -> None:
    published = decision(drafter)
    submit(published, acting_user=drafter)
    approve(published, acting_user=approver)
    publish(published, acting_user=publisher)
    grant = published.lines.get(table="grants").key
    withdrawal = create_dossier(
        unit=unit(), title="Rút dòng ghi nhầm", reason="Ghi nhầm người nhận", acting_user=drafter
    )
    save_lines(withdrawal, [row("grants", "withdraw", grant=grant)], acting_user=drafter)
    submit(withdrawal, acting_user=drafter)
    approve(withdrawal, acting_user=approver)
    edition = publish(withdrawal, acting_user=publisher)
    assert (edition.kind, edition.reason) == ("withdrawal", "Ghi nhầm người nhận")
    assert grant not in {one.grant for one in register_at().grants.of_power(POWER)}
    assert GrantEntry.objects.recorded(2).filter(grant=grant).exists()
