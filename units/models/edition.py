from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import connection, connections, models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

# Any number will do, as long as every publication takes the same one.
_PUBLICATION_LOCK = 0x7468_716E


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions, asked for by the time of recording."""

    def latest_number(self) -> int:
        """The number of the newest edition; 0 while nothing has been recorded.

        Every question asks for it, so it is the plain statement: the ORM would take ten times as long to write it.
        """
        with connections[self.db].cursor() as cursor:
            cursor.execute("SELECT MAX(number) FROM units_edition")
            (newest,) = cursor.fetchone()
        return newest or 0

    def number_at(self, known_at: datetime) -> int:
        """The number of the edition that stood at a moment; 0 before the first."""
        return self.filter(recorded_at__lte=known_at).aggregate(newest=models.Max("number"))["newest"] or 0


class Edition(models.Model):
    """One act of recording: a publication, correction or withdrawal, numbered without a gap.

    An edition's row is written last and so seals it: the database lets no entry join or leave a sealed edition.
    """

    class Kind(models.TextChoices):
        PUBLICATION = "publication", _("Công bố")
        CORRECTION = "correction", _("Đính chính")
        WITHDRAWAL = "withdrawal", _("Rút")

    number = models.PositiveIntegerField(primary_key=True)
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="next", editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    recorded_at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="editions")
    # The name stays readable whatever becomes of the account.
    actor_name = models.CharField(max_length=200)
    reason = models.TextField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                name="units_edition_follows_the_previous",
                # The parts say "is not unknown" themselves: to a database, unknown is good enough.
                condition=Q(number=1, previous__isnull=True)
                | Q(previous__isnull=False, number=F("previous") + 1),
                violation_error_message=_("Các lần ghi sổ phải được đánh số liên tục."),
            ),
            models.CheckConstraint(
                name="units_edition_has_a_reason",
                condition=~Q(reason="") & ~Q(actor_name=""),
                violation_error_message=_("Mỗi lần ghi sổ phải có người thực hiện và lý do."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.recorded_at:%Y-%m-%d %H:%M})"


def next_number() -> int:
    """The number of the edition about to be written; until the transaction ends no other can be written.

    Raises TransactionManagementError outside of a transaction.
    """
    transaction.get_connection().validate_no_broken_transaction()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An edition is written in one transaction.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PUBLICATION_LOCK])
    return Edition.objects.latest_number() + 1
