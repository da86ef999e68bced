"""Receipts on the desk: a unit's own officers take note; who publishes sees who has not, and reminds them."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from delegation.models import Dossier, Notice, Receipt
from delegation.register import Register
from tests.delegation.dossiers.published import KEY, WARD, published_correction, published_to_wards
from tests.delegation.editing.visitors import Said, Visitor, signed_in, visitor
from units import clock
from units.models import User
from units.rights import Right


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 1))


@pytest.fixture
def ward(register: Register) -> Visitor:
    return visitor("can-bo-phuong", Right.DRAFT, unit=WARD)


@pytest.fixture
def dossier(drafter: Visitor) -> Dossier:
    return published_to_wards(drafter.user)


def boxes(said: Said) -> list[str]:
    return [str(box["value"]) for box in said.soup.select("input[name=grant]")]


def reading(dossier: Dossier) -> str:
    return f"{dossier.lines.get(table='grants').key}@{dossier.edition_id}"


def test_a_unit_sees_what_was_published_to_it(dossier: Dossier, ward: Visitor) -> None:
    said = ward.get("receipts")
    assert boxes(said) == [reading(dossier)]
    words = said.words()
    assert "Phường Linh Xuân" in words
    assert "01/01/2027" in words
    assert "31/12/2027" in words
    assert "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh" in words
    assert "/tham-quyen/dau-tu.nhom-c-dia-phuong/" in said.links()


def test_taking_note_is_recorded_with_who_and_when(dossier: Dossier, ward: Visitor) -> None:
    ward.post("receipts", **{"don-vi": WARD, "grant": reading(dossier)})
    receipt = Receipt.objects.get()
    assert (receipt.unit_id, receipt.user, receipt.edition_id) == (WARD, ward.user, dossier.edition_id)
    said = ward.get("receipts")
    assert boxes(said) == []
    assert "Không còn dòng nào" in said.words()
    taken = ward.get("receipts", xem="da-tiep-nhan").words("table")
    assert "can-bo-phuong" in taken
    assert "4567/QĐ-UBND" in taken


def test_all_that_is_shown_can_be_noted_at_once(dossier: Dossier, drafter: Visitor, ward: Visitor) -> None:
    published_correction(drafter.user, note="mới")
    shown = boxes(ward.get("receipts"))
    assert len(shown) == 2
    ward.post("receipts", **{"don-vi": WARD, "shown": shown, "all": "1"})
    assert Receipt.objects.count() == 2


def test_nothing_is_noted_that_was_not_seen_as_it_is(
    dossier: Dossier, drafter: Visitor, ward: Visitor
) -> None:
    first = published_correction(drafter.user, note="lần một")
    published_correction(drafter.user, note="lần hai")
    for grant, told in (
        (f"{KEY}@{first.edition_id}", "đính chính từ lúc bạn xem"),
        ("nothing@2", "không còn chờ"),
        ("x", "tải lại"),
        ([], "Hãy chọn"),
    ):
        said = ward.post("receipts", status=409, **{"don-vi": WARD, "grant": grant})
        assert told in said.words("#refused")
    assert not Receipt.objects.exists()


def test_the_page_is_for_a_unit_s_own_officers(
    dossier: Dossier, ward: Visitor, drafter: Visitor, auditor: Visitor
) -> None:
    auditor.get("receipts", status=403)
    elsewhere = visitor("noi-khac", Right.DRAFT, unit="27118@2016-01-01")
    assert boxes(elsewhere.get("receipts")) == []
    for visiting in (elsewhere, drafter):
        visiting.get("receipts", **{"don-vi": WARD}, status=404)
        visiting.post("receipts", status=404, **{"don-vi": WARD, "grant": reading(dossier)})
    auditor.post("receipts", status=403, **{"don-vi": WARD, "grant": reading(dossier)})
    assert not Receipt.objects.exists()


def test_an_officer_of_two_units_chooses(dossier: Dossier, register: Register) -> None:
    both = visitor("hai-noi", Right.DRAFT, unit=WARD)
    second = visitor("chi-mot", Right.APPROVE, unit="27118@2016-01-01")
    both.user.groups.add(*second.user.groups.all())
    choices = [str(one["value"]) for one in both.get("receipts").soup.select("#don-vi option")]
    # What still exists comes first.
    assert choices == [WARD, "27118@2016-01-01"]
    assert boxes(both.get("receipts", **{"don-vi": "27118@2016-01-01"})) == []


def test_who_publishes_sees_who_has_not_taken_note(dossier: Dossier, ward: Visitor, auditor: Visitor) -> None:
    ward.post("receipts", **{"don-vi": WARD, "grant": reading(dossier)})
    (row,) = auditor.get("receipts_progress").soup.select("tbody tr")
    said = auditor.get("receipts_of_dossier", dossier.pk)
    units = said.soup.select("tbody tr")
    cells = " ".join(row.get_text(" ").split())
    assert f"{len(units)} {len(units) - 1} 1 trên {len(units)}" in cells
    by_unit = {one.select("th")[0].get_text(): " ".join(one.get_text(" ").split()) for one in units}
    assert "0 1 trên 1 có" in by_unit["Phường Linh Xuân (mã 26800)"]
    assert sum("chưa có" in words for words in by_unit.values()) == len(units) - 1
    assert f"{len(units) - 1} đơn vị chưa có tài khoản" in said.words()


def test_only_dossiers_that_one_oversees_are_shown(dossier: Dossier, ward: Visitor, drafter: Visitor) -> None:
    elsewhere = visitor("cong-bo-phuong", Right.PUBLISH, unit=WARD)
    assert "Chưa có hồ sơ nào" in elsewhere.get("receipts_progress").words()
    elsewhere.get("receipts_of_dossier", dossier.pk, status=404)
    elsewhere.post("receipts_of_dossier", dossier.pk, status=404)
    elsewhere.get("receipts_export", dossier.pk, "csv", status=404)
    for visiting in (ward, drafter):
        visiting.get("receipts_progress", status=403)
        visiting.get("receipts_of_dossier", dossier.pk, status=403)
        visiting.get("receipts_export", dossier.pk, "csv", status=403)


def test_the_file_names_every_unit_and_grant(dossier: Dossier, ward: Visitor, auditor: Visitor) -> None:
    ward.post("receipts", **{"don-vi": WARD, "grant": reading(dossier)})
    content = auditor.client.get(reverse("receipts_export", args=[dossier.pk, "csv"])).content
    heading, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    told = [dict(zip(heading, line, strict=True)) for line in lines]
    assert [(one["Đã tiếp nhận"], one["Người xác nhận"]) for one in told if one["Mã đơn vị"] == WARD] == [
        ("rồi", "can-bo-phuong")
    ]
    assert {one["Đã tiếp nhận"] for one in told if one["Mã đơn vị"] != WARD} == {"chưa"}


def test_who_publishes_reminds_and_who_audits_does_not(
    dossier: Dossier, ward: Visitor, auditor: Visitor
) -> None:
    Notice.objects.filter(user=ward.user).delete()
    assert not auditor.get("receipts_of_dossier", dossier.pk).soup.select(".desk-acts button")
    auditor.post("receipts_of_dossier", dossier.pk, status=403)
    assert not ward.user.notices.exists()
    publisher = signed_in(User.objects.get(username=f"cong-bo-{dossier.pk}"))
    publisher.user.groups.get().permissions.set(auditor.user.groups.get().permissions.all())
    publisher.post("receipts_of_dossier", dossier.pk)
    assert ward.user.notices.get().step.kind == "published"


def test_the_number_of_statements_does_not_grow_with_what_is_waiting(
    dossier: Dossier, drafter: Visitor, ward: Visitor
) -> None:
    def asked() -> int:
        ward.get("receipts")
        with CaptureQueriesContext(connection) as statements:
            ward.get("receipts")
        return len(statements)

    before = asked()
    published_correction(drafter.user, (KEY, "dau-tu.di-tich.2"), note="mới")
    assert asked() <= before + 2
