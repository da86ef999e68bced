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
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import Final

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date

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
_STAMP: Final = re.compile(rb"<!--stamp-->.*?<!--/stamp-->", re.DOTALL)

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
    """Answers from the pages that are kept; what is not marked as public is passed on and told to nobody."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        if request.method not in ("GET", "HEAD"):
            return _told_to_nobody(self.get_response(request))
        try:
            state = state_now()
        except DatabaseError:
            # The page that says what is wrong is not this one's business.
            return _told_to_nobody(self.get_response(request))
        key = (request.get_host(), request.scheme or "", request.get_full_path())
        kept = PAGES.get(key)
        if kept is None or kept.state != state:
            response = self.get_response(request)
            if not getattr(response, PUBLIC, False):
                return _told_to_nobody(response)
            if response.streaming:
                response.headers.setdefault("Cache-Control", _FRESH)
                return response
            kept = _kept(response, kept, state)
            PAGES.keep(key, kept)
        return _given(request, kept)


def _told_to_nobody(response: HttpResponse) -> HttpResponse:
    """What is somebody's own, or an error, is not for a shared cache; what says otherwise itself is left alone."""
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def _kept(response: HttpResponse, earlier: Kept | None, state: State) -> Kept:
    body = response.content
    etag = f'W/"{hashlib.blake2b(_STAMP.sub(b"", body), digest_size=12).hexdigest()}"'
    is_same = earlier is not None and earlier.etag == etag and earlier.status == response.status_code
    response.headers.setdefault("Cache-Control", _FRESH)
    content_type = response.headers.get("Content-Type", "")
    compressed = None
    if len(body) >= _SMALLEST_COMPRESSED and content_type.startswith(_COMPRESSIBLE):
        # No time in it: the same page is the same bytes. Pages hold nothing that is secret and nothing of the reader's.
        compressed = gzip.compress(body, compresslevel=6, mtime=0)
        patch_vary_headers(response, ("Accept-Encoding",))
    return Kept(
        response.status_code,
        tuple(response.headers.items()),
        body,
        compressed,
        etag,
        earlier.modified if is_same and earlier is not None else max(state.changed_at, _to_the_second(now())),
        state,
    )


def _to_the_second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _given(request: HttpRequest, kept: Kept) -> HttpResponse:
    if _is_known(request, kept):
        response = HttpResponse(status=304)
        for name, value in kept.headers:
            if name in ("Cache-Control", "Vary", "Content-Location"):
                response.headers[name] = value
        del response.headers["Content-Type"]
    else:
        response = HttpResponse(kept.plain, status=kept.status)
        for name, value in kept.headers:
            response.headers[name] = value
        if kept.compressed is not None and "gzip" in request.headers.get("Accept-Encoding", ""):
            response.content = kept.compressed
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
    response.headers["ETag"] = kept.etag
    response.headers["Last-Modified"] = http_date(kept.modified.timestamp())
    return response


def _is_known(request: HttpRequest, kept: Kept) -> bool:
    """Whether who asks holds the page already (RFC 9110, 13.2.2: tags before times)."""
    if kept.status != 200:
        return False
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        return tags.strip() == "*" or kept.etag in (tag.strip() for tag in tags.split(","))
    since = request.headers.get("If-Modified-Since")
    if not since:
        return False
    try:
        return kept.modified <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False
