"""The interchange format: which tables there are, and what each column holds. Said here alone. Pure.

In words: docs/interchange-format.md. Titles are in Vietnamese, the language of the register.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from operator import itemgetter
from typing import Any, Final

from django.utils.translation import gettext_noop

from delegation.bundle.rows import Cells, Key
from delegation.records import CHANGE_ACTIONS, CONFIDENCES, GRANT_KINDS, RELATION_KINDS
from units.kinds import OFFICE_KINDS, UNIT_KINDS

DESCRIPTOR: Final = "datapackage.json"
LIST_SEPARATOR: Final = ";"
EXTENTS: Final = ("whole", "part")
YES_NO: Final = ("yes", "no")


class Holds(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    IDENTITY = "identity"
    REFERENCE = "reference"
    CHOICE = "choice"
    DAY = "day"
    LAST_DAY = "last day"
    LIMITS = "limits"
    TERRITORY = "territory"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `many`: a list joined by `;`; `refers_to`: tables of which a cell names a record."""

    name: str
    title: str
    holds: Holds = Holds.TEXT
    required: bool = False
    many: bool = False
    choices: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One file. The first column identifies the thing recorded; `key` identifies the row.

    `periods` are pairs of columns: the first day of something, and its last.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    periods: tuple[tuple[str, str], ...] = ()

    @property
    def file(self) -> str:
        """The name of the table's file in a bundle."""
        return f"{self.name}.csv"

    @property
    def header(self) -> Cells:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def position(self, column: str) -> int:
        """Where the column stands in a row. Raises ValueError for a column the table does not have."""
        return self.header.index(column)

    def reader(self, *columns: str) -> Callable[[Sequence[str]], Any]:
        """A function from a row's cells to those of some columns: a text for one, a tuple for several."""
        return itemgetter(*(self.position(column) for column in columns))

    def key_reader(self) -> Callable[[Sequence[str]], Key]:
        """A function from a row's cells to its key."""
        places = [self.position(column) for column in self.key]
        return lambda cells: tuple([cells[place] for place in places])


def _text(name: str, title: str, *, required: bool = False, many: bool = False) -> Column:
    return Column(name, title, required=required, many=many)


def _identity(name: str, title: str) -> Column:
    return Column(name, title, Holds.IDENTITY, required=True)


def _choice(
    name: str, title: str, choices: tuple[str, ...], *, required: bool = True, many: bool = False
) -> Column:
    return Column(name, title, Holds.CHOICE, required=required, many=many, choices=choices)


def _day(name: str, title: str, *, required: bool = False) -> Column:
    return Column(name, title, Holds.DAY, required=required)


def _last_day(name: str, title: str) -> Column:
    return Column(name, title, Holds.LAST_DAY)


def _names(name: str, title: str, *tables: str, required: bool = True, many: bool = False) -> Column:
    return Column(name, title, Holds.REFERENCE, required=required, many=many, refers_to=tables)


_VALID_FROM = _day("valid_from", gettext_noop("Từ ngày"))
_VALID_UNTIL = _last_day("valid_until", gettext_noop("Đến hết ngày"))
_CONFIDENCE = _choice("confidence", gettext_noop("Mức độ kiểm chứng"), CONFIDENCES)
_NOTE = _text("note", gettext_noop("Ghi chú"))
_VALIDITY = (("valid_from", "valid_until"),)

_FIELDS = Table(
    "fields",
    gettext_noop("Lĩnh vực"),
    (
        _identity("field", gettext_noop("Mã lĩnh vực")),
        _text("name", gettext_noop("Tên lĩnh vực"), required=True),
    ),
    key=("field",),
)

_UNITS = Table(
    "units",
    gettext_noop("Đơn vị hành chính: mỗi dòng một phiên bản"),
    (
        _identity("unit", gettext_noop("Mã định danh đơn vị")),
        _VALID_FROM,
        _VALID_UNTIL,
        _text("code", gettext_noop("Mã số đơn vị hành chính"), required=True),
        _text("name", gettext_noop("Tên đơn vị"), required=True),
        _choice("kind", gettext_noop("Loại đơn vị"), UNIT_KINDS),
        _names("parent", gettext_noop("Đơn vị cấp trên"), "units", required=False),
    ),
    key=("unit", "valid_from"),
    periods=_VALIDITY,
)

_OFFICES = Table(
    "offices",
    gettext_noop("Cơ quan, chức danh có thể giữ thẩm quyền"),
    (
        _identity("office", gettext_noop("Mã cơ quan, chức danh")),
        _names("unit", gettext_noop("Đơn vị hành chính"), "units"),
        _choice("kind", gettext_noop("Loại cơ quan, chức danh"), OFFICE_KINDS),
        _text("name", gettext_noop("Tên cơ quan, chức danh"), required=True),
        _VALID_FROM,
        _VALID_UNTIL,
        _names("field", gettext_noop("Lĩnh vực phụ trách"), "fields", required=False),
    ),
    key=("office",),
    periods=_VALIDITY,
)

_SCOPES = Table(
    "scopes",
    gettext_noop("Nhóm cơ quan, chức danh như văn bản gọi"),
    (
        _identity("scope", gettext_noop("Mã nhóm")),
        _text("name", gettext_noop("Tên nhóm"), required=True),
        _choice("office_kind", gettext_noop("Loại cơ quan, chức danh"), OFFICE_KINDS),
        _choice("unit_kinds", gettext_noop("Các loại đơn vị"), UNIT_KINDS, required=False, many=True),
        _names("within", gettext_noop("Thuộc địa bàn"), "units", required=False),
        _names("except", gettext_noop("Trừ"), "units", "offices", required=False, many=True),
    ),
    key=("scope",),
)

