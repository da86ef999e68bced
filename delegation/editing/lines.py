"""The lines of a dossier as a table to write in: the page, and what it asks and sends while somebody writes.

What is typed is turned into cells here (typed.py), and is written by the actions, cell by cell: what somebody else has
changed in the meantime comes back as a conflict, and nothing is overwritten. A second sending changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path, reverse
from django.utils.translation import gettext as _

from delegation.actions.drafting import Conflict, LineEdit, remove_lines, save_lines
from delegation.bundle.format import TABLES, Column, Holds, Table
from delegation.diagnostics import Diagnostic
from delegation.dossiers.content import Line
from delegation.dossiers.judging import Judgement, lines_of, without_files
from delegation.editing.access import DossierData, Unreadable, id_of, read_json, storable, text_in
from delegation.editing.choices import CHOICES, as_lines, names_in, recorded, suggestions
from delegation.editing.desk_words import desk_words
from delegation.editing.dossier_page import DossierPage
from delegation.editing.judged import judgement_of
from delegation.editing.labels import Names, choice_words
from delegation.editing.typed import cell_as_typed
from delegation.models import Dossier, DossierLine

MOST_EDITS: Final = 1_000
_MOST_SUGGESTED: Final = 60
# The tables as the page lays them out: a tab each, and the last tab for all that is seldom new.
_TABS: Final = ("grants", "changes", "instrument_relations")
_NEW_THINGS: Final = ("powers", "scopes", "offices", "instruments", "fields", "units", "successions")
_INSTRUMENT_SUGGESTED: Final = ("issuer", "type", "signer", "signing_capacity")


class LinesPage(DossierPage):
    """The page with the table, and without a script the lines to read."""

    tab = "lines"
    template_name = "desk/lines.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The lines twice: as data for the table, and as plain tables for who has no script."""
        shown = lines_shown(self.dossier)
        told = state_of(self.dossier, may_write=self.may_write) | {
            "lines": shown,
            "csrf": get_token(self.request),
        }
        return super().get_context_data(
            desk=self._desk(),
            told=told,
            plain=list(_plain_tables(shown)),
            new_things=[(name, _title_of(TABLES[name])) for name in _NEW_THINGS],
            **context,
        )

    def _desk(self) -> dict[str, Any]:
        number = [self.dossier.pk]
        return {
            "dossier": self.dossier.pk,
            "user": self.person.pk,
            "addresses": {
                "data": reverse("dossier_lines_data", args=number),
                "remove": reverse("dossier_lines_remove", args=number),
                "judgement": reverse("dossier_judgement", args=number),
                "choices": reverse("dossier_choices", args=number),
                "number": reverse("dossier_number", args=number),
            },
            "tabs": list(_TABS),
            "newThings": list(_NEW_THINGS),
            "tables": {name: _table_told(table) for name, table in TABLES.items()},
            "suggestions": {
                column: suggestions(recorded().names, column)[:_MOST_SUGGESTED]
                for column in _INSTRUMENT_SUGGESTED
            },
            "words": desk_words(),
        }


class LinesData(DossierData):
    """GET: the lines as they are now. POST: write cells."""

    def get(self, request: HttpRequest, pk: int) -> JsonResponse:
        """`since`: the version that the asker has; if it is still that one, the lines are left out."""
        told = state_of(self.dossier, may_write=self.may_write) | {
            "user": self.person.pk,
            "csrf": get_token(request),
        }
        if request.GET.get("since") != str(self.dossier.version):
            told["lines"] = lines_shown(self.dossier)
        return JsonResponse(told)

    def post(self, request: HttpRequest, pk: int) -> JsonResponse:
        """`edits`: [{id, table, act, cells: {column: [seen, written]}}]; `reason`, if there is one."""
        sent = read_json(request)
        edits = _edits_in(sent)
        saved = save_lines(
            self.dossier, edits, acting_user=self.person, reason=text_in(sent, "reason", "")[:500]
        )
        return self._told([edit.id for edit in edits], saved.version, saved.conflicts)

    def _told(self, named: list[UUID], version: int, conflicts: Iterable[Conflict]) -> JsonResponse:
        self.dossier.refresh_from_db()
        return JsonResponse(
            state_of(self.dossier, may_write=self.may_write)
            | {
                "version": version,
                "lines": lines_shown(self.dossier, set(map(str, named))),
                "conflicts": [_conflict_shown(conflict) for conflict in conflicts],
            }
        )


