from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from units.models.edition import Edition

IS_RECORDED = Q(recorded_in__isnull=False)
IS_CURRENT = IS_RECORDED & Q(replaced_in__isnull=True)


class EntryQuerySet(models.QuerySet[Any]):
    """Entries, asked for by what the register held."""

    def recorded(self, edition: int | None = None) -> Self:
        """What the register holds now, or held at the edition of that number."""
        if edition is None:
            return self.filter(IS_CURRENT)
        return self.filter(Q(replaced_in__isnull=True) | Q(replaced_in__gt=edition), recorded_in__lte=edition)


class ReasonRequired(ValueError):
    """An entry was about to be written without saying why."""


class Entry(models.Model):
    """What the register says, or said, of one thing: brought by one edition, perhaps replaced by a later one.

    A recorded entry never changes but for being replaced, once; the database sees to that (units/guards.py).
    An entry without an edition is a draft.
    """

    recorded_in = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+", editable=False)
    replaced_in = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+", editable=False)

    objects = EntryQuerySet.as_manager()
    history = HistoricalRecords(inherit=True)

    searched: ClassVar[tuple[str, ...]] = ()
    # Why the next save is made; django-simple-history reads it under this name.
    _change_reason: str

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_replaced_after_recorded",
                condition=Q(replaced_in__isnull=True)
                | Q(recorded_in__isnull=False, replaced_in__gt=models.F("recorded_in")),
                violation_error_message=_("Mục ghi chỉ bị thay bởi một lần ghi sổ sau nó."),
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a draft; raises ReasonRequired unless `_change_reason` says why."""
        if not getattr(self, "_change_reason", ""):
            raise ReasonRequired(_("Hãy ghi lý do của thay đổi."))
        super().save(*args, **kwargs)


class EntryPart(models.Model):
    """One line of a list that belongs to an entry, and shares its fate."""

    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True


def in_order(
    field: str, *, start: str = "valid_from", end: str = "valid_to", closed: bool = False
) -> models.CheckConstraint:
    """The constraint that a period has at least one day; `field` names it, `closed` counts the end as its last day."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_ordered",
        condition=Q(**{f"{start}__isnull": True})
        | Q(**{f"{end}__isnull": True})
        | Q(**{f"{start}__{'lte' if closed else 'lt'}": models.F(end)}),
        violation_error_message=_("Ngày đầu phải không sau ngày cuối."),
    )


def one_current(*fields: str) -> models.UniqueConstraint:
    """The constraint that the register says one thing at a time of each thing, known by these fields."""
    return models.UniqueConstraint(
        name="%(app_label)s_%(class)s_one_current",
        fields=fields,
        condition=IS_CURRENT,
        violation_error_message=_("Sổ đã có một mục hiện hành cho mã này."),
    )


def one_of(name: str, fields: Iterable[str]) -> models.CheckConstraint:
    """The constraint that exactly one of the fields is filled."""
    names = list(fields)
    condition = Q()
    for filled in names:
        condition |= Q(**{f"{field}__isnull": field != filled for field in names})
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{name}",
        condition=condition,
        violation_error_message=_("Phải chọn đúng một đối tượng."),
    )
