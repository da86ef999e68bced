"""The trail of a dossier: each field, who, when and why; and lines brought back as they were."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegation.actions.documents import write_document
from delegation.actions.drafting import (
    LineEdit,
    acknowledge_warning,
    create_dossier,
    remove_lines,
    save_lines,
    state_dossier,
)
from delegation.actions.refusal import ActionRefused
from delegation.editing.dossier_trail import Trail, restore_line
from delegation.models import Dossier, DossierLine
from tests.delegation.actions.decisions import row
from tests.delegation.actions.people import unit
from tests.delegation.editing.visitors import Visitor, visitor
from units.rights import Right


@pytest.fixture
def dossier(number: int) -> Dossier:
    return Dossier.objects.get(pk=number)


@pytest.fixture
def line(dossier: Dossier) -> DossierLine:
    return dossier.lines.get(table="grants")


def write(line: DossierLine, visiting: Visitor, **cells: str) -> None:
    line.refresh_from_db()
    edit = LineEdit(line.pk, {name: (line.cells.get(name, ""), text) for name, text in cells.items()})
    save_lines(line.dossier, [edit], acting_user=visiting.user, reason="Theo góp ý")


def readings(line: DossierLine) -> list[int]:
    """The numbers of a line's readings, the earliest first."""
    history: Any = DossierLine.history.filter(id=line.pk).order_by("history_id")
    return [reading.history_id for reading in history]


def test_each_changed_field_is_told_before_and_after_in_words(line: DossierLine, drafter: Visitor) -> None:
    other = visitor("soan-hai", Right.DRAFT)
    write(line, other, valid_until="2028-06-30", power="dau-tu.nhom-c-dia-phuong")
    newest = Trail(line.dossier)[:1][0]
    assert (newest.who, newest.why, newest.done) == ("soan-hai", "Theo góp ý", "sửa")
    assert newest.what == "Dòng 3, Trao, rút thẩm quyền"
    told = {change.title: (change.before, change.after) for change in newest.fields}
    assert told["Đến hết ngày"] == ("31/12/2027", "30/06/2028")
    assert set(told) == {"Đến hết ngày", "Quyền hạn"}
    assert "dau-tu" not in " ".join(told["Quyền hạn"])


def test_everything_that_belongs_to_the_dossier_is_in_it(
    dossier: Dossier, line: DossierLine, drafter: Visitor
) -> None:
    acknowledge_warning(dossier, "DLG-12 x", acting_user=drafter.user, reason="Đã hỏi")
    state_dossier(dossier, {"title": (dossier.title, "Tên khác")}, acting_user=drafter.user)
    write_document(dossier, {"proposal": ("", "Giám đốc Sở Nội vụ")}, acting_user=drafter.user)
    line.refresh_from_db()
    remove_lines(dossier, {line.pk: line.version}, acting_user=drafter.user)
    said = drafter.get("dossier_history", dossier.pk).words()
    for told in ("Cảnh báo DLG-12 x : thêm", "Tên khác", "Dòng 3, Trao, rút thẩm quyền : bỏ", "Lập hồ sơ"):
        assert told in said
    for told in ("Lời văn bản : thêm", "Theo đề nghị của", "Giám đốc Sở Nội vụ"):
        assert told in said


def test_pages_of_history_cost_the_same(dossier: Dossier, line: DossierLine, drafter: Visitor) -> None:
    drafter.get("dossier_history", dossier.pk)
    with CaptureQueriesContext(connection) as few:
        drafter.get("dossier_history", dossier.pk)
    for count in range(40):
        write(line, drafter, note=f"Lần {count}")
    with CaptureQueriesContext(connection) as many:
        said = drafter.get("dossier_history", dossier.pk)
    # A page with one kind of record on it asks for less.
    assert len(many) <= len(few)
    assert len(said.soup.select(".desk-timeline > li")) == 30
    assert "Lập hồ sơ" in drafter.get("dossier_history", dossier.pk, p="2").words()


def test_a_line_is_brought_back_as_it_read(line: DossierLine, number: int, drafter: Visitor) -> None:
    then = dict(line.cells)
    write(line, drafter, valid_until="2028-06-30", note="Mới", citation="")
    first = readings(line)[0]
    drafter.post("dossier_line_restoration", number, first)
    line.refresh_from_db()
    assert line.cells == then
    drafter.post("dossier_line_restoration", number, first)
    assert len(readings(line)) == 3
    assert Trail(line.dossier)[:1][0].why.startswith("Khôi phục dòng 3 như lúc")


def test_a_line_that_was_taken_out_comes_back_once(
    line: DossierLine, dossier: Dossier, drafter: Visitor
) -> None:
    line.refresh_from_db()
    remove_lines(dossier, {line.pk: line.version}, acting_user=drafter.user)
    last = readings(line)[-1]
    for _again in range(2):
        drafter.post("dossier_line_restoration", dossier.pk, last)
    back = dossier.lines.get(table="grants")
    assert (back.cells, back.act) == (line.cells, line.act)
    assert back.serial > line.serial
    remove_lines(dossier, {back.pk: back.version}, acting_user=drafter.user)
    with pytest.raises(ActionRefused, match="khôi phục từ lần bỏ ấy"):
        restore_line(dossier, last, acting_user=drafter.user)


def test_only_drafts_only_by_drafters_only_of_their_own_lines(
    line: DossierLine, number: int, drafter: Visitor, approver: Visitor
) -> None:
    write(line, drafter, note="Mới")
    first = readings(line)[0]
    approver.post("dossier_line_restoration", number, first, status=403)
    drafter.post("dossier_line_restoration", number, 999_999, status=409)
    other = create_dossier(unit=unit(), title="Khác", acting_user=drafter.user)
    save_lines(other, [row("fields", field="x", name="X")], acting_user=drafter.user)
    drafter.post("dossier_line_restoration", other.pk, first, status=409)
    drafter.send_as_shown("dossier_act", number, "trinh-duyet")
    drafter.post("dossier_line_restoration", number, first, status=409)
    line.refresh_from_db()
    assert line.cells["note"] == "Mới"
    assert other.lines.count() == 1
