"""The page of a field of law and the front page: numbers that are true, and lead to what they count."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from cms.catalog import Catalog
from cms.extracts.field import field_extract
from cms.matrix.layout import day_layout
from cms.sheets.counted import counts_of_day
from cms.sheets.field import field_sheet, rows_of_field
from cms.sheets.home import home_sheet
from cms.subjects import Subject
from tests.cms.pages import heading, page, words

pytestmark = pytest.mark.usefixtures("register", "site")

DAY = date(2025, 12, 1)
FIELD = "chung-thuc"
ADDRESS = f"/linh-vuc/{FIELD}/2025-12-01/"


def test_a_field_shows_every_power_of_it_with_its_holders(client: Client, catalog: Catalog) -> None:
    soup = page(client, ADDRESS)
    assert heading(soup) == catalog.fields[FIELD]
    of_field = [card for card in catalog.powers.values() if card.field == FIELD]
    assert len(soup.find_all("tr")) - 1 == len(of_field)
    assert "UBND cấp xã" in words(soup)
    for link in soup.find_all("a", class_="basis-link"):
        address, _, row = str(link["href"]).partition("#")
        assert page(client, address).find(id=row) is not None, link


def test_a_power_that_nobody_is_given_is_said_to_be_that(client: Client, catalog: Catalog) -> None:
    field = next(field for field in catalog.fields if [] in rows_of_field(catalog, field, DAY).values())
    assert "chưa ghi ai" in words(page(client, f"/linh-vuc/{field}/2025-12-01/"))


def test_the_counts_of_a_field_are_those_of_the_front_page(catalog: Catalog) -> None:
    counts = counts_of_day(catalog, DAY)
    assert counts.powers == len({entry.row.grant.power for entry in day_layout(catalog, DAY).entries})
    for field in catalog.fields:
        sheet = field_sheet(catalog, field, DAY, "", {})
        assert sheet.given == counts.by_field.get(field, 0)
    assert sum(counts.by_field.values()) == counts.powers


def test_a_number_leads_to_the_rows_it_counts(client: Client, catalog: Catalog) -> None:
    soup = page(client, ADDRESS)
    counted = soup.select(".bar-count a")
    assert counted
    for count in counted:
        number = re.match(r"[\d.]+", count.get_text())
        assert number is not None
        assert f"linh-vuc={FIELD}" in str(count["href"])
        assert number[0] in words(page(client, str(count["href"])))


def test_another_day_moves_into_the_path_and_what_is_no_field_is_said_so(client: Client) -> None:
    response = client.get(f"/linh-vuc/{FIELD}/", {"ngay": "01/12/2025"})
    assert (response.status_code, response.headers["Location"]) == (302, ADDRESS)
    assert "không có lĩnh vực" in words(page(client, "/linh-vuc/khong-co/", 404))
    page(client, f"/linh-vuc/{FIELD}/2025-02-31/", 404)


def test_a_field_is_taken_away_with_a_row_for_each_holder(catalog: Catalog) -> None:
    extract = field_extract(catalog, Subject("field", ADDRESS, (FIELD,), DAY))
    (table,) = extract.tables
    of_power = rows_of_field(catalog, FIELD, DAY)
    assert len(table.rows) == sum(len(rows) or 1 for rows in of_power.values())
    assert {len(row) for row in table.rows} == {len(table.columns)}


def test_a_long_field_is_shown_a_page_at_a_time(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.sheets.field.ROWS_A_PAGE", 3)
    assert len(page(client, ADDRESS).find_all("tr")) == 4
    assert "Trang 2" in words(page(client, f"{ADDRESS}?trang=2"))


# The front page


def test_the_front_page_tells_how_much_there_is_and_where(client: Client, catalog: Catalog) -> None:
    soup = page(client, "/")
    (levels, fields) = soup.find_all("ul", class_="bars")
    assert "Cấp xã" in levels.get_text()
    for link in fields.select(".bar-label a"):
        page(client, str(link["href"]))
    assert soup.find("form", class_="question") is not None


def test_the_front_page_tells_the_last_editions_and_what_ends_soon(client: Client) -> None:
    soup = page(client, "/")
    (editions, ends) = soup.find_all("ul", class_="news")
    assert "Lần ghi số 1" in editions.get_text()
    for link in (*editions.find_all("a"), *ends.find_all("a")):
        page(client, str(link["href"]))


def test_an_end_within_the_year_is_told_with_its_day_and_its_cause(catalog: Catalog) -> None:
    sheet = home_sheet(catalog, date(2026, 6, 1), "")
    assert date(2027, 2, 28) in {end.last for end in sheet.ends}
    assert all(end.powers for end in sheet.ends)
    assert home_sheet(catalog, date(2030, 1, 1), "").ends == ()


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_front_page_of_any_day_can_be_laid_out(catalog: Catalog, day: date) -> None:
    assert home_sheet(catalog, day, "/ma-tran/").day == day


# An office


def test_the_rights_of_an_office_stand_by_field(client: Client) -> None:
    soup = page(client, "/co-quan/79@2016-01-01/chair/2025-12-25/")
    fields = [" ".join(row.get_text().split()) for row in soup.find_all("tr", class_="row-group")]
    assert fields
    assert len(fields) == len(set(fields))
    assert "/khac-nhau/2025-07-01/2025-12-25/co-quan/79@2016-01-01/chair/" in {
        str(link["href"]) for link in soup.find_all("a", href=True)
    }
