"""What the database itself refuses of dossiers: triggers, beside those of the register (units/guards.py).

A dossier that is not a draft keeps its content; its steps are never rewritten; who wrote in it cannot approve it; it
goes only the ways there are, and is published only when somebody else has approved what it then holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from delegation.models import (
    Dossier,
    DossierContributor,
    DossierDocument,
    DossierFile,
    DossierLine,
    DossierStep,
    Receipt,
    TouchedUnit,
    WarningAcknowledgement,
)
from delegation.models.dossier import NEXT_STATES, DossierState
from units.guards import Guard, differs

MESSAGES: Final[dict[str, Promise | str]] = {
    "dossier_not_a_draft": _("Hồ sơ không còn là bản đang soạn; hãy rút lại hoặc trả lại rồi mới sửa."),
    "dossier_not_deleted": _("Hồ sơ không bị xóa; hãy bỏ hồ sơ, mọi việc đã làm vẫn được giữ."),
    "dossier_out_of_turn": _("Hồ sơ không đi được bước này từ tình trạng hiện tại; hãy tải lại trang."),
    "dossier_not_approved": _("Hồ sơ chưa được người khác duyệt đúng nội dung này."),
    "four_eyes": _("Người đã soạn hồ sơ không được duyệt hoặc thay mặt đơn vị đồng ý chính hồ sơ đó."),
    "step_not_changed": _("Các bước đã qua của hồ sơ không được sửa hoặc xóa."),
    "receipt_not_changed": _("Việc đã tiếp nhận không được sửa hoặc xóa."),
}
_MAY_CHANGE_AFTER_SUBMISSION: Final = frozenset({"state", "edition", "changed_at"})


def guards() -> Iterator[Guard]:
    """Every trigger on dossiers."""
    yield from _guards_of_dossier()
    for part in (DossierLine, DossierFile, DossierDocument, TouchedUnit, WarningAcknowledgement):
        yield from _guards_of_part(part)
    yield from _guards_of_steps()
    yield from _never_changed(DossierContributor, "step_not_changed")
    yield from _never_changed(Receipt, "receipt_not_changed")


def _guards_of_dossier() -> Iterator[Guard]:
    table = Dossier._meta.db_table
    yield Guard("dossier_not_deleted", table, "BEFORE", "DELETE", "1 = 1")
    yield Guard("dossier_not_deleted", table, "BEFORE", "INSERT", _exists(Dossier), only_sqlite=True)
    changed = " OR ".join(
        differs(field.column)
        for field in Dossier._meta.concrete_fields
        if field.name not in _MAY_CHANGE_AFTER_SUBMISSION
    )
    is_draft = f"OLD.state = '{DossierState.DRAFT}'"
    yield Guard("dossier_not_a_draft", table, "BEFORE", "UPDATE", f"NOT ({is_draft}) AND ({changed})")
    ways = " OR ".join(
        f"(OLD.state = '{old}' AND NEW.state = '{new}')"
        for old, following in NEXT_STATES.items()
        for new in sorted(following)
    )
    closed = f"(NEW.state = OLD.state AND OLD.edition_id IS NOT NULL AND {differs('edition_id')})"
    moved = f"(NEW.state <> OLD.state AND NOT ({ways}))"
    yield Guard("dossier_out_of_turn", table, "BEFORE", "UPDATE", f"{moved} OR {closed}")
    begun = f"NEW.state <> '{DossierState.DRAFT}'"
    yield Guard("dossier_out_of_turn", table, "BEFORE", "INSERT", begun)
    conditions = []
    for state in (DossierState.APPROVED, DossierState.PUBLISHED):
        entering = f"NEW.state = '{state}' AND OLD.state <> '{state}' AND NOT {_approved_since_submission()}"
        conditions.append(f"({entering})")
    yield Guard("dossier_not_approved", table, "BEFORE", "UPDATE", " OR ".join(conditions))


def _approved_since_submission() -> str:
    """Whether the newest submission was approved after it, in the same content, by somebody who did not write in it."""
    steps, contributors = DossierStep._meta.db_table, DossierContributor._meta.db_table
    newest = (
        f"SELECT MAX(submitted.id) FROM {steps} submitted"
        " WHERE submitted.dossier_id = NEW.id AND submitted.kind = 'submitted'"
    )
    content = f"SELECT same.content FROM {steps} same WHERE same.id = ({newest})"
    wrote = (
        f"SELECT 1 FROM {contributors} wrote"
        " WHERE wrote.dossier_id = NEW.id AND wrote.user_id = approval.actor_id"
    )
    return (
        f"EXISTS (SELECT 1 FROM {steps} approval WHERE approval.dossier_id = NEW.id"
        f" AND approval.kind = 'approved' AND approval.id > ({newest})"
        f" AND approval.content = ({content}) AND NOT EXISTS ({wrote}))"
    )


def _guards_of_part(model: type[models.Model]) -> Iterator[Guard]:
    """The parts of a dossier change only while it is a draft."""
    table = model._meta.db_table

    def frozen(row: str) -> str:
        return (
            f"EXISTS (SELECT 1 FROM {Dossier._meta.db_table} dossier"
            f" WHERE dossier.id = {row}.dossier_id AND dossier.state <> '{DossierState.DRAFT}')"
        )

    yield Guard("dossier_not_a_draft", table, "BEFORE", "INSERT", frozen("NEW"))
    yield Guard("dossier_not_a_draft", table, "BEFORE", "DELETE", frozen("OLD"))
    yield Guard(
        "dossier_not_a_draft",
        table,
        "BEFORE",
        "UPDATE",
        f"{frozen('OLD')} OR {frozen('NEW')} OR {differs('dossier_id')}",
    )
    yield Guard("dossier_not_deleted", table, "BEFORE", "INSERT", _exists(model), only_sqlite=True)


def _guards_of_steps() -> Iterator[Guard]:
    table = DossierStep._meta.db_table
    yield from _never_changed(DossierStep, "step_not_changed")
    wrote = (
        f"EXISTS (SELECT 1 FROM {DossierContributor._meta.db_table} wrote"
        " WHERE wrote.dossier_id = NEW.dossier_id AND wrote.user_id = NEW.actor_id)"
    )
    yield Guard(
        "four_eyes", table, "BEFORE", "INSERT", f"NEW.kind IN ('approved', 'countersigned') AND {wrote}"
    )


def _never_changed(model: type[models.Model], message: str) -> Iterator[Guard]:
    table = model._meta.db_table
    yield Guard(message, table, "BEFORE", "UPDATE", "1 = 1")
    yield Guard(message, table, "BEFORE", "DELETE", "1 = 1")
    yield Guard(message, table, "BEFORE", "INSERT", _exists(model), only_sqlite=True)


def _exists(model: Any) -> str:
    """Whether a row of that number is there: on SQLite, REPLACE would push it out without asking."""
    return f"EXISTS (SELECT 1 FROM {model._meta.db_table} other WHERE other.id = NEW.id)"
