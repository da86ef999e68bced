from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from units.models import Entry
from units.models.entry import IS_CURRENT, in_order, one_current


class Instrument(models.Model):
    """A legal document: only its identity."""

    key = models.CharField(max_length=200, primary_key=True)

    def __str__(self) -> str:
        return self.key


class InstrumentEntry(Entry):
    """What is recorded of a legal document; `effective_until` is its last day of effect."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="entries")
    number = models.CharField(max_length=200, blank=True)
    # The number in one writing (delegation/numbers.py), so that one document is not recorded twice; None without one.
    number_key = models.CharField(max_length=200, null=True, editable=False)
    number_year = models.PositiveSmallIntegerField(null=True, editable=False)
    type = models.CharField(max_length=200)
    title = models.TextField()
    issuer = models.CharField(max_length=500)
    signer = models.CharField(max_length=500, blank=True)
    signing_capacity = models.CharField(max_length=500, blank=True)
    normative = models.BooleanField(null=True)
    issued_on = models.DateField(null=True)
    effective_from = models.DateField(null=True)
    effective_until = models.DateField(null=True)
    gazette = models.TextField(blank=True)
    source = models.TextField(blank=True)
    confidence = models.CharField(max_length=30)
    note = models.TextField(blank=True)
    folded = models.TextField(editable=False)

    searched = ("number", "type", "title")

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            one_current("instrument"),
            models.CheckConstraint(
                name="delegation_instrumententry_term_ordered",
                condition=Q(effective_from__isnull=True)
                | Q(effective_until__isnull=True)
                | Q(effective_from__lte=F("effective_until")),
                violation_error_message=_("Ngày hết hiệu lực không được trước ngày có hiệu lực."),
            ),
            models.CheckConstraint(
                name="delegation_instrumententry_begins",
                condition=Q(issued_on__isnull=False) | Q(effective_from__isnull=False),
                violation_error_message=_("Cần có ngày ban hành hoặc ngày có hiệu lực."),
            ),
            models.UniqueConstraint(
                name="delegation_instrumententry_one_per_number",
                fields=["issuer", "number_key", "number_year"],
                condition=IS_CURRENT,
                violation_error_message=_("Cơ quan này đã có một văn bản cùng số, ký hiệu và năm."),
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title


class RelationEntry(Entry):
    """One instrument acts on another, from `on` (else from its own beginning), a suspension up to `until`."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="relations_made")
    relation = models.CharField(max_length=30)
    target = models.ForeignKey(Instrument, models.PROTECT, related_name="relations_undergone")
    on = models.DateField(null=True)
    until = models.DateField(null=True)
    note = models.TextField(blank=True)

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            # The same act may be repeated on another day: the day belongs to the key, an unknown one as such.
            one_current("instrument", "relation", "target", "on"),
            models.UniqueConstraint(
                name="delegation_relationentry_one_current_undated",
                fields=["instrument", "relation", "target"],
                condition=IS_CURRENT & Q(on__isnull=True),
                violation_error_message=_("Sổ đã có một mục hiện hành cho quan hệ này."),
            ),
            models.CheckConstraint(
                name="delegation_relationentry_between_two_instruments",
                condition=~Q(instrument=F("target")),
                violation_error_message=_("Một văn bản không thể tác động lên chính nó."),
            ),
            in_order("period", start="on", end="until", closed=True),
        ]

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.relation} {self.target_id}"
