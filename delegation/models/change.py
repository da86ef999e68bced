from __future__ import annotations

from django.db import models

from delegation.models.grant import Grant
from delegation.models.instrument import Instrument
from units.models import Entry, EntryPart, Office, Scope
from units.models.entry import in_order, one_current, one_of


class ChangeEntry(Entry):
    """A later instrument revokes, suspends or extends a grant, for all of its recipients or for some.

    `since` None: when the instrument begins; `until` is the last day of a suspension or extension.
    """

    change = models.CharField(max_length=250)
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="change_entries")
    action = models.CharField(max_length=20)
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="change_entries")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    note = models.TextField(blank=True)

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            one_current("change"),
            in_order("period", start="since", end="until", closed=True),
        ]

    def __str__(self) -> str:
        return self.change


class ChangeRecipient(EntryPart):
    """An office or scope that a change is for."""

    entry = models.ForeignKey(ChangeEntry, models.CASCADE, related_name="recipients")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    scope = models.ForeignKey(Scope, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            one_of("office_or_scope", ("office", "scope")),
            models.UniqueConstraint(
                name="delegation_changerecipient_office_once", fields=["entry", "office"]
            ),
            models.UniqueConstraint(name="delegation_changerecipient_scope_once", fields=["entry", "scope"]),
        ]

    def __str__(self) -> str:
        return str(self.office_id or self.scope_id)
