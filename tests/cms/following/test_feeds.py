"""Atom feeds: well-formed, complete, with names that never change, and nothing in them that is not told."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.following import entries as entries_module
from cms.following import views
from tests.cms.following.recorded import CHAIR, FIELD, INSTRUMENT, OTHER_CHAIR, POWER, UNIT, grant_to
from tests.cms.pages import heading, page, words
from units.models import Edition

pytestmark = pytest.mark.usefixtures("register", "site")

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESSES = [
    f"/theo-doi/don-vi/{UNIT}/",
    f"/theo-doi/co-quan/{CHAIR}/",
    f"/theo-doi/linh-vuc/{FIELD}/",
    f"/theo-doi/tham-quyen/{POWER}/",
    f"/theo-doi/van-ban/{INSTRUMENT}/",
    "/theo-doi/tat-ca/",
]
SEARCH = "/theo-doi/tim-kiem/{}?q=" + quote("chứng thực bản sao")


def feed(client: Client, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = fromstring(answer.content)
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert (root.findtext(f"{ATOM}{name}") or "").strip(), name
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    assert links(root, "self")
    for entry in root.iter(f"{ATOM}entry"):
        for name in ("id", "title", "updated", "summary", "content"):
            assert (entry.findtext(f"{ATOM}{name}") or "").strip(), name
        assert re.fullmatch(r"tag:[\w.-]+,2026-01-01:[^ ]+", entry.findtext(f"{ATOM}id") or "")
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "").tzinfo is not None
        assert links(entry, "alternate")[0].startswith("http")
    return root


def links(element: Element, relation: str) -> list[str]:
    return [link.attrib["href"] for link in element.findall(f"{ATOM}link") if link.attrib["rel"] == relation]


def titles(root: Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title") or "" for entry in root.iter(f"{ATOM}entry")]


@pytest.mark.parametrize("address", [*(f"{one}tin.atom" for one in ADDRESSES), SEARCH.format("tin.atom")])
def test_whoever_is_concerned_is_told(client: Client, address: str) -> None:
    grant_to()
    for language, day in (("", "01/11/2025"), ("/en", "1 Nov 2025")):
        root = feed(client, f"{language}{address}")
        newest = root.find(f"{ATOM}entry")
        assert newest is not None
        recorded_at = Edition.objects.get(number=2).recorded_at
        assert datetime.fromisoformat(newest.findtext(f"{ATOM}updated") or "") == recorded_at
        assert "chung-thuc.01" not in (newest.findtext(f"{ATOM}summary") or "")
        assert "Phường Linh Xuân".lower() in (newest.findtext(f"{ATOM}summary") or "").lower()
        assert len(list(root.iter(f"{ATOM}entry"))) == 2
        assert day in (newest.findtext(f"{ATOM}summary") or "")


@pytest.mark.parametrize(
    "address",
    [
        f"/theo-doi/co-quan/{OTHER_CHAIR}/tin.atom",
        "/theo-doi/tham-quyen/chung-thuc.02/tin.atom",
        "/theo-doi/linh-vuc/dat-dai/tin.atom",
        "/theo-doi/tim-kiem/tin.atom?q=giao+thong",
    ],
)
def test_who_is_not_concerned_hears_only_that_the_register_began(client: Client, address: str) -> None:
    grant_to()
    (only,) = titles(feed(client, address))
    assert "bắt đầu ghi" in only


def test_an_entry_leads_to_the_day_of_effect_and_to_the_log(client: Client) -> None:
    grant_to()
    root = feed(client, f"/theo-doi/tham-quyen/{POWER}/tin.atom")
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert links(entry, "alternate")[0].endswith(f"/tham-quyen/{POWER}/2025-11-01/")
    assert links(entry, "related")[0].endswith("/nhat-ky/2/")


def test_names_stay_when_more_is_recorded(client: Client) -> None:
    grant_to()
    address = f"/theo-doi/tham-quyen/{POWER}/tin.atom"
    before = [entry.findtext(f"{ATOM}id") for entry in feed(client, address).iter(f"{ATOM}entry")]
    grant_to(OTHER_CHAIR, grant="thu.2")
    after = [entry.findtext(f"{ATOM}id") for entry in feed(client, address).iter(f"{ATOM}entry")]
    assert after[1:] == before
    assert len(set(after)) == 3


def test_it_can_be_kept_and_is_the_same_for_everybody(client: Client) -> None:
    first = client.get(f"/theo-doi/linh-vuc/{FIELD}/tin.atom")
    assert first["Cache-Control"].startswith("public")
    assert not first.cookies
    again = client.get(f"/theo-doi/linh-vuc/{FIELD}/tin.atom", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    grant_to()
    changed = client.get(f"/theo-doi/linh-vuc/{FIELD}/tin.atom", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


def test_it_goes_page_by_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (views, entries_module):
        monkeypatch.setattr(module, "ENTRIES_A_PAGE", 2)
    for number in range(3):
        grant_to(grant=f"thu.{number}")
    address = f"/theo-doi/tham-quyen/{POWER}/tin.atom"
    first = feed(client, address)
    (older,) = links(first, "next")
    assert older.endswith("?trang=2")
    assert not links(first, "previous")
    second = feed(client, f"{address}?trang=2")
    assert not links(second, "next")
    assert len(titles(first)) == len(titles(second)) == 2
    for nonsense in ("0", "3", "x", "-1", "9" * 40):
        assert client.get(f"{address}?trang={nonsense}").status_code == 404


def test_an_earlier_edition_tells_what_was_told_by_then(client: Client) -> None:
    grant_to()
    grant_to(grant="thu.2")
    root = feed(client, f"/theo-doi/tham-quyen/{POWER}/tin.atom?lan-ghi=2")
    assert len(titles(root)) == 2


@pytest.mark.parametrize(
    "address",
    [
        "/theo-doi/don-vi/khong-co/",
        "/theo-doi/co-quan/khong/co/",
        "/theo-doi/linh-vuc/khong-co/",
        "/theo-doi/tham-quyen/khong-co/",
        "/theo-doi/van-ban/khong-co/",
        f"/theo-doi/van-ban/{'x' * 300}/",
        "/theo-doi/tim-kiem/",
        "/theo-doi/tim-kiem/?q=%20",
    ],
)
def test_what_is_not_recorded_cannot_be_followed(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
    assert (
        client.get(
            address.replace("/?", "/tin.atom?") if "?" in address else f"{address}tin.atom"
        ).status_code
        == 404
    )


@pytest.mark.parametrize("address", [*ADDRESSES, SEARCH.format("")])
def test_the_page_says_what_is_kept_and_leads_to_the_feed(client: Client, address: str) -> None:
    grant_to()
    for language in ("", "/en"):
        soup = page(client, f"{language}{address}")
        assert heading(soup)
        (alternate,) = soup.find_all("link", rel="alternate", type="application/atom+xml")
        feed(client, str(alternate["href"]))
        assert soup.find("input", type="email")
    assert "Sổ chỉ giữ địa chỉ thư" in words(page(client, address))


def test_the_number_of_statements_does_not_grow_with_what_is_told(client: Client) -> None:
    def asked() -> int:
        # The first reader after an edition works out what it touched, and the next reads the register once more.
        client.get(address)
        client.get(f"{address}?a=0")
        with CaptureQueriesContext(connection) as statements:
            client.get(f"{address}?a={Edition.objects.latest_number()}")
        return len(statements)

    address = f"/theo-doi/linh-vuc/{FIELD}/tin.atom"
    grant_to()
    few = asked()
    for number in range(2, 6):
        grant_to("ct-ubnd-cap-xa", power=f"chung-thuc.0{number}", grant=f"thu.{number}")
    assert asked() == few


def test_letters_that_xml_does_not_have_do_no_harm(client: Client) -> None:
    root: Any = feed(client, "/theo-doi/tim-kiem/tin.atom?q=a%3Cb%3E%01%26%0B")
    assert "a<b> &" in root.findtext(f"{ATOM}title")
