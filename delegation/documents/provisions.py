"""What a decision grants, changes and does to other documents, as lines of its text. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from delegation.documents.phrases import BLANK, listed, official_day
from units.periods import Period

_RELATIONS: Final = {
    "amends": "sửa đổi",
    "supplements": "bổ sung",
    "replaces": "thay thế",
    "repeals": "bãi bỏ",
    "suspends": "đình chỉ thi hành",
    "corrects": "đính chính",
}
CHANGES: Final = {"revoke": "thu hồi", "suspend": "tạm đình chỉ", "extend": "gia hạn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionLine:
    """A grant in words: which power, for whom, where, within what, from when to when.

    `procedures` are codes of administrative procedures; `limits` are sentences such as "số tiền dưới 240.000.000.000
    đồng"; `legal_basis` is the law that the power comes from. `citation` is where the recorded row says that it
    stands in the decision, "" if it does not say.
    """

    title: str
    recipients: tuple[str, ...]
    procedures: tuple[str, ...] = ()
    field: str = ""
    territory: str = ""
    limits: tuple[str, ...] = ()
    conditions: str = ""
    legal_basis: str = ""
    period: Period = Period()
    citation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """What the decision does to an earlier grant: `action` is revoke, suspend or extend.

    `instrument` names the document of the grant; no recipients: for all of them.
    """

    action: str
    title: str
    instrument: str
    recipients: tuple[str, ...] = ()
    period: Period = Period()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLine:
    """What the decision does to another document, `target` being its name in full; `based_on` joins the legal bases."""

    relation: str
    target: str
    period: Period = Period()


def provision_in_words(provision: ProvisionLine, *, with_start: bool = False) -> str:
    """The provision as a clause of an article, without a mark at its end; its term stands elsewhere.

    `with_start` adds the first day, for a transfer that has one of its own and no term.
    """
    about = []
    if provision.field:
        about.append(f"lĩnh vực {provision.field}")
    if provision.procedures:
        about.append(f"mã thủ tục hành chính {', '.join(provision.procedures)}")
    clauses = [provision.title or BLANK]
    if about:
        clauses[0] += f" ({'; '.join(about)})"
    labelled = (
        ("địa bàn", provision.territory),
        ("giới hạn", ", ".join(provision.limits)),
        ("điều kiện", provision.conditions),
        ("căn cứ", provision.legal_basis),
    )
    clauses += [f"{label}: {text.rstrip(' .;')}" for label, text in labelled if text]
    if with_start and provision.period.start:
        clauses.append(f"từ {official_day(provision.period.start)}")
    return "; ".join(clauses)


def change_in_words(change: ChangeLine, verb: str) -> str:
    """The change as a sentence without its mark; `verb` is what the grant was called, "ủy quyền" or "phân cấp"."""
    recipients = f" cho {listed(change.recipients)}" if change.recipients else ""
    what = f"việc {verb}{recipients} thực hiện “{change.title or BLANK}” tại {change.instrument or BLANK}"
    return f"{CHANGES[change.action].capitalize()} {what}{_days(change)}"


def _days(change: ChangeLine) -> str:
    """From when the change holds; a revocation has no last day, and an extension tells only its last."""
    if change.action == "extend":
        return f" đến hết {official_day(change.period.last_day)}"
    return _term(Period(change.period.start) if change.action == "revoke" else change.period)


def relations_in_words(relations: Sequence[RelationLine], subject: str) -> list[str]:
    """A sentence without its mark for each relation: "Quyết định này thay thế …"."""
    return [
        f"{subject} {_RELATIONS[relation.relation]} {relation.target or BLANK}{_term(relation.period)}"
        for relation in relations
        if relation.relation in _RELATIONS
    ]


def _term(period: Period) -> str:
    start = f" từ {official_day(period.start)}" if period.start else ""
    return start + (f" đến hết {official_day(period.last_day)}" if period.last_day else "")
