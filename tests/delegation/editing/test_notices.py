"""Notices: one's own only, read when the dossier is opened, and leading nowhere that is not one's business."""

from __future__ import annotations

import pytest

from delegation.models import Notice
from tests.delegation.editing.visitors import Visitor, visitor
from units.rights import Right


@pytest.fixture
def submitted(number: int, drafter: Visitor, approver: Visitor) -> int:
    drafter.send_as_shown("dossier_act", number, "trinh-duyet")
    return number


def unread(visiting: Visitor) -> int:
    return Notice.objects.filter(user=visiting.user, read_at__isnull=True).count()


def menu(visiting: Visitor) -> str:
    """The menu, as the page hands it to the browser."""
    return visiting.get("my_work").response.content.decode()


def test_a_notice_is_read_when_its_dossier_is_opened(submitted: int, approver: Visitor) -> None:
    assert "Th\\u00f4ng b\\u00e1o (1 ch\\u01b0a" in menu(approver) or "Thông báo (1 chưa đọc)" in menu(
        approver
    )
    said = approver.get("notices")
    assert "Hồ sơ “Ủy quyền tu bổ di tích 2027” chờ ý kiến của bạn." in said.words()
    (notice,) = Notice.objects.filter(user=approver.user)
    followed = approver.get("notice", notice.pk, status=302)
    assert followed.response["Location"] == f"/admin/ho-so/{submitted}/"
    assert unread(approver) == 0
    assert "1 chưa" not in menu(approver)
    assert approver.get("dossier", submitted).response.status_code == 200


def test_to_open_the_dossier_itself_is_to_have_read_of_it(
    submitted: int, approver: Visitor, drafter: Visitor
) -> None:
    other = visitor("duyet-hai", Right.APPROVE)
    assert unread(approver) == 1
    other.get("dossier", submitted)
    drafter.get("dossier", submitted)
    assert unread(approver) == 1
    approver.get("dossier", submitted)
    assert unread(approver) == 0


def test_all_are_taken_as_read_at_once(submitted: int, approver: Visitor) -> None:
    approver.post("notices")
    assert unread(approver) == 0
    assert "Đánh dấu" not in approver.get("notices").words()


def test_a_notice_of_others_is_not_there(submitted: int, approver: Visitor, stranger: Visitor) -> None:
    (notice,) = Notice.objects.all()
    stranger.get("notice", notice.pk, status=404)
    assert unread(approver) == 1
    assert "Chưa có thông báo nào" in stranger.get("notices").words()


def test_who_cannot_open_the_dossier_is_led_to_what_their_unit_receives(
    submitted: int, approver: Visitor, drafter: Visitor
) -> None:
    (notice,) = Notice.objects.all()
    Notice.objects.create(
        user=(foreign := visitor("xa", Right.DRAFT, unit="26833@2025-07-01")).user,
        dossier=notice.dossier,
        step=notice.step,
        created_at=notice.created_at,
    )
    led = foreign.get("notice", Notice.objects.latest("pk").pk, status=302)
    assert led.response["Location"] == "/admin/tiep-nhan/"
