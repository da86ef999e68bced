from __future__ import annotations

from django.db import models

from delegation.models.instrument import Instrument
from delegation.models.power import Power
from units.models import Entry, EntryPart, Office, Scope, Unit
from units.models.entry import in_order, one_current, one_of


class Grant(models.Model):
    """A provision by which recipients come to hold, or lose, a power: only its identity."""

    key = models.CharField(max_length=250, primary_key=True)

    def __str__(self) -> str:
        return self.key


class GrantEntry(Entry):
    """By this provision of this instrument these recipients hold this power, on a territory, within limits.

    `territory_as_of` is the last day of the map that is meant; `limits` are comparisons joined by ";".
    """

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="entries")
    power = models.ForeignKey(Power, models.PROTECT, related_name="grant_entries")
    kind = models.CharField(max_length=30)
    grantor = models.ForeignKey(Office, models.PROTECT, null=True, related_name="grant_entries_made")
    territory = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="grant_entries")
    territory_as_of = models.DateField(null=True)
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="grant_entries")
    citation = models.TextField(blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    limits = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    confidence = models.CharField(max_length=30)
    note = models.TextField(blank=True)

    class Meta(Entry.Meta):
        constraints = [*Entry.Meta.constraints, in_order("period"), one_current("grant")]

    def __str__(self) -> str:
        return self.grant_id


class GrantRecipient(EntryPart):
    """An office, or a scope of offices, that a grant goes to."""

    entry = models.ForeignKey(GrantEntry, models.CASCADE, related_name="recipients")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    scope = models.ForeignKey(Scope, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            one_of("office_or_scope", ("office", "scope")),
            models.UniqueConstraint(name="delegation_grantrecipient_office_once", fields=["entry", "office"]),
            models.UniqueConstraint(name="delegation_grantrecipient_scope_once", fields=["entry", "scope"]),
        ]

    def __str__(self) -> str:
        return str(self.office_id or self.scope_id)
