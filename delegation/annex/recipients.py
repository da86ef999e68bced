"""Several recipients in one cell: split where one name ends and another begins, never inside a known name. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from delegation.annex.wording import plain

_BULLET: Final = re.compile(
    r"^\s*(?:[-–—•+*●▪◦·]\s*|\(?\d{1,2}[.)]\s*(?!\d)|\(?[a-zđ][.)]\s+)", re.IGNORECASE
)
_MARKED: Final = re.compile(r"(?<=\S)\s+(?:[•●▪]|\+(?=\s))\s*")
_BETWEEN: Final = re.compile(r"\s*(?:[,;/]|\s(?:và|&)\s)\s*", re.IGNORECASE)
_HEADS: Final = re.compile(
    r"(?:(?:phó )?giám đốc|gđ|(?:phó )?chủ tịch|ct|sở|ubnd|ủy ban|uỷ ban|hđnd|hội đồng|ban quản lý|bql|thủ trưởng"
    r"|chánh|phòng|trưởng|chi cục|trung tâm|thanh tra|công an|công chức|cục|viện)\b",
    re.IGNORECASE,
)
_ALL_OF: Final = re.compile(r"\bcác\s+(?=\S)", re.IGNORECASE)
_MOST_PIECES: Final = 60
_MOST_JOINED: Final = 6
_LONGEST_BEGINNING: Final = 6

IsName = Callable[[str], bool]


def split_recipients(text: str, is_name: IsName) -> list[str]:
    """The recipients that a cell names, as written; a name left out before one of several is put back.

    `is_name` tells whether a text is the name of something that is recorded. What cannot be split surely stays one.
    """
    whole = _one_line(text)
    if not whole:
        return []
    if is_name(whole):
        return [whole]
    items = [item for part in _hard_parts(text) for item in _split(part, is_name)]
    return list(dict.fromkeys(items))


def _one_line(text: str) -> str:
    return " ".join(_BULLET.sub("", text).split()).strip(" .;,")


def _hard_parts(text: str) -> Iterator[str]:
    """The parts between semicolons, bullets and lines; a line that only goes on with the one before is joined to it."""
    parts: list[str] = []
    for line in text.split("\n"):
        for place, piece in enumerate(_MARKED.sub(";", line).split(";")):
            bare = _one_line(piece)
            if not bare:
                continue
            goes_on = place == 0 and parts and not _BULLET.match(piece) and not _HEADS.match(bare)
            if goes_on:
                parts[-1] = f"{parts[-1]} {bare}"
            else:
                parts.append(bare)
    return iter(parts)


def _split(part: str, is_name: IsName) -> list[str]:
    if is_name(part):
        return [part]
    pieces, joints = _pieces(part)
    if 1 < len(pieces) <= _MOST_PIECES:
        found = _named(pieces, joints, is_name)
        if found:
            return found
        headed = _headed(pieces, joints)
        if len(headed) > 1:
            return [name for item in headed for name in _named(*_pieces(item), is_name) or [item]]
    return [part]


def _pieces(part: str) -> tuple[list[str], list[str]]:
    joints = _BETWEEN.findall(part)
    pieces = [piece.strip() for piece in _BETWEEN.split(part)]
    while len(pieces) > 1 and not pieces[0]:
        pieces, joints = pieces[1:], joints[1:]
    return pieces, joints


def _named(pieces: list[str], joints: list[str], is_name: IsName) -> list[str]:
    """The pieces put together so that all of them are names, as few as can be; empty if that cannot be done."""
    best: list[list[str] | None] = [[], *[None] * len(pieces)]
    for end in range(1, len(pieces) + 1):
        for start in range(max(0, end - _MOST_JOINED), end):
            before = best[start]
            if before is None:
                continue
            name = _name(_joined(pieces, joints, start, end), before[0] if before else "", is_name)
            found = [*before, name] if name else None
            kept = best[end]
            if found and (kept is None or len(found) < len(kept)):
                best[end] = found
    return best[-1] or []


def _joined(pieces: list[str], joints: list[str], start: int, end: int) -> str:
    text = pieces[start]
    for place in range(start + 1, end):
        text += joints[place - 1] + pieces[place]
    return text


def _name(text: str, first: str, is_name: IsName) -> str:
    """The name that a piece is: as written, or with the beginning of the first one put back; "" if it is none."""
    if is_name(text):
        return text
    if not first:
        single = _ALL_OF.sub("", text.replace(":", " "))
        return " ".join(single.split()) if single != text and is_name(single) else ""
    words = first.split()
    heads = (" ".join(words[:count]) for count in range(1, min(len(words), _LONGEST_BEGINNING + 1)))
    found = [name for head in heads if is_name(name := f"{head} {text}")]
    return found[0] if len({plain(name) for name in found}) == 1 else ""


def _headed(pieces: list[str], joints: list[str]) -> list[str]:
    """The pieces put together so that each begins like the name of an office."""
    items = [pieces[0]]
    for joint, piece in zip(joints, pieces[1:], strict=True):
        if _HEADS.match(piece):
            items.append(piece)
        else:
            items[-1] += joint + piece
    return items
