"""The steps as pages: buttons for what can succeed, refusals in words with nothing lost, no step taken twice."""

from __future__ import annotations

import pytest

from delegation.actions.approving import submit
from delegation.actions.drafting import save_lines
from delegation.models import Dossier, DossierState, DossierStep
from tests.delegation.actions.decisions import decision, row
from tests.delegation.actions.people import unit
from tests.delegation.editing.visitors import Visitor, visitor
from units.models import Edition
from units.rights import Right

WARD = "26800@2025-07-01"


def state(number: int) -> str:
    return Dossier.objects.get(pk=number).state


def offered(visiting: Visitor, number: int) -> set[str]:
    """The steps that the front page has buttons for."""
    links = visiting.get("dossier", number).links(".desk-acts a")
    return {link.partition("/viec/")[2].rstrip("/").partition("/?")[0] for link in links}


@pytest.fixture
def submitted(number: int, drafter: Visitor) -> int:
    drafter.send_as_shown("dossier_act", number, "trinh-duyet", note="Kính trình")
    assert state(number) == DossierState.SUBMITTED
    return number


@pytest.fixture
def approved(submitted: int, approver: Visitor) -> int:
    approver.send_as_shown("dossier_act", submitted, "duyet")
    assert state(submitted) == DossierState.APPROVED
    return submitted


def test_the_whole_way_by_pages(approved: int, publisher: Visitor) -> None:
    form = publisher.get("dossier_act", approved, "cong-bo")
    assert "Dòng sẽ ghi 3" in form.words()
    publisher.send_as_shown("dossier_act", approved, "cong-bo", rows="3")
    assert Dossier.objects.get(pk=approved).edition_id == 2
    steps = publisher.get("dossier_steps", approved).words(".desk-timeline")
    for told in ("Công bố", "Duyệt", "Trình duyệt", "Kính trình", "Lập hồ sơ"):
        assert told in steps
    assert publisher.get("dossier", approved).soup.select(".desk-acts") == []


def test_each_sees_the_buttons_of_their_own(
    submitted: int, drafter: Visitor, approver: Visitor, publisher: Visitor, auditor: Visitor
) -> None:
    assert offered(drafter, submitted) == {"rut-lai"}
    assert offered(approver, submitted) == {"duyet", "tra-lai"}
    assert offered(publisher, submitted) == {"tra-lai"}
    assert offered(auditor, submitted) == set()


def test_whoever_wrote_is_told_why_they_do_not_approve(drafter: Visitor) -> None:
    both = visitor("ca-hai", Right.DRAFT, Right.APPROVE)
    number = decision(both.user).pk
    both.send_as_shown("dossier_act", number, "trinh-duyet")
    assert "duyet" not in offered(both, number)
    why = "Bạn đã soạn hồ sơ này nên người khác phải duyệt."
    assert why in both.get("dossier", number).words(".desk-acts")
    form = both.get("dossier_act", number, "duyet")
    assert why in form.words()
    assert form.soup.select("form.desk-form") == []
    seen = drafter.get("dossier_act", number, "rut-lai").fields()["seen"]
    both.post("dossier_act", number, "duyet", status=409, seen=seen)
    assert state(number) == DossierState.SUBMITTED


def test_a_refused_step_keeps_what_was_typed_and_changes_nothing(submitted: int, approver: Visitor) -> None:
    before = DossierStep.objects.count()
    said = approver.send_as_shown("dossier_act", submitted, "tra-lai", status=409, note="   ")
    assert "Hãy ghi lý do trả lại" in said.words("#refused")
    said = approver.post("dossier_act", submitted, "tra-lai", status=409, seen="khac", note="Sửa dòng 3")
    assert "đã thay đổi từ khi bạn mở trang" in said.words("#refused")
    assert said.soup.select_one("#note").get_text().strip() == "Sửa dòng 3"
    assert (state(submitted), DossierStep.objects.count()) == (DossierState.SUBMITTED, before)


def test_nobody_approves_what_they_did_not_see(submitted: int, drafter: Visitor, approver: Visitor) -> None:
    seen = approver.get("dossier_act", submitted, "duyet").fields()["seen"]
    drafter.send_as_shown("dossier_act", submitted, "rut-lai")
    dossier = Dossier.objects.get(pk=submitted)
    save_lines(dossier, [row("fields", field="moi", name="Mới")], acting_user=drafter.user)
    submit(dossier, acting_user=drafter.user)
    approver.post("dossier_act", submitted, "duyet", status=409, seen=seen)
    assert state(submitted) == DossierState.SUBMITTED


