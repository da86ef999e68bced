"""Records on the desk: the lists and files, the page of a record with its history, and who may see what."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from delegation.actions.correcting import Wish, begin_correction
from delegation.actions.drafting import LineEdit, save_lines
from delegation.bundle.format import TABLES
from delegation.bundle.shelves import SHELVES
from delegation.editing.records import listing
from delegation.editing.records.addresses import SLUGS
from delegation.models import Dossier
from delegation.register import Register
from tests.delegation.actions.people import CITY, officer, unit
from tests.delegation.dossiers.published import (
    KEY,
    WARD,
    published_correction,
    published_withdrawal,
    record,
)
from tests.delegation.editing.visitors import Said, Visitor, signed_in, visitor
from units.rights import Right

RECORD = ("register_record", "grants", (KEY,))


def rows(said: Said) -> list[list[str]]:
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td:not(.records-choice)")]
        for row in said.soup.select(".records-table tbody tr")
    ]


def keys(said: Said) -> list[str]:
    return [row[0] for row in rows(said)]


def begun(by: Visitor, key: str = KEY, title: str = "Đính chính dòng") -> Dossier:
    wish = Wish((record(key),))
    return begin_correction(wish, unit=unit(), title=title, reason="Ghi sai.", acting_user=by.user).dossier


@pytest.mark.parametrize("table", list(TABLES))
def test_every_table_is_listed_and_each_row_leads_to_its_page(drafter: Visitor, table: str) -> None:
    said = drafter.get("register_table", table)
    shelf = next(one for one in SHELVES if one.table.name == table)
    assert f"{shelf.model.objects.recorded().count()} bản ghi" in said.words()
    assert len(rows(said)) == min(listing.PAGE_LENGTH, shelf.model.objects.recorded().count())
    (link, *_rest) = said.links(".records-table tbody th a")
    assert drafter.client.get(link).status_code == 200
    assert said.soup.select('.desk-tabs a[aria-current="page"]')[0]["href"].endswith(f"/{SLUGS[table]}/")


def test_cells_are_told_by_name(drafter: Visitor) -> None:
    (row,) = rows(drafter.get("register_table", "grants", q="dau-tu.di-tich.2"))
    assert row[2:4] == ["Ủy quyền", "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh"]
    assert row[4] == "Giám đốc Sở Văn hóa và Thể thao Thành phố Hồ Chí Minh"
    assert row[6:] == ["20/12/2025", "31/12/2026"]


def test_the_list_is_narrowed_by_its_form(drafter: Visitor) -> None:
    said = drafter.get("register_table", "grants", q="dau-tu.di-tich", ngay="1/1/2026", theo="-valid_from")
    assert keys(said) == ["dau-tu.di-tich.2", "dau-tu.di-tich.1"]
    assert said.soup.select("[aria-sort=descending]")[0].get_text(strip=True).startswith("Từ ngày")
    assert "không phải là một ngày" in drafter.get("register_table", "grants", ngay="31/2/2026").words()
    assert "Không có bản ghi nào khớp" in drafter.get("register_table", "grants", q="xyzzy").words()


def test_pages_follow_one_another_and_keep_the_question(drafter: Visitor) -> None:
    first = drafter.get("register_table", "grants", q="chu tich", theo="-grant")
    (following,) = first.links(".pagination a[rel=next]")
    second = Said(drafter.client.get(reverse("register_table", args=["grants"]) + following))
    assert keys(second)
    assert not set(keys(first)) & set(keys(second))
    assert sorted([*keys(first), *keys(second)], reverse=True) == [*keys(first), *keys(second)]


def test_the_number_of_statements_does_not_grow_with_the_list(drafter: Visitor) -> None:
    drafter.get("register_table", "grants")
    counts = []
    for query in ({"q": "dau-tu.di-tich.2"}, {"q": "dau"}):
        with CaptureQueriesContext(connection) as asked:
            drafter.get("register_table", "grants", **query)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_files_hold_what_the_list_was_narrowed_to(drafter: Visitor) -> None:
    address = reverse("register_export", args=["grants", "csv"])
    content = drafter.client.get(address, {"q": "di tich"}).content.decode("utf-8-sig")
    heading, *lines = csv.reader(io.StringIO(content))
    assert {"Quyền hạn", "Quyền hạn (tên)"} <= set(heading)
    cells = [dict(zip(heading, line, strict=True)) for line in lines]
    (of_director,) = [one for one in cells if one["Mã dòng trao quyền"] == "dau-tu.di-tich.2"]
    assert of_director["Bên nhận"] == f"{CITY}/department_head:so-van-hoa-va-the-thao"
    assert of_director["Bên nhận (tên)"].startswith("Giám đốc Sở Văn hóa")
    workbook = drafter.client.get(reverse("register_export", args=["grants", "xlsx"]), {"q": "di tich"})
    sheet = load_workbook(io.BytesIO(workbook.content)).active
    assert sheet is not None
    assert sheet.max_row == len(lines) + 1
    assert drafter.client.get(reverse("register_export", args=["grants", "exe"])).status_code == 404


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_of_a_file_is_a_formula(drafter: Visitor, start: str) -> None:
    published_correction(drafter.user, note=f"{start}cmd|x")
    address = reverse("register_export", args=["grants", "csv"])
    heading, line = csv.reader(
        io.StringIO(drafter.client.get(address, {"q": KEY}).content.decode("utf-8-sig"))
    )
    assert dict(zip(heading, line, strict=True))["Ghi chú"] == f"'{start}cmd|x"


def test_a_workbook_that_would_be_too_large_is_refused(
    drafter: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_ROWS_OF_A_WORKBOOK", 3)
    refused = drafter.client.get(reverse("register_export", args=["grants", "xlsx"]))
    assert refused.status_code == 409
    assert "lọc bớt" in refused.content.decode()


def test_a_record_is_told_by_name_and_key_with_links(drafter: Visitor) -> None:
    said = drafter.get(*RECORD)
    words = said.words()
    assert "Ủy quyền: " in said.words("h1")
    assert "số tiền dưới 240.000.000.000 đồng" in words
    assert "amount_vnd<240000000000" in words
    assert "Đang ghi, từ lần 1" in words
    links = said.links()
    assert f"/co-quan/{CITY}/chair/" not in links
    assert "/van-ban/qd-3321-ubnd-hcm-2025/" in links
    for link in links:
        if link.startswith("/admin/so/"):
            assert drafter.client.get(link).status_code == 200, link


def test_the_effect_is_told_for_a_chosen_day(drafter: Visitor) -> None:
    assert "Có hiệu lực vào ngày 01/01/2026." in drafter.get(*RECORD, ngay="1/1/2026").words()
    assert "Văn bản chưa có hiệu lực vào ngày 01/01/2020." in drafter.get(*RECORD, ngay="1/1/2020").words()
    assert "không phải là một ngày" in drafter.get(*RECORD, ngay="x").words()


def test_the_history_tells_every_reading_cell_by_cell(drafter: Visitor, auditor: Visitor) -> None:
    dossier = published_correction(drafter.user, note="Ghi chú mới")
    said = auditor.get(*RECORD)
    history = said.words("section[aria-labelledby=lich-su]")
    assert f"Ghi ở lần {dossier.edition_id}" in history
    assert "Ghi ở lần 1" in history
    assert f"được thay ở lần {dossier.edition_id}" in history
    assert "sau: Ghi chú mới" in history
    assert "Ghi sai." in history
    assert f"cong-bo-{dossier.pk}" in history
    assert reverse("dossier", args=[dossier.pk]) in said.links("section[aria-labelledby=lich-su] a")


def test_the_old_answer_stays_reachable(drafter: Visitor) -> None:
    dossier = published_correction(drafter.user, note="Ghi chú mới")
    assert "Ghi chú mới" in drafter.get("register_reading", "grants", (KEY,), dossier.edition_id).words()
    old = drafter.get("register_reading", "grants", (KEY,), 1)
    assert "Ghi chú mới" not in old.words()
    assert f"đến lần {dossier.edition_id}" in old.words()
    assert any("khoi-phuc" in link for link in old.links())
    published_withdrawal(drafter.user)
    gone = drafter.get(*RECORD)
    assert "Đã rút ở lần" in gone.words()
    assert "Ghi nhầm." in gone.words("section[aria-labelledby=lich-su]")
    assert not any("dinh-chinh" in link for link in gone.links())
    assert keys(drafter.get("register_table", "grants", q=KEY)) == []
    drafter.get("register_reading", "grants", (KEY,), 99, status=404)


def test_drafts_about_a_record_are_shown_to_who_may_read_them(drafter: Visitor, stranger: Visitor) -> None:
    dossier = begun(drafter, title="Hồ sơ kín")
    line = dossier.lines.get()
    save_lines(
        dossier,
        [LineEdit(line.pk, {"note": (line.cells["note"], "bí mật")})],
        acting_user=drafter.user,
        reason="Theo thư",
    )
    drafts = "section[aria-labelledby=ban-soan]"
    own = drafter.get(*RECORD).words(drafts)
    assert "Hồ sơ kín" in own
    assert "Theo thư" in own
    assert "sau: bí mật" in own
    theirs = stranger.get(*RECORD)
    assert "Không có hồ sơ nào" in theirs.words(drafts)
    assert "bí mật" not in theirs.response.content.decode()
    assert "Hồ sơ kín" not in theirs.response.content.decode()


def test_the_dossier_of_an_edition_is_linked_only_for_its_readers(
    drafter: Visitor, stranger: Visitor
) -> None:
    dossier = published_correction(drafter.user, note="Ghi chú mới")
    said = stranger.get(*RECORD)
    assert "Ghi chú mới" in said.words()
    assert reverse("dossier", args=[dossier.pk]) not in said.links()


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("grants", ("nothing",)),
        ("grants", (KEY, "x")),
        ("units", ("27118@2016-01-01", "yesterday")),
        ("successions", ("x", "y", "z")),
        ("successions", ("2025-07-01",)),
    ],
)
def test_what_is_not_recorded_has_no_page(drafter: Visitor, table: str, key: tuple[str, ...]) -> None:
    drafter.get("register_record", table, key, status=404)


ADDRESSES = [
    ("register_table", ("grants",)),
    ("register_export", ("grants", "csv")),
    ("register_record", ("grants", (KEY,))),
    ("register_reading", ("grants", (KEY,), 1)),
    ("register_correct", ()),
    ("register_withdraw", ()),
    ("receipts", ()),
    ("receipts_progress", ()),
]


@pytest.mark.parametrize(("view", "args"), ADDRESSES)
def test_the_doors(register: Register, view: str, args: tuple[object, ...]) -> None:
    address = reverse(view, args=args)
    anonymous = Client().get(address)
    assert anonymous.status_code == 302
    assert "/admin/login/" in anonymous["Location"]
    # An account that cannot enter the desk at all, and one that can but has no right on any unit.
    assert signed_in(officer("ngoai", Right.DRAFT)).client.get(address).status_code == 302
    visitor("khong-quyen").get(view, *args, status=403)


def test_who_only_reads_is_offered_no_correction(auditor: Visitor) -> None:
    assert not auditor.get(*RECORD).soup.select(".desk-acts a")
    assert not auditor.get("register_table", "grants").soup.select("input[name=ban-ghi]")
    auditor.get("register_correct", **{"ban-ghi": f"trao-quyen/{KEY}"}, status=403)


def test_a_ward_s_officer_reads_what_is_published(stranger: Visitor) -> None:
    assert WARD in {
        right.content_object_id for right in stranger.user.groups.get().unitgrouppermission_set.all()
    }
    assert KEY in stranger.get(*RECORD).words()
