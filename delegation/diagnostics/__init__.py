"""What is wrong with a draft, or with what is recorded: checks with a stable code each. Pure.

One text for the form, the import, the API and the command `lint`. The rules, with an example each, stand in
docs/diagnostics.md; the list below is the whole of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from delegation.diagnostics import effects, papers, provisions
from delegation.diagnostics.diagnostic import SEVERITIES, Diagnostic, Finding, Record, Severity
from delegation.diagnostics.draft import Draft, Ground, Paper, Provision
from delegation.diagnostics.survey import Survey

__all__ = [
    "RULES",
    "SEVERITIES",
    "Diagnostic",
    "Draft",
    "Ground",
    "Paper",
    "Provision",
    "Record",
    "Severity",
    "diagnose",
]


@dataclass(frozen=True, slots=True)
class DraftRule:
    """A check on one document and its provisions."""

    code: str
    severity: Severity
    law: str
    test: Callable[[Draft, Ground], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class EffectRule:
    """A check on what all grants of a power come to together."""

    code: str
    severity: Severity
    law: str
    test: Callable[[Survey, Ground], Iterator[Finding]]


DRAFT_RULES: Final = (
    DraftRule(
        "DLG-01", "error", "khoản 1 Điều 9 Luật 63/2025/QH15; Điều 14 Luật 72/2025/QH15", papers.is_identified
    ),
    DraftRule("DLG-02", "error", "Điều 14 Luật 72/2025/QH15", provisions.recipient_is_allowed),
    DraftRule("DLG-03", "error", "Điều 13, Điều 14 Luật 72/2025/QH15", provisions.grantor_held_it),
    DraftRule("DLG-04", "error", "khoản 3 Điều 9 Luật 63/2025/QH15", provisions.content_is_stated),
    DraftRule(
        "DLG-05", "error", "Điều 9 Luật 63/2025/QH15; Điều 14 Luật 72/2025/QH15", provisions.has_a_term
    ),
    DraftRule(
        "DLG-06", "error", "khoản 1 Điều 8 Luật 63/2025/QH15; Điều 13 Luật 72/2025/QH15", papers.is_normative
    ),
    DraftRule("DLG-07", "warning", "khoản 1 Điều 8, khoản 1 Điều 9 Luật 63/2025/QH15", papers.form_fits_kind),
    DraftRule("DLG-08", "warning", "khoản 3 Điều 9 Luật 63/2025/QH15", papers.states_resources),
    DraftRule(
        "DLG-09",
        "error",
        "khoản 5 Điều 8, khoản 6 Điều 9 Luật 63/2025/QH15",
        provisions.is_not_passed_on_again,
    ),
    DraftRule("DLG-10", "error", "khoản 1 Điều 14 Luật 72/2025/QH15", provisions.is_delegable),
    DraftRule("DLG-11", "error", "khoản 2 Điều 40 Luật 72/2025/QH15", provisions.stays_with_the_body),
    DraftRule(
        "DLG-12",
        "warning",
        "Luật Ban hành văn bản quy phạm pháp luật 64/2025/QH15",
        papers.is_not_retroactive,
    ),
    DraftRule("DLG-13", "warning", "Điều 14 Luật 72/2025/QH15", provisions.ends_with_its_basis),
    DraftRule("DLG-17", "error", "khoản 1 Điều 14 Luật 72/2025/QH15", provisions.is_in_the_council_list),
    DraftRule("DLG-18", "info", "khoản 6 Điều 9 Luật 63/2025/QH15", papers.forbids_passing_on),
    DraftRule(
        "DLG-21", "warning", "Luật Ban hành văn bản quy phạm pháp luật 64/2025/QH15", papers.is_published
    ),
)

EFFECT_RULES: Final = (
    EffectRule("DLG-14", "error", "Điều 13, Điều 14 Luật 72/2025/QH15", effects.recipients_exist),
    EffectRule(
        "DLG-15",
        "error",
        "Điều 11 Luật Tổ chức chính quyền địa phương; Kết luận 155-KL/TW",
        effects.holders_do_not_overlap,
    ),
    EffectRule(
        "DLG-16",
        "error",
        "Điều 11 Luật Tổ chức chính quyền địa phương; Kết luận 155-KL/TW",
        effects.no_place_is_left_out,
    ),
)

_EVERY_RULE: Final[tuple[DraftRule | EffectRule, ...]] = (*DRAFT_RULES, *EFFECT_RULES)
RULES: Final = tuple(sorted(_EVERY_RULE, key=lambda rule: rule.code))


def diagnose(drafts: Iterable[Draft], ground: Ground) -> list[Diagnostic]:
    """Everything that is wrong with the drafts, and with the powers of the ground, in the order of codes and rows.

    The ground holds the drafts' own grants, and every grant of each power that is to be looked at.
    """
    survey = Survey(ground)
    examined = list(drafts)
    found = [
        _diagnostic(rule, finding)
        for rule in DRAFT_RULES
        for draft in examined
        for finding in rule.test(draft, ground)
    ]
    found += [_diagnostic(rule, finding) for rule in EFFECT_RULES for finding in rule.test(survey, ground)]
    return sorted(found, key=lambda diagnostic: diagnostic.order)


def _diagnostic(rule: DraftRule | EffectRule, finding: Finding) -> Diagnostic:
    return Diagnostic(
        rule.code,
        rule.severity,
        finding.record,
        finding.law or rule.law,
        finding.sentence,
        finding.values,
        finding.place,
        finding.on,
    )
