"""The lines of a dossier beside what is recorded: what each changes, and which of them the register has overtaken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from delegation.actions.correcting import carry_over
from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.bundle.format import TABLES
from delegation.bundle.rows import Cells
from delegation.dossiers.content import Line, own_instrument
from delegation.dossiers.correcting import Clash, carried_over, changed, differences
from delegation.dossiers.entries import RecordKey, recorded_cells
from delegation.dossiers.judging import lines_of
from delegation.dossiers.trail import MovedOn, moved_on, record_of
from delegation.editing.dossier_page import DossierPage
from delegation.editing.labels import Names
from delegation.editing.presenting import column_title, table_title
from delegation.editing.records.addresses import record_address
from delegation.editing.records.naming import in_words, names_for
from delegation.editing.records.record import ShownDifference, shown_differences
from delegation.models import DossierLine

PAGE_LENGTH: Final = 50


@dataclass(frozen=True, slots=True)
class ShownClash:
    """A cell that the line and the register both changed, in words."""

    title: str
    began: str
    recorded: str
    line: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A line beside its record. `moved`: the register has another reading since the line was begun."""

    line: DossierLine
    table: str
    record: RecordKey
    address: str
    differences: list[ShownDifference]
    moved: MovedOn | None
    since: list[ShownDifference]
    clashes: list[ShownClash]

    @property
    def is_withdrawal(self) -> bool:
        """Whether the line takes its record out."""
        return self.line.act == DossierLine.Act.WITHDRAW


class ComparisonPage(DossierPage):
    """Every line that is about a record, with what it would change."""

    template_name = "desk/records/comparison.html"
    tab = "corrections"

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Bring the lines that were shown as overtaken up to the register."""
        try:
            done = carry_over(self.dossier, _seen(request.POST.getlist("line")), acting_user=self.person)
        except ActionRefused as refused:
            status = 403 if isinstance(refused, NotAllowed) else 409
            return self.render_to_response(self.get_context_data(refused=str(refused)), status=status)
        messages.success(request, _("Đã cập nhật %d dòng theo sổ; những ô bạn đã sửa được giữ.") % len(done))
        return redirect("dossier_corrections", self.dossier.pk)

    @cached_property
    def _moved(self) -> dict[UUID, MovedOn]:
        return {one.line.pk: one for one in moved_on(self.dossier)}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The lines of the page, the overtaken first."""
        records = {line: record_of(line) for line in self.dossier.lines.order_by("serial")}
        recorded = recorded_cells(records.values())
        about = [line for line, record in records.items() if record in recorded or line.pk in self._moved]
        about.sort(key=lambda line: (line.pk not in self._moved, line.serial))
        page = Paginator(about, PAGE_LENGTH).get_page(self.request.GET.get("p"))
        shown = {line: records[line] for line in page.object_list}
        return super().get_context_data(
            page_of_lines=page,
            compared=self._compared(shown, recorded),
            overtaken=list(self._moved.values()),
            new_count=len(records) - len(about),
            query="",
            **context,
        )

    def _compared(
        self, shown: dict[DossierLine, RecordKey], recorded: dict[RecordKey, Cells]
    ) -> list[Compared]:
        own = own_instrument(lines_of(self.dossier))
        instrument = (own.cells.get("instrument") or own.key) if own else ""
        names = _names(shown, recorded, self._moved)
        return [
            self._one(line, record, recorded.get(record), instrument, names) for line, record in shown.items()
        ]

    def _one(
        self, line: DossierLine, record: RecordKey, recorded: Cells | None, instrument: str, names: Names
    ) -> Compared:
        moved = self._moved.get(line.pk)
        said = Line(str(line.pk), line.table, line.serial, line.act, line.cells, line.key)
        since, clashes = _overtaken(moved, names)
        is_withdrawal = line.act == DossierLine.Act.WITHDRAW
        found = () if is_withdrawal else differences(said, recorded, instrument=instrument)
        return Compared(
            line,
            table_title(line.table),
            record,
            record_address(record),
            shown_differences(line.table, found, names),
            moved,
            since,
            clashes,
        )


def _overtaken(moved: MovedOn | None, names: Names) -> tuple[list[ShownDifference], list[ShownClash]]:
    """What the register has changed since a line was begun, and where the line says something else again."""
    if moved is None or moved.began is None or moved.recorded is None:
        return [], []
    table = moved.record.table
    since = shown_differences(table, changed(table, moved.began, moved.recorded), names)
    clashes = carried_over(table, moved.line.cells, moved.began, moved.recorded).clashes
    return since, [_shown_clash(table, clash, names) for clash in clashes]


def _shown_clash(table: str, clash: Clash, names: Names) -> ShownClash:
    column = TABLES[table].columns[TABLES[table].position(clash.column)]
    words = (in_words(names, column, cell) for cell in (clash.began, clash.recorded, clash.line))
    return ShownClash(column_title(table, clash.column), *words)


def _names(
    shown: dict[DossierLine, RecordKey], recorded: dict[RecordKey, Cells], moved: dict[UUID, MovedOn]
) -> Names:
    rows: dict[str, list[Cells]] = {name: [] for name in TABLES}
    for line, record in shown.items():
        rows[line.table].append(tuple(line.cells.get(name, "") for name in TABLES[line.table].header))
        if record in recorded:
            rows[line.table].append(recorded[record])
        if line.pk in moved and moved[line.pk].began is not None:
            rows[line.table].append(moved[line.pk].began or ())
    return names_for(rows)


def _seen(values: list[str]) -> dict[UUID, int]:
    """The lines that were shown, with their versions. Raises ActionRefused."""
    seen = {}
    for value in values:
        line, _at, version = value.partition("@")
        try:
            seen[UUID(line)] = int(version)
        except ValueError:
            raise ActionRefused(_("Biểu mẫu gửi lên không đầy đủ; hãy tải lại trang.")) from None
    return seen
