"""What the page of a power says, as data."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms.catalog import Catalog
from cms.extracts.extract import Cell, Column, Extract, Fact, Table
from cms.sheets.grants import GrantRow
from cms.sheets.power import power_sheet
from cms.subjects import Subject
from units.clock import today


def power_extract(catalog: Catalog, subject: Subject) -> Extract:
    """A power with every recorded grant of it; its key is the subject's first."""
    (key,) = subject.keys
    sheet = power_sheet(catalog, key, subject.day or today())
    return Extract(
        name="tham-quyen",
        title=sheet.power.title,
        facts=(
            Fact("power", _("Mã trong sổ"), sheet.power.power),
            Fact("field", _("Lĩnh vực"), sheet.field),
            Fact("procedures", _("Thủ tục"), ";".join(sheet.power.procedures)),
            Fact("legal_basis", _("Căn cứ pháp lý"), sheet.power.legal_basis),
            Fact("delegable", _("Được phân cấp, ủy quyền"), sheet.power.delegable),
            Fact("confidence", _("Mức kiểm chứng"), sheet.confidence),
        ),
        tables=(
            Table(
                "grants",
                _("Các lần giao quyền"),
                grant_columns(),
                [grant_cells(line.row) for line in sheet.rows],
            ),
        ),
    )


def grant_columns() -> tuple[Column, ...]:
    """The columns of a table of grants, with titles in the reader's language."""
    return (
        Column("grant", _("Mã")),
        Column("kind", _("Hình thức")),
        Column("giver", _("Bên giao")),
        Column("recipients", _("Giao cho")),
        Column("territory", _("Địa bàn")),
        Column("limits", _("Giới hạn")),
        Column("conditions", _("Điều kiện")),
        Column("citation", _("Điều khoản")),
        Column("instrument", _("Văn bản")),
        Column("valid_from", _("Từ ngày")),
        Column("valid_until", _("Đến hết ngày")),
        Column("standing", _("Tình trạng")),
        Column("confidence", _("Mức kiểm chứng")),
    )


def grant_cells(row: GrantRow) -> tuple[Cell, ...]:
    """A grant as cells under grant_columns."""
    return (
        row.grant,
        row.kind_words,
        row.giver.text if row.giver else None,
        "; ".join(link.text for link in row.recipients),
        row.territory.text if row.territory else None,
        "; ".join(row.limits),
        row.conditions,
        row.citation,
        row.instrument.text,
        row.since,
        row.last,
        row.standing_words,
        row.confidence,
    )
