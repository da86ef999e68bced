from __future__ import annotations

from django.db import models

from units.models import Entry
from units.models.entry import one_current


class Field(models.Model):
    """A field of law: only its identity."""

    key = models.CharField(max_length=200, primary_key=True)

    def __str__(self) -> str:
        return self.key


class FieldEntry(Entry):
    """What a field of law is called."""

    field = models.ForeignKey(Field, models.PROTECT, related_name="entries")
    name = models.CharField(max_length=500)
    folded = models.TextField(editable=False)

    searched = ("name",)

    class Meta(Entry.Meta):
        constraints = [*Entry.Meta.constraints, one_current("field")]

    def __str__(self) -> str:
        return self.name


class Power(models.Model):
    """A function (power and duty): only its identity."""

    key = models.CharField(max_length=200, primary_key=True)

    def __str__(self) -> str:
        return self.key


class PowerEntry(Entry):
    """What a function is: in a field of law, with its procedures (TTHC codes joined by ";") and legal basis."""

    power = models.ForeignKey(Power, models.PROTECT, related_name="entries")
    title = models.TextField()
    field = models.ForeignKey(Field, models.PROTECT, related_name="power_entries")
    procedures = models.TextField(blank=True)
    legal_basis = models.TextField(blank=True)
    delegable = models.BooleanField()
    collective = models.BooleanField()
    confidence = models.CharField(max_length=30)
    note = models.TextField(blank=True)
    folded = models.TextField(editable=False)

    searched = ("title", "procedures")

    class Meta(Entry.Meta):
        constraints = [*Entry.Meta.constraints, one_current("power")]

    def __str__(self) -> str:
        return self.title
