"""The publication log: each edition with what it brought, corrected and withdrew, and no word of what is secret."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.log.acts import RowCount, counts_of
from delegation.actions.drafting import create_dossier
from delegation.bundle.faults import BundleRefused
from delegation.bundle.format import TABLES
from delegation.bundle.recorded import recorded_rows
from tests.cms.editions import GRANT, POWER, bring, correct, said, withdraw
from tests.cms.pages import heading, own_links, page, words
from tests.delegation.actions.decisions import decision
from tests.delegation.actions.people import officer, unit
from tests.delegation.dossiers.published import published_correction
from units.models import Edition
from units.rights import Right

pytestmark = pytest.mark.usefixtures("register", "site")

MOST_STATEMENTS = 50
VERSION = ("27112@2025-07-01", "2025-07-01")


def said_before() -> dict[str, str]:
    """The row of the grant as the first edition said it."""
    recorded_rows.cache_clear()
    cells = recorded_rows(1)["grants"][GRANT,].cells
    recorded_rows.cache_clear()
    return dict(zip(TABLES["grants"].header, cells, strict=True))


def test_the_first_edition_brought_everything() -> None:
    counts = {count.table: count for count in counts_of((1,))[1]}
    assert {count.act for count in counts.values()} == {"new"}
    assert counts["powers"].rows == 51
    assert counts["grants"].rows == 136


def test_counts_tell_a_correction_from_a_withdrawal_and_from_what_is_new() -> None:
    correct("grants", (GRANT,), conditions="khi có văn bản")
    withdraw(("grants", (GRANT,)))
    bring("grants", said_before())
    found = counts_of((2, 3, 4))
    assert found[2] == (RowCount("grants", "corrected", 1),)
    assert found[3] == (RowCount("grants", "withdrawn", 1),)
    assert found[4] == (RowCount("grants", "new", 1),)


def test_a_row_whose_key_has_an_open_day_is_corrected_not_replaced() -> None:
    relation = ("nd-120-2025", "based_on", "luat-63-2025-qh15", "")
    correct("instrument_relations", relation, note="đã đối chiếu")
    assert counts_of((2,))[2] == (RowCount("instrument_relations", "corrected", 1),)


def test_the_list_says_when_and_why_but_not_who(client: Client) -> None:
    withdraw(("grants", (GRANT,)), reason="Ghi trùng hai lần.")
    soup = page(client, "/nhat-ky/")
    told = words(soup)
    assert "Lần ghi số 2" in told
    assert "Ghi trùng hai lần." in told
    assert "lượt giao quyền: 1" in told
    assert "Người Ghi Sổ" not in str(soup)


@pytest.mark.parametrize(("kind", "numbers"), [("cong-bo", {1, 4}), ("dinh-chinh", {2}), ("rut", {3})])
def test_each_kind_has_a_page_of_its_own(client: Client, kind: str, numbers: set[int]) -> None:
    correct("grants", (GRANT,), conditions="khi có văn bản")
    withdraw(("grants", (GRANT,)))
    bring("fields", {"field": "linh-vuc-moi", "name": "Lĩnh vực mới"})
    soup = page(client, f"/nhat-ky/{kind}/")
    shown = {int(found[1]) for link in own_links(soup) if (found := re.fullmatch(r"/nhat-ky/(\d+)/", link))}
    assert shown == numbers
    rows = client.get(f"/nhat-ky/{kind}/tai-ve.json").json()["tables"]["editions"]
    assert {row["edition"] for row in rows} == numbers


def test_a_correction_shows_each_column_before_and_after(client: Client) -> None:
    old = said("grants", (GRANT,))
    correct("grants", (GRANT,), citation="Điều 99", valid_until="2027-12-31")
    soup = page(client, "/nhat-ky/2/")
    assert heading(soup) == "Lần ghi số 2"
    assert [one.get_text() for one in soup.select("ins")] == ["Điều 99", "31/12/2027"]
    assert [one.get_text() for one in soup.select("del")] == ["31/12/2025"]
    assert "Điều, khoản, điểm" in words(soup)
    rows = client.get("/nhat-ky/2/tai-ve.json").json()["tables"]["rows"]
    (row,) = [row for row in rows if row["column"] == "citation"]
    assert (row["before"], row["after"], row["record"]) == (old["citation"], "Điều 99", GRANT)


def test_what_was_withdrawn_leads_to_where_the_register_last_said_it(client: Client) -> None:
    withdraw(("grants", (GRANT,)))
    soup = page(client, "/nhat-ky/2/")
    assert "Rút khỏi sổ" in words(soup)
    links = [link for link in own_links(soup) if "luot-giao" in link]
    assert links == [f"/luot-giao/{GRANT}/?lan-ghi=1"]
    assert client.get(links[0], follow=True).status_code == 200


def test_a_corrected_unit_and_a_new_one_are_named(client: Client) -> None:
    correct("units", VERSION, name="Phường Cát Lái Đúng")
    told = words(page(client, "/nhat-ky/2/"))
    assert "Phường Cát Lái Đúng" in told
    assert "Tên đơn vị" in told


def test_a_long_edition_is_shown_a_page_at_a_time_in_full(client: Client) -> None:
    seen: list[str] = []
    for number in range(1, 4):
        soup = page(client, f"/nhat-ky/1/?loai=ghi-moi&bang=powers&trang={number}")
        seen += [one.get_text() for one in soup.select(".log-entry > .note")]
    assert len(set(seen)) == 51


def test_statements_do_not_grow_with_what_an_edition_brought(client: Client) -> None:
    correct("grants", (GRANT,), conditions="khi có văn bản")
    client.get("/nhat-ky/1/")
    # What the rows of a page name lies in more tables or fewer, but never in more than there are.
    for number in range(1, 5):
        assert _statements(client, f"/nhat-ky/1/?loai=ghi-moi&bang=grants&trang={number}") <= MOST_STATEMENTS
    listed = _statements(client, "/nhat-ky/")
    for number in range(6):
        bring("fields", {"field": f"linh-vuc-{number}", "name": f"Lĩnh vực {number}"})
    client.get("/nhat-ky/")
    assert _statements(client, "/nhat-ky/?trang=1&x=1") <= listed + 1


def _statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_unit_of_a_published_dossier_is_named_and_its_people_are_not(client: Client) -> None:
    author = officer("soan-thao", Right.DRAFT)
    published_correction(author, note="Đã đối chiếu với bản gốc")
    soup = page(client, "/nhat-ky/2/")
    assert "Đơn vị công bố" in words(soup)
    for name in ("soan-thao", "duyet-", "cong-bo-"):
        assert name not in str(soup).replace("/nhat-ky/cong-bo/", "")
        assert name not in client.get("/nhat-ky/2/tai-ve.json").content.decode()


def test_nothing_of_a_draft_is_in_the_log_or_in_a_difference(client: Client) -> None:
    author = officer("soan-thao", Right.DRAFT)
    decision(author)
    create_dossier(unit=unit(), title="Hồ sơ rất mật", reason="Lý do rất mật", acting_user=author)
    assert Edition.objects.count() == 1
    for address in (
        "/nhat-ky/",
        "/nhat-ky/tai-ve.json",
        "/nhat-ky/1/tai-ve.json",
        "/du-kien/",
        "/du-kien/tai-ve.json",
        "/khac-nhau/2026-11-28/2027-06-01/tai-ve.json",
        f"/khac-nhau/2026-11-28/2027-06-01/tham-quyen/{POWER}/",
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        for secret in ("rất mật", "tu bổ di tích 2027", "soan-thao"):
            assert secret not in answer.content.decode(), address


@pytest.mark.parametrize(
    "address", ["/nhat-ky/2/", "/nhat-ky/0/", "/nhat-ky/99999999999999999999/tai-ve.csv"]
)
def test_an_edition_that_is_none(client: Client, address: str) -> None:
    assert heading(page(client, address, 404)) == "Không có trong sổ"


def test_a_refused_withdrawal_leaves_no_trace_in_the_log(client: Client) -> None:
    with pytest.raises(BundleRefused):
        withdraw(("powers", (POWER,)))
    assert counts_of((1, 2))[2] == ()
    assert client.get("/nhat-ky/2/").status_code == 404
