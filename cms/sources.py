"""Where an entry comes from, as its recorder noted it: what readers can follow, apart from marks of data sets. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

# The name of a collection as data sets are named (owner/name), with the mark of a row of it: no place that people know.
_MARK = re.compile(r"(?<![\w/.:-])[A-Za-z][\w-]*/[A-Za-z][\w.-]*(?: [0-9a-f]{16})?(?!\w)", re.ASCII)
_ROW = re.compile(r"\s*[0-9a-f]{16}\s*")
_LIKE_DATA = re.compile(r"[_\d.-]")
_PARTS = re.compile(r"([;,])")


@dataclass(frozen=True, slots=True)
class Noted:
    """What a note says to readers, and what only tells its recorder where to look again."""

    said: str
    marks: str


def noted(text: str) -> Noted:
    """A note in its two parts; every letter of it but separators stands in one of them."""
    if "/" not in text:
        return Noted(text, "")
    pieces = _PARTS.split(text)
    said, marks = "", []
    for part, after in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if _is_mark(part):
            marks.append(part.strip())
        else:
            said += part + after
    return Noted(said.strip(" ;,"), "; ".join(marks))


def _is_mark(part: str) -> bool:
    if "://" in part:
        return False
    if _ROW.fullmatch(part):
        return True
    found = _MARK.search(part)
    # "UBND/HĐND" and "thu/chi" are words.
    return (
        found is not None
        and _LIKE_DATA.search(found[0]) is not None
        and not part[found.end() :][:1].isalpha()
    )
