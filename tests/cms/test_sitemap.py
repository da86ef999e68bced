"""What search engines are told: everything public, nothing of the desk, in both languages."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client

from cms import sitemap
from cms.catalog import Catalog

pytestmark = pytest.mark.usefixtures("register", "site")
_LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def locations(client: Client, address: str) -> list[str]:
    """The addresses that a list names, below the register's own."""
    response = client.get(address)
    assert response.status_code == 200, address
    assert response.headers["Content-Type"].startswith("application/xml")
    found = [str(one.text) for one in ElementTree.fromstring(response.content).iter(_LOC)]
    assert all(one.startswith(settings.WAGTAILADMIN_BASE_URL) for one in found)
    return [one.removeprefix(settings.WAGTAILADMIN_BASE_URL) for one in found]


def test_every_record_and_page_is_named_once_in_each_language(client: Client, catalog: Catalog) -> None:
    lists = locations(client, "/sitemap.xml")
    assert "/sitemap-trang-1.xml" in lists
    named = [address for one in lists for address in locations(client, one)]
    assert len(named) == len(set(named))
    assert {"/", "/en/", "/hoi-dap/", "/tham-quyen/chung-thuc.01/", "/en/tham-quyen/chung-thuc.01/"} <= set(
        named
    )
    assert sum(address.startswith("/en/van-ban/") for address in named) == len(catalog.instruments)
    assert not any(address.startswith("/admin") for address in named)
    for address in (named[0], named[-1]):
        assert client.get(address).status_code == 200


def test_long_lists_are_cut(client: Client, monkeypatch: pytest.MonkeyPatch, catalog: Catalog) -> None:
    monkeypatch.setattr(sitemap, "RECORDS_A_FILE", 10)
    lists = [one for one in locations(client, "/sitemap.xml") if "tham-quyen" in one]
    assert len(lists) == -(-len(catalog.powers) // 10)
    assert sum(len(locations(client, one)) for one in lists) == 2 * len(catalog.powers)


@pytest.mark.parametrize("name", ["khong-co-1", "trang-2", "tham-quyen-999", "tham-quyen-0"])
def test_a_list_that_is_not_there_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_the_desk_is_nothing_to_search(client: Client) -> None:
    said = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /admin/" in said
    assert f"Sitemap: {settings.WAGTAILADMIN_BASE_URL}/sitemap.xml" in said
    assert not any(line.lower().startswith("crawl-delay") for line in said)
