"""What a column holds, by what stands in it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _

from delegation.annex.columns import ColumnReading
from delegation.annex.days import NotADay, read_day
from delegation.annex.headings import Target
from delegation.annex.layout import is_numbering, is_serial
from delegation.annex.procedures import procedure_codes
from delegation.annex.tables import Origin, SourceRow, TableRead
from delegation.annex.wording import plain

_MOST_OF_COLUMN: Final = 0.6
_SAMPLE: Final = 200
_LONG_TEXT: Final = 15
_HOLDERS: Final = (
    "so",
    "giam doc",
    "gd",
    "chu tich",
    "ct",
    "ubnd",
    "uy ban",
    "ban quan ly",
    "thu truong",
    "phong",
    "cong chuc",
    "hdnd",
    "chi cuc",
)


def read_contents(table: TableRead, heading: Sequence[int]) -> list[ColumnReading]:
    """What each column is taken for; the longest texts are those of the powers. `heading`: numbers of heading rows."""
    last = max(heading, default=0)
    rows = [row for row in table.rows if row.number > last and not row.spans and not is_numbering(row)]
    readings = [_of_contents(column, _texts(rows, column), table) for column in range(table.width)]
    if any(reading.target is Target.POWER for reading in readings):
        return readings
    lengths = {
        reading.column: sum(map(len, texts)) / len(texts)
        for reading in readings
        if reading.target is Target.IGNORED and (texts := _texts(rows, reading.column))
    }
    longest = max(lengths, key=lengths.__getitem__, default=None)
    if longest is not None and lengths[longest] >= _LONG_TEXT:
        readings[longest] = ColumnReading(
            longest, "", Target.POWER, 50, _("cột có nội dung dài nhất; hãy kiểm tra lại")
        )
    return readings


def _texts(rows: Iterable[SourceRow], column: int) -> list[str]:
    texts = (row.cells[column] for row in rows)
    return [cell.text for cell in texts if cell.text and cell.origin is not Origin.MERGED_ACROSS][:_SAMPLE]


def _of_contents(column: int, texts: Sequence[str], table: TableRead) -> ColumnReading:
    for target, holds, reason in _signs(table):
        hits = sum(map(holds, texts))
        if texts and hits >= len(texts) * _MOST_OF_COLUMN:
            said = reason % {"hits": hits, "all": len(texts)}
            return ColumnReading(column, "", target, 60 + 30 * hits // len(texts), said)
    return ColumnReading(column, "", Target.IGNORED, 0, _("không nhận ra nội dung cột"))


def _signs(table: TableRead) -> Iterator[tuple[Target, Callable[[str], bool], str]]:
    """What a column may show by its contents: the sign of one cell, and the sentence about them."""
    yield Target.SERIAL, is_serial, _("%(hits)d/%(all)d ô là số thứ tự")
    yield (
        Target.PROCEDURES,
        lambda text: len(text) < 60 and bool(procedure_codes(text)),
        _("%(hits)d/%(all)d ô là mã thủ tục hành chính"),
    )
    yield (
        Target.VALID_FROM,
        lambda text: _is_day(text, table.counts_from_1904),
        _("%(hits)d/%(all)d ô là ngày tháng"),
    )
    yield (
        Target.RECIPIENTS,
        lambda text: plain(text).startswith(_HOLDERS),
        _("%(hits)d/%(all)d ô bắt đầu bằng tên cơ quan, chức danh"),
    )


def _is_day(text: str, counts_from_1904: bool) -> bool:
    try:
        read_day(text, counts_from_1904=counts_from_1904)
    except NotADay:
        return False
    return True
