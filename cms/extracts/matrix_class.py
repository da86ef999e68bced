"""What the list of the offices of a class says, as data."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms.absence import NotRecorded
from cms.catalog import Catalog
from cms.extracts.extract import Cell, Column, Extract, Fact, Table
from cms.extracts.grants import named
from cms.matrix.layout import day_layout
from cms.matrix.members import Member, class_sheet
from cms.subjects import Subject
from units.clock import today

# More than any class has offices.
_ALL = 1_000_000


def matrix_class_extract(catalog: Catalog, subject: Subject) -> Extract:
    """The offices of a class; the subject's keys are the class and, where one was asked for, the power."""
    key, *powers = subject.keys
    day = subject.day or today()
    office_class = day_layout(catalog, day).classes.find(key)
    if office_class is None:
        raise NotRecorded(_("Sổ không có nhóm cơ quan nào mang mã “%s”.") % key[:80], "")
    sheet = class_sheet(catalog, day, office_class, "".join(powers), "", size=_ALL)
    return Extract(
        name="ma-tran-nhom",
        title=sheet.words,
        facts=(
            *((Fact("power", _("Việc"), sheet.power.text),) if sheet.power else ()),
            Fact("offices", _("Số cơ quan"), sheet.members.total),
        ),
        tables=(
            Table("offices", _("Từng cơ quan"), _columns(), [_cells(one) for one in sheet.members.items]),
        ),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("office_name", _("Cơ quan")),
        Column("office", _("Mã cơ quan"), is_code=True),
        Column("unit", _("Mã đơn vị"), is_code=True),
        Column("unit_name", _("Đơn vị")),
        Column("verdict", _("Mã kết quả"), is_code=True),
        Column("verdict_name", _("Có thẩm quyền không")),
        Column("reasons", _("Vì sao")),
        Column("provision", _("Theo")),
    )


def _cells(member: Member) -> tuple[Cell, ...]:
    return (
        member.office.text,
        member.office.key,
        *named(member.unit),
        member.verdict or None,
        member.verdict_words or None,
        " ".join(member.reasons),
        member.provision.text if member.provision else None,
    )
