"""What the page of an office says, as data: every right that it has on the day, or those asked for."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms import wording
from cms.catalog import Catalog
from cms.days import span
from cms.extracts.extract import Cell, Column, Extract, Fact, Table
from cms.extracts.grants import named
from cms.links import unit_link
from cms.sheets.office import RightRow, asked_rights, right_rows
from cms.subjects import Subject
from delegation.authority import entitlements
from units.clock import today


def office_extract(catalog: Catalog, subject: Subject) -> Extract:
    """An office with its rights; its key is the subject's first, linh-vuc and q of its query choose among them."""
    (office,) = subject.keys
    day = subject.day or today()
    record = catalog.register.directory.offices[office]
    held = entitlements(catalog.day(day), office)
    rights = asked_rights(catalog, held, dict(subject.query))
    return Extract(
        name="co-quan",
        title=record.name,
        facts=(
            Fact("office", _("Mã trong sổ"), office),
            Fact("kind_name", _("Loại cơ quan, chức danh"), wording.word(wording.OFFICE_KIND, record.kind)),
            Fact("unit", _("Mã đơn vị hành chính"), record.unit, is_code=True),
            Fact("unit_name", _("Thuộc"), unit_link(catalog, record.unit, day).text),
            Fact("existence", _("Thời gian tồn tại"), span(record.period.start, record.period.last_day)),
            Fact("exists", _("Tồn tại vào ngày này"), catalog.register.directory.exists(office, day)),
            Fact("rights_in_all", _("Số thẩm quyền"), len(held)),
        ),
        tables=(
            Table(
                "rights",
                _("Thẩm quyền"),
                _columns(),
                [_cells(row) for row in right_rows(catalog, rights, day)],
            ),
        ),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("grant", _("Mã lần giao"), is_code=True),
        Column("power", _("Mã thẩm quyền"), is_code=True),
        Column("power_title", _("Việc")),
        Column("field_name", _("Lĩnh vực")),
        Column("kind_name", _("Hình thức")),
        Column("on_behalf_of", _("Mã bên giao"), is_code=True),
        Column("on_behalf_of_name", _("Thay cho")),
        Column("limits", _("Giới hạn")),
        Column("conditions", _("Điều kiện")),
        Column("territory", _("Mã địa bàn"), is_code=True),
        Column("territory_name", _("Địa bàn")),
        Column("citation", _("Điều khoản")),
        Column("instrument", _("Mã văn bản"), is_code=True),
        Column("instrument_name", _("Văn bản")),
        Column("valid_from", _("Từ ngày")),
        Column("valid_until", _("Đến hết ngày")),
        Column("until", _("Chấm dứt"), is_code=True),
        Column("defects", _("Điểm vướng")),
    )


def _cells(row: RightRow) -> tuple[Cell, ...]:
    return (
        row.grant,
        row.power.key,
        row.power.text,
        row.power.note,
        row.kind,
        *named(row.on_behalf_of),
        "; ".join(row.limits),
        row.conditions,
        *named(row.territory),
        row.citation,
        *named(row.instrument),
        row.since,
        row.last,
        row.until,
        " ".join(row.defects),
    )
