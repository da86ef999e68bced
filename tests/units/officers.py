"""People with rights, for tests: each in a group of their own, named after them."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission

from units import rights
from units.models import User
from units.rights import GroupRight, Right

# Of tests/hcmc-small: the city, a district that ended, a ward that lay under it, and the ward that this went into.
CITY = "79@2016-01-01"
DISTRICT = "762@2016-01-01"
FORMER_WARD = "26794@2016-01-01"
WARD = "26800@2025-07-01"
OTHER_WARD = "26803@2025-07-01"

Given = tuple[Right, str] | tuple[Right, str, bool]


def officer(name: str, *given: Given, superuser: bool = False) -> User:
    """An account that may enter the desk, in a group that has been given each right, below too where it says so."""
    user = User.objects.create(username=name, is_superuser=superuser)
    group = Group.objects.create(name=f"nhóm {name}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    for right, unit, *below in given:
        rights.assign(GroupRight(group.pk, right, unit, below=bool(below and below[0])))
    return afresh(user)


def afresh(user: User) -> User:
    """The account as the next request would find it, with nothing remembered of its rights."""
    return User.objects.get(pk=user.pk)


def group_of(user: User) -> Group:
    """The account's own group."""
    return Group.objects.get(name=f"nhóm {user.username}")
