"""From the rows of an annex to rows of the register's table of grants, as they would be recorded. Pure.

Nothing is dropped in silence: each row with a text is proposed, opens a section, or is listed with why it was left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from delegation.annex.columns import AnnexMapping, TableMapping
from delegation.annex.entries import EntryReader
from delegation.annex.headings import Target
from delegation.annex.layout import PlacedRow, RowKind, arrange
from delegation.annex.matching import Matcher
from delegation.annex.proposal import Defaults, LeftRow, Place, Proposal, ProposedRow, UnusedColumn
from delegation.annex.refusal import AnnexRefused
from delegation.annex.tables import Annex, TableRead

# The longest annex that was seen lists 2,066 procedures.
MOST_ENTRIES: Final = 5_000
_ANNEX: Final = re.compile(r"\bphụ lục(?:\s+số)?\s+(?P<numeral>[IVXLC]+|\d{1,3}|[A-ZĐ])\b", re.IGNORECASE)
_LEFT: Final = {
    RowKind.BEFORE: gettext_noop("đứng trước tiêu đề của bảng"),
    RowKind.HEADING: gettext_noop("tiêu đề của bảng"),
    RowKind.NUMBERING: gettext_noop("dòng đánh số các cột"),
    RowKind.TOTAL: gettext_noop("dòng cộng"),
    RowKind.FOOTNOTE: gettext_noop("ghi chú cuối bảng hoặc phần ký"),
}


def propose(annex: Annex, mapping: AnnexMapping, matcher: Matcher, defaults: Defaults) -> Proposal:
    """The rows that an annex proposes. Writes nothing, and matches nothing that is not certain.

    Raises AnnexRefused for more entries than one decision has.
    """
    rows: list[ProposedRow] = []
    left: list[LeftRow] = []
    unused: list[UnusedColumn] = []
    label = ""
    for table, columns in zip(annex.tables, mapping.tables, strict=True):
        label = _label(table, columns) or label
        if columns.why_not:
            left += (
                LeftRow(Place(annex.name, table.title, row.number), None, row.text, columns.why_not)
                for row in table.rows
            )
            continue
        reader = EntryReader(
            annex.name, table, columns, matcher, replace(defaults, annex=label or defaults.annex)
        )
        placed = list(arrange(table.rows, columns.heading, columns.column_of(Target.SERIAL)))
        entries = [row for row in placed if row.kind is RowKind.ENTRY]
        if len(rows) + len(entries) > MOST_ENTRIES:
            raise AnnexRefused(
                _("Phụ lục có hơn %(most)d dòng nhiệm vụ, quyền hạn; hãy tách thành nhiều tệp nhỏ hơn.")
                % {"most": MOST_ENTRIES}
            )
        rows += map(reader.proposed, entries)
        left += (_left(reader.place(row.row), row) for row in placed if row.kind is not RowKind.ENTRY)
        unused += _unused(table, columns, placed)
    return Proposal(_told_twice(rows), tuple(left), tuple(unused), annex.notes)


def _label(table: TableRead, columns: TableMapping) -> str:
    """What the annex is called: in the lines before the table, above its heading, or in the name of its sheet."""
    first = min(columns.heading, default=0)
    above = [row.text for row in table.rows if row.number < first]
    for text in (*reversed(above), *reversed(table.caption), table.title):
        if match := _ANNEX.search(text):
            return _("Phụ lục %(numeral)s") % {"numeral": match["numeral"].upper()}
    return ""


def _unused(table: TableRead, columns: TableMapping, placed: Sequence[PlacedRow]) -> Iterator[UnusedColumn]:
    entries = [row.row for row in placed if row.kind is RowKind.ENTRY]
    for column in columns.columns_of(Target.IGNORED):
        filled = sum(bool(row.cells[column].text) for row in entries)
        if filled:
            yield UnusedColumn(table.title, column, columns.columns[column].heading, filled)


def _left(place: Place, placed: PlacedRow) -> LeftRow:
    why = _("tiêu đề của các dòng dưới") if placed.kind is RowKind.SECTION else _(_LEFT[placed.kind])
    return LeftRow(place, placed.kind, placed.row.text, why)


def _told_twice(rows: Sequence[ProposedRow]) -> tuple[ProposedRow, ...]:
    """The rows, with a remark on each that says the same as an earlier one."""
    seen: dict[tuple[str, ...], Place] = {}
    found = []
    for row in rows:
        values = row.values
        said = tuple(value for column, value in values.items() if column not in ("citation", "note"))
        first = seen.setdefault(said, row.place) if values["power"] else row.place
        if first is not row.place:
            remark = _("trùng với dòng %(row)d của “%(table)s”") % {"row": first.row, "table": first.table}
            found.append(replace(row, remarks=(*row.remarks, remark)))
        else:
            found.append(row)
    return tuple(found)
