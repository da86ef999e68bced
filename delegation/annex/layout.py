"""What each row of a table is: heading, section, entry, total, footnote. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest
from typing import Final

from delegation.annex.tables import EMPTY, CellText, Origin, SourceRow
from delegation.annex.wording import plain

_DECIMAL: Final = re.compile(r"\(?\d{1,5}(?:\.\d{1,3}){0,3}[a-z]?[.)]?")
_NUMERAL: Final = re.compile(r"\(?(?P<numeral>[IVXLC]{1,6}|[A-ZĐ])[.)]?")
_HEADED: Final = re.compile(
    r"^(?:(?:mục|phần|nhóm)\s+)?(?P<numeral>[IVXLC]{1,6}|[A-ZĐ]|\d{1,3})\s*[.):\-–]\s*(?P<title>\S.*)",
    re.DOTALL | re.IGNORECASE,
)
_ROMAN: Final = re.compile(r"[IVXLC]+")
_TOTAL: Final = re.compile(r"tong cong\b|tong so\b|(?:tong|cong)(?: \d|$)")
_LONGEST_TOTAL: Final = 80
_FOOTNOTE: Final = re.compile(
    r"(?:ghi chu|chu thich|luu y|noi nhan|danh muc (?:nay )?co|tm uy ban|kt chu tich|tl chu tich)\b"
)
_FOOTNOTE_SIGN: Final = re.compile(r"\(?\*+\)?\s*\S")
_SIGNING: Final = re.compile(r"(?:TM|KT|TL|TUQ)\.\s*[A-ZĐ]|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC)$")
_ORDINAL: Final = re.compile(r"\(?(\d{1,2}|[A-ZĐ])\)?(?:\s*=.*)?")


class RowKind(Enum):
    """What a row is."""

    BEFORE = "before"
    HEADING = "heading"
    NUMBERING = "numbering"
    SECTION = "section"
    ENTRY = "entry"
    TOTAL = "total"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading inside of a table, over the rows below it; `row` is where it stands."""

    row: int
    numeral: str
    title: str


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row, dittos resolved; what it is, and the sections it stands under, the widest first."""

    row: SourceRow
    kind: RowKind
    sections: tuple[Section, ...] = ()


def is_serial(text: str) -> bool:
    """Whether a text is a running number: 12, 12., 1.2, (3), 4a."""
    return bool(_DECIMAL.fullmatch(text))


def is_numbering(row: SourceRow) -> bool:
    """Whether a row only counts the columns: (1) (2) (3), or A B 1 2."""
    texts = [text for _, text in row.own]
    marks = [match[1] for text in texts if (match := _ORDINAL.fullmatch(text))]
    if len(texts) < 2 or len(marks) != len(texts) or len(set(marks)) < len(marks):
        return False
    numbers = [int(mark) for mark in marks if mark.isdecimal()]
    return (
        len(numbers) >= 2
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and numbers[0] <= 1
    )


def arrange(rows: Sequence[SourceRow], heading: Sequence[int], serial: int | None) -> Iterator[PlacedRow]:
    """What each row is. `heading` are the numbers of the heading rows, `serial` the column of running numbers.

    A cell of an entry that says "as above" gets what the entry above it says.
    """
    layout = _Layout(rows, heading, serial)
    sections: list[Section] = []
    above: list[CellText] = []
    is_over = False
    for row in rows:
        kind = layout.kind(row)
        if kind is RowKind.FOOTNOTE or (kind is RowKind.ENTRY and is_over):
            # What follows the signature is not part of the table; a footnote between entries ends nothing.
            is_over = serial is not None and row.number > layout.last_serial
            kind = RowKind.FOOTNOTE
        if kind is RowKind.SECTION:
            section = layout.section(row)
            sections = [*_wider(sections, section), section]
            yield PlacedRow(row, kind, tuple(sections[:-1]))
        elif kind is RowKind.ENTRY:
            entry = row.with_dittos(above)
            above = [
                cell if cell.text else over for cell, over in zip_longest(entry.cells, above, fillvalue=EMPTY)
            ]
            yield PlacedRow(entry, kind, tuple(sections))
        else:
            yield PlacedRow(row, kind)


class _Layout:
    """A table, with what tells its rows apart."""

    def __init__(self, rows: Sequence[SourceRow], heading: Sequence[int], serial: int | None) -> None:
        self._heading = heading
        self._headings = {_said(row) for row in rows if row.number in heading}
        self._last_heading = max(heading, default=0)
        self._serial = serial
        self._counts_in_numerals = self._has_no_digits(rows)
        self.last_serial = max((row.number for row in rows if self._serial_of(row)), default=0)

    def kind(self, row: SourceRow) -> RowKind:
        """What a row is by itself."""
        if row.number in self._heading or (row.number > self._last_heading and _said(row) in self._headings):
            return RowKind.HEADING
        if row.number < self._last_heading:
            return RowKind.BEFORE
        if is_numbering(row):
            return RowKind.NUMBERING
        if self._serial_of(row):
            return RowKind.ENTRY
        words = row.own[0][1] if row.own else ""
        folded = plain(words)
        if _TOTAL.match(folded) and len(folded) <= _LONGEST_TOTAL:
            return RowKind.TOTAL
        if _is_footnote(words, folded):
            return RowKind.FOOTNOTE
        return RowKind.SECTION if self._is_section(row) else RowKind.ENTRY

    def section(self, row: SourceRow) -> Section:
        """The section that a row opens."""
        texts = [text for _column, text in row.own]
        if len(texts) > 1 and (match := _NUMERAL.fullmatch(texts[0])):
            return Section(row.number, match["numeral"], texts[1])
        if match := _HEADED.match(texts[0]):
            return Section(row.number, match["numeral"].upper(), match["title"])
        return Section(row.number, "", texts[0])

    def _is_section(self, row: SourceRow) -> bool:
        if row.spans:
            return True
        own = dict(row.own)
        numeral = own.pop(self._serial, "") if self._serial is not None else ""
        if len(own) != 1 or len(row.cells) == 1:
            return False
        if _NUMERAL.fullmatch(numeral):
            return not self._counts_in_numerals
        (text,) = own.values()
        return bool(_HEADED.match(text)) or text.isupper() or plain(text).startswith("linh vuc ")

    def _serial_of(self, row: SourceRow) -> str:
        """The running number of a row; "" without one."""
        if self._serial is None or self._serial >= len(row.cells):
            return ""
        cell = row.cells[self._serial]
        return cell.text if cell.origin is not Origin.MERGED_ACROSS and is_serial(cell.text) else ""

    def _has_no_digits(self, rows: Sequence[SourceRow]) -> bool:
        """Whether entries are counted I, II, III: then a numeral opens no section."""
        if self._serial is None:
            return False
        return not any(row.number > self._last_heading and self._serial_of(row) for row in rows)


def _is_footnote(words: str, folded: str) -> bool:
    line, _newline, _rest = words.partition("\n")
    return bool(_FOOTNOTE.match(folded) or _FOOTNOTE_SIGN.match(words) or _SIGNING.match(line))


def _said(row: SourceRow) -> tuple[str, ...]:
    return tuple(plain(cell.text) for cell in row.cells)


def _wider(sections: list[Section], section: Section) -> list[Section]:
    """The sections that a new one stands under: those above the last one of its own style of numeral."""
    style = _style(section, sections)
    for place, other in enumerate(sections):
        if _style(other, sections[:place]) == style:
            return sections[:place]
    return sections


def _style(section: Section, above: Sequence[Section]) -> str:
    numeral = section.numeral
    if not numeral:
        return "none"
    if numeral.isdecimal():
        return "decimal"
    if len(numeral) > 1 or numeral in "IVX":
        return "roman"
    # C, D, L, M go on from B, C, K, L where letters are counted.
    return "letter"
