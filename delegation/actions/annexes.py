"""An annex on its way into a dossier: taken in, decided about, and imported whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from delegation.actions.drafting import LineEdit, attach_file, open_draft, save_lines
from delegation.actions.refusal import ActionRefused
from delegation.dossiers.annex_choices import Choices
from delegation.dossiers.importing import ImportedLine
from delegation.models import AnnexUpload, ColumnMapping, Dossier, DossierFile, DossierLine
from units import clock
from units.models import User
from units.text import normalise

LARGEST_ANNEX: Final = 20 * 2**20
KEPT_FOR: Final = timedelta(hours=24)
_MOST_HEADINGS: Final = 500


@transaction.atomic
def take_in(dossier: Dossier, upload: UploadedFile[Any], *, is_kept: bool, acting_user: User) -> AnnexUpload:
    """Keep an annex apart until its lines are imported; an earlier one of the same person and dossier is let go.

    Whether the file can be read is for delegation.annex to say. Raises ActionRefused.
    """
    draft = open_draft(dossier, acting_user)
    size = upload.size or 0
    if not 0 < size <= LARGEST_ANNEX:
        raise ActionRefused(
            _("Tệp phải có nội dung và nhiều nhất %d MiB; hãy tách phụ lục thành nhiều tệp nhỏ hơn.")
            % (LARGEST_ANNEX // 2**20)
        )
    forget_old_uploads()
    _forget(list(AnnexUpload.objects.filter(dossier=draft, user=acting_user, imported_at=None)))
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    kept = AnnexUpload(
        dossier=draft,
        user=acting_user,
        file=upload,
        name=normalise(upload.name or "")[-255:],
        size=size,
        checksum=digest.hexdigest(),
        is_kept=is_kept,
        uploaded_at=clock.now(),
    )
    kept.save()
    return kept


@transaction.atomic
def decide(upload: AnnexUpload, choices: Choices, *, acting_user: User) -> None:
    """Keep what a person has decided about an annex. Raises ActionRefused."""
    open_draft(upload.dossier, acting_user)
    upload.choices = choices.as_json()
    upload.save(update_fields=["choices"])


@transaction.atomic
def give_up(upload: AnnexUpload, *, acting_user: User) -> None:
    """Let an annex go without importing it. Raises ActionRefused."""
    open_draft(upload.dossier, acting_user)
    _forget([upload])


@transaction.atomic
def import_annex(
    upload: AnnexUpload,
    lines: Sequence[ImportedLine],
    *,
    issuer: str,
    columns: Mapping[str, str],
    is_wanted_again: bool,
    acting_user: User,
) -> int:
    """Append the lines of an annex to its dossier, and remember its columns for the issuer; returns how many lines.

    A second sending of the same import does nothing, and returns 0. Raises ActionRefused; then nothing is written.
    """
    draft = open_draft(upload.dossier, acting_user)
    kept = AnnexUpload.objects.select_for_update().get(pk=upload.pk)
    if kept.imported_at is not None:
        return 0
    if not lines:
        raise ActionRefused(_("Không có dòng nào để nhập; hãy xem lại các cột và các bảng được chọn."))
    if imported_before(draft, kept.checksum) and not is_wanted_again:
        raise ActionRefused(
            _("Tệp này đã được nhập vào hồ sơ; hãy đánh dấu “Nhập thêm lần nữa” nếu đúng ý bạn.")
        )
    reason = _("Nhập từ phụ lục “%(name)s”") % {"name": kept.name}
    save_lines(draft, [_edit(line) for line in lines], acting_user=acting_user, reason=reason[:100])
    _remember(issuer, columns, acting_user)
    if kept.is_kept:
        with kept.file.open("rb") as file:
            copy = UploadedFile(file, kept.name, size=kept.size)
            attach_file(draft, copy, kind=DossierFile.Kind.ANNEX, acting_user=acting_user)
    kept.imported_at = clock.now()
    _let_go_of_file(kept)
    kept.save(update_fields=["imported_at", "file"])
    return len(lines)


def imported_before(dossier: Dossier, checksum: str) -> int:
    """How many lines of the dossier came from a file of that checksum."""
    return DossierLine.objects.filter(dossier=dossier, origin__checksum=checksum).count()


def forget_old_uploads() -> None:
    """Let go of every annex that has waited too long, whoever sent it."""
    _forget(list(AnnexUpload.objects.filter(uploaded_at__lt=clock.now() - KEPT_FOR)))


def _forget(uploads: Sequence[AnnexUpload]) -> None:
    for upload in uploads:
        _let_go_of_file(upload)
        upload.delete()


def _let_go_of_file(upload: AnnexUpload) -> None:
    """The file goes once it is certain that nothing needs it any longer."""
    name, storage = upload.file.name, upload.file.storage
    if name:
        upload.file = ""
        transaction.on_commit(lambda: storage.delete(name), robust=True)


def _edit(line: ImportedLine) -> LineEdit:
    cells = {column: ("", text) for column, text in line.cells.items()}
    return LineEdit(line.id, cells, line.table, DossierLine.Act.RECORD, line.origin)


def _remember(issuer: str, columns: Mapping[str, str], user: User) -> None:
    """What the headings of an issuer mean, the latest word first; those of long ago are let go."""
    known, _is_new = ColumnMapping.objects.get_or_create(
        issuer=issuer[:500], defaults={"user": user, "at": clock.now()}
    )
    merged = {**columns, **{name: target for name, target in known.columns.items() if name not in columns}}
    known.columns = dict(list(merged.items())[:_MOST_HEADINGS])
    known.user, known.at = user, clock.now()
    known.save()
