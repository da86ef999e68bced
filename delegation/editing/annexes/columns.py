"""The second page of an import: what each column holds, which tables are taken, what holds for every row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegation.actions.annexes import decide, imported_before
from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.annex.columns import ColumnReading
from delegation.annex.headings import Target
from delegation.annex.known import matcher_on
from delegation.annex.tables import SourceRow, TableRead
from delegation.dossiers.annex_choices import TEXTS_OF_DEFAULTS, Choices, TableChoice
from delegation.dossiers.importing import mapping_of
from delegation.editing.annexes.choosers import Chooser, Typed
from delegation.editing.annexes.stage import StagePage
from delegation.editing.desk_words import desk_words
from delegation.editing.typed import day_typed
from delegation.records import CONFIDENCES, GRANT_KINDS
from delegation.wording import CONFIDENCE, GRANT_KIND, word
from units.text import normalise

TARGET: Final[Mapping[Target, Promise]] = {
    Target.IGNORED: gettext_lazy("(không nhập)"),
    Target.SERIAL: gettext_lazy("Số thứ tự"),
    Target.POWER: gettext_lazy("Nhiệm vụ, quyền hạn"),
    Target.POWER_KEY: gettext_lazy("Mã quyền hạn trong sổ"),
    Target.PROCEDURES: gettext_lazy("Mã thủ tục hành chính"),
    Target.FIELD: gettext_lazy("Lĩnh vực"),
    Target.RECIPIENTS: gettext_lazy("Bên nhận"),
    Target.GRANTOR: gettext_lazy("Bên trao"),
    Target.KIND: gettext_lazy("Hình thức"),
    Target.TERRITORY: gettext_lazy("Địa bàn"),
    Target.CONDITIONS: gettext_lazy("Giới hạn, điều kiện"),
    Target.LEGAL_BASIS: gettext_lazy("Căn cứ pháp lý"),
    Target.INSTRUMENT: gettext_lazy("Văn bản giao"),
    Target.CITATION: gettext_lazy("Điều, khoản, điểm"),
    Target.VALID_FROM: gettext_lazy("Từ ngày"),
    Target.VALID_UNTIL: gettext_lazy("Đến hết ngày"),
    Target.TERM: gettext_lazy("Thời hạn (cả hai ngày trong một ô)"),
    Target.NOTE: gettext_lazy("Ghi chú"),
}
# More columns than this cannot be sent in one form; a file with more is one of many small tables that are alike.
MOST_CORRECTED: Final = 600
_SAMPLE_ROWS: Final = 12
_AFTER_HEADING: Final = 4
_LONGEST_SHOWN: Final = 160
_CHOSEN: Final = {"grantor": "offices", "recipients": "recipients", "territory": "territories"}
_DAYS: Final = ("valid_from", "valid_until")
_LONGEST_TEXT: Final = 2_000


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One of the first rows of a table."""

    number: int
    texts: tuple[str, ...]
    is_heading: bool


@dataclass(frozen=True, slots=True)
class TableShown:
    """A table as the page shows it; `columns` are empty where they cannot be corrected here."""

    number: int
    title: str
    caption: str
    row_count: int
    is_hidden: bool
    is_taken: bool
    why_not: str
    columns: tuple[ColumnReading, ...]
    rows: tuple[SampleRow, ...]


