"""Goes through the public site from its home page, link by link, as a search engine would, in both languages.

What is followed is bounded: of each kind of page only so many, but every link that is seen has its kind.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

# So many of each kind of page, in each language and for each set of names in a query.
OF_A_KIND: Final = 1
# And of each view in each language, whatever the query.
OF_A_VIEW: Final = 3
_WAYS_ON: Final = {
    "a": "href",
    "link": "href",
    "form": "action",
    "img": "src",
    "use": "href",
    "script": "src",
}
_DAY: Final = re.compile(r"(?<=/)\d{4}-\d{2}-\d{2}(?=/)")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a page is one of: a view in a language, with a set of names in its query."""

    language: str
    view: str
    asked: tuple[str, ...] = ()


@dataclass(slots=True)
class Seen:
    """A page that was read: what it answered, what it is, and from where it was reached first."""

    address: str
    kind: Kind
    response: Any
    reached_from: str
    soup: BeautifulSoup | None = None

    @property
    def is_html(self) -> bool:
        """Whether it is a page to read, and no file."""
        return self.soup is not None


@dataclass(slots=True)
class Crawl:
    """Everything that was read, every link that was seen with the page it stands on, and the views they lead to."""

    pages: dict[str, Seen] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    views: set[str] = field(default_factory=set)
    unknown: dict[str, str] = field(default_factory=dict)

    def html(self) -> Iterator[Seen]:
        """The pages to read."""
        return (page for page in self.pages.values() if page.is_html)


def crawl(client: Client, *starts: str) -> Crawl:
    """Read the site from these addresses on."""
    result = Crawl()
    taken: dict[Kind, int] = defaultdict(int)
    views_taken: dict[Kind, int] = defaultdict(int)
    waiting = deque((start, "") for start in starts)
    while waiting:
        address, source = waiting.popleft()
        path = address.partition("#")[0]
        if path in result.links:
            continue
        result.links[path] = source
        kind = _kind(path)
        if kind is None:
            result.unknown[path] = source
            continue
        result.views.add(kind.view)
        every = Kind(kind.language, kind.view)
        # Making files takes longest, and tests of their own try every one.
        if _is_file(kind) or taken[kind] >= OF_A_KIND or views_taken[every] >= OF_A_VIEW:
            continue
        taken[kind] += 1
        views_taken[every] += 1
        seen = _read(client, path, kind, source)
        result.pages[path] = seen
        if seen.soup is not None:
            waiting.extend((link, path) for link in ways_on(seen.soup, path))
    return result


def ways_on(soup: BeautifulSoup, address: str) -> Iterator[str]:
    """The addresses of the same site that a page leads to, with what stands behind their #."""
    for element in soup.find_all(list(_WAYS_ON)):
        way = element.get(_WAYS_ON[element.name])
        if not way or (element.name == "form" and str(element.get("method", "get")).lower() != "get"):
            continue
        whole = urljoin(f"http://testserver{address}", str(way))
        parts = urlsplit(whole)
        if parts.scheme.startswith("http") and parts.netloc == "testserver":
            yield whole.removeprefix("http://testserver")


def language_of(address: str) -> str:
    """The language that an address asks for."""
    return get_language_from_path(urlsplit(address).path) or "vi"


def without_days(address: str) -> str:
    """The address of what a page is about, whatever the day."""
    return re.sub("//+", "/", _DAY.sub("", urlsplit(address).path))


def texts(soup: BeautifulSoup) -> Iterator[tuple[str, Tag]]:
    """Every text that is shown or read out, with its element."""
    for text in soup.find_all(string=True):
        parent = text.parent
        if parent is not None and parent.name not in ("script", "style", "[document]") and text.strip():
            yield " ".join(text.split()), parent


def _is_file(kind: Kind) -> bool:
    return kind.view.endswith("_taken_away") or "tai-ve." in kind.view


def _kind(address: str) -> Kind | None:
    parts = urlsplit(address)
    language = language_of(address)
    try:
        with override(language):
            match = resolve(unquote(parts.path))
    except Resolver404:
        return None if parts.path.startswith(("/static/", "/media/")) else Kind(language, "unresolved")
    view = match.view_name or parts.path
    if view in ("wagtail_serve", "register:below_matrix"):
        # Editors' pages are each a kind of their own; below one of them days and keys follow.
        view = f"{view}:{'/'.join(_DAY.sub('day', parts.path).split('/')[:5])}"
    asked = tuple(sorted({name for name, _ in parse_qsl(parts.query)}))
    form = match.kwargs.get("form", "")
    return Kind(language, f"{view}", asked + ((form,) if form else ()))


def _read(client: Client, address: str, kind: Kind, source: str) -> Seen:
    response: Any = client.get(address)
    is_html = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
    soup = BeautifulSoup(response.content, "html.parser") if is_html else None
    return Seen(address, kind, response, source, soup)
