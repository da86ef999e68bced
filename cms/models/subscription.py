"""Who follows what by e-mail, and which topics each edition touched. No account, no cookie, no name.

Of a person only the address, the language, the topic and times are kept; whoever leaves is deleted.
"""

from __future__ import annotations

from typing import Final
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from units.models import Edition

LONGEST_KEY: Final = 250


class TouchedTopic(models.Model):
    """What an edition tells to whoever follows a topic; worked out once, for an edition never changes.

    `tellings` are at most so many as fit a letter, of `total`: table, manner, the entries before and after by their
    numbers, and the first day on which it can be felt. `folded` is what a search is compared with.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=LONGEST_KEY, blank=True)
    folded = models.TextField(blank=True)
    tellings = models.JSONField()
    total = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="cms_touchedtopic_once", fields=["kind", "key", "edition"]),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.kind} {self.key}"


class Subscription(models.Model):
    """One address follows one topic; it counts once its owner has confirmed it.

    The id is the secret by which letters lead back to it: whoever holds a letter may leave, and nobody else.
    `told_edition` and `told_until` are what has been told: every edition so far, and what begins or ends by that day.
    """

    class Frequency(models.TextChoices):
        DAILY = "daily", _("Mỗi ngày, nếu có thay đổi")
        WEEKLY = "weekly", _("Mỗi tuần, nếu có thay đổi")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    address = models.EmailField(max_length=254)
    language = models.CharField(max_length=10)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=LONGEST_KEY, blank=True)
    frequency = models.CharField(max_length=10, choices=Frequency)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    told_edition = models.PositiveIntegerField(default=0)
    told_until = models.DateField(null=True)
    looked_on = models.DateField(null=True)
    # Who is sending to it at the moment: of two runs at once, one.
    claimed_at = models.DateTimeField(null=True)
    refusals = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="cms_subscription_once",
                fields=["address", "kind", "key"],
                violation_error_message=_("Địa chỉ này đã theo dõi mục này."),
            ),
        ]
        indexes = [models.Index(name="cms_subscription_due", fields=["looked_on", "confirmed_at"])]

    def __str__(self) -> str:
        return str(self.pk)


class SubscriptionRequest(models.Model):
    """That somebody asked to follow something, kept for a day as a keyed digest of who: enough to count, no more."""

    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(name="cms_subscriptionrequest_seen", fields=["digest", "at"])]

    def __str__(self) -> str:
        return self.digest[:8]
