"""Correction and withdrawal of what is recorded: each begins as lines of a dossier that hold what the register says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from delegation.actions.drafting import LineEdit, create_dossier, note_change, open_draft, save_lines
from delegation.actions.refusal import ActionRefused
from delegation.bundle.faults import quoted
from delegation.bundle.rows import Cells
from delegation.dossiers.correcting import carried_over, cells_by_column
from delegation.dossiers.entries import RecordKey, recorded_cells
from delegation.dossiers.trail import MovedOn, moved_on, record_of
from delegation.models import Dossier, DossierLine
from units.models import Edition, Unit, User

_MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to do with records of the register: correct them, or with the act "withdraw" take them out.

    `as_of`: an edition whose readings are to stand again. The same `sending` twice is one wish.
    """

    records: tuple[RecordKey, ...]
    act: str = DossierLine.Act.RECORD
    as_of: int | None = None
    sending: UUID = field(default_factory=uuid4)

    def line_id(self, record: RecordKey) -> UUID:
        """The id of the line that is made for a record."""
        return uuid5(self.sending, "\n".join((record.table, *record.key)))


@dataclass(frozen=True, slots=True)
class Begun:
    """A dossier with its new lines; `already` are records about which it had a line before."""

    dossier: Dossier
    lines: tuple[DossierLine, ...]
    already: tuple[RecordKey, ...] = ()


@transaction.atomic
def begin_correction(wish: Wish, *, unit: Unit, title: str, reason: str, acting_user: User) -> Begun:
    """Begin a dossier of a unit whose lines hold what the register says; the reason becomes the edition's.

    Raises ActionRefused, and then there is no dossier.
    """
    _require_sound(wish, reason)
    sent_before = _sent_before(wish, acting_user)
    if sent_before is not None:
        return sent_before
    dossier = create_dossier(unit=unit, title=title, reason=reason, acting_user=acting_user)
    return _add(wish, dossier, acting_user, reason.strip())


@transaction.atomic
def add_corrections(wish: Wish, dossier: Dossier, *, reason: str, acting_user: User) -> Begun:
    """The same in a draft that there is; the reason is kept with the lines. Raises ActionRefused."""
    _require_sound(wish, reason)
    sent_before = _sent_before(wish, acting_user)
    if sent_before is not None:
        return sent_before
    return _add(wish, open_draft(dossier, acting_user), acting_user, reason.strip())


@transaction.atomic
def carry_over(dossier: Dossier, seen: Mapping[UUID, int], *, acting_user: User) -> list[DossierLine]:
    """Bring lines up to what is recorded now, keeping what was changed in them, each if it is of the version seen.

    Raises ActionRefused.
    """
    draft = open_draft(dossier, acting_user)
    edition = Edition.objects.latest_number()
    moved = {one.line.pk: one for one in moved_on(draft)}
    lines = []
    for line, version in seen.items():
        if line not in moved or moved[line].line.version != version:
            raise ActionRefused(_("Có dòng đã được sửa hoặc cập nhật từ lúc bạn xem; hãy tải lại trang."))
        lines.append(_brought_up(moved[line], edition))
    bulk_update_with_history(
        lines,
        DossierLine,
        ["cells", "origin", "version"],
        default_user=acting_user,
        default_change_reason=_("Cập nhật theo lần ghi sổ %d") % edition,
    )
    if lines:
        note_change(draft, acting_user)
    return lines


def _brought_up(moved: MovedOn, edition: int) -> DossierLine:
    line = moved.line
    if moved.recorded is not None and moved.began is not None:
        line.cells = carried_over(line.table, line.cells, moved.began, moved.recorded).cells
    line.origin = {**line.origin, "edition": edition}
    line.version += 1
    return line


def _require_sound(wish: Wish, reason: str) -> None:
    if not wish.records:
        raise ActionRefused(_("Hãy chọn ít nhất một bản ghi."))
    if not reason.strip():
        raise ActionRefused(_("Hãy ghi lý do; lý do được lưu cùng lần ghi sổ."))


def _sent_before(wish: Wish, user: User) -> Begun | None:
    """What an earlier sending of the same form by the same person made; of somebody else's nothing is told."""
    lines = DossierLine.objects.filter(
        pk__in=list(map(wish.line_id, wish.records)), dossier__contributors__user=user
    )
    made = tuple(lines.select_related("dossier").order_by("serial"))
    return Begun(made[0].dossier, made) if made else None


def _add(wish: Wish, dossier: Dossier, acting_user: User, reason: str) -> Begun:
    known = {record_of(line) for line in dossier.lines.all()}
    fresh = [record for record in dict.fromkeys(wish.records) if record not in known]
    if not fresh:
        raise ActionRefused(_("Hồ sơ đã có dòng về các bản ghi này; hãy sửa ngay trong hồ sơ."))
    edition = Edition.objects.latest_number()
    origin = {"edition": edition} if wish.as_of is None else {"edition": edition, "as_of": wish.as_of}
    readings = _current(fresh) if wish.as_of is None else _former(fresh, wish.as_of)
    edits = [
        LineEdit(
            wish.line_id(record),
            {name: ("", text) for name, text in cells_by_column(record.table, cells).items()},
            record.table,
            wish.act,
            origin,
        )
        for record, cells in readings.items()
    ]
    saved = save_lines(dossier, edits, acting_user=acting_user, reason=reason)
    return Begun(dossier, saved.lines, tuple(record for record in wish.records if record in known))


def _current(records: list[RecordKey]) -> dict[RecordKey, Cells]:
    """What the register says. Raises ActionRefused for a record that it does not have."""
    now = recorded_cells(records)
    missing = [record for record in records if record not in now]
    if missing:
        raise ActionRefused(_("Sổ hiện không ghi %s; hãy tải lại trang rồi chọn lại.") % _named(missing))
    return {record: now[record] for record in records}


def _former(records: list[RecordKey], edition: int) -> dict[RecordKey, Cells]:
    """What the register said at an edition. Raises ActionRefused where it said nothing, or still says the same."""
    then, now = recorded_cells(records, edition), recorded_cells(records)
    missing = [record for record in records if record not in then]
    if missing:
        raise ActionRefused(
            _("Ở lần ghi %(edition)d sổ không ghi %(records)s; hãy chọn lần khác.")
            % {"edition": edition, "records": _named(missing)}
        )
    if all(then[record] == now.get(record) for record in records):
        raise ActionRefused(_("Sổ hiện ghi đúng như lần ghi %d; không có gì để khôi phục.") % edition)
    return {record: then[record] for record in records}


def _named(records: list[RecordKey]) -> str:
    shown = ", ".join(quoted(" ".join(filter(None, record.key))) for record in records[:_MOST_NAMED])
    return shown if len(records) <= _MOST_NAMED else f"{shown}, …"
