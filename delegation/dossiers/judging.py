"""What is to be said of a dossier before it goes on: faults, findings, whose powers it touches, what it would change.

One reading for the desk, for submission and approval, and for publication, which reads again under the lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from delegation.bundle.checks import check
from delegation.bundle.faults import Fault
from delegation.bundle.format import TABLES
from delegation.bundle.recorded import recorded_rows
from delegation.consequences import Consequences, consequences, touched_powers
from delegation.diagnostics import Diagnostic
from delegation.dossiers.content import Content, Line, content_of, digest
from delegation.dossiers.touched import touched_units
from delegation.dossiers.trail import moved_on_faults
from delegation.drafts import Statement, drafts_of
from delegation.findings import findings
from delegation.models import Dossier, DossierDocument
from delegation.prospect import register_with
from delegation.reading import register_of
from delegation.register import Register
from units.models import Edition


@dataclass(frozen=True)
class Judgement:
    """A dossier set beside the register as it stood at an edition.

    `faults` are what cannot be recorded; while there are any, nothing else can be told. `acknowledged` holds the
    reasons for which warnings were let stand, by the identity of the finding.
    """

    content: Content
    edition: int
    faults: tuple[Fault, ...]
    findings: tuple[Diagnostic, ...]
    acknowledged: Mapping[str, str]
    touched: frozenset[str]
    before: Register
    after: Register
    powers: frozenset[str]

    @property
    def errors(self) -> list[Diagnostic]:
        """The findings that block publication."""
        return [finding for finding in self.findings if finding.severity == "error"]

    @property
    def unexplained(self) -> list[Diagnostic]:
        """The warnings that nobody has given a reason for."""
        return [
            finding
            for finding in self.findings
            if finding.severity == "warning" and finding.identity not in self.acknowledged
        ]

    def blocking(self) -> list[str]:
        """Everything that must be dealt with before the dossier goes on, a sentence each."""
        if self.content.is_empty and not self.faults:
            return [_("Hồ sơ chưa có dòng nào.")]
        faults = [told_at_line(fault) for fault in self.faults]
        errors = [f"{finding.code}: {finding.told(_)}" for finding in self.errors]
        warnings = [
            _("%(code)s: %(sentence)s Hãy sửa, hoặc ghi lý do chấp nhận.")
            % {"code": finding.code, "sentence": finding.told(_)}
            for finding in self.unexplained
        ]
        return [*faults, *errors, *warnings]

    def called(self, units: Iterable[str]) -> list[str]:
        """What the units were last called."""
        histories = {unit: self.after.geography.history(unit) for unit in sorted(units)}
        return [history[-1].name if history else unit for unit, history in histories.items()]

    @cached_property
    def consequences(self) -> Consequences:
        """What publication would change."""
        return consequences(self.before, self.after, self.powers)


def told_at_line(fault: Fault) -> str:
    """A fault as somebody reads it who sees lines and columns by their titles, and no files."""
    table = next(table for table in TABLES.values() if table.file == fault.file)
    place = [_(table.title)]
    if fault.row is not None:
        place.append(_("dòng %d") % fault.row)
    if fault.column is not None:
        place.append(_(table.columns[table.position(fault.column)].title))
    return f"{', '.join(place)}: {without_files(fault.message)}"


def without_files(message: str) -> str:
    """A sentence of the checks on bundles, which name tables by their files, for somebody who knows them by title."""
    for known in TABLES.values():
        message = message.replace(known.file, f"“{_(known.title)}”")
    return message


def judge(dossier: Dossier) -> Judgement:
    """The dossier as it is, beside the register as it is."""
    edition = Edition.objects.latest_number()
    content = content_of(dossier.pk, lines_of(dossier))
    recorded = recorded_rows(edition)
    before = register_of(edition)
    checked = check(content.bundle, recorded, content.withdrawn)
    faults = (*content.faults, *moved_on_faults(dossier), *checked)
    acknowledged = dict(dossier.acknowledgements.values_list("finding", "reason"))
    touched = touched_units(content, recorded, dossier.unit_id, before.geography)
    if faults:
        return Judgement(content, edition, faults, (), acknowledged, touched, before, before, frozenset())
    after = register_with(before, content.bundle, content.withdrawn)
    powers = touched_powers(before, content.bundle, content.withdrawn)
    stated = Statement(dossier.states_resources, dossier.forbids_passing_on)
    drafts = drafts_of(content.bundle, recorded, before, after, {content.instrument: stated})
    found = tuple(findings(before, after, drafts, powers))
    return Judgement(content, edition, (), found, acknowledged, touched, before, after, powers)


def lines_of(dossier: Dossier) -> list[Line]:
    """The lines of a dossier, in order."""
    return [
        Line(str(line.pk), line.table, line.serial, line.act, line.cells, line.key)
        for line in dossier.lines.order_by("serial")
    ]


def content_digest(dossier: Dossier) -> str:
    """The digest of all that a person approves: statements, lines, files, the document, the reasons for warnings."""
    stated: dict[str, Any] = {
        "unit": dossier.unit_id,
        "title": dossier.title,
        "reason": dossier.reason,
        "states_resources": dossier.states_resources,
        "forbids_passing_on": dossier.forbids_passing_on,
        "files": sorted(dossier.files.values_list("checksum", flat=True)),
        "document": DossierDocument.objects.filter(dossier=dossier).values_list("texts", flat=True).first(),
        "acknowledged": dict(dossier.acknowledgements.values_list("finding", "reason")),
    }
    return digest(stated, lines_of(dossier))
