"""django-guardian's rights on units: "may this account touch what is this unit's", for as many units as offices asked.

It is the nearest thing in a usual Django project; it knows neither powers nor days, neither grounds nor limits.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from guardian.shortcuts import assign_perm, get_objects_for_user

from units.models import Unit, User

PERMISSION = "units.audit_register"


def officer_of(units: Iterable[str]) -> User:
    """An account that has a right on each of the units through its group."""
    group, _ = Group.objects.get_or_create(name="benchmark")
    user, is_new = User.objects.get_or_create(username="benchmark")
    if is_new:
        user.groups.add(group)
        given: Any = Unit.objects.filter(pk__in=list(units))
        assign_perm(PERMISSION, group, given)
    return user


def may_touch(user: User, unit: Unit) -> bool:
    """Whether the account has the right on the unit; nothing is remembered from one question to the next."""
    fresh = User.objects.get(pk=user.pk)
    return fresh.has_perm(PERMISSION, unit)


def all_units(user: User) -> int:
    """How many units the account has the right on, each read."""
    return len(get_objects_for_user(user, PERMISSION))
