"""The pictures on the pages: each says in words what it draws, and leads to what it draws."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from cms.catalog import Catalog
from cms.sheets.family import family
from cms.sheets.power import power_sheet
from tests.cms.pages import own_links, page, words

pytestmark = pytest.mark.usefixtures("register", "site")

THU_DUC = "/don-vi/769@2021-01-01/2022-06-01/"
PERMIT = "/tham-quyen/xay-dung.giay-phep/"


def svg(soup: BeautifulSoup, name: str) -> Tag:
    found = soup.find("svg", class_=name)
    assert isinstance(found, Tag)
    return found


def test_a_merger_is_drawn_and_every_box_leads_to_the_unit_of_its_day(client: Client) -> None:
    drawn = svg(page(client, THU_DUC), "family")
    addresses = [str(link["href"]) for link in drawn.find_all("a")]
    assert "/don-vi/763@2016-01-01/2020-12-31/" in addresses
    assert "/don-vi/79@2016-01-01/2025-07-01/" in addresses
    assert "01/01/2021" in drawn.get_text(" ")
    for address in addresses:
        assert client.get(address).status_code == 200


def test_whole_and_part_are_told_by_line_and_by_word(client: Client, catalog: Catalog) -> None:
    soup = page(client, "/don-vi/27094@2025-07-01/2026-01-01/")
    (part,) = {
        item["class"][1] for item in soup.find_all("li", class_="part") if "một phần" in item.get_text()
    }
    assert part == "part-part"
    assert "nhập toàn bộ" in words(soup)
    drawn = family(catalog, "27094@2025-07-01", date(2026, 1, 1)).picture
    assert drawn is not None
    assert (
        {line.manner for line in drawn.lines} == {manner for manner, _ in drawn.manners} == {"whole", "part"}
    )


def test_what_is_drawn_is_said_in_words_too(client: Client) -> None:
    """Where there is no room for the picture, every unit of it stands in the lists below."""
    soup = page(client, THU_DUC)
    drawn = {str(link["href"]) for link in svg(soup, "family").find_all("a")}
    svg(soup, "family").decompose()
    assert drawn <= set(own_links(soup))


def test_a_great_merger_is_counted_and_its_list_is_whole(client: Client, catalog: Catalog) -> None:
    city = "79@2016-01-01"
    into = catalog.register.geography.successions_into(city)
    soup = page(client, f"/don-vi/{city}/2026-01-01/")
    listed = soup.find(id="truoc-day")
    assert isinstance(listed, Tag)
    assert len(listed.find_all("li")) == len(into)


def test_each_grant_of_a_power_is_a_bar_that_leads_to_its_row(client: Client) -> None:
    soup = page(client, f"{PERMIT}2026-02-01/")
    targets = {
        str(link["href"])[1:]
        for lane in soup.find_all("svg", class_="lane-strip")
        for link in lane.find_all("a")
    }
    assert targets
    assert targets == {str(row["id"]) for row in soup.find_all("tr", id=True)}


def test_what_is_signed_but_not_in_force_is_drawn_and_said_to_be_planned(
    client: Client, catalog: Catalog
) -> None:
    sheet = power_sheet(catalog, "xay-dung.giay-phep", date(2025, 12, 1))
    assert sheet.timeline is not None
    phases = {part.phase for lane in sheet.timeline.lanes for bar in lane.bars for part in bar.segments}
    assert {"running", "ahead", "past", "planned"} <= phases
    assert "(dự kiến)" in words(page(client, f"{PERMIT}2025-12-01/"))


def test_the_end_of_an_instrument_is_announced_where_it_ends_a_grant(client: Client) -> None:
    soup = page(client, f"{PERMIT}2026-02-01/")
    (endings,) = soup.find_all("ul", class_="endings")
    assert "28/02/2027" in endings.get_text()
    assert "văn bản hết hiệu lực" in endings.get_text()


def test_holders_of_the_day_stand_first(catalog: Catalog) -> None:
    timeline = power_sheet(catalog, "xay-dung.giay-phep", date(2026, 2, 1)).timeline
    assert timeline is not None
    order = [lane.holds_now for lane in timeline.lanes]
    assert order == sorted(order, reverse=True)


def test_a_power_with_more_holders_than_lanes_says_how_many_are_left_out(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cms.sheets.power.MOST_LANES", 2)
    sheet = power_sheet(catalog, "xay-dung.giay-phep", date(2026, 2, 1))
    assert sheet.timeline is not None
    holders = {link for row in sheet.rows for link in row.recipients}
    assert len(sheet.timeline.lanes) + sheet.timeline.left_out == len(holders)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("address", [PERMIT, "/don-vi/79@2016-01-01/", "/don-vi/27094@2025-07-01/"])
def test_the_ends_of_the_calendar_are_drawn_too(client: Client, address: str, day: str) -> None:
    page(client, f"{address}{day}/")