_INSTRUMENTS = Table(
    "instruments",
    gettext_noop("Văn bản"),
    (
        _identity("instrument", gettext_noop("Mã văn bản")),
        _text("number", gettext_noop("Số, ký hiệu")),
        _text("type", gettext_noop("Loại văn bản"), required=True),
        _text("title", gettext_noop("Trích yếu"), required=True),
        _text("issuer", gettext_noop("Cơ quan ban hành"), required=True),
        _text("signer", gettext_noop("Người ký")),
        _text("signing_capacity", gettext_noop("Tư cách ký")),
        _choice("normative", gettext_noop("Quy phạm pháp luật"), YES_NO, required=False),
        _day("issued_on", gettext_noop("Ngày ban hành")),
        _day("effective_from", gettext_noop("Có hiệu lực từ ngày")),
        _last_day("effective_until", gettext_noop("Có hiệu lực đến hết ngày")),
        _text("gazette", gettext_noop("Công báo")),
        _text("source", gettext_noop("Nguồn")),
        _CONFIDENCE,
        _NOTE,
    ),
    key=("instrument",),
    periods=(("effective_from", "effective_until"),),
)

_SUCCESSIONS = Table(
    "successions",
    gettext_noop("Kế thừa giữa các đơn vị"),
    (
        _day("on", gettext_noop("Ngày"), required=True),
        _names("from_unit", gettext_noop("Từ đơn vị"), "units"),
        _names("to_unit", gettext_noop("Vào đơn vị"), "units"),
        _choice("extent", gettext_noop("Toàn bộ hay một phần"), EXTENTS),
        _names("instrument", gettext_noop("Văn bản"), "instruments"),
    ),
    key=("on", "from_unit", "to_unit"),
)

_INSTRUMENT_RELATIONS = Table(
    "instrument_relations",
    gettext_noop("Quan hệ giữa các văn bản"),
    (
        _names("instrument", gettext_noop("Văn bản tác động"), "instruments"),
        _choice("relation", gettext_noop("Quan hệ"), RELATION_KINDS),
        _names("target", gettext_noop("Văn bản bị tác động"), "instruments"),
        _day("on", gettext_noop("Từ ngày")),
        _last_day("until", gettext_noop("Đến hết ngày")),
        _NOTE,
    ),
    key=("instrument", "relation", "target", "on"),
    periods=(("on", "until"),),
)

_POWERS = Table(
    "powers",
    gettext_noop("Nhiệm vụ, quyền hạn"),
    (
        _identity("power", gettext_noop("Mã quyền hạn")),
        _text("title", gettext_noop("Nội dung"), required=True),
        _names("field", gettext_noop("Lĩnh vực"), "fields"),
        _text("procedures", gettext_noop("Mã thủ tục hành chính"), many=True),
        _text("legal_basis", gettext_noop("Căn cứ pháp lý")),
        _choice("delegable", gettext_noop("Được phân cấp, ủy quyền"), YES_NO),
        _choice("collective", gettext_noop("Phải bàn tập thể"), YES_NO),
        _CONFIDENCE,
        _NOTE,
    ),
    key=("power",),
)

_GRANTS = Table(
    "grants",
    gettext_noop("Trao, rút thẩm quyền"),
    (
        _identity("grant", gettext_noop("Mã dòng trao quyền")),
        _names("power", gettext_noop("Quyền hạn"), "powers"),
        _choice("kind", gettext_noop("Hình thức"), GRANT_KINDS),
        _names("grantor", gettext_noop("Bên trao"), "offices", required=False),
        _names("recipients", gettext_noop("Bên nhận"), "offices", "scopes", many=True),
        Column("territory", gettext_noop("Địa bàn"), Holds.TERRITORY, refers_to=("units",)),
        _names("instrument", gettext_noop("Văn bản"), "instruments"),
        _text("citation", gettext_noop("Điều, khoản, điểm")),
        _VALID_FROM,
        _VALID_UNTIL,
        Column("limits", gettext_noop("Giới hạn"), Holds.LIMITS, many=True),
        _text("conditions", gettext_noop("Điều kiện")),
        _CONFIDENCE,
        _NOTE,
    ),
    key=("grant",),
    periods=_VALIDITY,
)

_CHANGES = Table(
    "changes",
    gettext_noop("Thay đổi của các dòng trao quyền"),
    (
        _identity("change", gettext_noop("Mã thay đổi")),
        _names("grant", gettext_noop("Dòng trao quyền"), "grants"),
        _choice("action", gettext_noop("Thu hồi, đình chỉ hay gia hạn"), CHANGE_ACTIONS),
        _names("instrument", gettext_noop("Văn bản"), "instruments"),
        _day("from", gettext_noop("Từ ngày")),
        _last_day("until", gettext_noop("Đến hết ngày")),
        _names(
            "recipients",
            gettext_noop("Bên nhận chịu thay đổi"),
            "offices",
            "scopes",
            required=False,
            many=True,
        ),
        _NOTE,
    ),
    key=("change",),
    periods=(("from", "until"),),
)

TABLES: Final[dict[str, Table]] = {
    table.name: table
    for table in (
        # What is named by a later table stands before it: rows can be written in this order.
        _FIELDS,
        _UNITS,
        _OFFICES,
        _SCOPES,
        _INSTRUMENTS,
        _SUCCESSIONS,
        _INSTRUMENT_RELATIONS,
        _POWERS,
        _GRANTS,
        _CHANGES,
    )
}
