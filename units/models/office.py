from __future__ import annotations

from django.db import models

from units.models.entry import Entry, in_order, one_current
from units.models.unit import Unit


class Office(models.Model):
    """A body or post that can hold a power: only its identity."""

    key = models.CharField(max_length=250, primary_key=True)

    def __str__(self) -> str:
        return self.key


class OfficeEntry(Entry):
    """What an office is: a body or post of a unit, existing while its own period and its unit do."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="entries")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="office_entries")
    kind = models.CharField(max_length=50)
    name = models.CharField(max_length=500)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    # The field of law it works in, cited by key: fields are kept with the powers.
    field = models.CharField(max_length=200, blank=True)
    folded = models.TextField(editable=False)

    searched = ("name",)

    class Meta(Entry.Meta):
        constraints = [*Entry.Meta.constraints, in_order("period"), one_current("office")]

    def __str__(self) -> str:
        return self.name
