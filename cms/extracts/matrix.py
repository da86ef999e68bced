"""What the matrix of a day says, as data: a row for each grant and recipient, and the powers by classes of offices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from cms import wording
from cms.cards import GrantCard
from cms.catalog import Catalog
from cms.days import long_day
from cms.extracts.extract import Cell, Column, Extract, Fact, Table
from cms.extracts.grants import listed, named
from cms.links import instrument_link, office_link, territory_link
from cms.matrix.asked import WHOLE
from cms.matrix.layout import Entry
from cms.matrix.sheet import MatrixSheet, cells_of, matrix_sheet
from cms.matrix.subjects import read_matrix_subject
from cms.subjects import Subject
from units.clock import today


def matrix_extract(catalog: Catalog, subject: Subject) -> Extract:
    """The matrix of a day as it was asked for: every row of it, whatever page was read."""
    asked, only = read_matrix_subject(subject)
    day = subject.day or today()
    sheet = matrix_sheet(catalog, day, replace(asked, view=WHOLE), only)
    cards = catalog.grant_cards(entry.row.grant.grant for entry in sheet.entries)
    rows = [_row(catalog, entry, cards[entry.row.grant.grant], day) for entry in sheet.entries]
    long = Table("rows", _("Từng lượt giao quyền"), _row_columns(), rows)
    grid = Table("grid", _("Việc và nhóm cơ quan"), _grid_columns(sheet), list(_grid_rows(sheet)))
    chosen = "; ".join(choice.words for choice in sheet.chosen)
    return Extract(
        name="ma-tran",
        title=_("Ma trận thẩm quyền vào %(day)s") % {"day": long_day(day)},
        facts=(
            Fact("chosen", _("Đã chọn"), chosen or (sheet.nobody.words if asked.nobody else _("tất cả"))),
            Fact("powers", _("Số việc"), sheet.powers.total),
            Fact("grants", _("Số lượt giao quyền"), sheet.grants),
        ),
        tables=(grid,) if asked.nobody else (long, grid),
    )


def _row_columns() -> tuple[Column, ...]:
    """The columns of `manage.py matrix --csv`, each code with its words."""
    return (
        Column("power", _("Mã thẩm quyền"), is_code=True),
        Column("title", _("Việc")),
        Column("field", _("Mã lĩnh vực"), is_code=True),
        Column("field_name", _("Lĩnh vực")),
        Column("procedures", _("Mã thủ tục")),
        Column("grant", _("Mã lần giao"), is_code=True),
        Column("kind", _("Mã hình thức"), is_code=True),
        Column("kind_name", _("Hình thức")),
        Column("grantor", _("Mã bên giao"), is_code=True),
        Column("grantor_name", _("Bên giao")),
        Column("recipient", _("Mã bên nhận"), is_code=True),
        Column("recipient_name", _("Giao cho")),
        Column("territory", _("Mã địa bàn"), is_code=True),
        Column("territory_name", _("Địa bàn")),
        Column("limits", _("Giới hạn")),
        Column("conditions", _("Điều kiện")),
        Column("instrument", _("Mã văn bản"), is_code=True),
        Column("instrument_name", _("Văn bản")),
        Column("citation", _("Điều khoản")),
        Column("valid_from", _("Từ ngày")),
        Column("valid_until", _("Đến hết ngày")),
        Column("effective_until", _("Văn bản có hiệu lực đến hết ngày")),
        Column("confidence", _("Mã mức kiểm chứng"), is_code=True),
        Column("confidence_name", _("Mức kiểm chứng")),
        Column("defects", _("Mã điểm vướng"), is_code=True),
        Column("defect_names", _("Điểm vướng")),
        Column("lapsed", _("Bên nhận không còn")),
        Column("exceptions", _("Mã cơ quan bị trừ"), is_code=True),
        Column("exception_names", _("Trừ")),
    )


def _row(catalog: Catalog, entry: Entry, card: GrantCard, day: date) -> tuple[Cell, ...]:
    row, grant = entry.row, entry.row.grant
    power = catalog.powers[grant.power]
    return (
        grant.power,
        power.title,
        entry.field,
        catalog.fields.get(entry.field, entry.field),
        ";".join(power.procedures),
        grant.grant,
        grant.kind,
        wording.word(wording.GRANT_KIND, grant.kind),
        *named(office_link(catalog, grant.grantor, day) if grant.grantor else None),
        row.recipient,
        catalog.recipient_name(row.recipient),
        *named(territory_link(catalog, grant.territory)),
        "; ".join(wording.limit_in_words(limit) for limit in grant.limits),
        grant.conditions,
        *named(instrument_link(catalog, grant.instrument)),
        card.citation,
        grant.period.start,
        grant.period.last_day,
        catalog.instruments[grant.instrument].effective_until,
        card.confidence,
        wording.word(wording.CONFIDENCE, card.confidence),
        ";".join(row.defects),
        " ".join(wording.word(wording.DEFECT, defect) for defect in row.defects),
        row.lapsed,
        *listed(office_link(catalog, office, day) for office in row.exceptions),
    )


def _grid_columns(sheet: MatrixSheet) -> tuple[Column, ...]:
    return (
        Column("title", _("Việc")),
        Column("power", _("Mã thẩm quyền"), is_code=True),
        Column("field_name", _("Lĩnh vực")),
        *(Column(column.office_class.key, column.full) for column in sheet.columns),
    )


def _grid_rows(sheet: MatrixSheet) -> Iterator[tuple[Cell, ...]]:
    """A row a power: in each cell the kinds of grant, each with the recipient as its text names it."""
    catalog = sheet.layout.catalog
    cells = cells_of(sheet, sheet.powers.items)
    for rows in sheet.fields:
        for power in rows.powers:
            yield (
                catalog.powers[power].title,
                power,
                rows.name,
                *(
                    "; ".join(
                        _("%(kind)s: %(recipient)s")
                        % {
                            "kind": wording.word(wording.GRANT_KIND, row.grant.kind),
                            "recipient": catalog.recipient_name(row.recipient),
                        }
                        for row in cells[power].get(column.office_class, ())
                    )
                    for column in sheet.columns
                ),
            )
