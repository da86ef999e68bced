"""Every public page that is about something, taken away: the file says what the page does."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.test import Client

from cms.addresses import FORMS
from cms.catalog import Catalog
from cms.extracts import EXTRACTS
from cms.extracts.extract import Extract
from cms.subjects import Subject
from tests.bundles import changed_copy
from tests.cms.pages import page, words
from tests.conftest import SMALL
from tests.delegation.documents.pdf_text import pdf_pages, squeezed

DAY = date(2025, 12, 1)
WARD, CITY = "27094@2025-07-01", "79@2016-01-01"
PAGES = {
    "answer": (f"/ai-co-tham-quyen/?viec=chung-thuc.01&noi={WARD}&ngay=2025-12-01", ("chung-thuc.01", WARD)),
    "gap": (f"/ai-co-tham-quyen/?viec=chung-thuc.06b&noi={CITY}&ngay=2025-12-01", ("chung-thuc.06b", CITY)),
    "instrument": ("/van-ban/nd-280-2025/2025-12-01/", ("nd-280-2025",)),
    "office": (f"/co-quan/{WARD}/chair/2025-12-01/", (f"{WARD}/chair",)),
    "power": ("/tham-quyen/chung-thuc.01/2025-12-01/", ("chung-thuc.01",)),
    "search": ("/tim-kiem/?q=ch%E1%BB%A9ng+th%E1%BB%B1c", ("chứng thực",)),
    "unit": (f"/don-vi/{WARD}/2025-12-01/", (WARD,)),
    "former unit": ("/don-vi/769@2021-01-01/2025-12-01/", ("769@2021-01-01",)),
}
VIEWS = {"gap": "answer", "former unit": "unit"}


def away(address: str, form: str, **more: str) -> str:
    path, _, query = address.partition("?")
    added = "&".join(f"{name}={value}" for name, value in more.items())
    return f"{path}tai-ve.{form}?{'&'.join(part for part in (query, added) if part)}"


def extract_of(catalog: Catalog, name: str) -> Extract:
    address, keys = PAGES[name]
    view = VIEWS.get(name, name)
    return EXTRACTS[view](catalog, Subject(view, address, keys, DAY))


def text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "" if cell is None else str(cell)


@pytest.mark.parametrize("name", PAGES)
def test_every_form_has_what_the_extract_has(client: Client, catalog: Catalog, name: str) -> None:
    extract, address = extract_of(catalog, name), PAGES[name][0]
    given = {form: client.get(away(address, form)) for form in FORMS}
    assert {response.status_code for response in given.values()} == {200}
    for form, response in given.items():
        assert f'.{form}"' in response["Content-Disposition"]
        assert response["Content-Disposition"].isascii()
        assert response["Cache-Control"].startswith("public")
    said = json.loads(given["json"].content)
    assert said["edition"] == 1
    assert said["facts"].keys() == {fact.key for fact in extract.facts}
    assert {key: len(rows) for key, rows in said["tables"].items()} == {
        table.key: len(table.rows) for table in extract.tables
    }
    rows = list(csv.reader(io.StringIO(given["csv"].content.decode("utf-8-sig"))))
    assert rows == [
        [column.key for column in extract.tables[0].columns],
        *([text(cell) for cell in row] for row in extract.tables[0].rows),
    ]
    book = openpyxl.load_workbook(io.BytesIO(given["xlsx"].content))
    assert len(book.sheetnames) == len(extract.tables) + 1
    for sheet, table in zip(book.worksheets, extract.tables, strict=False):
        assert sheet.max_row == len(table.rows) + 1
    paper = squeezed("".join(pdf_pages(given["pdf"].content)))
    assert squeezed(extract.title) in paper
    shown = [
        fact for fact in extract.facts if isinstance(fact.value, str) and fact.value and not fact.is_code
    ]
    assert all(squeezed(str(fact.value)) in paper for fact in shown)


def test_another_table_is_chosen_by_its_key(client: Client, catalog: Catalog, site: None) -> None:
    address = PAGES["answer"][0]
    chains = client.get(away(address, "csv", bang="chains"))
    assert chains.content.decode("utf-8-sig").startswith("for_office_name,step,grant,")
    assert "ai-co-tham-quyen-chains-2025-12-01.csv" in chains["Content-Disposition"]
    assert json.loads(client.get(away(address, "json", bang="chains")).content)["tables"].keys() == {"chains"}
    # It is forgotten with the request.
    assert b"for_office_name" not in client.get(away(address, "csv")).content
    assert "không có bảng nào" in words(page(client, away(address, "csv", bang="không"), 404))


def test_the_rights_that_were_chosen_on_the_page_are_taken(
    client: Client, catalog: Catalog, site: None
) -> None:
    address = f"{PAGES['office'][0]}?q=di+ch%C3%BAc"
    taken = json.loads(client.get(away(address, "json")).content)
    chosen = taken["tables"]["rights"]
    assert 0 < len(chosen) < taken["facts"]["rights_in_all"]
    soup = page(client, address)
    assert away(address, "csv") in {
        str(link["href"]).replace("%40", "@") for link in soup.select(".takeaway a")
    }
    assert "?q=di+ch" in soup.select(".print-stamp strong")[-1].get_text()


def test_an_older_edition_is_taken_from_its_page(client: Client, catalog: Catalog, tmp_path: Any) -> None:
    bundle = changed_copy(
        SMALL, tmp_path / "b", "grants.csv", lambda said: said.replace("khoản 4 Điều 1,", "khoản 9 Điều 1,")
    )
    call_command("load_bundle", str(bundle), by="tests", reason="tests", verbosity=0)
    address = PAGES["power"][0]
    for more, edition, article in (({"lan-ghi": "1"}, 1, "khoản 4"), ({}, 2, "khoản 9")):
        said = json.loads(client.get(away(address, "json", **more)).content)
        assert said["edition"] == edition
        assert f"lan-ghi={edition}" in said["address"]
        assert f"/s/{edition}-p-" in said["short_address"]
        assert any(row["citation"] == f"{article} Điều 1" for row in said["tables"]["grants"])


@pytest.mark.parametrize("address", ["/van-ban/khong-co/", "/tham-quyen/x/", "/ai-co-tham-quyen/?viec=x"])
@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_recorded_gives_no_file(
    client: Client, catalog: Catalog, site: None, address: str, form: str
) -> None:
    response = client.get(away(address, form))
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")
