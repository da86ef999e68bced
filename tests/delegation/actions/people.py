"""Officers of units, each in a group of their own."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction

from units.models import Unit, User
from units.rights import GroupRight, Right, assign

CITY = "79@2016-01-01"


@transaction.atomic
def officer(name: str, *rights: Right, unit: str = CITY, below: bool = False) -> User:
    """An account whose group has the rights on the unit."""
    user = User.objects.create_user(name, email=f"{name}@example.invalid")
    group = Group.objects.create(name=name)
    user.groups.add(group)
    for right in rights:
        assign(GroupRight(group.pk, right, unit, below))
    return user


def unit(key: str = CITY) -> Unit:
    return Unit.objects.get(key=key)
