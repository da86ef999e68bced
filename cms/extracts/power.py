"""What the page of a power says, as data."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms.catalog import Catalog
from cms.extracts.extract import Extract, Fact, Table
from cms.extracts.grants import grant_cells, grant_columns
from cms.sheets.power import power_sheet
from cms.subjects import Subject
from units.clock import today


def power_extract(catalog: Catalog, subject: Subject) -> Extract:
    """A power with every recorded grant of it; its key is the subject's first."""
    (key,) = subject.keys
    sheet = power_sheet(catalog, key, subject.day or today())
    card = sheet.power
    return Extract(
        name="tham-quyen",
        title=card.title,
        facts=(
            Fact("power", _("Mã trong sổ"), card.power),
            Fact("field", _("Mã lĩnh vực"), card.field, is_code=True),
            Fact("field_name", _("Lĩnh vực"), sheet.field),
            Fact("procedures", _("Thủ tục"), ";".join(card.procedures)),
            Fact("legal_basis", _("Căn cứ pháp lý"), card.legal_basis),
            Fact("delegable", _("Được phân cấp, ủy quyền"), card.delegable),
            Fact("collective", _("Phải bàn tập thể"), card.collective),
            Fact("confidence", _("Mã mức kiểm chứng"), card.confidence, is_code=True),
            Fact("confidence_name", _("Mức kiểm chứng"), sheet.confidence),
            Fact("note", _("Ghi chú"), card.note),
        ),
        tables=(
            Table(
                "grants",
                _("Các lần giao quyền"),
                grant_columns(),
                [grant_cells(row) for row in sheet.rows],
            ),
        ),
    )
