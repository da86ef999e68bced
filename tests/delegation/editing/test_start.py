"""The start page: only what this person can act on, what the register has to say about their units, in bounded time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegation.actions.approving import approve, return_dossier, submit
from delegation.editing import register_state
from delegation.editing.background import Background
from delegation.editing.waiting import (
    drafts_of,
    returned_to,
    waiting_for_agreement,
    waiting_for_approval,
    waiting_for_publication,
)
from delegation.models import Dossier
from delegation.register import Register
from tests.delegation.actions.decisions import decision, row
from tests.delegation.editing.conftest import Work
from tests.delegation.editing.visitors import Visitor, signed_in, visitor
from units import clock
from units.models import User
from units.rights import Right

WARD = "26800@2025-07-01"
_EVERY = {
    "drafts": drafts_of,
    "returned": returned_to,
    "approval": waiting_for_approval,
    "agreement": waiting_for_agreement,
    "publication": waiting_for_publication,
}


def waiting(visiting: Visitor) -> dict[str, int]:
    """How much waits for the person, where anything does."""
    user = User.objects.get(pk=visiting.user.pk)
    counted = {name: select(user).count() for name, select in _EVERY.items()}
    return {name: count for name, count in counted.items() if count}


def test_a_draft_is_its_writers_work(number: int, drafter: Visitor, approver: Visitor) -> None:
    other = visitor("soan-hai", Right.DRAFT)
    assert waiting(drafter) == {"drafts": 1}
    assert waiting(other) == waiting(approver) == {}


def test_what_waits_is_shown_to_those_who_can_act_and_to_no_writer(drafter: Visitor) -> None:
    approver, publisher = visitor("duyet", Right.APPROVE), visitor("cong-bo", Right.PUBLISH)
    both = visitor("ca-hai", Right.DRAFT, Right.APPROVE)
    ward = visitor("phuong", Right.APPROVE, Right.PUBLISH, unit=WARD)
    office = {
        "office": f"{WARD}/management_board:cho",
        "unit": WARD,
        "kind": "management_board",
        "name": "Chợ",
    }
    dossier = decision(both.user, row("offices", **office))
    submit(dossier, acting_user=drafter.user)
    assert waiting(both) == waiting(drafter) == waiting(publisher) == {}
    assert waiting(approver) == {"approval": 1}
    assert waiting(ward) == {"agreement": 1}
    approve(dossier, acting_user=approver.user)
    assert waiting(approver) == waiting(publisher) == {}
    ward.send_as_shown("dossier_act", dossier.pk, "dong-y", unit=WARD)
    assert waiting(ward) == {}
    assert waiting(publisher) == {"publication": 1}
    return_dossier(dossier, acting_user=publisher.user, note="Sửa")
    submit(dossier, acting_user=drafter.user)
    # What was agreed to before is asked again.
    assert waiting(ward) == {"agreement": 1}
    assert waiting(publisher) == {}


def test_what_came_back_stands_apart_until_it_is_submitted_again(
    number: int, drafter: Visitor, approver: Visitor
) -> None:
    dossier = Dossier.objects.get(pk=number)
    drafter.send_as_shown("dossier_act", number, "trinh-duyet")
    approver.send_as_shown("dossier_act", number, "tra-lai", note="Sửa")
    assert waiting(drafter) == {"returned": 1}
    submit(dossier, acting_user=drafter.user)
    assert waiting(drafter) == {}


def test_an_empty_page_says_what_to_do(register: Register, approver: Visitor, drafter: Visitor) -> None:
    assert "Bấm “Lập hồ sơ” để bắt đầu" in drafter.get("my_work").words()
    said = approver.get("my_work")
    assert "Hồ sơ bạn tự soạn do người khác duyệt" in said.words()
    assert "Lập hồ sơ" not in said.words("a.button")
    assert "chưa được trao quyền" in visitor("vo-quyen").get("my_work").words()


def test_no_more_than_ten_are_listed_and_all_are_counted(drafter: Visitor) -> None:
    for _count in range(12):
        decision(drafter.user)
    said = drafter.get("my_work")
    block = said.soup.select_one("section[aria-labelledby=khoi-dang-soan]")
    assert len(block.select("li")) == 10
    assert "Xem cả 12 hồ sơ" in block.get_text()
    (all_of_them,) = [link["href"] for link in block.select("p a")]
    assert "12 hồ sơ" in drafter._said(drafter.client.get(all_of_them), 200).words()


def test_the_page_costs_the_same_however_much_there_is(drafter: Visitor, begun: list[Work]) -> None:
    decision(drafter.user)
    drafter.get("my_work")
    _work_out(begun)
    drafter.get("my_work")
    with CaptureQueriesContext(connection) as one:
        drafter.get("my_work")
    for _count in range(5):
        decision(drafter.user)
    with CaptureQueriesContext(connection) as six:
        drafter.get("my_work")
    assert len(six) == len(one)


def _work_out(begun: list[Work]) -> None:
    while begun:
        begun.pop()()


def test_until_the_register_has_been_looked_through_no_number_is_shown(
    auditor: Visitor, begun: list[Work]
) -> None:
    said = auditor.get("my_work")
    assert len(said.soup.select("[data-pending]")) == 2
    # One thing is begun at a time, and not again by the next page.
    assert len(begun) == 2
    auditor.get("my_work")
    assert len(begun) == 2
    _work_out(begun)
    said = auditor.get("my_work")
    assert said.soup.select("[data-pending]") == []
    assert begun == []
    found = register_state.recorded_findings()
    assert found
    errors = sum(one.severity == "error" for one in found)
    assert f"Lỗi {errors}" in said.words("section[aria-labelledby=khoi-diem-sai]")


def test_faults_and_endings_concern_only_ones_own_units(
    auditor: Visitor, begun: list[Work], monkeypatch: pytest.MonkeyPatch
) -> None:
    ward = visitor("phuong-xem", Right.AUDIT, unit=WARD)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 23))
    auditor.get("my_work")
    _work_out(begun)
    found, ends = register_state.recorded_findings(), register_state.endings()
    assert found
    assert ends
    assert register_state.concerning(auditor.user, found) != []
    own = register_state.concerning(ward.user, ends)
    assert all(WARD in one.units for one in own)
    assert len(own) < len(ends)
    everything = auditor.get("my_endings", trong="90").words()
    assert f"{len(register_state.concerning(auditor.user, ends))} dòng" in everything
    soon = [one for one in own if one.last <= date(2026, 11, 23) + timedelta(days=30)]
    said = ward.get("my_endings", trong="30").words()
    assert (f"{len(soon)} dòng" in said) if soon else ("Không có quyền nào như vậy" in said)


def test_faults_are_narrowed_by_severity_code_and_words(auditor: Visitor, begun: list[Work]) -> None:
    auditor.get("my_faults")
    _work_out(begun)
    every = auditor.get("my_faults").words()
    found = register_state.concerning(auditor.user, register_state.recorded_findings() or ())
    assert f"{len(found)} điểm" in every
    errors = [one for one in found if one.severity == "error"]
    assert f"{len(errors)} điểm" in auditor.get("my_faults", muc="error").words()
    code = found[0].code
    of_code = [one for one in found if one.code == code]
    assert f"{len(of_code)} điểm" in auditor.get("my_faults", ma=code).words()
    assert "Không có điểm nào như vậy" in auditor.get("my_faults", q="qqqq zzzz").words()


def test_what_could_not_be_worked_out_is_said_and_not_tried_at_every_page(begun: list[Work]) -> None:
    def fail(_question: int) -> str:
        raise ValueError("no")

    answers: Background[int, str] = Background(fail)
    assert answers.answer(1) is None
    with pytest.raises(ValueError, match="no"):
        begun.pop()()
    assert answers.answer(1) is None
    assert begun == []
    assert answers.has_failed(1)
    assert answers.answer(2) is None
    assert len(begun) == 1
    with pytest.raises(ValueError, match="no"):
        begun.pop()()


def test_an_answer_to_another_question_is_never_given(begun: list[Work]) -> None:
    answers: Background[int, int] = Background(lambda question: question * 10)
    assert answers.answer(1) is None
    begun.pop()()
    assert answers.answer(1) == 10
    assert answers.answer(2) is None
    begun.pop()()
    assert answers.answer(2) == 20
    assert answers.answer(1) is None
    begun.pop()()


def test_the_first_page_of_the_admin_leads_officers_to_their_work(number: int, drafter: Visitor) -> None:
    said = drafter.get("wagtailadmin_home")
    assert "Bản tôi đang soạn 1" in said.words(".desk-home")
    assert "/admin/viec-cua-toi/" in said.links(".desk-home a")
    nobody = visitor("vo-quyen").get("wagtailadmin_home")
    assert nobody.soup.select(".desk-home") == []


def entries(visiting: Visitor) -> Any:
    """The addresses in the menu that the page hands to the browser."""
    props = visiting.get("my_work").soup.select_one("#wagtail-sidebar-props")
    assert props is not None
    return props.get_text()


def test_the_menu_shows_each_only_what_is_for_them(drafter: Visitor, auditor: Visitor, number: int) -> None:
    assert "/admin/ho-so/" in entries(drafter)
    assert "/admin/quyen/" not in entries(drafter)
    assert "/admin/quyen/" in entries(auditor)
    assert "/admin/images/" not in entries(drafter)
    assert "/admin/viec-cua-toi/" not in entries(visitor("vo-quyen"))
    administrator = entries(signed_in(User.objects.create_superuser("quan-tri")))
    assert "/admin/images/" in administrator
    assert "/admin/quyen/" in administrator
