"""One entry of an annex as a row of the register's table of grants. Pure.

A cell says what would be recorded, what was written, and in words what a person has to settle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from delegation.annex.bounds import bounds_of
from delegation.annex.columns import TableMapping
from delegation.annex.days import Days, NotADay, read_first_day, read_last_day, read_term
from delegation.annex.headings import Target
from delegation.annex.layout import PlacedRow, Section
from delegation.annex.lookup import Match, Matched, Unknown
from delegation.annex.matching import Matcher
from delegation.annex.procedures import procedure_codes, without_codes
from delegation.annex.proposal import Defaults, Place, ProposedCell, ProposedRow
from delegation.annex.recipients import split_recipients
from delegation.annex.tables import EMPTY, CellText, Origin, SourceRow, TableRead
from delegation.annex.wording import is_ditto, plain
from delegation.bundle.cells import UnfitCell, canonical_cell
from delegation.bundle.faults import quoted
from delegation.bundle.format import LIST_SEPARATOR, TABLES, Holds

_GRANTS: Final = TABLES["grants"]
_KINDS: Final = {
    "phan dinh": "allocation",
    "phan quyen": "devolution",
    "phan cap": "decentralization",
    "uy quyen": "delegation",
    "phan cong": "assignment",
    "loai tru": "exclusion",
}
_FROM_SIGNING: Final = re.compile(r"(?:ke )?tu ngay (?:ky|ban hanh|ky ban hanh)")
_OPEN: Final = re.compile(
    r"(?:khong (?:xac dinh )?thoi han|vo thoi han|cho den khi|den khi|khong ky han|lau dai)\b"
)
_WHOLE_AREA: Final = re.compile(r"(?:tren )?toan (?:bo )?(?:dia ban|dia ban quan ly)?")


class EntryReader:
    """Reads the entries of one table, each as a row of grants."""

    def __init__(
        self, file: str, table: TableRead, columns: TableMapping, matcher: Matcher, defaults: Defaults
    ) -> None:
        self._file = file
        self._table = table
        self._columns = columns
        self._matcher = matcher
        self._defaults = defaults
        self._has_repeated_serials = self._counts_anew()

    def place(self, row: SourceRow) -> Place:
        """Where a row of the table stands."""
        return Place(self._file, self._table.title, row.number)

    def proposed(self, placed: PlacedRow) -> ProposedRow:
        """An entry."""
        row, sections = placed.row, placed.sections
        power = self._power(row)
        valid_from, valid_until, words = self._days(row)
        limits, conditions = self._limits(row, words)
        cells = {
            "power": power,
            "kind": self._kind(row),
            "grantor": self._grantor(row),
            "recipients": self._recipients(row, sections),
            "territory": self._territory(row),
            "instrument": self._instrument(row),
            "citation": self._citation(row, sections),
            "valid_from": valid_from,
            "valid_until": valid_until,
            "limits": limits,
            "conditions": conditions,
            "confidence": ProposedCell(self._defaults.confidence, source="default"),
            "note": self._note(row),
        }
        new_power = {} if power.value else self._new_power(row, sections)
        fit = {column: _fitting(column, cell) for column, cell in cells.items()}
        return ProposedRow(self.place(row), fit, new_power, tuple(self._remarks(row)))

    # What is written in a row

    def _cell(self, row: SourceRow, target: Target) -> CellText:
        column = self._columns.column_of(target)
        return EMPTY if column is None else row.cells[column]

    def _text(self, row: SourceRow, target: Target) -> str:
        texts = [row.cells[column].text for column in self._columns.columns_of(target)]
        return "\n".join(dict.fromkeys(text for text in texts if text))

    def _line(self, row: SourceRow, target: Target) -> str:
        return " ".join(self._text(row, target).split())

    def _remarks(self, row: SourceRow) -> Iterator[str]:
        if row.is_hidden:
            yield _("dòng này đang ẩn trong bảng tính")
        serial = self._columns.column_of(Target.SERIAL)
        if serial is not None and not row.cells[serial].text:
            yield _("dòng không có số thứ tự; có thể là phần tiếp của dòng trên")
        if any(cell.origin is Origin.DITTO for cell in row.cells):
            yield _("có ô ghi “như trên”, đã lấy theo dòng trên")
        if any(cell.origin is Origin.OWN and is_ditto(cell.text) for cell in row.cells):
            yield _("có ô ghi “như trên” nhưng phía trên không có dòng nào để lấy")

    # The power

    def _codes(self, row: SourceRow) -> list[str]:
        cell = self._cell(row, Target.PROCEDURES)
        return procedure_codes(cell.text, is_number=cell.is_number)

    def _power(self, row: SourceRow) -> ProposedCell:
        key, title = self._line(row, Target.POWER_KEY), self._line(row, Target.POWER)
        codes = self._codes(row)
        written = " ".join(filter(None, (title, self._line(row, Target.PROCEDURES)))) or key
        if not written:
            return ProposedCell(faults=(_("dòng không nêu nhiệm vụ, quyền hạn"),))
        match = self._matcher.power(key, ()) if key else self._matcher.power(title, codes)
        if key and isinstance(match, Unknown) and (title or codes):
            match = self._matcher.power(title, codes)
        return _cell_of([match], written)

    def _new_power(self, row: SourceRow, sections: Sequence[Section]) -> dict[str, str]:
        title = " ".join(without_codes(self._line(row, Target.POWER)).split())
        if not title:
            return {}
        written = [self._line(row, Target.FIELD), *(section.title for section in reversed(sections))]
        matches = [self._matcher.field(text) for text in written if text]
        field_key = next((match.key for match in matches if isinstance(match, Matched)), "")
        codes = dict.fromkeys([*self._codes(row), *procedure_codes(self._line(row, Target.POWER))])
        return {
            "title": title,
            "field": field_key,
            "procedures": LIST_SEPARATOR.join(sorted(codes)),
            "legal_basis": "; ".join(self._text(row, Target.LEGAL_BASIS).split("\n")),
        }

    # Who

    def _kind(self, row: SourceRow) -> ProposedCell:
        written = self._line(row, Target.KIND)
        if not written:
            return ProposedCell(self._defaults.kind, source="default")
        found = {kind for words, kind in _KINDS.items() if words in plain(written)}
        if len(found) == 1:
            return ProposedCell(found.pop(), written)
        return ProposedCell(
            "", written, faults=(_("không rõ hình thức %(text)s") % {"text": quoted(written)},)
        )

    def _grantor(self, row: SourceRow) -> ProposedCell:
        written = self._line(row, Target.GRANTOR)
        if not written:
            return ProposedCell(self._defaults.grantor, source="default")
        return _cell_of([self._matcher.party(written)], written)

    def _recipients(self, row: SourceRow, sections: Sequence[Section]) -> ProposedCell:
        written = self._text(row, Target.RECIPIENTS)
        names = split_recipients(written, self._matcher.is_party)
        if names:
            return _cell_of([self._matcher.party(name) for name in names], written)
        for section in reversed(sections):
            match = self._matcher.party_named(section.title)
            if isinstance(match, Matched):
                remark = _("lấy theo tiêu đề ở dòng %(row)d") % {"row": section.row}
                return ProposedCell(match.key, section.title, "section", (match,), remarks=(remark,))
        keys = LIST_SEPARATOR.join(self._defaults.recipients)
        faults = () if keys else (_("chưa có bên nhận"),)
        return ProposedCell(keys, source="default", faults=faults)

    def _territory(self, row: SourceRow) -> ProposedCell:
        written = self._line(row, Target.TERRITORY)
        if not written:
            return ProposedCell(self._defaults.territory, source="default")
        if _WHOLE_AREA.fullmatch(plain(written)):
            remark = _("cả địa bàn của bên trao: để trống")
            return ProposedCell("", written, remarks=(remark,))
        return _cell_of([self._matcher.unit(written)], written)

    def _instrument(self, row: SourceRow) -> ProposedCell:
        written = self._line(row, Target.INSTRUMENT)
        return _cell_of([self._matcher.instrument(written)], written) if written else ProposedCell()

    def _citation(self, row: SourceRow, sections: Sequence[Section]) -> ProposedCell:
        written = self._line(row, Target.CITATION)
        if written:
            return ProposedCell(written, written)
        serial = self._line(row, Target.SERIAL).strip("(). ")
        parts = [_("STT %(serial)s") % {"serial": serial}] if serial else []
        if serial and self._has_repeated_serials:
            parts += [
                _("mục %(numeral)s") % {"numeral": section.numeral}
                for section in reversed(sections)
                if section.numeral
            ]
        parts += [self._defaults.annex] if self._defaults.annex else []
        return ProposedCell(" ".join(parts), serial)

    def _counts_anew(self) -> bool:
        """Whether the running numbers begin anew in each section, so that a number alone does not tell the row."""
        column = self._columns.column_of(Target.SERIAL)
        if column is None:
            return False
        cells = [row.cells[column] for row in self._table.rows if row.number not in self._columns.heading]
        own = [cell.text.strip("(). ") for cell in cells if cell.text and cell.origin is Origin.OWN]
        return len(set(own)) < len(own)

    # When, and within what

    def _days(self, row: SourceRow) -> tuple[ProposedCell, ProposedCell, str]:
        """The first and the last day, and what of the term remains words."""
        first, last = self._first_day(row), self._last_day(row)
        written = self._line(row, Target.TERM)
        words = ""
        if written:
            days, words = self._term(written)
            fault = () if days else (_("không đọc được thời hạn %(text)s") % {"text": quoted(written)},)
            days = days or Days()
            if first.source == "default" and days.first:
                first = ProposedCell(days.first.isoformat(), written)
            if last.source == "default":
                last = ProposedCell(_iso(days.last), written, faults=fault)
        if first.value and last.value and last.value < first.value:
            fault = (_("ngày cuối trước ngày đầu"),)
            last = replace(last, faults=(*last.faults, *fault))
        return first, last, words

    def _term(self, written: str) -> tuple[Days | None, str]:
        words = plain(written)
        if _OPEN.match(words):
            return Days(), written
        if self._defaults.issued_on and _FROM_SIGNING.fullmatch(words):
            return Days(first=self._defaults.issued_on), ""
        try:
            return read_term(written), ""
        except NotADay:
            return None, ""

    def _first_day(self, row: SourceRow) -> ProposedCell:
        written = self._line(row, Target.VALID_FROM)
        if not written:
            return ProposedCell(_iso(self._defaults.valid_from), source="default")
        if self._defaults.issued_on and _FROM_SIGNING.fullmatch(plain(written)):
            return ProposedCell(self._defaults.issued_on.isoformat(), written)
        try:
            day = read_first_day(written, counts_from_1904=self._table.counts_from_1904)
        except NotADay:
            return _no_day(written)
        return ProposedCell(day.isoformat(), written)

    def _last_day(self, row: SourceRow) -> ProposedCell:
        written = self._line(row, Target.VALID_UNTIL)
        if not written:
            return ProposedCell(_iso(self._defaults.valid_until), source="default")
        if _OPEN.match(plain(written)):
            return ProposedCell("", written, remarks=(_("không có ngày cuối: để trống"),))
        try:
            day = read_last_day(written, counts_from_1904=self._table.counts_from_1904)
        except NotADay:
            return _no_day(written)
        return ProposedCell(day.isoformat(), written)

    def _limits(self, row: SourceRow, words: str) -> tuple[ProposedCell, ProposedCell]:
        """Limits where the whole text is certain to be limits, otherwise conditions in words."""
        written = self._text(row, Target.CONDITIONS)
        limits = bounds_of(written)
        conditions = "\n".join(filter(None, ("" if limits else written, words)))
        remarks: tuple[str, ...] = ()
        if conditions and not limits and any(letter.isdigit() for letter in written):
            remarks = (_("giữ nguyên lời văn; hãy xem có nên ghi thành giới hạn so sánh được"),)
        limits_cell = ProposedCell(limits, written if limits else "")
        return limits_cell, ProposedCell(conditions, written, remarks=remarks)

    def _note(self, row: SourceRow) -> ProposedCell:
        written = self._text(row, Target.NOTE)
        basis = self._line(row, Target.LEGAL_BASIS)
        parts = [written, _("Căn cứ: %(text)s") % {"text": basis} if basis else ""]
        return ProposedCell("\n".join(filter(None, parts)), written)


def _no_day(written: str) -> ProposedCell:
    fault = _("%(text)s không phải một ngày; hãy ghi ngày/tháng/năm") % {"text": quoted(written)}
    return ProposedCell("", written, faults=(fault,))


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _cell_of(matches: Sequence[Match], written: str) -> ProposedCell:
    """A cell that names records: the keys of those that were matched, a fault for each that was not."""
    keys = dict.fromkeys(match.key for match in matches if isinstance(match, Matched))
    faults = tuple(
        _("%(text)s: %(why)s.") % {"text": quoted(match.text or written), "why": match.why}
        for match in matches
        if isinstance(match, Unknown)
    )
    remarks = tuple(match.remark for match in matches if isinstance(match, Matched) and match.remark)
    return ProposedCell(LIST_SEPARATOR.join(keys), written, "row", tuple(matches), faults, remarks)


def _fitting(column: str, cell: ProposedCell) -> ProposedCell:
    """A cell in the canonical form of the interchange format; with a fault if it cannot have one."""
    described = _GRANTS.columns[_GRANTS.position(column)]
    try:
        value = canonical_cell(cell.value, many=described.many, last_day=described.holds is Holds.LAST_DAY)
    except UnfitCell as unfit:
        return replace(cell, value="", faults=(*cell.faults, str(unfit)))
    return replace(cell, value=value)
