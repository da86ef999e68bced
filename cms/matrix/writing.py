"""Writes the rows of the matrix as HTML, a field at a time: a page may have thousands of cells.

All that stands in a row is escaped here; templates/pages/matrix.html writes what stands around the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from urllib.parse import quote

from django.utils.translation import gettext

from cms import wording
from cms.addresses import power_address
from cms.matrix.addresses import class_address
from cms.matrix.sheet import Column, FieldRows, MatrixSheet, cells_of
from cms.matrix.words import SHORT_GRANT_KIND
from delegation.matrix import MatrixRow
from delegation.office_classes import OfficeClass
from delegation.records import CONFERRING_KINDS

# A class of one office is that office.
_SEVERAL = 2
_EMPTY_CELL = '<td role="cell"></td>'


class RowWriter:
    """Writes the rows of one sheet in the reader's language; `base` is the address of the day's matrix."""

    def __init__(self, sheet: MatrixSheet, base: str) -> None:
        self._sheet = sheet
        self._catalog = sheet.layout.catalog
        self._base = base
        self._columns = sheet.columns
        self._kinds = {kind: wording.word(SHORT_GRANT_KIND, kind) for kind in SHORT_GRANT_KIND}
        self._instruments: dict[str, str] = {}
        # Of a unit the heading of a column need not say which office is meant; else the number of members tells.
        self._several = self._classes_with_several() if sheet.unit else set()
        self._words()

    def _classes_with_several(self) -> set[OfficeClass]:
        """The classes of which more than one office is named."""
        named: dict[OfficeClass, set[str]] = {}
        for entry in self._sheet.entries:
            for office_class in entry.classes:
                named.setdefault(office_class, set()).add(entry.row.recipient)
        return {office_class for office_class, offices in named.items() if len(offices) > 1}

    def _words(self) -> None:
        """What cells say again and again, each translated once."""
        self._to = gettext("cho %(recipient)s, theo %(instrument)s")
        self._by = gettext("theo %(instrument)s")
        self._marks = {
            "limits": gettext("giới hạn"),
            "conditions": gettext("điều kiện"),
            "territory": gettext("một địa bàn"),
            "defects": gettext("có điểm vướng"),
            "lapsed": gettext("bên nhận không còn"),
        }
        self._all = gettext("cả %(members)s")
        self._but = gettext("trừ %(excepted)s trên %(members)s")
        self._which = gettext("%(class_words)s: xem từng cơ quan")
        self._nobody = gettext("Chưa ghi nhận cơ quan nào có thẩm quyền này vào ngày đã chọn.")

    def bodies(self) -> Iterator[str]:
        """The rows of the page as one table body a field."""
        cells = cells_of(self._sheet, self._sheet.powers.items)
        for rows in self._sheet.fields:
            lines = [self._line(power, cells[power]) for power in rows.powers]
            yield f'<tbody role="rowgroup">{self._heading(rows)}{"".join(lines)}</tbody>'

    def _heading(self, rows: FieldRows) -> str:
        heading = f'<span role="heading" aria-level="3">{escape(rows.name)}</span>'
        return (
            f'<tr role="row" class="field-row"><th role="rowheader" scope="rowgroup" tabindex="-1"'
            f' colspan="{len(self._columns) + 1}" id="{escape(rows.anchor)}">{heading}</th></tr>\n'
        )

    def _line(self, power: str, cells: Mapping[OfficeClass, list[MatrixRow]]) -> str:
        card = self._catalog.powers[power]
        codes = f' <span class="note">{escape(", ".join(card.procedures))}</span>' if card.procedures else ""
        address = escape(power_address(power, self._sheet.day))
        head = f'<th role="rowheader" scope="row"><a href="{address}">{escape(card.title)}</a>{codes}</th>'
        if self._sheet.asked.nobody:
            nobody = f'<td role="cell" class="nobody">{escape(self._nobody)}</td>'
            return f'<tr role="row" class="power">{head}{nobody}</tr>\n'
        written = (
            self._cell(power, column, cells[column.office_class], address)
            if column.office_class in cells
            else _EMPTY_CELL
            for column in self._columns
        )
        return f'<tr role="row" class="power">{head}{"".join(written)}</tr>\n'

    def _cell(self, power: str, column: Column, rows: Sequence[MatrixRow], address: str) -> str:
        grants = "".join(self._grant(row, column, address) for row in rows)
        reach = "" if self._sheet.unit else self._reach(power, column, rows)
        return f'<td role="cell" data-label="{escape(column.full)}">{grants}{reach}</td>'

    def _grant(self, row: MatrixRow, column: Column, address: str) -> str:
        """One grant as a link to its provision: the kind, to whom if that is one of several, and what binds it."""
        grant = row.grant
        name = self._catalog.recipient_name(row.recipient)
        by = self._instrument(grant.instrument)
        if self._is_one_of_many(row, column):
            shown, told = f' <span class="to">{escape(name)}</span>', self._by % {"instrument": by}
        else:
            shown, told = "", self._to % {"recipient": name, "instrument": by}
        marks = "".join(f"<li>{escape(mark)}</li>" for mark in self._marks_of(row))
        listed = f'<ul class="marks">{marks}</ul>' if marks else ""
        kind, hidden = escape(self._kinds.get(grant.kind, grant.kind)), escape(told)
        return (
            f'<div class="grant grant-{escape(grant.kind)}"><a href="{address}#{quote(grant.grant)}">'
            f'{kind}{shown}<span class="visually-hidden"> {hidden}</span></a>{listed}</div>'
        )

    def _is_one_of_many(self, row: MatrixRow, column: Column) -> bool:
        """Whether the heading of the column leaves open which office it is."""
        if row.recipient not in self._catalog.register.directory.offices:
            return False
        return column.office_class in self._several if self._sheet.unit else column.members != 1

    def _marks_of(self, row: MatrixRow) -> Iterator[str]:
        grant = row.grant
        if grant.limits:
            yield self._marks["limits"]
        if grant.conditions:
            yield self._marks["conditions"]
        if grant.territory is not None:
            yield self._marks["territory"]
        if row.defects:
            yield self._marks["defects"]
        if row.lapsed:
            yield self._marks["lapsed"]

    def _reach(self, power: str, column: Column, rows: Sequence[MatrixRow]) -> str:
        """How many offices of the class a cell speaks of, where a text names them as a class."""
        layout = self._sheet.layout
        scopes = [
            row
            for row in rows
            if row.recipient in self._catalog.register.directory.scopes
            and row.grant.kind in CONFERRING_KINDS
            and not row.lapsed
        ]
        if not scopes or column.members < _SEVERAL:
            return ""
        excepted = layout.exceptions.of_cell(column.office_class, layout.rows_of_power[power])
        words = self._but if excepted else self._all
        told = words % {"excepted": wording.number(len(excepted)), "members": wording.number(column.members)}
        which = self._which % {"class_words": column.full}
        look = "reach reach-excepted" if excepted else "reach"
        address = escape(class_address(self._base, column.office_class.key, power))
        return (
            f'<a class="{look}" href="{address}">{escape(told)}'
            f'<span class="visually-hidden">. {escape(which)}</span></a>'
        )

    def _instrument(self, instrument: str) -> str:
        known = self._instruments.get(instrument)
        if known is None:
            known = self._instruments[instrument] = self._catalog.instruments[instrument].name
        return known
