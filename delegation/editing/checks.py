"""What the checks find in a dossier, the gravest first, each at its line; a warning may stand, with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegation.actions.drafting import acknowledge_warning
from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.bundle.faults import Fault
from delegation.diagnostics import Diagnostic, Severity
from delegation.dossiers.judging import Judgement, without_files
from delegation.editing.dossier_page import DossierPage
from delegation.editing.presenting import column_title, table_title
from delegation.models import DossierState

SEVERITY: Final = {
    "error": gettext_lazy("Lỗi: phải sửa trước khi trình"),
    "warning": gettext_lazy("Cảnh báo: sửa, hoặc ghi lý do chấp nhận"),
    "info": gettext_lazy("Lưu ý: để biết, không chặn"),
}


@dataclass(frozen=True, slots=True)
class ToldFault:
    """What cannot be recorded: at which line and column, and the sentence."""

    where: str
    line: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class ToldFinding:
    """What a check found: `line` is the serial of the dossier's line, None for a row of the register."""

    code: str
    identity: str
    where: str
    line: int | None
    sentence: str
    law: str
    reason: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one severity."""

    severity: Severity
    label: str
    findings: list[ToldFinding]


def told_faults(judgement: Judgement) -> list[ToldFault]:
    """The faults in words, in the order of the lines."""
    faults = sorted(judgement.faults, key=lambda fault: (fault.row or 0, fault.column or ""))
    return [ToldFault(_place(fault), fault.row, without_files(fault.message)) for fault in faults]


def _place(fault: Fault) -> str:
    table = fault.file.removesuffix(".csv")
    parts = [table_title(table)]
    if fault.row is not None:
        parts.append(_("dòng %(row)d") % {"row": fault.row})
    if fault.column is not None:
        parts.append(column_title(table, fault.column))
    return ", ".join(parts)


def grouped_findings(judgement: Judgement) -> list[FindingGroup]:
    """The findings in words, the gravest first."""
    groups = []
    for severity, label in SEVERITY.items():
        found = [_told(one, judgement) for one in judgement.findings if one.severity == severity]
        if found:
            groups.append(FindingGroup(severity, str(label), found))  # type: ignore[arg-type]
    return groups


def _told(finding: Diagnostic, judgement: Judgement) -> ToldFinding:
    table = finding.record.table
    line = line_of(finding, judgement)
    where = _("%(table)s, dòng %(line)d") if line is not None else _("%(table)s “%(id)s”, đã ghi trong sổ")
    return ToldFinding(
        finding.code,
        finding.identity,
        where % {"table": table_title(table), "line": line or 0, "id": finding.record.id},
        line,
        finding.told(_),
        finding.law,
        judgement.acknowledged.get(finding.identity, ""),
    )


def line_of(finding: Diagnostic, judgement: Judgement) -> int | None:
    """The serial of the line that a finding is about; None where it is about a row of the register."""
    rows = judgement.content.bundle.tables.get(finding.record.table, {})
    return next((row.line for key, row in rows.items() if key[0] == finding.record.id), None)


class ChecksPage(DossierPage):
    """Everything that the checks say of the dossier as it is now, against the register as it is now."""

    template_name = "desk/checks.html"
    tab = "checks"

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Let a warning stand, with the reason."""
        finding = request.POST.get("finding", "")
        try:
            warnings = {one.identity for one in self.judgement.findings if one.severity == "warning"}
            if finding not in warnings:
                raise ActionRefused(
                    _("Cảnh báo này không còn: hồ sơ hoặc sổ đã thay đổi. Hãy xem lại danh sách.")
                )
            acknowledge_warning(
                self.dossier, finding, acting_user=self.person, reason=request.POST.get("reason", "")
            )
        except ActionRefused as refused:
            status = 403 if isinstance(refused, NotAllowed) else 409
            typed = {"finding": finding, "reason": request.POST.get("reason", "")}
            return self.render_to_response(
                self.get_context_data(refused=str(refused), typed=typed), status=status
            )
        messages.success(request, _("Đã lưu lý do chấp nhận cảnh báo."))
        return redirect("dossier_checks", self.dossier.pk)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Faults first: while there are any, nothing else can be told."""
        judgement = self.judgement
        return super().get_context_data(
            edition=judgement.edition,
            faults=told_faults(judgement),
            groups=grouped_findings(judgement),
            is_empty=judgement.content.is_empty and not judgement.faults,
            is_draft=self.dossier.state == DossierState.DRAFT,
            **context,
        )
