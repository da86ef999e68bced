"""What a page says of its own place in time: the day, the edition, and what has become of it since."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from cms.standpoint import on_day
from cms.subjects import Subject
from delegation.models import ChangeEntry, GrantEntry
from tests.cms.editions import GRANT, POWER, correct, withdraw
from tests.cms.pages import page, words
from units.clock import today

pytestmark = pytest.mark.usefixtures("register", "site")

DAY = date(2021, 1, 1)
PAGE = f"/tham-quyen/{POWER}/"


@pytest.mark.parametrize(
    ("address", "moved"),
    [
        ("/don-vi/769@2021-01-01/2021-01-01/", "/don-vi/769@2021-01-01/2025-07-01/"),
        (
            "/en/don-vi/769@2021-01-01/2021-01-01/?lan-ghi=3",
            "/en/don-vi/769@2021-01-01/2025-07-01/?lan-ghi=3",
        ),
        (
            "/ai-co-tham-quyen/?noi=9@2021-01-01&ngay=2021-01-01",
            "/ai-co-tham-quyen/?noi=9@2021-01-01&ngay=2025-07-01",
        ),
        ("/khac-nhau/", "/khac-nhau/"),
    ],
)
def test_another_day_moves_the_day_of_the_page_and_no_key(address: str, moved: str) -> None:
    assert on_day(Subject("unit", address, ("769@2021-01-01",), DAY), date(2025, 7, 1)) == moved


def test_today_needs_no_banner(client: Client) -> None:
    for address in (PAGE, f"{PAGE}{today().isoformat()}/", "/tim-kiem/", f"{PAGE}?lan-ghi=1"):
        assert not page(client, address).select(".standpoint"), address


def test_a_past_day_and_a_day_to_come_lead_back_to_today(client: Client) -> None:
    past = page(client, f"{PAGE}2022-05-05/")
    assert "Bạn đang xem sổ vào ngày 5 tháng 5 năm 2022" in words(past)
    future = page(client, f"{PAGE}2099-05-05/")
    assert "Dự kiến cho ngày 5 tháng 5 năm 2099" in words(future)
    for soup in (past, future):
        (link,) = soup.select(".standpoint a")
        assert link["href"] == f"{PAGE}{today().isoformat()}/"


@pytest.mark.parametrize("rest", ["2025-12-01/", ""])
def test_an_older_edition_that_still_says_so(client: Client, rest: str) -> None:
    correct("powers", ("chung-thuc.01",), note="đã đối chiếu")
    said = words(page(client, f"{PAGE}{rest}?lan-ghi=1"))
    assert "Sổ như đã ghi ở lần ghi số 1" in said
    assert "Đến nay sổ vẫn ghi như trang này." in said


def test_an_older_edition_that_was_corrected_since(client: Client) -> None:
    correct("grants", (GRANT,), conditions="khi có văn bản")
    soup = page(client, f"{PAGE}2025-12-01/?lan-ghi=1")
    assert "Từ đó sổ đã ghi khác đi" in words(soup)
    links = {link.get_text(): link["href"] for link in soup.select(".standpoint a")}
    assert links["Xem bản hiện hành"] == f"{PAGE}2025-12-01/"
    assert links["So với bản hiện hành"] == f"/khac-nhau/lan-ghi/1/2/2025-12-01/tham-quyen/{POWER}/"
    assert client.get(links["So với bản hiện hành"]).status_code == 200


def test_an_older_edition_of_what_was_withdrawn_since(client: Client) -> None:
    power = "chung-thuc.06b"
    grants = list(GrantEntry.objects.recorded().filter(power=power).values_list("grant_id", flat=True))
    assert not ChangeEntry.objects.recorded().filter(grant__in=grants)
    withdraw(*(("grants", (grant,)) for grant in grants), ("powers", (power,)))
    assert "Từ đó mục này đã được rút khỏi sổ." in words(page(client, f"/tham-quyen/{power}/?lan-ghi=1"))


def test_the_day_control_steps_from_change_to_change_and_keeps_the_edition(client: Client) -> None:
    withdraw(("grants", (GRANT,)))
    soup = page(client, "/don-vi/769@2021-01-01/2022-06-01/?lan-ghi=1")
    before, after = soup.select_one(".day-before"), soup.select_one(".day-after")
    assert before is not None
    assert after is not None
    assert before["href"] == "/don-vi/769@2021-01-01/2021-01-01/?lan-ghi=1"
    assert "lan-ghi=1" in str(after["href"])
    (form,) = soup.select("form.day-control")
    assert {field["name"] for field in form.find_all("input")} == {"ngay", "lan-ghi"}
