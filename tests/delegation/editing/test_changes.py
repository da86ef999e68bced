"""Before and after: who gains, loses or holds otherwise; and what the repeal of a document would do."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegation.models import Dossier
from delegation.register import Register
from tests.delegation.actions.decisions import DIRECTOR, GRANT, POWER, decision, row
from tests.delegation.editing.visitors import Said, Visitor, signed_in, visitor
from units.models import Edition, User
from units.rights import Right


def table(said: Said) -> list[list[str]]:
    """The rows of the table of recipients."""
    rows = said.soup.select("section[aria-labelledby=noi-nhan] tbody tr")
    return [[" ".join(cell.get_text().split()) for cell in row.select("th, td")] for row in rows]


def test_who_gains_is_told_from_which_day_by_which_text(number: int, drafter: Visitor) -> None:
    said = drafter.get("dossier_changes", number)
    gained = [row for row in table(said) if row[1] != "0"]
    assert [row[0] for row in gained] == ["Giám đốc Sở Văn hóa và Thể thao Thành phố Hồ Chí Minh"]
    told = said.words("section[aria-labelledby=chi-tiet]")
    assert "Được thêm" in told
    assert "Từ 01/01/2027 đến hết 31/12/2027" in told
    assert "Ủy quyền, Quyết định 4567/QĐ-UBND (20/11/2026)" in told


def test_the_view_is_narrowed_to_one_recipient(number: int, drafter: Visitor) -> None:
    said = drafter.get("dossier_changes", number, **{"noi-nhan": DIRECTOR})
    assert "Chi tiết: Giám đốc Sở Văn hóa và Thể thao" in said.words()
    assert len(said.soup.select("section[aria-labelledby=chi-tiet] tbody tr")) == 1
    nobody = drafter.get("dossier_changes", number, **{"noi-nhan": DIRECTOR, "ket-qua": "lost"})
    assert "Không có dòng nào như vậy" in nobody.words()


def test_the_file_has_every_row_and_runs_no_formula(number: int, drafter: Visitor) -> None:
    response = drafter.get("dossier_changes", number, dang="csv").response
    assert response["Content-Disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["Kết quả", "Cơ quan, nhóm", "Thẩm quyền", "Mã quyền hạn"]
    assert {row[3] for row in rows[1:]} == {POWER}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "-"))]


def test_a_new_overlap_is_shown_as_a_point_to_look_at(drafter: Visitor) -> None:
    other = {"recipients": "79@2016-01-01/department_head:so-du-lich", "citation": "khoản 2 Điều 1"}
    dossier = decision(drafter.user, row("grants", **GRANT | other))
    said = drafter.get("dossier_changes", dossier.pk)
    assert "Chồng lấn mới" in said.words("section[aria-labelledby=phat-sinh]")


def test_with_faults_nothing_can_be_compared(drafter: Visitor) -> None:
    dossier = decision(drafter.user, grant=GRANT | {"power": "khong-co"})
    assert "chưa so sánh được" in drafter.get("dossier_changes", dossier.pk).words()
    assert (
        drafter.get("dossier_changes", dossier.pk, dang="csv")
        .response["Content-Type"]
        .startswith("text/html")
    )


def test_a_longer_dossier_costs_no_more_statements(number: int, drafter: Visitor) -> None:
    others = [GRANT | {"power": f"dau-tu.{name}"} for name in ("nhom-c-dia-phuong", "nhom-b-c-nganh")]
    longer = decision(drafter.user, *(row("grants", **other) for other in others)).pk
    counted = []
    for one in (number, longer):
        drafter.get("dossier_changes", one)
        with CaptureQueriesContext(connection) as asked:
            drafter.get("dossier_changes", one)
        counted.append(len(asked))
    assert counted[0] == counted[1]


def ask(visiting: Visitor, text: str, day: str = "01/12/2026", **more: str) -> Said:
    return visiting.get("what_if", **{"van-ban": text, "ngay": day, **more})


@pytest.mark.parametrize("text", ["luat-58-2024-qh15", "58/2024/QH15", "Luật 58/2024/QH15"])
def test_the_repeal_of_a_document_is_asked_of_the_register(
    register: Register, auditor: Visitor, text: str
) -> None:
    said = ask(auditor, text)
    assert "Nếu bãi bỏ Luật 58/2024/QH15 (29/11/2024) từ 01/12/2026" in said.words("h3")
    assert "Mất" in said.words("section[aria-labelledby=chi-tiet]")
    assert Edition.objects.count() == 1
    assert not Dossier.objects.exists()


def test_before_the_day_nothing_is_said_to_change(register: Register, auditor: Visitor) -> None:
    said = ask(auditor, "luat-58-2024-qh15", "01/12/2026", dang="csv").response
    rows = list(csv.DictReader(io.StringIO(said.content.decode("utf-8-sig"))))
    assert rows
    days = {date(*map(int, reversed(row["Từ ngày"].split("/")))) for row in rows}
    assert min(days) == date(2026, 12, 1)


def test_several_documents_of_the_words_are_offered(register: Register, auditor: Visitor) -> None:
    said = ask(auditor, "nghị định")
    assert "Văn bản nào?" in said.words("h3")
    assert len(said.links(".desk-list a")) > 1
    assert "không có văn bản nào khớp" in ask(auditor, "qqqqzzzz").words()
    assert "Không đọc được ngày này" in ask(auditor, "luat-58-2024-qh15", "31/02/2026").words()


def test_only_officers_ask(register: Register) -> None:
    assert "chưa có quyền" in visitor("vo-quyen").get("what_if", status=403).words()
    signed_in(User.objects.create_superuser("quan-tri")).get("what_if")
    visitor("dat-quyen", Right.MANAGE).get("what_if")
