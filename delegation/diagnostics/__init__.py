"""What is wrong with a draft, or with what is recorded: checks with a stable code each. Pure.

One text for the form, the import, the API and the command `lint`. The rules, with an example each, stand in
docs/diagnostics/; the list below is the whole of them.
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
    "NO_GAP",
    "NO_OVERLAP",
    "RECIPIENTS_EXIST",
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
    "diagnose_drafts",
    "in_order",
]


@dataclass(frozen=True)
class Rule:
    """A check with its code, the same for ever, and how grave it is."""

    code: str
    severity: Severity

    def diagnostic(self, finding: Finding) -> Diagnostic:
        """What the check found, under its code."""
        return Diagnostic(
            self.code,
            self.severity,
            finding.record,
            finding.law,
            finding.sentence,
            finding.values,
            finding.place,
            finding.on,
            finding.column,
            finding.about,
        )


@dataclass(frozen=True)
class DraftRule(Rule):
    """A check on one document and its provisions."""

    test: Callable[[Draft, Ground], Iterator[Finding]]


@dataclass(frozen=True)
class EffectRule(Rule):
    """A check on what all grants of a power come to together."""

    test: Callable[[str, Survey, Ground], Iterator[Finding]]


DRAFT_RULES: Final = (
    DraftRule("DLG-01", "error", papers.is_identified),
    DraftRule("DLG-02", "error", provisions.recipient_is_allowed),
    DraftRule("DLG-03", "error", provisions.grantor_held_it),
    DraftRule("DLG-04", "error", provisions.content_is_stated),
    DraftRule("DLG-05", "error", provisions.has_a_term),
    DraftRule("DLG-06", "error", papers.is_normative),
    DraftRule("DLG-07", "warning", papers.form_fits_kind),
    DraftRule("DLG-08", "warning", papers.states_resources),
    DraftRule("DLG-09", "error", provisions.is_not_passed_on_again),
    DraftRule("DLG-10", "error", provisions.is_delegable),
    DraftRule("DLG-11", "error", provisions.stays_with_the_body),
    DraftRule("DLG-12", "warning", papers.is_not_retroactive),
    DraftRule("DLG-13", "warning", provisions.ends_with_its_basis),
    DraftRule("DLG-17", "error", provisions.is_in_the_council_list),
    DraftRule("DLG-18", "info", papers.forbids_passing_on),
    DraftRule("DLG-21", "warning", papers.is_published),
)

RECIPIENTS_EXIST: Final = EffectRule("DLG-14", "error", effects.recipients_exist)
NO_OVERLAP: Final = EffectRule("DLG-15", "error", effects.holders_do_not_overlap)
NO_GAP: Final = EffectRule("DLG-16", "error", effects.no_place_is_left_out)
EFFECT_RULES: Final = (RECIPIENTS_EXIST, NO_OVERLAP, NO_GAP)

_EVERY_RULE: Final[tuple[Rule, ...]] = (*DRAFT_RULES, *EFFECT_RULES)
RULES: Final = tuple(sorted(_EVERY_RULE, key=lambda rule: rule.code))


def diagnose(drafts: Iterable[Draft], ground: Ground) -> list[Diagnostic]:
    """Everything that is wrong with the drafts, and with the powers of the ground, in the order of codes and rows.

    The ground holds the drafts' own grants, and every grant of each power that is to be looked at.
    """
    survey = Survey(ground)
    found = diagnose_drafts(drafts, ground)
    found += [
        rule.diagnostic(finding)
        for power in ground.grants
        for rule in EFFECT_RULES
        for finding in rule.test(power, survey, ground)
    ]
    return in_order(found)


def diagnose_drafts(drafts: Iterable[Draft], ground: Ground) -> list[Diagnostic]:
    """What is wrong with the documents and their provisions; the ground holds every grant of each of their powers."""
    examined = list(drafts)
    return in_order(
        rule.diagnostic(finding)
        for rule in DRAFT_RULES
        for draft in examined
        for finding in rule.test(draft, ground)
    )


def in_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics in the order of codes and rows."""
    return sorted(found, key=lambda diagnostic: diagnostic.order)
