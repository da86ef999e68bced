"""What is to come: what begins and ends after a day, and nothing that began or ended before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from cms.catalog import Catalog
from cms.prospect.sheet import HORIZONS, prospect_sheet
from cms.terms import begins
from delegation.matrix import matrix
from tests.cms.pages import heading, own_links, page, words

pytestmark = pytest.mark.usefixtures("register", "site")

BEFORE_THE_REFORM = date(2025, 6, 15)


def test_what_begins_begins_after_the_day_and_is_led_to_on_that_day(catalog: Catalog) -> None:
    sheet = prospect_sheet(catalog, BEFORE_THE_REFORM)
    assert sheet.instruments
    assert all(one.begins > BEFORE_THE_REFORM for one in sheet.instruments)
    told = {grant.grant for group in sheet.grants for grant in group.grants}
    every = [
        grant
        for of_power in catalog.register.grants.of_all_powers(catalog.powers).values()
        for grant in of_power
    ]
    assert told == {grant.grant for grant in every if begins(catalog.register, grant) > BEFORE_THE_REFORM}
    assert all(one.begins.isoformat() in one.instrument.address for one in sheet.instruments)


@pytest.mark.parametrize("day", [BEFORE_THE_REFORM, date(2026, 12, 15), date(2027, 2, 1)])
def test_what_ends_within_a_horizon_has_run_before(catalog: Catalog, day: date) -> None:
    sheet = prospect_sheet(catalog, day)
    assert [horizon.days for horizon in sheet.horizons] == list(HORIZONS)
    for horizon in sheet.horizons:
        for group in horizon.groups:
            assert horizon.since <= max((group.last - day).days, 1) <= horizon.days
            for ending in group.endings:
                grant = ending.row.grant
                after = catalog.day(group.last + timedelta(days=1))
                rows = matrix(after, [[grant]])
                runs = ending.row.recipient in {row.recipient for row in rows}
                assert not runs or ending.cause == "basis"
                assert matrix(catalog.day(day), [[grant]])


def test_the_end_of_the_transition_is_seen_coming(catalog: Catalog) -> None:
    sheet = prospect_sheet(catalog, date(2027, 2, 1))
    ends = {group.last for group in sheet.horizons[0].groups}
    assert date(2027, 2, 28) in ends
    assert any(one.last == date(2027, 2, 28) for one in sheet.endings)


def test_units_to_come_and_to_go(catalog: Catalog) -> None:
    sheet = prospect_sheet(catalog, BEFORE_THE_REFORM)
    assert {one.on for one in sheet.units} == {date(2025, 7, 1)}
    assert {one.what for one in sheet.units} >= {"bắt đầu", "chấm dứt"}
    assert not prospect_sheet(catalog, date(2026, 12, 1)).units


def test_the_page_and_its_files(client: Client) -> None:
    soup = page(client, "/du-kien/2025-06-15/")
    assert heading(soup) == "Dự kiến"
    assert "từ 01/07/2025" in words(soup)
    for link in {link for link in own_links(soup) if "2025-07-01" in link}:
        assert client.get(link).status_code == 200
    tables = client.get("/du-kien/2025-06-15/tai-ve.json").json()["tables"]
    assert {row["begins"] for row in tables["beginnings"]} >= {"2025-07-01"}
    assert client.get("/du-kien/?ngay=15/06/2025")["Location"] == "/du-kien/2025-06-15/"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_at_the_ends_of_the_calendar_nothing_breaks(client: Client, day: str) -> None:
    page(client, f"/du-kien/{day}/")
