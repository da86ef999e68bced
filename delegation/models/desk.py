from __future__ import annotations

from django.conf import settings
from django.db import models

from delegation.models.dossier import Dossier, DossierStep
from delegation.models.grant import Grant
from units.models import Edition, Unit


class Notice(models.Model):
    """Word to one person that a step of a dossier asks something of them, or tells them something.

    Written in the step's own transaction; sent by e-mail after it (`sent_at`), again later where that failed.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="notices")
    step = models.ForeignKey(DossierStep, models.PROTECT, related_name="notices")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(name="delegation_notice_once_a_step", fields=["user", "step"])]
        indexes = [
            models.Index(
                name="delegation_notice_unsent", fields=["id"], condition=models.Q(sent_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.step_id}"


class Receipt(models.Model):
    """A recipient's unit has taken note of a published grant, as it read at an edition."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="receipts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="receipts")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    user_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="delegation_receipt_once", fields=["grant", "unit", "edition"])
        ]

    def __str__(self) -> str:
        return f"{self.grant_id}: {self.unit_id}"


class ColumnMapping(models.Model):
    """What the columns of an issuer's annexes hold, as somebody last set it right: `columns` by folded heading."""

    issuer = models.CharField(max_length=500, unique=True)
    columns = models.JSONField(default=dict)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.issuer
