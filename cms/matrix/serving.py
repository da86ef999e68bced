"""The whole matrix as one answer that is sent while it is being written."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, override

from cms.addresses import asked_edition, at_edition

# What stands in a rendered page where the rows go.
ROWS_HERE = "<!--rows-->"


def streamed(request: HttpRequest, page: str, bodies: Iterable[str]) -> StreamingHttpResponse:
    """The page with the rows at their place: what stands before them is sent at once."""
    head, _, tail = page.partition(ROWS_HERE)
    parts = _in_context(head, bodies, tail)
    encoded: Iterable[bytes] = (part.encode() for part in parts)
    compressed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = StreamingHttpResponse(
        _compressed(encoded) if compressed else encoded, content_type="text/html; charset=utf-8"
    )
    # A web server in front that waits for the end would undo it.
    response.headers["X-Accel-Buffering"] = "no"
    if compressed:
        response.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


def _in_context(head: str, bodies: Iterable[str], tail: str) -> Iterator[str]:
    """The parts, each written in the language and at the edition of the request, which is over by then."""
    language, number = get_language(), asked_edition()

    def parts() -> Iterator[str]:
        yield head
        pending = iter(bodies)
        while True:
            with override(language), at_edition(number):
                body = next(pending, None)
            if body is None:
                break
            yield body
        yield tail

    return parts()


def _compressed(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts as one gzip stream; the first is sent off alone, so that the reader sees something at once."""
    packer = zlib.compressobj(level=4, wbits=31)
    is_first = True
    for part in parts:
        packed = packer.compress(part)
        if is_first:
            packed += packer.flush(zlib.Z_SYNC_FLUSH)
            is_first = False
        if packed:
            yield packed
    yield packer.flush()
