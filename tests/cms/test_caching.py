"""What anybody may keep of a public page, and that nobody is ever given an old one or somebody's own."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from wagtail.models import PageViewRestriction

from cms import caching, state
from cms.caching import Kept, KeptPages, PageCache, Pages
from cms.catalog import current_catalog
from cms.models import HomePage
from cms.presenting import public
from cms.state import State, note_change
from tests.bundles import changed_copy
from tests.cms.editions import POWER, correct
from tests.conftest import SMALL
from units.clock import REGISTER_ZONE
from units.models import Edition

PAGE = "/tham-quyen/chung-thuc.01/2025-12-01/"
PUBLISHED = datetime(2026, 1, 5, 9, tzinfo=REGISTER_ZONE)


class Site:
    """A public page that says what it is told to, and counts how often it was made."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.state = State(1, 1, date(2026, 1, 5))
        self.now = PUBLISHED
        self.body = "<p>A</p><!--stamp-->1<!--/stamp-->"
        self.is_public = True
        self.made = 0
        monkeypatch.setattr(caching, "state_now", lambda: self.state)
        monkeypatch.setattr(caching, "now", lambda: self.now)
        self.cache = PageCache(self._answer)

    def _answer(self, _request: HttpRequest) -> HttpResponse:
        self.made += 1
        response = HttpResponse(self.body)
        return public(response) if self.is_public else response

    def get(self, address: str = "/a/", **headers: Any) -> HttpResponse:
        return self.cache(RequestFactory(headers=headers).get(address))


@pytest.fixture
def site_told(monkeypatch: pytest.MonkeyPatch) -> Site:
    return Site(monkeypatch)


def test_a_page_is_made_once_and_told_to_be_for_everybody(site_told: Site) -> None:
    first, second = site_told.get(), site_told.get()
    assert site_told.made == 1
    assert first.content == second.content == site_told.body.encode()
    assert first["Cache-Control"] == "public, max-age=1, must-revalidate"
    assert first["ETag"] == second["ETag"]
    assert first["Last-Modified"] == second["Last-Modified"] == "Mon, 05 Jan 2026 02:00:00 GMT"
    site_told.get("/a/?b=1")
    assert site_told.made == 2


@pytest.mark.parametrize(
    "later", [State(2, 1, date(2026, 1, 5)), State(1, 2, date(2026, 1, 5)), State(1, 1, date(2026, 1, 6))]
)
def test_a_new_edition_an_editors_word_and_a_new_day_make_every_page_anew(
    site_told: Site, later: State
) -> None:
    before = site_told.get()
    site_told.state, site_told.body = later, "<p>B</p>"
    site_told.now += timedelta(days=1)
    after = site_told.get()
    assert after.content == b"<p>B</p>"
    assert after["ETag"] != before["ETag"]
    assert after["Last-Modified"] == "Tue, 06 Jan 2026 02:00:00 GMT"


def test_who_holds_a_page_is_told_that_it_is_still_so_though_the_stamp_is_new(site_told: Site) -> None:
    before = site_told.get()
    site_told.state = State(2, 1, date(2026, 1, 5))
    site_told.body = "<p>A</p><!--stamp-->2<!--/stamp-->"
    site_told.now += timedelta(days=1)
    for known in ({"If-None-Match": before["ETag"]}, {"If-Modified-Since": before["Last-Modified"]}):
        answer = site_told.get(**known)
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["ETag"] == before["ETag"]
        assert answer["Last-Modified"] == before["Last-Modified"]
        assert "Content-Type" not in answer
    assert b"2<!--/stamp-->" in site_told.get().content


def test_a_tag_counts_before_a_time_and_nonsense_counts_for_nothing(site_told: Site) -> None:
    before = site_told.get()
    unknown = {"If-None-Match": 'W/"other"', "If-Modified-Since": before["Last-Modified"]}
    assert site_told.get(**unknown).status_code == 200
    assert site_told.get(**{"If-None-Match": f'"x", {before["ETag"]}'}).status_code == 304
    assert site_told.get(**{"If-Modified-Since": "yesterday"}).status_code == 200
    assert site_told.get(**{"If-Modified-Since": "Mon, 05 Jan 2026 01:59:59 GMT"}).status_code == 200


