"""Keeps public pages as they were answered, and tells shared caches what they may do with them.

A page is kept under what it was asked, the newest edition, the editors' last word and the day of the calendar: as soon
as one of these changes the page is made anew, so nothing old is ever shown. What comes out the same keeps its ETag and
its Last-Modified, and whoever holds it is told so. Between <!--stamp--> and <!--/stamp--> stands what only says when
the register was read; a page that differs in nothing else is the same page (a weak ETag, RFC 9110, 8.8.1).
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from threading import Lock
from time import monotonic
from typing import Any, Final
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date

from cms.newest import newest_is
from cms.presenting import PUBLIC
from cms.state import State, state_now
from units.clock import now

# In bytes of compressed pages, for each process.
MOST_KEPT: Final = 64 * 2**20
_SMALLEST_COMPRESSED: Final = 1_000
_COMPRESSIBLE: Final = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/atom+xml",
    "image/svg",
)
# Long enough that a crowd asks once a second, short enough that a publication is seen within one.
_FRESH: Final = "public, max-age=1, must-revalidate"
# In seconds; with what a shared cache may add, a publication is still seen as soon as people look again.
_ASKED_EVERY: Final = 0.1
_STAMP: Final = re.compile(rb"<!--stamp-->.*?<!--/stamp-->", re.DOTALL)

_READING: Final = ("GET", "HEAD")
# Of a request: all that a public page depends on.
_ASKED: Final = ("HTTP_HOST", "wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "PATH_INFO", "QUERY_STRING")
# RFC 9110, 15.4.5.
_OF_NOT_MODIFIED: Final = ("Cache-Control", "Content-Location", "ETag", "Last-Modified", "Vary")

Answer = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it is given out again."""

    status: int
    headers: tuple[tuple[str, str], ...]
    plain: bytes
    compressed: bytes | None
    etag: str
    modified: datetime
    state: State

    @property
    def size(self) -> int:
        """What it takes of memory, in bytes."""
        return len(self.plain) + len(self.compressed or b"")


class Pages:
    """The pages of one process, those asked for longest ago given up first."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[tuple[str, ...], Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, ...]) -> Kept | None:
        """What is kept under the key, however old its state."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
            return kept

    def keep(self, key: tuple[str, ...], page: Kept) -> None:
        """Keep a page in place of what was there, and give up others if there is no room."""
        with self._lock:
            earlier = self._kept.pop(key, None)
            self._size += page.size - (earlier.size if earlier else 0)
            self._kept[key] = page
            while self._size > self._most:
                _, given_up = self._kept.popitem(last=False)
                self._size -= given_up.size

    def clear(self) -> None:
        """Give up everything."""
        with self._lock:
            self._kept.clear()
            self._size = 0


PAGES: Final = Pages()


class PageCache:
    """Keeps what is marked as public, and tells nobody of the rest. It stands before every other middleware.

    So what it keeps has every header that the others add.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; styles and pictures change with the program alone, and their server says how long."""
        if request.path.startswith(settings.STATIC_URL):
            return self.get_response(request)
        state = _state() if request.method in _READING else None
        if state is None:
            return _told_to_nobody(self.get_response(request))
        key = _key(request.META)
        kept = PAGES.get(key)
        if kept is None or kept.state != state:
            with newest_is(state.edition):
                response = self.get_response(request)
            if not getattr(response, PUBLIC, False):
                return _told_to_nobody(response)
            if response.streaming:
                response.headers.setdefault("Cache-Control", _FRESH)
                return response
            kept = _kept(response, kept, state)
            PAGES.keep(key, kept)
        status, headers, body = _given(request.META, kept)
        answer = HttpResponse(b"" if request.method == "HEAD" else body, status=status)
        # Django gives every answer a type; one that is not sent again has none.
        del answer.headers["Content-Type"]
        for name, value in headers:
            answer.headers[name] = value
        return answer


class KeptPages:
    """The application with the pages that are kept in front of it: these are given out without waking the rest."""

    def __init__(self, application: WSGIApplication, clock: Callable[[], float] = monotonic) -> None:
        self._application = application
        self._clock = clock
        # When the state was last asked for, in seconds of the clock, and what it was.
        self._asked: tuple[float, State | None] = (-_ASKED_EVERY, None)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request."""
        kept = PAGES.get(_key(environ)) if environ["REQUEST_METHOD"] in _READING else None
        if kept is None or kept.state != self._state():
            return self._application(environ, start_response)
        status, headers, body = _given(environ, kept)
        start_response(f"{status} {HTTPStatus(status).phrase}", headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    def _state(self) -> State | None:
        """The state as it was a moment ago: a crowd need not each ask the database."""
        at, state = self._asked
        if self._clock() - at >= _ASKED_EVERY:
            state = _state()
            self._asked = (self._clock(), state)
        return state


def _state() -> State | None:
    """The state; None where the database cannot be asked, and the page that says so is not this one's business."""
    try:
        return state_now()
    except DatabaseError:
        connection.close()
        return None


def _key(environ: Mapping[str, Any]) -> tuple[str, ...]:
    """What a page depends on of a request; what was kept under a host has been asked for at an allowed one."""
    return tuple(environ.get(name, "") for name in _ASKED)


def _told_to_nobody(response: HttpResponse) -> HttpResponse:
    """What is somebody's own, or an error, is not for a shared cache; what says otherwise itself is left alone."""
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def _kept(response: HttpResponse, earlier: Kept | None, state: State) -> Kept:
    body = response.content
    etag = f'W/"{hashlib.blake2b(_STAMP.sub(b"", body), digest_size=12).hexdigest()}"'
    is_same = earlier is not None and earlier.etag == etag and earlier.status == response.status_code
    modified = earlier.modified if is_same and earlier else max(state.changed_at, _to_the_second(now()))
    response.headers.setdefault("Cache-Control", _FRESH)
    compressed = None
    if len(body) >= _SMALLEST_COMPRESSED and response.headers["Content-Type"].startswith(_COMPRESSIBLE):
        # No time in it: the same page is the same bytes. Pages hold nothing that is secret and nothing of the reader's.
        compressed = gzip.compress(body, compresslevel=6, mtime=0)
        patch_vary_headers(response, ("Accept-Encoding",))
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(modified.timestamp())
    headers = tuple(item for item in response.headers.items() if item[0] != "Content-Length")
    return Kept(response.status_code, headers, body, compressed, etag, modified, state)


def _to_the_second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _given(environ: Mapping[str, Any], kept: Kept) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, headers and body of the answer."""
    if _is_known(environ, kept):
        return 304, [item for item in kept.headers if item[0] in _OF_NOT_MODIFIED], b""
    if kept.compressed is not None and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        length = str(len(kept.compressed))
        headers = [*kept.headers, ("Content-Encoding", "gzip"), ("Content-Length", length)]
        return kept.status, headers, kept.compressed
    return kept.status, [*kept.headers, ("Content-Length", str(len(kept.plain)))], kept.plain


def _is_known(environ: Mapping[str, Any], kept: Kept) -> bool:
    """Whether who asks holds the page already (RFC 9110, 13.2.2: tags before times)."""
    if kept.status != HTTPStatus.OK:
        return False
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        return tags.strip() == "*" or kept.etag in (tag.strip() for tag in tags.split(","))
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    if not since:
        return False
    try:
        return kept.modified <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False
