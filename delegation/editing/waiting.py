"""Which dossiers wait for whom: a person's own drafts, what came back, and what only others may now take further."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from delegation.models import Dossier, DossierContributor, DossierState, DossierStep, TouchedUnit
from units.models import User
from units.rights import Right, units_with


def drafts_of(user: User) -> QuerySet[Dossier]:
    """Drafts that the person wrote in and may go on with, but for those that were returned."""
    return _written_by(user).exclude(pk__in=_returned().values("pk"))


def returned_to(user: User) -> QuerySet[Dossier]:
    """Drafts that the person wrote in and that came back with reasons."""
    return _written_by(user).filter(pk__in=_returned().values("pk"))


def waiting_for_approval(user: User) -> QuerySet[Dossier]:
    """Submitted dossiers that the person may approve: none that they wrote in."""
    submitted = Dossier.objects.filter(state=DossierState.SUBMITTED)
    return submitted.filter(unit__in=_own_units(user, Right.APPROVE)).exclude(_wrote(user))


def waiting_for_agreement(user: User) -> QuerySet[Dossier]:
    """Dossiers to which the person may agree for a unit that has not agreed yet: none that they wrote in."""
    asked = unanswered().filter(unit__in=_touched_units(user))
    going = Dossier.objects.filter(state__in=[DossierState.SUBMITTED, DossierState.APPROVED])
    return going.filter(Exists(asked)).exclude(_wrote(user))


def waiting_for_publication(user: User) -> QuerySet[Dossier]:
    """Approved dossiers that the person may publish, every asked unit having agreed."""
    approved = Dossier.objects.filter(state=DossierState.APPROVED)
    return approved.filter(~Exists(unanswered()), unit__in=_own_units(user, Right.PUBLISH))


def unanswered() -> QuerySet[TouchedUnit]:
    """The units that the dossier of the outer query asks and that have not agreed since it was last submitted."""
    submitted = DossierStep.objects.filter(
        dossier=OuterRef("dossier"), kind=DossierStep.Kind.SUBMITTED
    ).order_by("-pk")
    agreed = DossierStep.objects.filter(
        dossier=OuterRef("dossier"),
        kind=DossierStep.Kind.COUNTERSIGNED,
        unit=OuterRef("unit"),
        pk__gt=OuterRef("_submitted"),
    )
    asked = TouchedUnit.objects.filter(dossier=OuterRef("pk"))
    return asked.annotate(_submitted=Subquery(submitted.values("pk")[:1])).filter(~Exists(agreed))


def _written_by(user: User) -> QuerySet[Dossier]:
    drafts = Dossier.objects.filter(state=DossierState.DRAFT, unit__in=_own_units(user, Right.DRAFT))
    return drafts.filter(_wrote(user))


def _returned() -> QuerySet[Dossier]:
    """Drafts whose last step was that they were sent back."""
    last = DossierStep.objects.filter(dossier=OuterRef("pk")).order_by("-pk").values("kind")[:1]
    drafts = Dossier.objects.filter(state=DossierState.DRAFT).annotate(last_step=Subquery(last))
    return drafts.filter(last_step=DossierStep.Kind.RETURNED)


def _wrote(user: User) -> Q:
    return Q(Exists(DossierContributor.objects.filter(dossier=OuterRef("pk"), user=user)))


def _own_units(user: User, right: Right) -> list[str]:
    """The units with dossiers on which the right is held: few, where the right may be held on thousands."""
    return _among(Dossier.objects.values_list("unit_id", flat=True).distinct(), user, right)


def _touched_units(user: User) -> list[str]:
    """The units asked to agree for which the person may."""
    asked = TouchedUnit.objects.values_list("unit_id", flat=True).distinct()
    return _among(asked, user, Right.APPROVE)


def _among(units: Iterable[str], user: User, right: Right) -> list[str]:
    return sorted(units_with(user, right).intersection(units))