def test_what_is_not_marked_is_never_kept_and_told_to_nobody(site_told: Site) -> None:
    site_told.is_public = False
    site_told.body = "own"
    assert site_told.get()["Cache-Control"] == "private, no-store"
    site_told.body = "another's"
    assert site_told.get().content == b"another's"
    assert site_told.made == 2


def test_for_a_style_or_a_picture_nothing_is_looked_up_and_nothing_kept(
    site_told: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caching, "state_now", lambda: pytest.fail("the database was asked"))
    site_told.is_public = False
    for made in (1, 2):
        assert "Cache-Control" not in site_told.get("/static/css/base.css")
        assert site_told.made == made


def test_who_asks_for_the_head_alone_gets_all_of_it_and_nothing_else(site_told: Site) -> None:
    head = site_told.cache(RequestFactory().head("/a/"))
    page = site_told.get()
    assert head.content == b""
    assert head.headers == page.headers
    assert site_told.made == 1


def test_what_is_sent_is_neither_kept_nor_answered_from_what_is(site_told: Site) -> None:
    site_told.get()
    answer = site_told.cache(RequestFactory().post("/a/"))
    assert site_told.made == 2
    assert answer["Cache-Control"] == "private, no-store"


def test_long_pages_are_given_compressed_to_who_reads_that(site_told: Site) -> None:
    site_told.body = "<p>phường</p>" * 500
    plain, short = site_told.get(), site_told.get(**{"Accept-Encoding": "gzip, br"})
    assert site_told.made == 1
    assert plain["Vary"] == short["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in plain
    assert gzip.decompress(short.content) == plain.content
    assert int(short["Content-Length"]) == len(short.content) < len(plain.content)


def test_what_is_kept_is_given_out_without_waking_the_rest(site_told: Site) -> None:
    woken: list[str] = []

    def rest(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        woken.append(environ["REQUEST_METHOD"])
        return [b"the rest"]

    seconds = 0.0
    application: Any = KeptPages(rest, lambda: seconds)

    def asked(method: str = "GET", **more: str) -> tuple[str, dict[str, str], bytes]:
        said: list[Any] = []
        environ = RequestFactory().get("/a/").environ | {"REQUEST_METHOD": method} | more
        body = b"".join(application(environ, lambda *told: said.extend(told)))
        return (said[0], dict(said[1]), body) if said else ("", {}, body)

    assert asked()[2] == b"the rest"
    kept = site_told.get()
    status, headers, body = asked()
    assert (status, body, headers["ETag"]) == ("200 OK", kept.content, kept["ETag"])
    assert asked("HEAD")[1:] == (headers, b"")
    known = asked(HTTP_IF_NONE_MATCH=kept["ETag"])
    assert (known[0], known[2]) == ("304 Not Modified", b"")
    assert known[1].keys() == {"Cache-Control", "ETag", "Last-Modified"}
    assert woken == ["GET"]
    others: tuple[tuple[str, dict[str, str]], ...] = (
        ("POST", {}),
        ("GET", {"QUERY_STRING": "x"}),
        ("GET", {"HTTP_HOST": "elsewhere"}),
    )
    for method, more in others:
        assert asked(method, **more)[2] == b"the rest"
    site_told.state = State(2, 1, date(2026, 1, 5))
    # A crowd is not each asked for: what was so a moment ago is believed, and no longer.
    seconds = 0.05
    assert asked()[2] == kept.content
    seconds = 0.1
    assert asked()[2] == b"the rest"


def test_a_database_that_does_not_answer_is_the_business_of_the_page(
    site_told: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site_told.get()

    def fails() -> State:
        raise OperationalError

    monkeypatch.setattr(caching, "state_now", fails)
    answer = site_told.get()
    assert site_told.made == 2
    assert answer["Cache-Control"] == "private, no-store"


def test_pages_asked_for_longest_ago_are_given_up_when_there_is_no_room() -> None:
    pages = Pages(most=25)
    page = Kept(200, (), b"0123456789", None, "", PUBLISHED, State(1, 1, date(2026, 1, 5)))
    for name in "ab":
        pages.keep((name,), page)
    assert pages.get(("a",)) is page
    pages.keep(("c",), page)
    assert [bool(pages.get((name,))) for name in "abc"] == [True, False, True]
    pages.clear()
    assert pages.get(("a",)) is None


@pytest.mark.usefixtures("register", "site")
def test_a_public_page_carries_no_cookie_and_the_desk_is_kept_by_nobody(client: Client) -> None:
    for address in (PAGE, "/", "/ma-tran/", f"/en{PAGE}"):
        answer = client.get(address)
        assert answer["Cache-Control"] == "public, max-age=1, must-revalidate", address
        assert answer["ETag"].startswith('W/"')
        assert not answer.cookies
    assert "public" not in client.get("/admin/login/")["Cache-Control"]


@pytest.mark.usefixtures("register", "site")
def test_a_page_restricted_by_its_editors_is_kept_by_nobody(client: Client) -> None:
    home = HomePage.objects.first()
    assert home is not None
    PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.LOGIN)
    answer = client.get("/")
    assert answer.status_code == 302
    assert "public" not in answer.headers.get("Cache-Control", "")


@pytest.mark.usefixtures("register", "site")
def test_what_editors_publish_is_seen_at_once(client: Client) -> None:
    assert "Lời mới" not in client.get("/").content.decode()
    home = HomePage.objects.first()
    assert home is not None
    home.introduction = "<p>Lời mới</p>"
    home.save_revision().publish()
    assert "Lời mới" in client.get("/").content.decode()


@pytest.mark.usefixtures("register", "site")
def test_the_state_names_the_newest_edition_and_counts_what_editors_do() -> None:
    before = state.state_now()
    assert before.edition == Edition.objects.latest_number()
    note_change()
    note_change()
    assert state.state_now().content == before.content + 2


@pytest.mark.usefixtures("register", "site")
def test_a_publication_makes_the_pages_fresh_that_it_touches_and_no_others(
    client: Client, tmp_path: Path
) -> None:
    other = "/tham-quyen/xay-dung.giay-phep/2025-12-01/"
    before = {address: client.get(address) for address in (PAGE, other)}
    # Of the powers the first: none but that one gets another title.
    bundle = changed_copy(
        SMALL, tmp_path / "bundle", "powers.csv", lambda text: text.replace("Chứng thực", "Xác nhận", 1)
    )
    call_command("load_bundle", str(bundle), by="tests", reason="tests", verbosity=0)
    touched, untouched = client.get(PAGE), client.get(other)
    assert "Xác nhận" in touched.content.decode()
    assert touched["ETag"] != before[PAGE]["ETag"]
    assert untouched["ETag"] == before[other]["ETag"]
    assert untouched["Last-Modified"] == before[other]["Last-Modified"]
    assert client.get(other, headers={"If-None-Match": before[other]["ETag"]}).status_code == 304


@pytest.mark.usefixtures("register")
def test_all_of_a_page_is_of_one_edition_though_another_be_published_meanwhile() -> None:
    newest = Edition.objects.latest_number()

    def page(_request: HttpRequest) -> HttpResponse:
        numbers = [current_catalog().edition.number]
        correct("powers", (POWER,), title="Tên khác")
        numbers.append(current_catalog().edition.number)
        return public(HttpResponse(f"{numbers}"))

    cache = PageCache(page)
    assert cache(RequestFactory().get("/a/")).content.decode() == f"{[newest, newest]}"
    # What was made meanwhile is not given out again: the register has moved on.
    assert cache(RequestFactory().get("/a/")).content.decode() == f"{[newest + 1, newest + 1]}"
