"""An extract on paper: A4, wide where its tables are, on every page its stamp and its QR code. PDF/A and PDF/UA."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from django.utils.translation import get_language, gettext, ngettext

from cms.days import short_day
from cms.extracts.extract import Cell, Extract, Table
from cms.qr import qr_svg
from cms.stamps import Stamp
from cms.wording import number
from delegation.documents import layout
from delegation.documents.characters import is_seen
from delegation.documents.typeface import FAMILY, face
from delegation.documents.typesetting import is_printable, typeset

# Tables may have any number of rows, and setting them takes time: about this many take two seconds. Of each table
# some are printed.
MOST_ROWS: Final = 400
_ROWS_OF_EACH: Final = 25

_TEMPLATE: Final = Path(__file__).with_name("sheet.typ")
_FEW_COLUMNS: Final = 4
_POINTS: Final = (11.0, 10.0, 9.0, 8.0)
_PADDING: Final = 1.2
# Beyond this a wider column does not read better.
_WIDEST_WISH: Final = 75.0
_MARGIN_BOTTOM: Final = 34.0
# Where nothing is recorded there is no moment at which it was.
_NO_MOMENT: Final = datetime(1970, 1, 1, tzinfo=UTC)
# A column that says the same in all of so many rows says it once, above them.
_SAID_ONCE_FROM: Final = 3


@dataclass(frozen=True, slots=True)
class _Laid:
    """A table as it is set: only the columns that say something."""

    title: str
    once: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: str


def write_pdf(extract: Extract, stamp: Stamp) -> bytes:
    """The PDF; of a very long table the first rows, with the number of the others and where they are."""
    tables = list(_all_laid(extract.tables, stamp))
    is_wide = any(len(table.headings) > _FEW_COLUMNS for table in tables)
    margins = layout.MARGIN_LEFT + layout.MARGIN_RIGHT
    width = (layout.PAGE_LONG if is_wide else layout.PAGE_SHORT) - margins
    said = {
        "language": get_language() or "vi",
        "register": [gettext("Sổ thẩm quyền").upper(), gettext("Thành phố Hồ Chí Minh").upper()],
        "title": _printable(extract.title),
        "as_at": stamp.as_at,
        "facts": [
            [_printable(fact.title), _printable(_words(fact.value))]
            for fact in extract.facts
            if not fact.is_code and fact.value not in (None, "")
        ],
        "tables": [_table(table, width) for table in tables],
        "nothing": "" if tables or not extract.tables else gettext("Sổ không ghi dòng nào."),
        "stamp": [line for line in (stamp.as_at, stamp.by_edition) if line],
        "check": gettext("Kiểm tra bản in này tại:") if stamp.short else "",
        "address": stamp.short or stamp.address,
        "page": gettext("Trang"),
        "qr": qr_svg(stamp.short).decode() if stamp.short else "",
        "qr_words": gettext("Mã QR dẫn đến địa chỉ kiểm tra bản in này"),
        "is_wide": is_wide,
        "measures": {
            "family": FAMILY,
            "top": layout.MARGIN_TOP,
            "bottom": _MARGIN_BOTTOM,
            "left": layout.MARGIN_LEFT,
            "right": layout.MARGIN_RIGHT,
            "padding": _PADDING,
        },
    }
    return typeset(_TEMPLATE, said, made_at=(stamp.recorded_at or _NO_MOMENT).replace(microsecond=0))


def _all_laid(tables: Iterable[Table], stamp: Stamp) -> Iterator[_Laid]:
    left = MOST_ROWS
    for table in tables:
        if table.rows:
            yield _laid(table, max(left, _ROWS_OF_EACH), stamp)
            left -= min(left, len(table.rows))


def _laid(table: Table, most: int, stamp: Stamp) -> _Laid:
    cells = [[_printable(_words(cell)) for cell in row] for row in table.rows[:most]]
    columns = list(zip(table.columns, zip(*cells, strict=True), strict=True))
    shown = [(column, said) for column, said in columns if not column.is_code and any(said)]
    once = [
        (column, said) for column, said in shown[1:] if len(said) >= _SAID_ONCE_FROM and len(set(said)) == 1
    ]
    kept = [(column, said) for column, said in shown if (column, said) not in once]
    left_out = len(table.rows) - len(cells)
    return _Laid(
        _printable(table.title),
        tuple(_printable(f"{column.title}: {said[0]}") for column, said in once),
        tuple(_printable(column.title) for column, _said in kept),
        tuple(zip(*(said for _column, said in kept), strict=True)),
        _left_out(left_out, stamp) if left_out else "",
    )


def _left_out(rows: int, stamp: Stamp) -> str:
    return ngettext(
        "Còn %(rows)s dòng không in ở đây. Xem đủ, hoặc tải về dạng CSV, XLSX, tại %(address)s",
        "Còn %(rows)s dòng không in ở đây. Xem đủ, hoặc tải về dạng CSV, XLSX, tại %(address)s",
        rows,
    ) % {"rows": number(rows), "address": stamp.address}


def _table(table: _Laid, width: float) -> dict[str, Any]:
    points, widths = _columns(table, width)
    return {
        "title": table.title,
        "once": "; ".join(table.once),
        "columns": [
            {
                "heading": heading,
                "width": column,
                # Only where a word may have to be broken is each of them measured: that takes its time.
                "has_wide_words": _widest_word(said, points) > column - 2 * _PADDING,
            }
            for heading, column, said in zip(
                table.headings, widths, zip(*table.rows, strict=True), strict=True
            )
        ],
        "rows": table.rows,
        "points": points,
        "left_out": table.left_out,
    }


def _columns(table: _Laid, width: float) -> tuple[float, list[float]]:
    """The size of the letters, the largest at which no word is broken, and how wide each column is, in millimetres."""
    columns = list(zip(table.headings, zip(*table.rows, strict=True), strict=True))
    for points in _POINTS:
        least = [_least(heading, said, points) for heading, said in columns]
        if sum(least) <= width:
            break
    else:
        return _POINTS[-1], [width * one / sum(least) for one in least]
    wished = [_wished(said, points) for _heading, said in columns]
    beyond = [max(wish - one, 0.0) for wish, one in zip(wished, least, strict=True)]
    left = width - sum(least)
    share = left / sum(beyond) if sum(beyond) else 0.0
    even = 0.0 if share else left / len(least)
    return points, [one + share * more + even for one, more in zip(least, beyond, strict=True)]


def _least(heading: str, said: Sequence[str], points: float) -> float:
    heads = max((face("Bold").width(word, points) for word in heading.split()), default=0.0)
    return min(max(_widest_word(said, points), heads), layout.LONGEST_WORD) + 2 * _PADDING + 0.4


def _widest_word(said: Sequence[str], points: float) -> float:
    words = {word for text in said for word in text.split()}
    return max((face().width(word, points) for word in words), default=0.0)


def _wished(said: Sequence[str], points: float) -> float:
    """Between what its texts take on the average and what the longest takes."""
    widths = [face().width(text, points) for text in set(said)]
    return min((sum(widths) / len(widths) + max(widths)) / 2, _WIDEST_WISH) + 2 * _PADDING


def _words(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return gettext("có") if cell else gettext("không")
    if isinstance(cell, date):
        return short_day(cell)
    return number(cell) if isinstance(cell, int) else cell


def _printable(text: str) -> str:
    """The text with a mark in place of what the typeface does not have, and of what only turns or hides others."""
    spaced = text.replace("\t", " ").replace("\r", " ")
    return "".join(
        character if is_seen(character) and is_printable(character) else f"[U+{ord(character):04X}]"
        for character in spaced
    )
