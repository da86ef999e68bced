"""What stands in each file of a bundle, in words: made from the format itself, so it is never out of date. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext, gettext_noop

from delegation.bundle.format import TABLES, Column, Holds

_HOLDS: Final = {
    Holds.TEXT: gettext_noop("chữ"),
    Holds.IDENTITY: gettext_noop("mã định danh"),
    Holds.REFERENCE: gettext_noop("mã của dòng khác"),
    Holds.CHOICE: gettext_noop("một trong các từ đã định"),
    Holds.DAY: gettext_noop("ngày (năm-tháng-ngày)"),
    Holds.LAST_DAY: gettext_noop("ngày cuối cùng; trống là chưa kết thúc"),
    Holds.LIMITS: gettext_noop("các so sánh, cách nhau bằng dấu chấm phẩy"),
    Holds.TERRITORY: gettext_noop("một đơn vị, hoặc đơn vị như vào một ngày"),
}


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """A column as people read about it."""

    name: str
    title: str
    holds: str
    required: bool
    many: bool
    choices: str
    refers_to: str


@dataclass(frozen=True, slots=True)
class TableWords:
    """A file as people read about it."""

    file: str
    title: str
    columns: tuple[ColumnWords, ...]


def data_dictionary() -> tuple[TableWords, ...]:
    """Every file of a bundle with every column, in the reader's language."""
    return tuple(
        TableWords(table.file, gettext(table.title), tuple(_column(column) for column in table.columns))
        for table in TABLES.values()
    )


def _column(column: Column) -> ColumnWords:
    return ColumnWords(
        name=column.name,
        title=gettext(column.title),
        holds=gettext(_HOLDS[column.holds]),
        required=column.required,
        many=column.many,
        choices=", ".join(column.choices),
        refers_to=", ".join(TABLES[name].file for name in column.refers_to),
    )
