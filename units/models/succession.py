from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from units.models.entry import Entry, one_current
from units.models.unit import Unit


class SuccessionEntry(Entry):
    """On a day, by an instrument, the whole or a part of one unit went into another.

    The instrument is cited by its key: units know nothing of the app in which instruments are kept.
    """

    on = models.DateField()
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="successions_out")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="successions_in")
    extent = models.CharField(max_length=10)
    instrument = models.CharField(max_length=200)

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            one_current("on", "from_unit", "to_unit"),
            models.CheckConstraint(
                name="units_succession_between_two_units",
                condition=~Q(from_unit=F("to_unit")),
                violation_error_message=_("Một đơn vị không thể kế thừa chính nó."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_unit_id} → {self.to_unit_id} ({self.on})"
