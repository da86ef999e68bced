from __future__ import annotations

from django.db import models

from units.models.entry import Entry, EntryPart, one_current, one_of
from units.models.office import Office
from units.models.unit import Unit


class Scope(models.Model):
    """A class of offices as decisions name it ("Chủ tịch UBND xã, phường, đặc khu"): only its identity."""

    key = models.CharField(max_length=200, primary_key=True)

    def __str__(self) -> str:
        return self.key


class ScopeEntry(Entry):
    """Who falls under a scope: offices of a kind, at units of some kinds, within a unit; blank asks nothing."""

    scope = models.ForeignKey(Scope, models.PROTECT, related_name="entries")
    name = models.CharField(max_length=500)
    office_kind = models.CharField(max_length=50)
    # Kinds of unit joined by ";", in the order of code points.
    unit_kinds = models.CharField(max_length=500, blank=True)
    within = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="scopes_within")

    class Meta(Entry.Meta):
        constraints = [*Entry.Meta.constraints, one_current("scope")]

    def __str__(self) -> str:
        return self.name


class ScopeException(EntryPart):
    """A unit, with the units under it, or an office that a scope leaves out."""

    entry = models.ForeignKey(ScopeEntry, models.CASCADE, related_name="exceptions")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            one_of("unit_or_office", ("unit", "office")),
            models.UniqueConstraint(name="units_scopeexception_unit_once", fields=["entry", "unit"]),
            models.UniqueConstraint(name="units_scopeexception_office_once", fields=["entry", "office"]),
        ]

    def __str__(self) -> str:
        return str(self.unit_id or self.office_id)
