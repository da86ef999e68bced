"""The official matrix over HTTP: powers by classes of offices, what can be chosen, the whole of it, the files."""

from __future__ import annotations

import csv
import gzip
import io
import re
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils.translation import override

from cms.catalog import Catalog
from cms.extracts import EXTRACTS
from cms.matrix.asked import Asked, read_asked
from cms.matrix.layout import day_layout
from cms.matrix.sheet import Restriction, cells_of, matrix_sheet
from cms.matrix.subjects import matrix_subject
from delegation.authority import Case
from delegation.matrix import matrix
from tests.cms.pages import heading, page, words

pytestmark = pytest.mark.usefixtures("register", "site")

DAY = date(2025, 12, 25)
AT = f"/ma-tran/{DAY}/"
WARD = "27112@2025-07-01"
NOTARIZED = "chung-thuc.06b"
FACETS = {
    "linh-vuc": "field",
    "hinh-thuc": "kind",
    "nhom": "office_class",
    "cap": "level",
    "tinh-trang": "standing",
}


def grants(soup: Tag) -> set[str]:
    """The grants that the cells lead to."""
    return {str(link["href"]).partition("#")[2] for link in soup.select("tr.power td .grant a")}


def powers(soup: Tag) -> list[str]:
    return [str(link["href"]) for link in soup.select("tr.power > th a")]