def test_the_right_is_asked_for_again_when_the_form_comes(submitted: int, auditor: Visitor) -> None:
    seen = auditor.get("dossier_act", submitted, "duyet").fields()
    assert seen == {}
    digest = DossierStep.objects.get(kind="submitted").content
    for act in ("duyet", "rut-lai", "tra-lai", "cong-bo"):
        sent = {"seen": digest, "note": "x", "rows": "3"}
        auditor.post("dossier_act", submitted, act, status=403, **sent)
    assert state(submitted) == DossierState.SUBMITTED
    auditor.get("dossier_act", submitted, "xoa", status=404)


def test_publication_asks_how_many_rows(approved: int, publisher: Visitor) -> None:
    for typed in ("", "2", "ba"):
        said = publisher.send_as_shown("dossier_act", approved, "cong-bo", status=409, rows=typed)
        assert "gõ đúng số dòng" in said.words("#refused")
    assert Edition.objects.count() == 1


def test_a_form_sent_twice_is_one_step(approved: int, publisher: Visitor) -> None:
    sent = publisher.get("dossier_act", approved, "cong-bo").fields() | {"rows": "3"}
    publisher.post("dossier_act", approved, "cong-bo", **sent)
    publisher.post("dossier_act", approved, "cong-bo", **sent)
    assert Edition.objects.count() == 2
    assert DossierStep.objects.filter(kind="published").count() == 1
    assert "đã được làm trước đó" in publisher.get("dossier", approved).words(".messages")


def test_a_returned_dossier_shows_the_reasons_to_those_who_wrote_it(
    submitted: int, drafter: Visitor, approver: Visitor
) -> None:
    approver.send_as_shown("dossier_act", submitted, "tra-lai", note="Thiếu căn cứ")
    said = drafter.get("dossier", submitted)
    assert "duyet trả lại" in said.words(".help-warning")
    assert "Thiếu căn cứ" in said.words(".help-warning")
    assert "Bị trả lại cho tôi 1" in drafter.get("my_work").words()


def test_a_draft_is_given_up_with_a_reason(number: int, drafter: Visitor) -> None:
    drafter.send_as_shown("dossier_act", number, "bo", status=409)
    drafter.send_as_shown("dossier_act", number, "bo", note="Trùng hồ sơ khác")
    assert state(number) == DossierState.DISCARDED
    assert "Trùng hồ sơ khác" in drafter.get("dossier_steps", number).words()


@pytest.fixture
def touching(drafter: Visitor) -> int:
    """A submitted dossier that asks a ward to agree."""
    office = {
        "office": f"{WARD}/management_board:cho",
        "unit": WARD,
        "kind": "management_board",
        "name": "Chợ",
    }
    dossier = decision(drafter.user, row("offices", **office))
    submit(dossier, acting_user=drafter.user)
    return dossier.pk


def test_a_touched_unit_reads_and_agrees_beside_the_approval(
    touching: int, approver: Visitor, publisher: Visitor, stranger: Visitor
) -> None:
    assert "Phường Linh Xuân" in publisher.get("dossier", touching).words("section[aria-labelledby=cho]")
    assert offered(stranger, touching) == {f"dong-y/?unit={WARD.replace('@', '%40')}", "tra-lai"} or offered(
        stranger, touching
    ) == {"dong-y", "tra-lai"}
    approver.send_as_shown("dossier_act", touching, "duyet")
    assert "Còn chờ ý kiến đồng ý của: Phường Linh Xuân" in publisher.get("dossier", touching).words()
    assert offered(publisher, touching) == {"tra-lai"}
    stranger.send_as_shown("dossier_act", touching, "dong-y", unit=WARD)
    step = DossierStep.objects.get(kind="countersigned")
    assert step.unit == unit(WARD)
    assert offered(publisher, touching) == {"cong-bo", "tra-lai"}


def test_nobody_agrees_for_a_unit_of_others(touching: int, approver: Visitor) -> None:
    seen = DossierStep.objects.get(kind="submitted").content
    for agreed, status in ((WARD, 403), ("khong-co", 409), ("", 409)):
        approver.post("dossier_act", touching, "dong-y", status=status, seen=seen, unit=agreed)
    assert not DossierStep.objects.filter(kind="countersigned").exists()
