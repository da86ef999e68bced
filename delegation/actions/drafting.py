"""Writing a dossier: cell by cell, so that two people in one dossier overwrite nothing of each other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from delegation.actions.refusal import ActionRefused, require_right
from delegation.actions.trail import sign
from delegation.bundle.format import TABLES
from delegation.dossiers.content import unknown_columns
from delegation.models import (
    Dossier,
    DossierContributor,
    DossierFile,
    DossierLine,
    DossierState,
    DossierStep,
    WarningAcknowledgement,
)
from units import clock
from units.models import Unit, User
from units.rights import Right
from units.text import normalise

MOST_LINES: Final = 5_000
LARGEST_FILE: Final = 50 * 2**20
_LONGEST_CELL: Final = 20_000
_LONGEST_TITLE: Final = 500


@dataclass(frozen=True, slots=True)
class LineEdit:
    """What somebody did to a line: for each column the text they saw, and the one they wrote.

    A line that is not there yet is made, in `table`, with the act; its id is the writer's own, so that a second
    sending of the same edit makes no second line.
    """

    id: UUID
    cells: Mapping[str, tuple[str, str]]
    table: str = ""
    act: str = DossierLine.Act.RECORD
    origin: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that somebody else has changed in the meantime: what it was, what they wrote, and what was to be written.

    `column` None: the whole line has been taken away.
    """

    line: UUID
    column: str | None
    was: str
    theirs: str
    mine: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a saving did: the lines as they now are, and the cells that were not written."""

    version: int
    lines: tuple[DossierLine, ...]
    conflicts: tuple[Conflict, ...] = ()


@transaction.atomic
def create_dossier(*, unit: Unit, title: str, acting_user: User, reason: str = "") -> Dossier:
    """Begin a dossier for a unit. Raises ActionRefused without the right to draft for it, or without a title."""
    require_right(acting_user, Right.DRAFT, unit, _("Bạn không có quyền soạn hồ sơ cho đơn vị này."))
    title = normalise(title).strip()
    _require_title(title)
    now = clock.now()
    dossier = Dossier(
        unit=unit, title=title, reason=reason.strip(), author=acting_user, created_at=now, changed_at=now
    )
    sign(dossier, acting_user, _("Lập hồ sơ"))
    dossier.save()
    DossierContributor.objects.create(dossier=dossier, user=acting_user)
    DossierStep.objects.create(
        dossier=dossier,
        kind=DossierStep.Kind.CREATED,
        actor=acting_user,
        actor_name=acting_user.get_full_name() or acting_user.get_username(),
        at=now,
    )
    return dossier


@transaction.atomic
def state_dossier(
    dossier: Dossier, stated: Mapping[str, tuple[Any, Any]], *, acting_user: User
) -> tuple[Dossier, tuple[str, ...]]:
    """Change what a dossier states of itself: by field, what was seen and what is to stand.

    Returns the dossier, and the fields that were not written because somebody else had changed them meanwhile.
    Raises ActionRefused.
    """
    draft = open_draft(dossier, acting_user)
    unknown = stated.keys() - {"title", "reason", "states_resources", "forbids_passing_on"}
    if unknown:
        raise ActionRefused(_("Hồ sơ không có mục %s.") % ", ".join(sorted(unknown)))
    missed = []
    for name, (seen, wanted) in stated.items():
        current = getattr(draft, name)
        if current == wanted:
            continue
        if current != seen:
            missed.append(name)
            continue
        setattr(draft, name, normalise(wanted).strip() if isinstance(wanted, str) else wanted)
    _require_title(draft.title)
    sign(draft, acting_user, _("Sửa hồ sơ"))
    draft.save()
    note_change(draft, acting_user)
    return draft, tuple(missed)


@transaction.atomic
def save_lines(dossier: Dossier, edits: Sequence[LineEdit], *, acting_user: User, reason: str = "") -> Saved:
    """Write cells of a draft, each only if it still reads as the writer saw it. Raises ActionRefused."""
    draft = open_draft(dossier, acting_user)
    named = DossierLine.objects.filter(pk__in=[edit.id for edit in edits])
    known = {line.pk: line for line in named}
    if any(line.dossier_id != draft.pk for line in known.values()):
        raise ActionRefused(_("Có dòng thuộc hồ sơ khác; hãy tải lại trang."))
    for edit in edits:
        _require_sound(edit, known.get(edit.id))
    _require_room(draft, sum(edit.id not in known for edit in edits))
    removed = _removed(draft, [edit.id for edit in edits if edit.id not in known])
    made: dict[UUID, DossierLine] = {}
    changed: dict[UUID, DossierLine] = {}
    conflicts: list[Conflict] = []
    for edit in edits:
        line = known.get(edit.id) or made.get(edit.id)
        if line is None and edit.id in removed:
            conflicts.append(Conflict(edit.id, None, "", "", "", removed[edit.id]))
        elif line is None:
            made[edit.id] = _new_line(draft, edit, len(made))
        elif written := _write_cells(line, edit, conflicts):
            changed[line.pk] = written
    _store(
        draft,
        list(made.values()),
        [line for key, line in changed.items() if key not in made],
        acting_user,
        reason,
    )
    version = note_change(draft, acting_user, lines=len(made)) if made or changed else draft.version
    told = tuple(_with_writer(draft, conflict) for conflict in conflicts)
    return Saved(version, (*made.values(), *changed.values()), told)


@transaction.atomic
def remove_lines(dossier: Dossier, seen: Mapping[UUID, int], *, acting_user: User, reason: str = "") -> Saved:
    """Take lines out of a draft, each only if it is still of the version that was seen. Raises ActionRefused."""
    draft = open_draft(dossier, acting_user)
    conflicts = []
    removed = 0
    for line in draft.lines.filter(pk__in=list(seen)):
        if line.version != seen[line.pk]:
            conflicts.append(_with_writer(draft, Conflict(line.pk, None, "", "", "")))
            continue
        sign(line, acting_user, reason or _("Bỏ dòng khỏi hồ sơ"))
        line.delete()
        removed += 1
    version = note_change(draft, acting_user) if removed else draft.version
    return Saved(version, (), tuple(conflicts))


@transaction.atomic
def acknowledge_warning(dossier: Dossier, finding: str, *, acting_user: User, reason: str) -> None:
    """Let a warning stand, with the reason, which is kept. Raises ActionRefused."""
    draft = open_draft(dossier, acting_user)
    reason = normalise(reason).strip()
    if not reason:
        raise ActionRefused(_("Hãy ghi lý do chấp nhận cảnh báo."))
    kept = WarningAcknowledgement.objects.filter(dossier=draft, finding=finding).first()
    acknowledgement = kept or WarningAcknowledgement(dossier=draft, finding=finding)
    acknowledgement.reason, acknowledgement.user, acknowledgement.at = reason, acting_user, clock.now()
    sign(acknowledgement, acting_user, reason)
    acknowledgement.save()
    note_change(draft, acting_user)


@transaction.atomic
def attach_file(dossier: Dossier, upload: UploadedFile[Any], *, kind: str, acting_user: User) -> DossierFile:
    """Keep a file with a draft, under its checksum. Raises ActionRefused for one too large or of no known kind."""
    draft = open_draft(dossier, acting_user)
    if kind not in DossierFile.Kind.values:
        raise ActionRefused(_("Hãy chọn loại tệp."))
    size = upload.size or 0
    if not 0 < size <= LARGEST_FILE:
        raise ActionRefused(_("Tệp phải có nội dung và nhiều nhất %d MiB.") % (LARGEST_FILE // 2**20))
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    file = DossierFile(
        dossier=draft,
        kind=kind,
        file=upload,
        name=normalise(upload.name or "")[-255:],
        size=size,
        checksum=digest.hexdigest(),
        added_by=acting_user,
        added_at=clock.now(),
    )
    sign(file, acting_user, _("Thêm tệp"))
    file.save()
    note_change(draft, acting_user)
    return file


@transaction.atomic
def detach_file(file: DossierFile, *, acting_user: User) -> None:
    """Take a file off a draft. What it was, who added it and its checksum stay in the history, and so do its bytes."""
    draft = open_draft(file.dossier, acting_user)
    sign(file, acting_user, _("Bỏ tệp"))
    file.delete()
    note_change(draft, acting_user)


def open_draft(dossier: Dossier, acting_user: User) -> Dossier:
    """The dossier, locked until the transaction ends, if the person may write in it now. Raises ActionRefused."""
    locked = Dossier.objects.select_for_update().get(pk=dossier.pk)
    require_right(
        acting_user, Right.DRAFT, locked.unit_id, _("Bạn không có quyền soạn hồ sơ của đơn vị này.")
    )
    if locked.state != DossierState.DRAFT:
        raise ActionRefused(
            _("Hồ sơ “%(title)s” đang ở tình trạng “%(state)s” nên không sửa được.")
            % {"title": locked.title, "state": locked.get_state_display()}
        )
    return locked


def note_change(draft: Dossier, acting_user: User, *, lines: int = 0) -> int:
    """Count a change of content, and remember who made it; returns the new version.

    The counters are no content and have no history, so they are written past it.
    """
    Dossier.objects.filter(pk=draft.pk).update(
        version=F("version") + 1, next_serial=F("next_serial") + lines, changed_at=clock.now()
    )
    DossierContributor.objects.get_or_create(dossier=draft, user=acting_user)
    return draft.version + 1


def _require_title(title: str) -> None:
    if not title:
        raise ActionRefused(_("Hãy đặt tên cho hồ sơ."))
    if len(title) > _LONGEST_TITLE:
        raise ActionRefused(_("Tên hồ sơ dài quá %d ký tự; hãy rút gọn.") % _LONGEST_TITLE)


def _require_sound(edit: LineEdit, line: DossierLine | None) -> None:
    """A line stays in its table, whatever the edit says of it."""
    table = line.table if line else edit.table
    if table not in TABLES or edit.act not in DossierLine.Act.values:
        raise ActionRefused(_("Dòng gửi lên không thuộc bảng nào của sổ."))
    wrong = unknown_columns(table, {name: now for name, (_was, now) in edit.cells.items()})
    if wrong:
        raise ActionRefused(", ".join(wrong))
    if any(len(now) > _LONGEST_CELL for _was, now in edit.cells.values()):
        raise ActionRefused(_("Có ô dài quá %d ký tự; hãy rút gọn.") % _LONGEST_CELL)


def _require_room(draft: Dossier, more: int) -> None:
    if more and draft.lines.count() + more > MOST_LINES:
        raise ActionRefused(_("Một hồ sơ có nhiều nhất %d dòng; hãy chia thành nhiều hồ sơ.") % MOST_LINES)


def _removed(draft: Dossier, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Of the ids, those of lines that were taken out, with the name of who did it."""
    gone = DossierLine.history.filter(dossier_id=draft.pk, id__in=list(ids), history_type="-")
    return {line.id: _named(line.history_user) for line in gone.select_related("history_user")}


