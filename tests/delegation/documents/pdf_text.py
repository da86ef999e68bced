"""The text of a PDF as it reads: what is printed, without what pages repeat (their headers, footers, table headings).

Enough of the format for files that pdf.py writes: compressed streams, fonts that tell which text their glyphs stand
for, and content marked as an artifact where it is none of the document's.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"/Length (\d+).*?stream\r?\n", re.DOTALL)
_MAPPED = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>")
_FONT = re.compile(rb"/(f\d+) (\d+) 0 R")
_TOKEN = re.compile(
    rb"/(?P<font>f\d+)\s+[\d.]+ Tf|(?P<open>\()|(?P<mark>/\w+)<<[^()]*?>>BDC|(?P<end>EMC)|<(?P<hex>[0-9A-Fa-f]+)>"
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pdf_pages(data: bytes, *, artifacts: bool = False) -> list[str]:
    """The text of each page, glyph by glyph, or what stands around it; spaces at the ends of lines are not kept."""
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    return [
        "".join(_shown(_stream(objects[_reference(page, b"Contents")]), _fonts(objects, page), artifacts))
        for page in objects.values()
        if b"/Type/Page/" in page
    ]


def squeezed(text: str) -> str:
    """The text without spaces and ends of lines."""
    return "".join(text.split())


def _reference(body: bytes, name: bytes) -> int:
    found = re.search(rb"/%s (\d+) 0 R" % name, body)
    assert found
    return int(found[1])


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    assert found
    return zlib.decompress(body[found.end() : found.end() + int(found[1])])


def _fonts(objects: dict[int, bytes], page: bytes) -> dict[bytes, dict[int, str]]:
    resources = objects[_reference(page, b"Resources")]
    fonts = {}
    for name, number in _FONT.findall(resources):
        cmap = _stream(objects[_reference(objects[int(number)], b"ToUnicode")])
        fonts[name] = {
            int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
            for glyph, text in _MAPPED.findall(cmap)
        }
    return fonts


def _shown(content: bytes, fonts: dict[bytes, dict[int, str]], artifacts: bool) -> Iterator[str]:
    font: dict[int, str] = {}
    marks: list[bytes] = []
    place = 0
    while token := _TOKEN.search(content, place):
        place = token.end()
        if token["font"]:
            font = fonts[token["font"]]
        elif token["mark"]:
            marks.append(token["mark"])
        elif token["end"]:
            marks.pop()
        else:
            glyphs = bytes.fromhex(token["hex"].decode()) if token["hex"] else b""
            if token["open"]:
                glyphs, place = _string(content, place)
            if (b"/Artifact" in marks) is artifacts:
                yield "".join(
                    font[first << 8 | second] for first, second in zip(glyphs[::2], glyphs[1::2], strict=True)
                )


def _string(content: bytes, start: int) -> tuple[bytes, int]:
    """The bytes of a string that opens before `start`, and where it has closed; brackets in pairs belong to it."""
    depth, place = 1, start
    while depth:
        step = content[place : place + 1]
        place += 2 if step == b"\\" else 1
        depth += {b"(": 1, b")": -1}.get(step, 0)
    return _ESCAPE.sub(_unescaped, content[start : place - 1]), place


def _unescaped(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes([int(code, 8)]) if code.isdigit() else _NAMED.get(code, code)
