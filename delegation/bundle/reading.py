"""Reading a bundle from a folder: everything that can be said of the files themselves. Pure.

What the rows say, and whether it fits the register, is a matter of delegation.bundle.checks.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext

from delegation.bundle.cells import LONGEST_CELL, UnfitCell, canonical_cell
from delegation.bundle.faults import FaultList, listed, quoted
from delegation.bundle.folder import table_sizes
from delegation.bundle.format import TABLES, Holds, Table
from delegation.bundle.rows import Bundle, Cells, Key, Row

Progress = Callable[[str, int, int], None]

_BOM = b"\xef\xbb\xbf"
# Longer than any sound line, short enough to be held: a file of nonsense may be one single line.
_LONGEST_LINE = 8 * 2**20
_ROWS_BETWEEN_REPORTS = 4_096
# Names, days and kinds come again soon; what is written once only need not be remembered for the whole file.
_MOST_REMEMBERED = 65_536


def read_bundle(folder: Path, progress: Progress | None = None) -> Bundle:
    """The bundle in `folder`, its cells in canonical form.

    `progress` is called with a file's name, the bytes read of all tables so far, and the bytes of all tables.
    Raises BundleRefused with every fault that the files have as files, up to a limit.
    """
    sizes = table_sizes(folder)
    faults = FaultList()
    reports = _Reports(progress, sum(sizes.values()))
    tables = {
        table.name: _TableReading(table, faults, reports).rows_of(folder / table.file)
        for table in TABLES.values()
    }
    faults.refuse_if_any()
    return Bundle(tables)


class _UnreadableFile(Exception):
    """The rest of a file cannot be read; the message says why, and what to do."""


class _Reports:
    """Tells the caller how far the reading is."""

    def __init__(self, progress: Progress | None, size: int) -> None:
        self._progress = progress
        self._size = size
        self.done = 0

    def tell(self, file: str) -> None:
        if self._progress is not None:
            self._progress(file, self.done, self._size)


class _CanonicalCells(dict[str, str]):
    """The canonical form of each text seen, one object for equal texts. Raises UnfitCell."""

    def __init__(self, **form: bool) -> None:
        super().__init__()
        self._form = form

    def __missing__(self, text: str) -> str:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        canonical = self[text] = canonical_cell(text, **self._form)
        return canonical


class _TableReading:
    """Reads one file: after a fault of a row the next row is read, a fault of the file itself ends it."""

    def __init__(self, table: Table, faults: FaultList, reports: _Reports) -> None:
        self._table = table
        self._faults = faults
        self._reports = reports
        # The row that is being read, so that whatever goes wrong underneath is told at it.
        self._line = 1
        plain, many, last_day = _CanonicalCells(), _CanonicalCells(many=True), _CanonicalCells(last_day=True)
        self._canonical = [
            many if column.many else last_day if column.holds is Holds.LAST_DAY else plain
            for column in table.columns
        ]

    def rows_of(self, path: Path) -> dict[Key, Row]:
        """The sound rows of the file, by key."""
        rows: dict[Key, Row] = {}
        key_of = self._table.key_reader()
        try:
            with path.open("rb") as file:
                for cells in self._rows(file):
                    key = key_of(cells)
                    first = rows.setdefault(key, Row(self._line, cells))
                    if first.line != self._line:
                        self._note_double(key, first)
        except _UnreadableFile as unreadable:
            self._note(str(unreadable))
        except csv.Error as error:
            self._note(_why_not_csv(error))
        except OSError as error:
            self._note(gettext("không đọc được tệp (%(error)s).") % {"error": error.strerror})
        self._reports.tell(self._table.file)
        return rows

    def _rows(self, file: BinaryIO) -> Iterator[Cells]:
        written = csv.reader(self._lines(file), strict=True)
        header = next(written, [])
        order = self._order(header)
        if order is None:
            return
        self._line = 2
        for raw in written:
            cells = self._cells(raw, order)
            if cells is not None:
                yield cells
            self._line += 1
            if self._line % _ROWS_BETWEEN_REPORTS == 0:
                self._reports.tell(self._table.file)

    def _lines(self, file: BinaryIO) -> Iterator[str]:
        """The lines of the file as text, read as they are asked for."""
        is_first = True
        while raw := file.readline(_LONGEST_LINE):
            if is_first and raw.startswith(_BOM):
                raise _UnreadableFile(gettext("tệp có dấu BOM ở đầu; hãy lưu lại ở dạng UTF-8 không có BOM."))
            is_first = False
            self._reports.done += len(raw)
            yield _text_of_line(raw)

    def _order(self, header: Sequence[str]) -> list[int] | None:
        """Where each column of the table stands in the file; None, with faults, unless each is there once."""
        wanted = self._table.header
        if sorted(header) == sorted(wanted):
            return [header.index(name) for name in wanted]
        for message in _misnamed_columns(header, wanted):
            self._note(message)
        return None

    def _cells(self, raw: Sequence[str], order: Sequence[int]) -> Cells | None:
        """The canonical cells of a row in the table's order; None, with a fault, if it has none."""
        if not any(raw):
            self._note(gettext("dòng trống; hãy xóa dòng này."))
            return None
        if len(raw) != len(order):
            self._note(
                gettext(
                    "dòng có %(found)d ô trong khi có %(wanted)d cột; hãy thêm hoặc bớt ô, "
                    "và đặt ô có dấu phẩy trong dấu nháy kép."
                )
                % {"found": len(raw), "wanted": len(order)}
            )
            return None
        try:
            return tuple([forms[raw[at]] for forms, at in zip(self._canonical, order, strict=True)])
        except UnfitCell:
            self._note_unfit(raw, order)
            return None

    def _note(self, message: str, column: str | None = None) -> None:
        self._faults.add(self._table.file, self._line, column, message)

    def _note_unfit(self, raw: Sequence[str], order: Sequence[int]) -> None:
        for column, forms, at in zip(self._table.columns, self._canonical, order, strict=True):
            try:
                forms[raw[at]]
            except UnfitCell as unfit:
                self._note(str(unfit), column.name)

    def _note_double(self, key: Key, first: Row) -> None:
        names = [f"{column} {quoted(cell)}" for column, cell in zip(self._table.key, key, strict=True)]
        self._note(
            gettext("%(key)s đã có ở dòng %(line)d; hãy sửa mã hoặc bỏ bớt một dòng.")
            % {"key": listed(names), "line": first.line},
            self._table.key[0],
        )