def _new_line(draft: Dossier, edit: LineEdit, before: int) -> DossierLine:
    return DossierLine(
        id=edit.id,
        dossier=draft,
        table=edit.table,
        serial=draft.next_serial + before,
        act=edit.act,
        cells={name: normalise(now) for name, (_was, now) in edit.cells.items() if now},
        origin=dict(edit.origin),
    )


def _write_cells(line: DossierLine, edit: LineEdit, conflicts: list[Conflict]) -> DossierLine | None:
    """Write what may be written into the line; None if nothing was."""
    cells = dict(line.cells)
    for name, (was, wanted) in edit.cells.items():
        current, mine = cells.get(name, ""), normalise(wanted)
        if current == mine:
            continue
        if current != normalise(was):
            conflicts.append(Conflict(line.pk, name, was, current, mine))
        elif mine:
            cells[name] = mine
        else:
            del cells[name]
    if cells == line.cells:
        return None
    line.cells = cells
    line.version += 1
    return line


def _store(
    draft: Dossier, made: list[DossierLine], changed: list[DossierLine], acting_user: User, reason: str
) -> None:
    trail = {"default_user": acting_user, "default_change_reason": reason or _("Soạn hồ sơ")}
    if made:
        bulk_create_with_history(made, DossierLine, batch_size=500, **trail)
    if changed:
        bulk_update_with_history(changed, DossierLine, ["cells", "version"], batch_size=100, **trail)


def _with_writer(draft: Dossier, conflict: Conflict) -> Conflict:
    """The conflict with the name of who last wrote the line."""
    if conflict.by:
        return conflict
    last = (
        DossierLine.history.filter(dossier_id=draft.pk, id=conflict.line)
        .select_related("history_user")
        .order_by("-history_date", "-history_id")
        .first()
    )
    by = _named(last.history_user) if last else ""
    return Conflict(conflict.line, conflict.column, conflict.was, conflict.theirs, conflict.mine, by)


def _named(user: User | None) -> str:
    return "" if user is None else user.get_full_name() or user.get_username()
