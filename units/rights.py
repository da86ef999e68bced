"""Who may do what for which unit. The one module that speaks with django-guardian.

A right stands on a unit and is given to a group; what it is given "below" it holds for the unit and for all that ever
lay under it, as the newest edition has them. A right given to a person directly, or for all units at once through
Django's own permissions, counts for nothing. An administrator (superuser) reads everything and sets rights everywhere;
to draft, to approve and to publish, an administrator too has to be in a group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import AnonymousUser, Group
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from guardian.shortcuts import assign_perm, remove_perm

from units.models import Unit, UnitGroupPermission, User
from units.reading import newest_geography

_BELOW: Final = "_below"


class Right(models.TextChoices):
    """What somebody may do for a unit."""

    DRAFT = "draft_register", _("Soạn")
    APPROVE = "approve_register", _("Duyệt")
    PUBLISH = "publish_register", _("Công bố")
    AUDIT = "audit_register", _("Kiểm tra")
    MANAGE = "manage_rights", _("Đặt quyền")


OF_ADMINISTRATORS: Final = frozenset({Right.AUDIT, Right.MANAGE})


@dataclass(frozen=True, slots=True)
class GroupRight:
    """A right of a group, by its number, on a unit; `below` stretches it over all that ever lay under the unit."""

    group: int
    right: Right
    unit: str
    below: bool = False

    @property
    def permission(self) -> str:
        """The codename that it is kept under."""
        return self.right + _BELOW if self.below else self.right.value


_BY_CODENAME: Final = {
    GroupRight(0, right, "", below).permission: (right, below) for right in Right for below in (False, True)
}


class _Held:
    """The rights of one person, read at once and worked out as they are asked for."""

    def __init__(self, user: User) -> None:
        self._is_administrator = user.is_superuser
        self._given: dict[Right, set[tuple[str, bool]]] = defaultdict(set)
        self._units: dict[Right, frozenset[str]] = {}
        for given in _read(Q(group__user=user)):
            self._given[given.right].add((given.unit, given.below))

    def anywhere(self, right: Right) -> bool:
        """Whether there is a unit on which the right is held."""
        return right in self._given or self.everywhere(right)

    def everywhere(self, right: Right) -> bool:
        """Whether the right is held on every unit there is."""
        return self._is_administrator and right in OF_ADMINISTRATORS

    def units(self, right: Right) -> frozenset[str]:
        """The units on which the right is held."""
        if right not in self._units:
            self._units[right] = frozenset(self._found(right))
        return self._units[right]

    def _found(self, right: Right) -> Iterator[str]:
        if self.everywhere(right):
            yield from Unit.objects.values_list("key", flat=True)
            return
        for unit, below in self._given.get(right, ()):
            yield from reach(unit, below=below)


def reach(unit: str, *, below: bool) -> frozenset[str]:
    """The units that a right given on `unit` holds for."""
    return frozenset({unit, *newest_geography().units_below(unit)}) if below else frozenset({unit})


def units_with(user: User | AnonymousUser, *rights: Right) -> frozenset[str]:
    """The keys of the units on which the person has any of the rights; none for who is not, or no longer, an officer.

    What was found is remembered on the user object, which lives for one request.
    """
    held = _held(user)
    return frozenset().union(*(held.units(right) for right in rights)) if held else frozenset()


def may(user: User | AnonymousUser, right: Right, unit: str) -> bool:
    """Whether the person has the right on the unit."""
    held = _held(user)
    return held is not None and (held.everywhere(right) or unit in held.units(right))


def may_anywhere(user: User | AnonymousUser, *rights: Right) -> bool:
    """Whether there is a unit on which the person has any of the rights."""
    held = _held(user)
    return held is not None and any(held.anywhere(right) for right in rights)


def readable_units(user: User | AnonymousUser) -> frozenset[str]:
    """The keys of the units whose records the person may read: those on which any right is held."""
    return units_with(user, *Right)


def _held(user: User | AnonymousUser) -> _Held | None:
    if not user.is_authenticated or not user.is_active:
        return None
    # The user of a request is lazy: only getattr and setattr reach through to the object behind.
    if not hasattr(user, "_rights_on_units"):
        setattr(user, "_rights_on_units", _Held(user))  # noqa: B010
    held: _Held = getattr(user, "_rights_on_units")  # noqa: B009
    return held


def users_with(right: Right, unit: str) -> QuerySet[User]:
    """The active accounts that have the right on the unit: those of whom `may` says so."""
    groups = UnitGroupPermission.objects.filter(_holding(right, unit)).values("group")
    holders = Q(groups__in=groups)
    if right in OF_ADMINISTRATORS:
        holders |= Q(is_superuser=True)
    return User.objects.filter(holders, is_active=True).distinct()


def _holding(right: Right, unit: str) -> Q:
    above = newest_geography().units_above(unit)
    here = Q(permission__codename=right, content_object=unit)
    return here | Q(permission__codename=right + _BELOW, content_object__in={unit, *above})


def rights_on(units: Iterable[str]) -> list[GroupRight]:
    """What groups have been given on the units themselves, not on others that those lie under."""
    return _read(Q(content_object__in=units))


def rights_of(group: Group) -> list[GroupRight]:
    """What a group has been given."""
    return _read(Q(group=group))


def all_rights() -> list[GroupRight]:
    """What any group has been given on any unit."""
    return _read(Q())


def _read(which: Q) -> list[GroupRight]:
    rows = UnitGroupPermission.objects.filter(which, permission__codename__in=_BY_CODENAME)
    columns = rows.values_list("group_id", "permission__codename", "content_object_id")
    return [
        GroupRight(group, right, unit, below)
        for group, codename, unit in columns.order_by("content_object_id", "group_id", "permission_id")
        for right, below in (_BY_CODENAME[codename],)
    ]


def assign(right: GroupRight) -> bool:
    """Write the right down, within a transaction; whether it was new. Asks nobody: that is for units/actions.py."""
    group, unit = Group.objects.select_for_update().get(pk=right.group), Unit.objects.get(key=right.unit)
    if right in _read(Q(group=group, content_object=unit)):
        return False
    assign_perm(right.permission, group, unit)
    return True


def withdraw(right: GroupRight) -> bool:
    """Strike the right out, within a transaction; whether it had been there. Asks nobody, as `assign` does."""
    group, unit = Group.objects.select_for_update().get(pk=right.group), Unit.objects.get(key=right.unit)
    removed = remove_perm(right.permission, group, unit)
    return bool(removed and removed[0])
