"""The numbers that a word processor shows before paragraphs but does not store with their text. Pure.

In many annexes the column "STT" holds nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from delegation.annex.package import PartReader

_PLACE: Final = re.compile(r"%([1-9])")
_LEVELS: Final = 9
_ROMAN: Final = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_HIGHEST: Final = 99_999


@dataclass(slots=True)
class Level:
    """How one level of a list is numbered; `shown` has %1 for the number of the first level, and so on."""

    start: int = 1
    form: str = "decimal"
    shown: str = "%1."


class Numbering(PartReader):
    """The lists of a document, and how far each has been counted."""

    def __init__(self) -> None:
        super().__init__()
        self._levels: dict[str, dict[int, Level]] = defaultdict(dict)
        self._list_of: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = defaultdict(dict)
        self._counted: dict[str, list[int | None]] = {}
        self._abstract = ""
        self._number = ""
        self._level = 0
        self._overridden: int | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if name == "abstractNum":
            self._abstract, self._number = attributes.get("abstractNumId", ""), ""
        elif name == "num":
            self._number, self._abstract = attributes.get("numId", ""), ""
        elif name == "abstractNumId" and self._number:
            self._list_of[self._number] = value
        elif name == "lvlOverride":
            self._overridden = _count(attributes.get("ilvl"), 0)
        elif name == "startOverride" and self._number and self._overridden is not None:
            self._restarts[self._number][self._overridden] = _count(value, 1)
        elif self._abstract:
            self._describe(name, value, attributes)

    def _describe(self, name: str, value: str, attributes: dict[str, str]) -> None:
        if name == "lvl":
            self._level = _count(attributes.get("ilvl"), 0)
            self._levels[self._abstract][self._level] = Level()
        level = self._levels[self._abstract].get(self._level)
        if level is None:
            return
        if name == "start":
            level.start = _count(value, 1)
        elif name == "numFmt":
            level.form = value
        elif name == "lvlText":
            level.shown = value

    def next_label(self, number: str, level: int) -> str:
        """Count the next paragraph of a list and tell what is shown before it; "" where there is no such list."""
        abstract = self._list_of.get(number)
        if abstract is None or not 0 <= level < _LEVELS:
            return ""
        described = self._levels[abstract].get(level, Level())
        # Lists that share a description go on counting, unless one of them is told to start again.
        counted = self._counted.setdefault(number if self._restarts[number] else abstract, [None] * _LEVELS)
        before = counted[level]
        first = self._restarts[number].get(level, described.start)
        counted[level] = first if before is None else min(before + 1, _HIGHEST)
        counted[level + 1 :] = [None] * (_LEVELS - level - 1)
        if described.form == "bullet":
            return "-"
        return _PLACE.sub(lambda match: self._shown(abstract, counted, int(match[1]) - 1), described.shown)

    def _shown(self, abstract: str, counted: list[int | None], level: int) -> str:
        described = self._levels[abstract].get(level, Level())
        count = counted[level]
        return _written(described.start if count is None else count, described.form)


def _written(count: int, form: str) -> str:
    if form == "none":
        return ""
    if form.endswith("Roman"):
        return _roman(count) if form.startswith("upper") else _roman(count).lower()
    if form.endswith("Letter"):
        letter = chr(ord("A") + (count - 1) % 26)
        return letter if form.startswith("upper") else letter.lower()
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    written = ""
    count = min(count, 3999)
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        written += letters * times
    return written


def _count(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else otherwise