class LinesRemoval(LinesData):
    """POST: take lines out."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> JsonResponse:
        """`seen`: {id: the version that was seen}."""
        sent = read_json(request).get("seen")
        if not isinstance(sent, dict) or len(sent) > MOST_EDITS:
            raise Unreadable(_("Hãy chọn từ 1 đến %d dòng để bỏ.") % MOST_EDITS)
        seen = {id_of(line): _version(version) for line, version in sent.items()}
        saved = remove_lines(self.dossier, seen, acting_user=self.person)
        return self._told(list(seen), saved.version, saved.conflicts)


class JudgementData(DossierData):
    """GET: what is wrong with the dossier, line by line."""

    def get(self, request: HttpRequest, pk: int) -> JsonResponse:
        """Every fault and finding, in the order of the lines; what belongs to no line comes first."""
        judgement = judgement_of(self.dossier)
        lines = {line.serial: line for line in lines_of(self.dossier)}
        notes = [*_faults(judgement, lines), *_findings(judgement, lines)]
        notes.sort(key=lambda note: (note["serial"] or 0, note["code"]))
        counts = {
            severity: sum(note["severity"] == severity for note in notes)
            for severity in ("error", "warning", "info")
        }
        return JsonResponse({"version": self.dossier.version, "notes": notes, "counts": counts})


def state_of(dossier: Dossier, *, may_write: bool) -> dict[str, Any]:
    """How the dossier stands, as the page asks for it."""
    return {
        "version": dossier.version,
        "state": dossier.state,
        "stateWords": dossier.get_state_display(),
        "editable": may_write,
    }


def lines_shown(dossier: Dossier, only: set[str] | None = None) -> list[dict[str, Any]]:
    """The lines of a dossier with the words for their cells; of some ids only, if so asked."""
    lines = [line for line in dossier.lines.order_by("serial") if line.table in TABLES]
    names = names_in(as_lines(lines))
    return [_line_shown(line, names) for line in lines if only is None or str(line.pk) in only]


def _line_shown(line: DossierLine, names: Names) -> dict[str, Any]:
    return {
        "id": str(line.pk),
        "table": line.table,
        "serial": line.serial,
        "act": line.act,
        "version": line.version,
        "cells": line.cells,
        "labels": names.line_labels(line.table, line.cells),
        "origin": line.origin,
    }


def _conflict_shown(conflict: Conflict) -> dict[str, Any]:
    return {
        "line": str(conflict.line),
        "column": conflict.column,
        "was": conflict.was,
        "theirs": conflict.theirs,
        "mine": conflict.mine,
        "by": conflict.by,
    }


def _edits_in(sent: Mapping[str, Any]) -> list[LineEdit]:
    """The edits that were sent, what was typed turned into cells. Raises Unreadable."""
    edits = sent.get("edits")
    if not isinstance(edits, list) or not 0 < len(edits) <= MOST_EDITS:
        raise Unreadable(_("Mỗi lần lưu từ 1 đến %d dòng.") % MOST_EDITS)
    return [_edit_in(edit) for edit in edits]


def _edit_in(edit: object) -> LineEdit:
    cells = edit.get("cells") if isinstance(edit, dict) else None
    if not isinstance(edit, dict) or not isinstance(cells, dict):
        raise Unreadable(_("Nội dung dòng gửi lên không đọc được; hãy tải lại trang."))
    table = text_in(edit, "table")
    if table not in TABLES:
        raise Unreadable(_("Sổ không có bảng “%s”.") % table[:40])
    written = {column: _pair(table, storable(column, "cells"), pair) for column, pair in cells.items()}
    return LineEdit(id_of(edit.get("id")), written, table, text_in(edit, "act", DossierLine.Act.RECORD))


def _pair(table: str, column: str, pair: object) -> tuple[str, str]:
    if not isinstance(pair, list) or len(pair) != 2:
        raise Unreadable(_("Mỗi ô gửi lên gồm nội dung đã thấy và nội dung mới; hãy tải lại trang."))
    seen, written = (cell_as_typed(table, column, storable(text, column)) for text in pair)
    return seen, written


def _version(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unreadable(_("Phiên bản dòng gửi lên không hợp lệ; hãy tải lại trang."))
    return value


# What is wrong, at its line


def _faults(judgement: Judgement, lines: Mapping[int, Line]) -> Iterable[dict[str, Any]]:
    for fault in judgement.faults:
        line = lines.get(fault.row) if fault.row is not None else None
        yield _note(line, fault.column, "", "error", without_files(fault.message))


def _findings(judgement: Judgement, lines: Mapping[int, Line]) -> Iterable[dict[str, Any]]:
    for finding in judgement.findings:
        line = lines.get(_serial_of(finding, judgement) or 0)
        reason = judgement.acknowledged.get(finding.identity)
        note = _note(line, None, finding.code, finding.severity, finding.told(_))
        yield note | {"law": finding.law, "finding": finding.identity, "acknowledged": reason}


def _note(line: Line | None, column: str | None, code: str, severity: str, sentence: str) -> dict[str, Any]:
    return {
        "line": line.id if line else None,
        "serial": line.serial if line else None,
        "table": line.table if line else None,
        "column": column,
        "code": code,
        "severity": severity,
        "sentence": sentence,
        "law": "",
        "finding": "",
        "acknowledged": None,
    }


def _serial_of(finding: Diagnostic, judgement: Judgement) -> int | None:
    """The line that a finding is about; None where it is about something recorded."""
    rows = judgement.content.bundle.tables.get(finding.record.table, {})
    return next((row.line for key, row in rows.items() if key[0] == finding.record.id), None)


# What the page must know of the tables


def _table_told(table: Table) -> dict[str, Any]:
    return {
        "title": _title_of(table),
        "columns": [_column_told(column) for column in table.columns],
        "periods": [list(period) for period in table.periods],
    }


def _title_of(table: Table) -> str:
    """What the page calls a table: as a drafter does, where the format has a longer name."""
    shorter = {
        "grants": _("Nội dung giao"),
        "changes": _("Thay đổi"),
        "instrument_relations": _("Quan hệ văn bản"),
    }
    return shorter.get(table.name) or _(table.title).partition(":")[0]


def _column_told(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "title": _(column.title),
        "holds": column.holds.name.lower(),
        "required": column.required,
        "many": column.many,
        "choices": [[value, words] for value, words in choice_words(column).items()],
        "of": _chosen_from(column),
    }


def _chosen_from(column: Column) -> str:
    """The list of CHOICES that a column's cells are chosen from; "" for a column that names nothing."""
    if column.holds is Holds.TERRITORY:
        return "territories"
    tables = set(column.refers_to)
    return next((of for of, chosen in CHOICES.items() if set(chosen) == tables), "") if tables else ""


def _plain_tables(lines: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """The lines by table, each cell in words, for who has no script."""
    for name, table in TABLES.items():
        of_table = [line for line in lines if line["table"] == name]
        if not of_table:
            continue
        used = [
            column for column in table.columns if any(line["cells"].get(column.name) for line in of_table)
        ]
        yield {
            "title": _title_of(table),
            "columns": [_(column.title) for column in used],
            "rows": [
                {"serial": line["serial"], "cells": [_in_words(line, column.name) for column in used]}
                for line in of_table
            ],
        }


def _in_words(line: Mapping[str, Any], column: str) -> str:
    label, cell = line["labels"].get(column), line["cells"].get(column, "")
    if isinstance(label, list):
        items = cell.split(";")
        return "; ".join(one or item for one, item in zip(label, items, strict=False))
    return str(label or cell)


urlpatterns = [
    path("<int:pk>/dong/", LinesPage.as_view(), name="dossier_lines"),
    path("<int:pk>/dong/du-lieu/", LinesData.as_view(), name="dossier_lines_data"),
    path("<int:pk>/dong/bo/", LinesRemoval.as_view(), name="dossier_lines_remove"),
    path("<int:pk>/dong/kiem-tra/", JudgementData.as_view(), name="dossier_judgement"),
]
