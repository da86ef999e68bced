"""How a dossier begins: as a new decision with its document, or as a correction or withdrawal of what is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import uuid4

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegation.actions.drafting import LineEdit, create_dossier, save_lines
from delegation.actions.refusal import ActionRefused
from delegation.models import Dossier
from delegation.reading import register_at
from units import clock
from units.models import Unit, User

_TYPE_OF_DECISION: Final = "Quyết định"


class Start(models.TextChoices):
    """What a dossier is for."""

    NEW = "new", gettext_lazy("Quyết định mới")
    CORRECTION = "correction", gettext_lazy("Đính chính điều sổ ghi sai")
    WITHDRAWAL = "withdrawal", gettext_lazy("Rút khỏi sổ điều ghi nhầm")


@transaction.atomic
def start_dossier(
    *,
    unit: Unit,
    title: str,
    start: str,
    acting_user: User,
    reason: str = "",
    edits: Iterable[LineEdit] = (),
) -> Dossier:
    """Begin a dossier with its first lines. Raises ActionRefused, and then there is none.

    A new decision gets the line of its own document; a correction or a withdrawal must say why, and brings its lines
    as `edits`: those of the records that somebody chose.
    """
    if start not in Start.values:
        raise ActionRefused(_("Hãy chọn hồ sơ dùng để làm gì."))
    if start != Start.NEW and not reason.strip():
        raise ActionRefused(_("Hãy ghi lý do đính chính hoặc rút; lý do được lưu cùng lần công bố."))
    dossier = create_dossier(unit=unit, title=title, reason=reason, acting_user=acting_user)
    first = [_own_document(unit), *edits] if start == Start.NEW else list(edits)
    if first:
        save_lines(dossier, first, acting_user=acting_user, reason=_("Lập hồ sơ"))
    dossier.refresh_from_db()
    return dossier


def _own_document(unit: Unit) -> LineEdit:
    """The line of a decision that is still to be numbered, by the committee of the unit where one is recorded."""
    directory, today = register_at().directory, clock.today()
    committees = [
        office.name
        for office in directory.at_unit(unit.pk)
        if office.kind == "committee" and directory.exists(office.office, today)
    ]
    said = {"type": _TYPE_OF_DECISION, "issuer": next(iter(committees), "")}
    return LineEdit(
        uuid4(), {column: ("", text) for column, text in said.items() if text}, table="instruments"
    )