class ColumnsPage(StagePage):
    """The columns, to be looked over and corrected."""

    template_name = "desk/annex/columns.html"

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Keep what was chosen and show what would be recorded; other heading rows are read anew first."""
        choices = self._tables_chosen(request.POST)
        texts, unclear = self._defaults_chosen(request.POST)
        choices = replace(choices, defaults=texts)
        has_other_headings = any(
            table.heading is not None and table.heading != self._headings.get(number)
            for number, table in choices.tables.items()
        )
        if unclear:
            return self._again(unclear)
        try:
            decide(self.stage.upload, choices, acting_user=self.person)
        except ActionRefused as refused:
            return self._refused(refused)
        if has_other_headings or "read" in request.POST:
            messages.info(request, _("Đã đọc lại các cột theo dòng tiêu đề bạn chọn."))
            return redirect("annex_columns", self.dossier.pk, self.stage.upload.pk)
        return redirect("annex_preview", self.dossier.pk, self.stage.upload.pk)

    @cached_property
    def _headings(self) -> dict[int, tuple[int, ...]]:
        """The heading rows of each table as the person was shown them."""
        return {number: table.heading for number, table in enumerate(self.stage.mapping.tables)}

    def _tables_chosen(self, sent: QueryDict) -> Choices:
        stage = self.stage
        tables = dict(stage.choices.tables)
        for number, mapping in enumerate(stage.mapping.tables):
            if f"shown-{number}" not in sent:
                continue
            heading = tuple(sorted(_heading_sent(sent, number, stage.annex.tables[number])))
            other = heading != mapping.heading
            tables[number] = TableChoice(
                f"take-{number}" in sent,
                heading if other else tables.get(number, TableChoice()).heading,
                # Columns chosen under another heading say nothing about the new one.
                {} if other else self._columns_chosen(sent, number),
            )
        return replace(stage.choices, tables=tables)

    def _columns_chosen(self, sent: QueryDict, number: int) -> dict[int, Target]:
        """The columns that the person takes for something else than they are recognised as."""
        stage = self.stage
        headings = {
            at: TableChoice(table.is_taken, table.heading) for at, table in stage.choices.tables.items()
        }
        recognised = mapping_of(stage.annex, replace(stage.choices, tables=headings), stage.remembered)
        chosen = {}
        for reading in recognised.tables[number].columns:
            name = sent.get(f"column-{number}-{reading.column}", reading.target.value)
            target = next((one for one in Target if one.value == name), reading.target)
            if target is not reading.target:
                chosen[reading.column] = target
        return chosen

    def _defaults_chosen(self, sent: QueryDict) -> tuple[dict[str, str], dict[str, Any]]:
        """What holds for every row, and what of it cannot be read, by name."""
        texts = {name: _text(sent.get(name, "")) for name in TEXTS_OF_DEFAULTS}
        unclear: dict[str, Any] = {}
        for name in _DAYS:
            day = day_typed(texts[name])
            if texts[name] and day is None:
                unclear[name] = _("“%s” không phải một ngày; hãy viết ngày/tháng/năm.") % texts[name]
            texts[name] = day.isoformat() if day else texts[name]
        if texts["kind"] not in GRANT_KINDS:
            unclear["kind"] = _("Hãy chọn hình thức.")
        if texts["confidence"] not in CONFIDENCES:
            unclear["confidence"] = _("Hãy chọn mức độ kiểm chứng.")
        day = day_typed(texts["valid_from"]) or self.stage.day
        matcher = matcher_on(day, home=self.dossier.unit_id)
        for name, of in _CHOSEN.items():
            found = Chooser(of, self.stage.lines, day, matcher).read(texts[name])
            problem = _problem(found, is_one=name != "recipients")
            if problem:
                unclear[name] = problem
            else:
                texts[name] = ";".join(found.keys)
        return texts, unclear

    def _again(self, unclear: Mapping[str, Any]) -> HttpResponse:
        """The page as it was sent, with what could not be read of it."""
        told = _("Có mục chưa đọc được; hãy xem các mục được đánh dấu bên dưới. Chưa có gì được lưu.")
        context = self.get_context_data(refused=told, unclear=unclear)
        return self.render_to_response(context, status=409)

    def _refused(self, refused: ActionRefused) -> HttpResponse:
        status = 403 if isinstance(refused, NotAllowed) else 409
        return self.render_to_response(self.get_context_data(refused=str(refused)), status=status)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The tables and what holds for every row, as sent or else as kept."""
        stage, unclear = self.stage, context.get("unclear", {})
        sent = self.request.POST
        shown = list(_tables(self, sent if unclear else None))
        return super().get_context_data(
            **{
                "annex": stage.upload,
                "notes": stage.annex.notes,
                "tables": shown,
                "not_shown": len(stage.annex.tables) - len(shown),
                "targets": [(target.value, words) for target, words in TARGET.items()],
                "fields": self._fields(sent if unclear else None, unclear),
                "kinds": [(kind, word(GRANT_KIND, kind)) for kind in GRANT_KINDS],
                "confidences": [(one, word(CONFIDENCE, one)) for one in CONFIDENCES],
                "imported_before": imported_before(self.dossier, stage.upload.checksum),
                "day": stage.day,
                "words": desk_words(),
                **context,
            }
        )

    def _fields(self, sent: QueryDict | None, unclear: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        texts = self.stage.texts
        fields = {}
        for name in TEXTS_OF_DEFAULTS:
            if sent is not None:
                value = sent.get(name, "")
            elif name in _CHOSEN:
                keys = texts[name].split(";") if texts[name] else []
                value = self.stage.chooser(_CHOSEN[name]).typed(keys)
            else:
                day = day_typed(texts[name]) if name in _DAYS else None
                value = f"{day:%d/%m/%Y}" if day else texts[name]
            fields[name] = {"value": value, "problem": unclear.get(name)}
        return fields


def _text(sent: str) -> str:
    """A text that both databases can keep."""
    return normalise(sent.replace("\0", "")).strip()[:_LONGEST_TEXT]


def _problem(found: Typed, *, is_one: bool) -> dict[str, Any] | None:
    """Why a text cannot be taken, with what it may mean; None if it can."""
    if found.unclear:
        text, nearest = found.unclear[0]
        return {"told": _("Không rõ “%s” là cơ quan, đơn vị nào.") % text, "nearest": nearest}
    if is_one and len(found.keys) > 1:
        return {"told": _("Chỉ chọn được một."), "nearest": []}
    return None


def _tables(page: ColumnsPage, sent: QueryDict | None) -> Iterator[TableShown]:
    """The tables that can be corrected here: the first ones, as many as one form can hold."""
    stage = page.stage
    room = MOST_CORRECTED
    for number, (table, mapping) in enumerate(zip(stage.annex.tables, stage.mapping.tables, strict=True)):
        room -= len(mapping.columns) + _SAMPLE_ROWS
        if room < 0:
            return
        choice = stage.choices.tables.get(number, TableChoice())
        taken = not mapping.why_not if choice.is_taken is None else choice.is_taken
        heading = set(mapping.heading)
        columns = mapping.columns
        if sent is not None:
            taken = f"take-{number}" in sent
            heading = _heading_sent(sent, number, table)
            columns = tuple(_as_sent(reading, sent, number) for reading in columns)
        yield TableShown(
            number,
            table.title,
            " ".join(table.caption[-2:]),
            len(table.rows),
            table.is_hidden,
            taken,
            mapping.why_not,
            columns,
            tuple(_sample(table.rows, heading, table.width)),
        )


def _heading_sent(sent: QueryDict, number: int, table: TableRead) -> set[int]:
    """The heading rows that were ticked, of those that the table has."""
    ticked = set(sent.getlist(f"heading-{number}"))
    return {row.number for row in table.rows if str(row.number) in ticked}


def _as_sent(reading: ColumnReading, sent: QueryDict, number: int) -> ColumnReading:
    name = sent.get(f"column-{number}-{reading.column}", "")
    return replace(reading, target=next((one for one in Target if one.value == name), reading.target))


def _sample(rows: tuple[SourceRow, ...], heading: set[int], width: int) -> Iterator[SampleRow]:
    """The rows down to a few below the heading, at most so many."""
    last = max(heading, default=0)
    until = sum(row.number <= last for row in rows) + _AFTER_HEADING
    for row in rows[: min(max(until, _AFTER_HEADING + 2), _SAMPLE_ROWS)]:
        texts = [cell.text for cell in row.cells] + [""] * (width - len(row.cells))
        yield SampleRow(row.number, tuple(map(_cut, texts)), row.number in heading)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
