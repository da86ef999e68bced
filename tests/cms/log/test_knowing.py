"""As it was known: the form, and the edition that stood at a moment."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from cms.log.knowing import read_knowing
from tests.cms.editions import GRANT, POWER, withdraw
from tests.cms.pages import heading, page, words
from units.clock import REGISTER_ZONE, now
from units.models import Edition

pytestmark = pytest.mark.usefixtures("register", "site")

NOON = datetime(2026, 11, 28, 12, 0, tzinfo=REGISTER_ZONE)


@pytest.mark.parametrize(
    ("day", "time", "moment"),
    [
        ("28/11/2026", "14:30", datetime(2026, 11, 28, 14, 30, tzinfo=REGISTER_ZONE)),
        ("2026-11-28", "9h05", datetime(2026, 11, 28, 9, 5, tzinfo=REGISTER_ZONE)),
        ("1/1/2020", "8h", datetime(2020, 1, 1, 8, 0, tzinfo=REGISTER_ZONE)),
        ("28/11/2026", "", datetime(2026, 11, 28, 23, 59, 59, 999999, tzinfo=REGISTER_ZONE)),
    ],
)
def test_days_and_times_as_people_write_them(day: str, time: str, moment: datetime) -> None:
    knowing = read_knowing({"trang": "/x/", "ngay": day, "gio": time}, NOON)
    assert (knowing.moment, knowing.problem) == (moment, "")


@pytest.mark.parametrize(
    ("day", "time"), [("31/02/2026", ""), ("28/11/2026", "25:00"), ("28/11/2026", "trưa"), ("01/01/2030", "")]
)
def test_what_is_no_moment_yet_or_ever_is_told(day: str, time: str) -> None:
    knowing = read_knowing({"trang": "/x/", "ngay": day, "gio": time}, NOON)
    assert knowing.moment is None
    assert knowing.problem


@pytest.mark.parametrize(
    "page_asked",
    [
        "https://example.com/",
        "//example.com/",
        "/\\example.com/",
        "javascript:alert(1)",
        "",
        "/a\nb/",
        "/ a/",
    ],
)
def test_it_leads_nowhere_but_into_the_register(page_asked: str) -> None:
    assert read_knowing({"trang": page_asked, "ngay": "01/01/2020"}, NOON).page == "/"


def test_an_edition_in_the_page_gives_way(client: Client) -> None:
    assert read_knowing({"trang": "/tim-kiem/?q=a&lan-ghi=3"}, NOON).page == "/tim-kiem/?q=a"


def test_the_edition_that_stood_then_is_led_to(client: Client) -> None:
    first = Edition.objects.get(number=1).recorded_at.astimezone(REGISTER_ZONE)
    Edition.objects.filter(number=99).count()
    withdraw(("grants", (GRANT,)))
    today = now()
    asked = f"/nhu-da-biet/?trang=/tham-quyen/{POWER}/2025-12-01/&ngay={today:%d/%m/%Y}"
    assert client.get(asked)["Location"] == f"/tham-quyen/{POWER}/2025-12-01/?lan-ghi=2"
    assert Edition.objects.number_at(first) == 1


def test_before_the_first_edition_the_register_held_nothing(client: Client) -> None:
    day = Edition.objects.get(number=1).recorded_at.astimezone(REGISTER_ZONE) - timedelta(days=1)
    soup = page(client, f"/nhu-da-biet/?trang=/tham-quyen/{POWER}/&ngay={day:%d/%m/%Y}")
    assert heading(soup) == "Lúc đó sổ chưa ghi gì"
    assert "chưa có lần ghi nào" in words(soup)


def test_wrong_input_is_told_on_the_page_with_what_was_typed(client: Client) -> None:
    soup = page(client, "/nhu-da-biet/?trang=/tim-kiem/&ngay=31/02/2026&gio=14:30")
    assert "“31/02/2026” không phải là một ngày" in words(soup)
    assert [one["value"] for one in soup.select("main form input")] == ["/tim-kiem/", "31/02/2026", "14:30"]
