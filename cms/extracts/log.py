"""The publication log as data: every edition of a kind, and every row that one edition touched."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from cms.catalog import Catalog
from cms.extracts.extract import Cell, Column, Extract, Fact, Table
from cms.log.acts import ACTS, Act
from cms.log.editions import ACT, edition_lines, numbers_of_kind
from cms.log.rows import rows_between
from cms.log.sheet import RowLine, row_lines
from cms.newest import newest_edition
from cms.subjects import Subject
from delegation.wording import word

# What is new or was taken out is told by its name alone: the register itself tells the rest.
_TOLD: Final[tuple[Act, ...]] = ("corrected",)


def log_extract(catalog: Catalog, subject: Subject) -> Extract:
    """The editions of a kind; the subject's key is the kind's segment, "" for all."""
    (kind,) = subject.keys
    lines = edition_lines(catalog, numbers_of_kind(kind))
    return Extract(
        name="nhat-ky-cong-bo",
        title=_("Nhật ký công bố"),
        facts=(Fact("editions", _("Số lần ghi"), len(lines)),),
        tables=(
            Table(
                "editions",
                _("Các lần ghi"),
                (
                    Column("edition", _("Lần ghi số")),
                    Column("kind", _("Mã loại"), is_code=True),
                    Column("kind_name", _("Loại")),
                    Column("recorded_at", _("Lúc")),
                    Column("reason", _("Lý do")),
                    Column("unit", _("Mã đơn vị công bố"), is_code=True),
                    Column("unit_name", _("Đơn vị công bố")),
                    *(Column(act, word(ACT, act)) for act in ACTS),
                ),
                [
                    (
                        line.number,
                        line.kind,
                        line.kind_words,
                        line.recorded_at.isoformat(timespec="seconds"),
                        line.reason,
                        line.unit.key if line.unit else None,
                        line.unit.text if line.unit else None,
                        *(sum(one.rows for one in line.acts if one.act == act) for act in ACTS),
                    )
                    for line in lines
                ],
            ),
        ),
    )


def edition_extract(catalog: Catalog, subject: Subject) -> Extract:
    """One edition with every row that it touched; the subject's key is its number.

    A new or withdrawn row is one line; a corrected one has a line for each column that was corrected.
    """
    number = int(subject.keys[0])
    (edition,) = edition_lines(catalog, [number])
    counts = edition.counts
    rows = rows_between(number, counts, 0, sum(count.rows for count in counts))
    lines = row_lines(number, rows, newest_edition(), _TOLD)
    return Extract(
        name=f"lan-ghi-{number}",
        title=_("Lần ghi số %(number)d") % {"number": number},
        facts=(
            Fact("kind", _("Mã loại"), edition.kind, is_code=True),
            Fact("kind_name", _("Loại"), edition.kind_words),
            Fact("recorded_at", _("Lúc"), edition.recorded_at.isoformat(timespec="seconds")),
            Fact("reason", _("Lý do"), edition.reason),
            Fact("unit_name", _("Đơn vị công bố"), edition.unit.text if edition.unit else None),
            *(Fact(one.act, one.words, one.rows) for one in edition.acts),
        ),
        tables=(
            Table(
                "rows",
                _("Các bản ghi"),
                (
                    Column("act", _("Mã việc ghi"), is_code=True),
                    Column("act_name", _("Việc ghi")),
                    Column("table", _("Mã bảng"), is_code=True),
                    Column("table_title", _("Bảng")),
                    Column("record", _("Mã trong sổ"), is_code=True),
                    Column("name", _("Bản ghi")),
                    Column("column", _("Mã cột"), is_code=True),
                    Column("column_title", _("Nội dung")),
                    Column("before", _("Trước")),
                    Column("after", _("Sau")),
                ),
                [cells for line in lines for cells in _cells(line)],
            ),
        ),
    )


def _cells(line: RowLine) -> list[tuple[Cell, ...]]:
    about = (line.act, line.act_words, line.table, line.table_title, line.record.key, line.record.text)
    if line.act != "corrected":
        return [(*about, None, None, None, None)]
    return [(*about, cell.column, cell.label, cell.before, cell.after) for cell in line.cells]