def whole(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.streaming
    return BeautifulSoup(b"".join(response.streaming_content), "html.parser")  # type: ignore[attr-defined]


def test_every_grant_in_effect_stands_in_a_cell_that_leads_to_its_provision(
    client: Client, catalog: Catalog
) -> None:
    rows = matrix(catalog.day(DAY), catalog.register.grants.of_all_powers(catalog.powers).values())
    shown = whole(client, f"{AT}?xem=tat-ca")
    assert grants(shown) == {row.grant.grant for row in rows}
    link = shown.select_one("tr.power td .grant a")
    assert link is not None
    address, _, grant = str(link["href"]).partition("#")
    assert page(client, address).find(id=grant) is not None


def test_each_cell_says_its_class_and_the_table_its_headings(client: Client) -> None:
    table = page(client, AT).select_one("table.matrix-grid")
    assert table is not None
    assert table.find("caption") is not None
    assert {str(head["scope"]) for head in table.select("thead th")} == {"col", "colgroup"}
    assert {str(head["scope"]) for head in table.select("tbody th")} == {"row", "rowgroup"}
    columns = len(table.select("thead tr:last-child th"))
    for row in table.select("tr.power"):
        assert len(row.select("td")) == columns
        assert all(cell.has_attr("data-label") for cell in row.select("td") if cell.contents)
    region = table.find_parent(attrs={"role": "region"})
    assert region is not None
    assert region["tabindex"] == "0"


def test_the_headings_are_those_of_the_units_of_the_day(client: Client) -> None:
    after = [head.get_text() for head in page(client, AT).select("thead th.level")]
    before = [head.get_text() for head in page(client, "/ma-tran/2025-05-01/").select("thead th.level")]
    assert after[-1].startswith("Cấp xã: phường")
    assert "Cấp huyện: thành phố thuộc thành phố trực thuộc trung ương" in before
    # A text may still name a class of which nobody is left.
    assert not any(words.startswith("Cấp huyện: ") for words in after)


def test_counts_of_a_facet_are_what_choosing_it_leaves(catalog: Catalog) -> None:
    for chosen in (Asked(), Asked(kind="allocation"), Asked(level="commune", field="chung-thuc")):
        sheet = matrix_sheet(catalog, DAY, chosen)
        for facet in sheet.facets:
            part = FACETS[facet.name]
            for choice in facet.choices:
                asked = {name: getattr(chosen, name) for name in FACETS.values()} | {part: choice.value}
                left = matrix_sheet(catalog, DAY, Asked(**asked)).powers.total
                assert (facet.name, choice.value, choice.count) == (facet.name, choice.value, left)


def test_a_link_of_a_facet_keeps_all_else_that_is_asked(client: Client) -> None:
    shown = page(client, f"{AT}?viec=chung+thuc&cap=commune&so-dong=20&trang=2")
    for link in shown.select(".facets details a"):
        query = parse_qs(urlsplit(str(link["href"])).query)
        assert query["viec"] == ["chung thuc"]
        assert query["so-dong"] == ["20"]
        assert "trang" not in query


def test_choices_survive_paging_and_another_day(client: Client) -> None:
    first = page(client, f"{AT}?cap=commune&so-dong=20")
    following = first.select_one("nav.pager a[rel=next]")
    assert following is not None
    second = page(client, f"{AT}{following['href']}")
    assert not set(powers(first)) & set(powers(second))
    assert second.select_one("select#cap option[selected]")["value"] == "commune"  # type: ignore[index]
    moved = client.get(f"{AT}?ngay=01/06/2022&cap=commune&linh-vuc=&trang=2").headers["Location"]
    assert moved == "/ma-tran/2022-06-01/?cap=commune"


def test_old_addresses_still_answer(client: Client) -> None:
    shown = page(client, f"{AT}?linh-vuc=chung-thuc&hinh-thuc=allocation&co-quan=Chu+tich&trang=1")
    assert powers(shown)
    assert {str(tag["class"][1]) for tag in shown.select("tr.power .grant")} == {"grant-allocation"}


@pytest.mark.parametrize("name", [*FACETS, "don-vi", "viec", "co-quan", "so-dong", "chua-co-ai", "xem"])
def test_what_is_no_value_breaks_nothing(client: Client, name: str) -> None:
    for value in ("khong-co", "%00", "'\"<b>", "x" * 500):
        assert client.get(AT, {name: value}).status_code == 200
    assert b"<b>" not in client.get(AT, {name: "'\"<b>"}).content


def test_powers_without_a_grant_are_rows_when_asked_for(client: Client, catalog: Catalog) -> None:
    asked = page(client, f"{AT}?chua-co-ai=1&so-dong=100")
    granted = {entry.row.grant.power for entry in day_layout(catalog, DAY).entries}
    assert len(powers(asked)) == len(catalog.powers) - len(granted) > 0
    assert all("Chưa ghi nhận" in row.get_text() for row in asked.select("tr.power"))
    link = page(client, f"{AT}?hinh-thuc=delegation&linh-vuc=chung-thuc").select_one(".facets p a")
    assert link is not None
    assert link["href"] == "?linh-vuc=chung-thuc&chua-co-ai=1"


def test_the_whole_is_one_page_sent_while_it_is_written(client: Client) -> None:
    address = f"{AT}?xem=tat-ca"
    response = client.get(address, headers={"accept-encoding": "gzip"})
    parts = list(response.streaming_content)  # type: ignore[attr-defined]
    assert len(parts) > 1
    said = BeautifulSoup(gzip.decompress(b"".join(parts)), "html.parser")
    assert powers(said) == powers(whole(client, address))
    assert response.headers["X-Accel-Buffering"] == "no"
    assert response.headers["Cache-Control"].startswith("public")
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "Accept-Encoding" in response.headers["Vary"]
    assert said.find("footer") is not None


def test_the_whole_is_of_the_asked_edition_and_language(client: Client) -> None:
    response = client.get(f"{AT}?xem=tat-ca&lan-ghi=1")
    # By now the request is over, and the reader's language and edition with it.
    with override("en"):
        said = BeautifulSoup(b"".join(response.streaming_content), "html.parser")  # type: ignore[attr-defined]
    addresses = [*powers(said), *(str(link["href"]) for link in said.select("tr.power td a"))]
    assert all("lan-ghi=1" in address and not address.startswith("/en/") for address in addresses)
    paged = page(client, f"{AT}?lan-ghi=1")
    hrefs = [str(link["href"]) for link in paged.select(".facets a, nav.pager a, .matrix-ways p a, thead a")]
    assert all("lan-ghi=1" in href for href in hrefs)


def test_an_exclusion_takes_members_out_of_the_cell_of_their_class(client: Client, catalog: Catalog) -> None:
    shown = whole(client, f"{AT}?xem=tat-ca&viec={NOTARIZED}")
    assert shown.select(".grant-exclusion")
    links = shown.select("a.reach-excepted")
    assert links
    for link in links:
        told = re.match(r"trừ (\d+) trên (\d+)", link.get_text())
        assert told
        members = page(client, str(link["href"]))
        verdicts = [row.select_one(".status").get_text() for row in members.select("tbody tr")]  # type: ignore[union-attr]
        assert len(verdicts) == min(int(told[2]), 60)
        assert len([verdict for verdict in verdicts if verdict != "Có"]) == int(told[1])


def test_the_members_of_a_class_are_told_what_the_rule_says(client: Client, catalog: Catalog) -> None:
    soup = page(client, f"{AT}nhom/chair.commune/{NOTARIZED}/")
    on = catalog.day(DAY)
    for row in soup.select("tbody tr"):
        address = str(row.select_one("th a")["href"])  # type: ignore[index]
        office = "/".join(address.split("/")[2:4])
        unit = catalog.register.directory.offices[office].unit
        verdict = Case(on, NOTARIZED, unit).competent(office).verdict
        status = row.select_one(".status").get_text()  # type: ignore[union-attr]
        assert (status == "Có") is (verdict == "yes")
        assert status != "Có" or row.select_one("td p a") is not None


def test_a_class_lists_its_offices_each_with_the_matrix_of_its_unit(client: Client) -> None:
    soup = page(client, f"{AT}nhom/chair.commune/")
    assert heading(soup) == "Chủ tịch UBND (cấp xã)"
    addresses = {str(link["href"]) for link in soup.select("td a.note")}
    assert f"{AT}?don-vi={WARD}" in addresses


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{AT}nhom/king.commune/", 404),
        (f"{AT}nhom/chair.commune/khong-co/", 404),
        (f"{AT}nhom/chair.commune/khong-co/tai-ve.csv", 404),
        ("/ma-tran/2025-02-31/nhom/chair.commune/", 404),
        ("/ma-tran/2025-02-31/tai-ve.csv", 404),
        (f"{AT}tai-ve.exe", 404),
        (f"{AT}nhom/chair.commune/?ngay=01/06/2022", 302),
        ("/ma-tran/1999-01-01/nhom/chair.commune/", 200),
    ],
)
def test_addresses_below_the_matrix(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_the_matrix_of_a_unit_is_what_its_offices_hold(client: Client, catalog: Catalog) -> None:
    from_name = page(client, AT, 200) and page(client, f"{AT}?don-vi=phường+An+Khánh&so-dong=100")
    assert heading(from_name) == "Ma trận của Phường An Khánh"
    on = catalog.day(DAY)
    for entry in matrix_sheet(catalog, DAY, Asked(unit=WARD)).entries:
        grant = entry.row.grant
        if grant.kind not in ("exclusion", "assignment"):
            held = Case(on, grant.power, WARD).granted(entry.row.recipient)
            assert grant in held
    assert NOTARIZED not in {
        entry.row.grant.power
        for entry in matrix_sheet(catalog, DAY, Asked(unit=WARD)).entries
        if entry.row.grant.kind not in ("exclusion", "assignment")
    }


def test_an_unknown_or_ambiguous_unit_is_told_and_offered(client: Client) -> None:
    assert "Sổ không có đơn vị hành chính nào mang tên" in words(page(client, f"{AT}?don-vi=Atlantis"))
    several = page(client, f"{AT}?don-vi=phuong&cap=commune").select(".notice a")
    assert several
    assert all("cap=commune" in str(link["href"]) for link in several)


@pytest.mark.parametrize(
    "query", ["", "?hinh-thuc=delegation", "?linh-vuc=chung-thuc&cap=commune", f"?don-vi={WARD}"]
)
def test_the_rows_of_the_file_are_those_of_the_cells(client: Client, catalog: Catalog, query: str) -> None:
    response = client.get(f"{AT}tai-ve.csv{query}")
    assert response.headers["Cache-Control"].startswith("public")
    text = response.content.decode("utf-8-sig")
    asked = read_asked({key: value[0] for key, value in parse_qs(query.lstrip("?")).items()})
    sheet = matrix_sheet(
        catalog, DAY, Asked(**{**{n: getattr(asked, n) for n in asked.__slots__}, "view": "tat-ca"})
    )
    cells = cells_of(sheet, sheet.powers.items)
    in_cells = {row.key for by_class in cells.values() for some in by_class.values() for row in some}
    (long, grid) = EXTRACTS["matrix"](catalog, matrix_subject(AT, DAY, asked, Restriction())).tables
    assert {(row[0], row[5], row[10]) for row in long.rows} == in_cells
    assert len(long.rows) == len(in_cells) > 0
    assert [row[1] for row in grid.rows] == list(sheet.powers.items)
    lines = [line for line in csv.reader(io.StringIO(text)) if line]
    assert len(lines) > len(long.rows)


def test_a_page_says_with_what_it_was_published_and_shows_only_what_its_editors_chose(
    client: Client, matrix_page: Any
) -> None:
    matrix_page.published_with = "nd-120-2025"
    matrix_page.office_classes = ["chair.commune"]
    matrix_page.note = "<p>Cập nhật hằng quý.</p>"
    matrix_page.full_clean()
    matrix_page.save_revision().publish()
    shown = page(client, AT)
    assert "Công bố kèm theo Nghị định 120/2025/NĐ-CP" in words(shown)
    assert "Cập nhật hằng quý." in words(shown)
    assert [link.get_text() for link in shown.select("thead a")] == ["Chủ tịch UBND"]
    said = client.get(f"{AT}tai-ve.json").json()
    assert "council.commune" not in str(said)


def test_an_instrument_that_is_not_recorded_is_refused(matrix_page: Any) -> None:
    form_class = matrix_page.get_edit_handler().get_form_class()
    choices = dict(form_class(instance=matrix_page).fields["published_with"].choices)
    assert "nd-120-2025" in choices
    assert "khong-co" not in choices
    matrix_page.published_with = "khong-co"
    with pytest.raises(Exception, match="Sổ không có văn bản này"):
        matrix_page.full_clean()
    matrix_page.refresh_from_db()
    assert matrix_page.published_with == ""


@pytest.fixture
def matrix_page() -> Any:
    from cms.models import MatrixPage  # noqa: PLC0415

    return MatrixPage.objects.get(locale__language_code="vi")
