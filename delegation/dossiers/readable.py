"""Which dossiers a person may see."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from delegation.models import Dossier, DossierState
from units.models import User
from units.rights import Right, units_with

READING = (Right.DRAFT, Right.APPROVE, Right.PUBLISH, Right.AUDIT)


def readable_dossiers(user: User) -> QuerySet[Dossier]:
    """Those of the units on which the person has a right, and those on which a unit of theirs is asked to agree."""
    own = Q(unit__in=units_with(user, *READING))
    asked = Q(touched_units__unit__in=units_with(user, Right.APPROVE, Right.AUDIT)) & ~Q(
        state=DossierState.DRAFT
    )
    return Dossier.objects.filter(pk__in=Dossier.objects.filter(own | asked).values("pk"))