def _text_of_line(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _UnreadableFile(
            gettext("dòng này không phải là văn bản UTF-8 (byte %(byte)s); hãy lưu lại tệp ở dạng UTF-8.")
            % {"byte": f"0x{raw[error.start]:02X}"}
        ) from error
    if "\r" in text:
        raise _UnreadableFile(
            gettext(
                "dòng kết thúc bằng CR hoặc CRLF kiểu Windows; hãy lưu lại tệp với cách xuống dòng LF (Unix)."
            )
        )
    if len(raw) >= _LONGEST_LINE:
        raise _UnreadableFile(gettext("dòng quá dài; hãy kiểm tra xem có đúng tệp không."))
    return text


def _why_not_csv(error: csv.Error) -> str:
    """The sentence for what the csv module found, told apart by its own words, as it has no other way."""
    said = str(error)
    if "field limit" in said:
        return gettext(
            "có ô dài quá %(most)d ký tự, hoặc dấu nháy kép mở ra mà không đóng lại; "
            "hãy rút gọn hoặc đóng nháy."
        ) % {"most": LONGEST_CELL}
    if "unexpected end" in said:
        return gettext("dấu nháy kép mở ra mà không đóng lại; hãy đóng nháy ở cuối ô.")
    return gettext('dấu nháy kép đặt sai chỗ; dấu nháy kép bên trong ô phải viết đôi ("").')


def _misnamed_columns(header: Sequence[str], wanted: Sequence[str]) -> Iterator[str]:
    if not any(header):
        yield gettext("dòng đầu trống; dòng đầu phải là tên các cột: %(columns)s.") % {
            "columns": listed(wanted)
        }
        return
    yield from _unknown_columns(header, wanted)
    for name in wanted:
        if name not in header:
            yield gettext("thiếu cột %(name)s; các cột của tệp là: %(columns)s.") % {
                "name": quoted(name),
                "columns": listed(wanted),
            }
    for name, times in Counter(header).items():
        if times > 1 and name in wanted:
            yield gettext("cột %(name)s có %(times)d lần; hãy bỏ bớt.") % {
                "name": quoted(name),
                "times": times,
            }


def _unknown_columns(header: Sequence[str], wanted: Sequence[str]) -> Iterator[str]:
    for name in header:
        if name in wanted:
            continue
        near = get_close_matches(name[:100], wanted, n=1)
        advice = (
            gettext("có phải là %(near)s không? Hãy sửa tên cột.") % {"near": quoted(near[0])}
            if near
            else gettext("hãy bỏ cột này; các cột của tệp là: %(columns)s.") % {"columns": listed(wanted)}
        )
        yield gettext("cột lạ %(name)s: %(advice)s") % {"name": quoted(name), "advice": advice}
