"""Reading an .xlsx: the sheets of a workbook as tables. Pure.

openpyxl builds a whole sheet in memory, or in its read-only mode knows no merged cells, and both believe the row
numbers in the file; here the parts are read as streams and what they may hold is counted. What a format means by a
date is taken from openpyxl.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

from django.utils.translation import gettext as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from delegation.annex.days import day_of_serial, written_day
from delegation.annex.package import Package, PartReader
from delegation.annex.refusal import AnnexRefused
from delegation.annex.tables import Area, Budget, CellText, Grid, Places, TableRead
from delegation.annex.wording import cleaned

MOST_SHEETS: Final = 50
_MOST_MERGED: Final = 50_000
_MOST_DIGITS: Final = 15
_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
# A bullet is no formula; a name and a bracket, a cell or a call to another program after the sign is.
_LIKE_A_FORMULA: Final = re.compile(r"[=@]|[+\-](?=\w*[(!|]|\$?[A-Z]{1,3}\$?\d|\d+[+\-*/]\d)")


@dataclass(slots=True)
class SheetPlaces:
    """Cells that are worth a word, by what is to be said."""

    without_value: Places = field(default_factory=Places)
    formulas: Places = field(default_factory=Places)
    errors: Places = field(default_factory=Places)
    like_formulas: Places = field(default_factory=Places)
    hidden_rows: Places = field(default_factory=Places)

    def sentences(self) -> list[str]:
        """What is to be said."""
        return [
            *self.without_value.sentence(
                lambda cells: (
                    _("Ô %(cells)s là công thức chưa có giá trị: đọc như ô trống; hãy lưu lại bằng Excel.")
                    % {"cells": cells}
                )
            ),
            *self.formulas.sentence(
                lambda cells: _("Ô %(cells)s là công thức: đọc giá trị đã lưu trong tệp.") % {"cells": cells}
            ),
            *self.errors.sentence(
                lambda cells: _("Ô %(cells)s chứa lỗi tính toán: đọc như ô trống.") % {"cells": cells}
            ),
            *self.like_formulas.sentence(
                lambda cells: (
                    _("Ô %(cells)s bắt đầu như một công thức: chỉ đọc như chữ, không tính.")
                    % {"cells": cells}
                )
            ),
            *self.hidden_rows.sentence(
                lambda rows: _("Dòng %(rows)s đang ẩn trong bảng tính nhưng vẫn được đọc.") % {"rows": rows}
            ),
        ]


def read_spreadsheet(package: Package, main: str) -> tuple[list[TableRead], list[str]]:
    """The sheets of a workbook, and notes. Raises AnnexRefused."""
    workbook = _Workbook()
    package.read(main, workbook)
    if len(workbook.sheets) > MOST_SHEETS:
        raise AnnexRefused(
            _("Bảng tính có hơn %(most)d trang; hãy bỏ các trang không phải phụ lục.") % {"most": MOST_SHEETS}
        )
    related = {found.id: found for found in package.relationships(main) if not found.is_external}
    by_kind = {found.kind: found.target for found in related.values()}
    strings, styles = _Strings(), _Styles()
    for kind, reader in (("sharedstrings", strings), ("styles", styles)):
        if by_kind.get(kind, "") in package:
            package.read(by_kind[kind], reader)
    budget, tables, notes = Budget(), [], []
    for name, state, relation in workbook.sheets:
        found = related.get(relation)
        if found is None or found.kind != "worksheet" or found.target not in package:
            continue
        sheet = _Sheet(Grid(budget), strings.texts, styles.day_styles, workbook.counts_from_1904)
        package.read(found.target, sheet)
        sheet.grid.merge(sheet.areas)
        title = cleaned(name)
        is_hidden = state in ("hidden", "veryHidden")
        tables.append(
            TableRead(
                title,
                sheet.grid.read(),
                counts_from_1904=workbook.counts_from_1904,
                is_hidden=is_hidden,
            )
        )
        said = sheet.places.sentences()
        if is_hidden:
            said.insert(0, _("Trang đang ẩn trong bảng tính nhưng vẫn được đọc."))
        notes += [_("Trang “%(sheet)s”: %(note)s") % {"sheet": title, "note": note} for note in said]
    return tables, notes


class _Workbook(PartReader):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, str]] = []
        self.counts_from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            self.sheets.append(
                (attributes.get("name", ""), attributes.get("state", ""), attributes.get("id", ""))
            )
        elif name == "workbookPr":
            self.counts_from_1904 = attributes.get("date1904") in ("1", "true", "on")


class _Strings(PartReader):
    """The texts that cells share, each once."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._is_text = False
        self._is_phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._is_phonetic = True
        self._is_text = name == "t" and not self._is_phonetic

    def end(self, name: str) -> None:
        if name == "si":
            self.texts.append(_unescaped("".join(self._pieces)))
        elif name == "rPh":
            self._is_phonetic = False
        self._is_text = False

    def text(self, text: str) -> None:
        if self._is_text:
            self._pieces.append(text)


