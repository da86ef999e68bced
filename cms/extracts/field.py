"""What the page of a field of law says, as data."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms import wording
from cms.catalog import Catalog
from cms.coverage import statement_for
from cms.extracts.extract import Cell, Column, Extract, Fact, Table
from cms.sheets.field import rows_of_field
from cms.subjects import Subject
from delegation.matrix import MatrixRow
from units.clock import today


def field_extract(catalog: Catalog, subject: Subject) -> Extract:
    """Every power of a field with everybody who stands in its matrix on the day; its key is the subject's first."""
    (field,) = subject.keys
    of_power = rows_of_field(catalog, field, subject.day or today())
    coverage = statement_for(field)
    return Extract(
        name="linh-vuc",
        title=catalog.fields[field],
        facts=(
            Fact("field", _("Mã trong sổ"), field, is_code=True),
            Fact("powers", _("Thẩm quyền được ghi"), len(of_power)),
            Fact("given", _("Đang có hiệu lực"), sum(bool(rows) for rows in of_power.values())),
            Fact("coverage", _("Mức đầy đủ"), coverage.words if coverage else None, is_compared=False),
        ),
        tables=(
            Table(
                "powers",
                _("Thẩm quyền và người được giao"),
                (
                    Column("power", _("Mã thẩm quyền"), is_code=True),
                    Column("power_title", _("Việc")),
                    Column("procedures", _("Thủ tục")),
                    Column("grant", _("Mã lần giao"), is_code=True),
                    Column("kind", _("Mã hình thức"), is_code=True),
                    Column("kind_name", _("Hình thức")),
                    Column("recipient", _("Mã bên nhận"), is_code=True),
                    Column("recipient_name", _("Giao cho")),
                ),
                [cells for power, rows in of_power.items() for cells in _cells(catalog, power, rows)],
            ),
        ),
    )


def _cells(catalog: Catalog, power: str, rows: list[MatrixRow]) -> Iterator[tuple[Cell, ...]]:
    """A row for everybody who stands in the matrix; one with empty cells for a power that nobody is given."""
    card = catalog.powers[power]
    said = (power, card.title, ";".join(card.procedures))
    if not rows:
        yield (*said, None, None, None, None, None)
    for row in sorted(rows, key=lambda row: row.key):
        kind = row.grant.kind
        name = catalog.recipient_name(row.recipient)
        yield (*said, row.grant.grant, kind, wording.word(wording.GRANT_KIND, kind), row.recipient, name)
