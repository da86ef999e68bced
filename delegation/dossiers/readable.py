"""Which dossiers a person may see."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from delegation.models import Dossier, DossierState
from units.models import User
from units.rights import Right, units_with

READING = (Right.DRAFT, Right.APPROVE, Right.PUBLISH, Right.AUDIT)
ASKED = (Right.APPROVE, Right.AUDIT)
_OF_THE_UNIT_ALONE = (DossierState.DRAFT, DossierState.DISCARDED)


def readable_dossiers(user: User) -> QuerySet[Dossier]:
    """Those of the units on which the person has a right, and those on which a unit of theirs is asked to agree.

    Who is asked reads it as it was submitted, approved and published; what was written in it after it came back, and
    then given up, is the unit's own.
    """
    own = Q(unit__in=_with_dossiers("unit", units_with(user, *READING)))
    asked = Q(touched_units__unit__in=_with_dossiers("touched_units__unit", units_with(user, *ASKED)))
    seen = Dossier.objects.filter(own | (asked & ~Q(state__in=_OF_THE_UNIT_ALONE)))
    return Dossier.objects.filter(pk__in=seen.values("pk"))


def _with_dossiers(field: str, units: frozenset[str]) -> frozenset[str]:
    """Of the units, those that dossiers have to do with: few, where a right may hold for every unit of the country."""
    return units & set(Dossier.objects.values_list(field, flat=True).distinct())