class _Styles(PartReader):
    """Which styles show a number as a day."""

    def __init__(self) -> None:
        super().__init__()
        self.day_styles: set[int] = set()
        self._formats = dict(BUILTIN_FORMATS)
        self._is_cell_style = False
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._formats[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._is_cell_style = True
        elif name == "xf" and self._is_cell_style:
            number = _whole(attributes.get("numFmtId"))
            if _is_builtin_day(number) or is_date_format(self._formats.get(number)):
                self.day_styles.add(self._count)
            self._count += 1

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._is_cell_style = False


def _is_builtin_day(number: int) -> bool:
    return 27 <= number <= 36 or 50 <= number <= 58


class _Sheet(PartReader):
    def __init__(self, grid: Grid, strings: list[str], day_styles: set[int], counts_from_1904: bool) -> None:
        super().__init__()
        self.grid = grid
        self.areas: list[Area] = []
        self.places = SheetPlaces()
        self._strings = strings
        self._day_styles = day_styles
        self._counts_from_1904 = counts_from_1904
        self._row = 0
        self._column = -1
        self._cell: dict[str, str] = {}
        self._has_formula = False
        self._pieces: list[str] | None = None
        self._value = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "t"):
            self._pieces = []
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self._row = _whole(attributes.get("r")) or self._row + 1
            self._column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.grid.hidden.add(self._row)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = _column(place[1]) if place else self._column + 1
        self._cell = attributes
        self._has_formula = False
        self._value = ""

    def _merge(self, reference: str) -> None:
        corners = reference.partition(":")
        first, last = _REFERENCE.fullmatch(corners[0]), _REFERENCE.fullmatch(corners[2])
        if first is None or last is None:
            return
        if len(self.areas) >= _MOST_MERGED:
            raise AnnexRefused(_("Bảng tính có quá nhiều ô gộp; hãy bỏ gộp ô rồi tải lại."))
        self.areas.append(Area(int(first[2]), _column(first[1]), int(last[2]), _column(last[1])))

    def text(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if name in ("v", "t") and self._pieces is not None:
            self._value += "".join(self._pieces)
            self._pieces = None
        elif name == "rPh":
            self._value = ""
        elif name == "c":
            self._end_cell()
        elif name == "row" and self._row in self.grid.hidden and self._row in self.grid.rows:
            self.places.hidden_rows.add(str(self._row))

    def _end_cell(self) -> None:
        place = f"{_letters(self._column)}{self._row}"
        kind = self._cell.get("t", "n")
        if self._has_formula:
            (self.places.formulas if self._value else self.places.without_value).add(place)
        if kind == "e":
            self.places.errors.add(place)
            return
        text, is_number = self._read_value(kind)
        if not is_number and not self._has_formula and _LIKE_A_FORMULA.match(text):
            self.places.like_formulas.add(place)
        self.grid.put(self._row, self._column, CellText(text, is_number=is_number))

    def _read_value(self, kind: str) -> tuple[str, bool]:
        """What the cell shows, and whether it is a number."""
        value = self._value
        if kind == "s":
            at = _whole(value)
            return (self._strings[at] if value and at < len(self._strings) else ""), False
        if kind == "b":
            return ("TRUE" if value.strip() == "1" else "FALSE") if value else "", False
        if kind != "n" or not value.strip():
            return _unescaped(value), False
        number = _number(value)
        if number is None:
            return cleaned(value), False
        if _whole(self._cell.get("s")) in self._day_styles:
            day = day_of_serial(number, counts_from_1904=self._counts_from_1904)
            if day is not None:
                return written_day(day), False
        return _digits(number), True


def _number(value: str) -> Decimal | None:
    """The number of a cell: the shortest one that is the same double, as programs write 2.000815 in 17 digits."""
    try:
        number = Decimal(value.strip())
        if not number.is_finite() or abs(number.adjusted()) > 30:
            return None
        digits = len(number.as_tuple().digits)
        return Decimal(repr(float(number))) if digits > _MOST_DIGITS else number
    except (InvalidOperation, ValueError):
        return None


def _digits(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unescaped(text: str) -> str:
    return cleaned(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text))


def _whole(text: str | None) -> int:
    """A count as written in an attribute; 0 for what is none, as the reading is not to stop for it."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
