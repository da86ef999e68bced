"""The same day as two editions tell it: known then, known now."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cms.editions import GRANT, POWER, correct, said, withdraw
from tests.cms.pages import own_links, page, words

pytestmark = pytest.mark.usefixtures("register", "site")

DAY = "2025-12-01"


def test_a_corrected_limit_reads_differently_then_and_now(client: Client) -> None:
    before = said("grants", (GRANT,))
    assert correct("grants", (GRANT,), citation="Điều 99", conditions="khi có văn bản").edition == 2
    soup = page(client, f"/khac-nhau/lan-ghi/1/2/{DAY}/tham-quyen/{POWER}/")
    told = words(soup)
    assert "điều kiện" in told
    assert "Điều 99" in told
    assert before["citation"] in told
    assert "khi có văn bản" in told
    assert "/nhat-ky/2/" in set(own_links(soup))
    assert any("lan-ghi=1" in link for link in own_links(soup))
    assert any("lan-ghi=2" in link for link in own_links(soup))


def test_a_withdrawn_grant_is_lost_and_nothing_else_is(client: Client) -> None:
    withdraw(("grants", (GRANT,)))
    data = client.get(f"/khac-nhau/lan-ghi/1/2/{DAY}/tai-ve.csv").content.decode()
    assert GRANT in data
    soup = page(client, f"/khac-nhau/lan-ghi/1/2/{DAY}/")
    counts = [one.get_text() for one in soup.select(".counts strong")]
    assert counts[0] == "0"
    assert counts[1] != "0"


def test_another_title_of_the_power_itself_is_told(client: Client) -> None:
    correct("powers", (POWER,), title="Tên đã sửa cho đúng")
    told = words(page(client, f"/khac-nhau/lan-ghi/1/2/{DAY}/tham-quyen/{POWER}/"))
    assert "Về chính mục này" in told
    assert "Tên đã sửa cho đúng" in told
    assert said("powers", (POWER,))["title"] == "Tên đã sửa cho đúng"


def test_an_edition_and_itself_do_not_differ(client: Client) -> None:
    assert "Không có gì khác nhau." in words(page(client, f"/khac-nhau/lan-ghi/1/1/{DAY}/"))


def test_two_days_of_an_older_edition_stay_with_it(client: Client) -> None:
    withdraw(("grants", (GRANT,)))
    address = f"/khac-nhau/2015-01-01/{DAY}/tham-quyen/{POWER}/"
    then = client.get(f"{address}tai-ve.csv?lan-ghi=1").content.decode()
    now = client.get(f"{address}tai-ve.csv").content.decode()
    assert GRANT in then
    assert GRANT not in now
