"""What a cell says by itself, and whether what it names exists. Pure.

The same few texts stand in most cells of a column, so each different text is judged once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.translation import gettext

from delegation.bundle.cells import read_day, read_list, read_territory
from delegation.bundle.checks.merged import Merged
from delegation.bundle.faults import Fault, listed, quoted
from delegation.bundle.format import LIST_SEPARATOR, TABLES, Column, Holds, Table
from delegation.limits import DIMENSIONS, BadValue, UnknownDimension, read_limit

Judge = Callable[[str], Iterator[str]]


def cell_faults(merged: Merged) -> Iterator[Fault]:
    """Every fault that a cell of the bundle has by itself."""
    for table in TABLES.values():
        for column in table.columns:
            if column.required or column.holds is not Holds.TEXT:
                yield from _faults_of_column(merged, table, column)


def _faults_of_column(merged: Merged, table: Table, column: Column) -> Iterator[Fault]:
    judge = _JUDGES[column.holds](column, merged)
    at = table.position(column.name)
    sound: set[str] = set()
    for row in merged.brought(table.name).values():
        cell = row.cells[at]
        if cell in sound:
            continue
        messages = list(_messages(column, cell, judge))
        if not messages:
            sound.add(cell)
        for message in messages:
            yield Fault(table.file, row.line, column.name, message)


def _messages(column: Column, cell: str, judge: Judge) -> Iterator[str]:
    if not cell.strip():
        if column.required:
            yield gettext("ô trống; cột này bắt buộc phải có giá trị.")
        elif cell:
            yield gettext("ô chỉ có khoảng trắng; hãy xóa hết để ô trống.")
        return
    for item in read_list(cell) if column.many else [cell]:
        yield from judge(item)


def _identity(item: str) -> Iterator[str]:
    if not item.isprintable() or " " in item or LIST_SEPARATOR in item:
        yield gettext(
            "mã %(value)s có khoảng trắng, dấu chấm phẩy hoặc ký tự không nhìn thấy; "
            "hãy đặt mã không có các ký tự đó."
        ) % {"value": quoted(item)}


def _reference(column: Column, merged: Merged) -> Judge:
    known = [merged.identities(table) for table in column.refers_to]
    files = " / ".join(TABLES[table].file for table in column.refers_to)

    def judge(item: str) -> Iterator[str]:
        if not any(item in names for names in known):
            yield gettext(
                "%(value)s không có trong %(files)s, cũng chưa được ghi trong sổ; "
                "hãy sửa mã hoặc thêm dòng cho mã này."
            ) % {"value": quoted(item), "files": files}

    return judge


def _choice(column: Column, merged: Merged) -> Judge:
    def judge(item: str) -> Iterator[str]:
        if item not in column.choices:
            yield gettext("%(value)s không phải là một giá trị của cột này; hãy chọn trong: %(choices)s.") % {
                "value": quoted(item),
                "choices": listed(column.choices),
            }

    return judge


def _day(item: str) -> Iterator[str]:
    try:
        read_day(item)
    except ValueError:
        yield gettext(
            "%(value)s không phải là một ngày có thật; hãy viết ngày dạng NĂM-THÁNG-NGÀY, ví dụ 2025-07-01."
        ) % {"value": quoted(item)}


def _limit(item: str) -> Iterator[str]:
    try:
        read_limit(item)
    except UnknownDimension as unknown:
        yield gettext(
            "giới hạn %(value)s nói về %(dimension)s, sổ không so sánh được; "
            "hãy dùng một trong: %(known)s, hoặc chuyển nội dung này sang cột conditions."
        ) % {"value": quoted(item), "dimension": quoted(str(unknown)), "known": listed(sorted(DIMENSIONS))}
    except BadValue:
        yield gettext(
            "giới hạn %(value)s không đúng mẫu; hãy viết như amount_vnd<240000000000 (số, với <, <=, >, >=) "
            "hoặc project_group=B|C."
        ) % {"value": quoted(item)}


def _territory(column: Column, merged: Merged) -> Judge:
    def judge(item: str) -> Iterator[str]:
        try:
            territory = read_territory(item)
        except ValueError:
            yield gettext(
                "địa bàn %(value)s không đúng mẫu; hãy viết mã đơn vị, hoặc mã đơn vị, dấu / "
                "và một ngày có thật, ví dụ 79@2016-01-01/2025-06-30."
            ) % {"value": quoted(item)}
            return
        if territory is None:
            return
        if territory.unit not in merged.identities("units"):
            yield gettext(
                "địa bàn %(value)s: đơn vị %(unit)s không có trong units.csv, "
                "cũng chưa được ghi trong sổ; hãy sửa mã."
            ) % {"value": quoted(item), "unit": quoted(territory.unit)}
        elif territory.as_of is not None and not merged.geography.exists(territory.unit, territory.as_of):
            yield gettext(
                "địa bàn %(value)s: ngày %(day)s đơn vị này không tồn tại; "
                "hãy chọn một ngày đơn vị còn tồn tại."
            ) % {"value": quoted(item), "day": territory.as_of.isoformat()}

    return judge


def _by_itself(judge: Judge) -> Callable[[Column, Merged], Judge]:
    """For what is judged alike in every column and every register."""
    return lambda column, merged: judge


_JUDGES: dict[Holds, Callable[[Column, Merged], Judge]] = {
    Holds.TEXT: _by_itself(lambda item: iter(())),
    Holds.IDENTITY: _by_itself(_identity),
    Holds.REFERENCE: _reference,
    Holds.CHOICE: _choice,
    Holds.DAY: _by_itself(_day),
    Holds.LAST_DAY: _by_itself(_day),
    Holds.LIMITS: _by_itself(_limit),
    Holds.TERRITORY: _territory,
}
