from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from units.models import Edition, Unit


class DossierState(models.TextChoices):
    """How far a dossier has come."""

    DRAFT = "draft", _("Đang soạn")
    SUBMITTED = "submitted", _("Chờ duyệt")
    APPROVED = "approved", _("Đã duyệt, chờ công bố")
    PUBLISHED = "published", _("Đã công bố")
    DISCARDED = "discarded", _("Đã bỏ")


OPEN_STATES = frozenset({DossierState.DRAFT, DossierState.SUBMITTED, DossierState.APPROVED})
CLOSED_STATES = frozenset({DossierState.PUBLISHED, DossierState.DISCARDED})
# What may follow what; the database holds it (delegation/guards.py).
NEXT_STATES = {
    DossierState.DRAFT: frozenset({DossierState.SUBMITTED, DossierState.DISCARDED}),
    DossierState.SUBMITTED: frozenset({DossierState.DRAFT, DossierState.APPROVED}),
    DossierState.APPROVED: frozenset({DossierState.DRAFT, DossierState.PUBLISHED}),
}


class Dossier(models.Model):
    """A bundle in the making: a decision on its way into the register, or a correction or withdrawal of what is there.

    Its rights follow from its unit. Only a draft can be written in; `version` counts each change of its content.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="dossiers", verbose_name=_("Đơn vị"))
    title = models.CharField(_("Tên hồ sơ"), max_length=500)
    reason = models.TextField(
        _("Lý do"), blank=True, help_text=_("Vì sao ghi, đính chính hoặc rút; được lưu cùng lần công bố.")
    )
    # What a person reads in the text, and no row tells: see delegation.diagnostics.Paper.
    states_resources = models.BooleanField(_("Văn bản nêu nguồn lực, cách thực hiện"), null=True, blank=True)
    forbids_passing_on = models.BooleanField(
        _("Văn bản nêu rõ không được ủy quyền lại"), null=True, blank=True
    )
    state = models.CharField(max_length=20, choices=DossierState, default=DossierState.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    next_serial = models.PositiveIntegerField(default=1, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="dossiers", editable=False
    )
    created_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)
    edition = models.OneToOneField(Edition, models.PROTECT, null=True, related_name="dossier", editable=False)

    history = HistoricalRecords(excluded_fields=["version", "next_serial", "changed_at"])

    class Meta:
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="delegation_dossier_published_by_an_edition",
                condition=Q(state=DossierState.PUBLISHED, edition__isnull=False)
                | (~Q(state=DossierState.PUBLISHED) & Q(edition__isnull=True)),
                violation_error_message=_("Hồ sơ chỉ được công bố bằng một lần ghi sổ."),
            ),
            models.CheckConstraint(
                name="delegation_dossier_has_a_title",
                condition=~Q(title=""),
                violation_error_message=_("Hồ sơ phải có tên."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_editable(self) -> bool:
        """Whether its content may change."""
        return self.state == DossierState.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether it is still on its way."""
        return self.state in OPEN_STATES


class DossierLine(models.Model):
    """One row of the interchange format in the making: `cells` by column, perhaps incomplete. No serial is used again.

    An empty `instrument` means the dossier's own. `key` is what a new row is recorded under, set when the dossier is
    submitted. The act "withdraw" takes the recorded row of that key out of the register.
    """

    class Act(models.TextChoices):
        RECORD = "record", _("Ghi")
        WITHDRAW = "withdraw", _("Rút")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="lines")
    table = models.CharField(max_length=40)
    serial = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=Act, default=Act.RECORD)
    cells = models.JSONField(default=dict)
    key = models.CharField(max_length=250, blank=True)
    # Where an imported line stood, and what was written there: {"file", "sheet", "row", "unmatched": {column: text}}.
    origin = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["serial"]
        constraints = [
            models.UniqueConstraint(name="delegation_dossierline_serial_once", fields=["dossier", "serial"])
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.serial}"


class TouchedUnit(models.Model):
    """A unit, other than its own, whose powers a submitted dossier touches and which is therefore asked to agree."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="touched_units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="touching_dossiers")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="delegation_touchedunit_once", fields=["dossier", "unit"])
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.unit_id}"


class DossierContributor(models.Model):
    """Somebody who wrote in a dossier, and therefore can neither approve nor countersign it."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="contributors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="delegation_dossiercontributor_once", fields=["dossier", "user"])
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.user_id}"


class DossierStep(models.Model):
    """One step of a dossier's way, never changed: who took it, when, why, and of which content.

    `content` is the digest (SHA-256, hexadecimal) of what the step was taken on.
    """

    class Kind(models.TextChoices):
        CREATED = "created", _("Lập hồ sơ")
        SUBMITTED = "submitted", _("Trình duyệt")
        RECALLED = "recalled", _("Rút lại để sửa")
        RETURNED = "returned", _("Trả lại")
        APPROVED = "approved", _("Duyệt")
        COUNTERSIGNED = "countersigned", _("Đồng ý")
        PUBLISHED = "published", _("Công bố")
        DISCARDED = "discarded", _("Bỏ hồ sơ")

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=Kind)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    # The unit that a countersign speaks for.
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    content = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="delegation_dossierstep_returned_with_a_reason",
                condition=~Q(kind="returned") | ~Q(note=""),
                violation_error_message=_("Hãy ghi lý do trả lại."),
            ),
            models.CheckConstraint(
                name="delegation_dossierstep_countersign_has_a_unit",
                condition=Q(kind="countersigned", unit__isnull=False)
                | (~Q(kind="countersigned") & Q(unit__isnull=True)),
                violation_error_message=_("Ý kiến đồng ý phải là của một đơn vị."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.kind}"


class WarningAcknowledgement(models.Model):
    """Why a warning was let stand: `finding` is the identity of the diagnostic."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="acknowledgements")
    finding = models.CharField(max_length=500)
    reason = models.TextField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="delegation_warningacknowledgement_once", fields=["dossier", "finding"]
            ),
            models.CheckConstraint(
                name="delegation_warningacknowledgement_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Hãy ghi lý do chấp nhận cảnh báo."),
            ),
        ]

    def __str__(self) -> str:
        return self.finding


def private_files() -> FileSystemStorage:
    """Where the files of dossiers lie: apart from what the web server gives out, behind views that ask for rights."""
    return FileSystemStorage(location=settings.DOSSIER_FILES_ROOT)


def _file_path(file: DossierFile, _name: str) -> str:
    """Under a name of our own: what the sender called it is kept beside it, and never becomes a path."""
    return f"{file.dossier_id}/{uuid.uuid4().hex}"


class DossierFile(models.Model):
    """A file of a dossier: the signed text, its annex, or a paper behind it. `checksum` is its SHA-256, hexadecimal."""

    class Kind(models.TextChoices):
        SIGNED = "signed", _("Bản ký")
        ANNEX = "annex", _("Phụ lục")
        OTHER = "other", _("Tài liệu kèm theo")

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="files")
    kind = models.CharField(_("Loại tệp"), max_length=10, choices=Kind, default=Kind.SIGNED)
    file = models.FileField(_("Tệp"), storage=private_files, upload_to=_file_path, max_length=200)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    checksum = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    history: Any = HistoricalRecords()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
