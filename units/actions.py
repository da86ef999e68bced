"""Changes of rights: who may make them, what they do, and the line of the security log that each leaves.

Each is one transaction and changes nothing where it is refused.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from units import rights, security_log
from units.models import SecurityEvent, Unit, User
from units.reading import newest_geography
from units.rights import GroupRight, Right


class RightRefused(Exception):
    """A change of rights was refused; its text is the sentence to show."""


@transaction.atomic
def give_right(
    group: Group, right: Right, unit: str, *, below: bool = False, acting_user: User, reason: str
) -> SecurityEvent | None:
    """Give a group a right on a unit, `below` also on all that ever lay under it; None if the group has it already.

    Raises RightRefused: without a reason, for a unit that is not recorded, on a unit whose rights the acting user does
    not set all the way down, or to a group of the acting user's own.
    """
    return _give(GroupRight(group.pk, right, unit, below), acting_user, _required(reason))


@transaction.atomic
def take_right(
    group: Group, right: Right, unit: str, *, below: bool = False, acting_user: User, reason: str
) -> SecurityEvent | None:
    """Take a right from a group again; None if the group does not have it.

    Raises RightRefused as give_right does; but a right of one's own group can be taken.
    """
    taken = GroupRight(group.pk, right, unit, below)
    reason = _required(reason)
    _require_management(unit, below=below, acting_user=acting_user)
    if not rights.withdraw(taken):
        return None
    return record_right(SecurityEvent.Kind.RIGHT_TAKEN, taken, actor=acting_user, reason=reason)


@dataclass(frozen=True)
class Following:
    """What would follow a unit into others: the rights to give, and the units left out because they lay above it."""

    given: list[GroupRight]
    left_out: frozenset[str]


def following(unit: str) -> Following:
    """What groups would be given if the rights on a unit that ended followed it into those it went into.

    What the groups have already is not in it. A unit that lay above is left out: the officers of a district that went
    up into its city do not become officers of the city by that.
    """
    geography = newest_geography()
    reached = frozenset(step.to_unit for step in geography.successors(unit)) - {unit}
    left_out = reached & geography.units_above(unit)
    held = rights.rights_on({unit, *reached})
    new = [
        replace(right, unit=target)
        for target in sorted(reached - left_out)
        for right in held
        if right.unit == unit
    ]
    return Following([right for right in new if right not in held], left_out)


@transaction.atomic
def follow_successions(
    unit: str, *, into: Collection[str] | None = None, acting_user: User, reason: str
) -> list[SecurityEvent]:
    """Give each group its rights on a unit that ended also on the units it went into, or on those of them in `into`.

    The rights on the former unit stay: its past must remain readable, and corrections of it are still made there.
    Raises RightRefused as give_right does, and for a unit that has not ended; then nothing at all is given.
    """
    reason = _required(reason)
    _require_management(unit, below=False, acting_user=acting_user)
    if newest_geography().ended_on(unit) is None:
        raise RightRefused(
            _("Sổ chưa ghi ngày kết thúc của đơn vị %s nên chưa có đơn vị kế thừa để chuyển quyền theo.")
            % unit
        )
    planned = [right for right in following(unit).given if into is None or right.unit in into]
    given = [_give(right, acting_user, reason, followed=unit) for right in planned]
    return [event for event in given if event]


def _give(right: GroupRight, acting_user: User, reason: str, **details: Any) -> SecurityEvent | None:
    _require_management(right.unit, below=right.below, acting_user=acting_user)
    group = acting_user.groups.filter(pk=right.group).first()
    if group:
        raise RightRefused(
            _(
                "Bạn là thành viên của nhóm “%s” nên không tự trao quyền cho nhóm này được; hãy nhờ người khác trao."
            )
            % group
        )
    if not rights.assign(right):
        return None
    return record_right(SecurityEvent.Kind.RIGHT_GIVEN, right, actor=acting_user, reason=reason, **details)


def _required(reason: str) -> str:
    if not reason.strip():
        raise RightRefused(_("Chưa ghi lý do nên không quyền nào thay đổi; hãy ghi lý do rồi lưu lại."))
    return reason.strip()


def _require_management(unit: str, *, below: bool, acting_user: User) -> None:
    """A right can only be set by who sets the rights of every unit that it reaches."""
    if not Unit.objects.filter(key=unit).exists():
        raise RightRefused(_("Sổ không có đơn vị %s; hãy chọn một đơn vị trong sổ.") % unit)
    if not rights.may(acting_user, Right.MANAGE, unit):
        raise RightRefused(
            _("Bạn không được đặt quyền cho đơn vị %s; hãy nhờ người quản lý quyền của đơn vị ấy.") % unit
        )
    if not rights.reach(unit, below=below) <= rights.units_with(acting_user, Right.MANAGE):
        raise RightRefused(
            _(
                "Bạn không được đặt quyền cho mọi đơn vị trực thuộc %s, nên chỉ trao hoặc thu được quyền trên "
                "chính đơn vị ấy."
            )
            % unit
        )


def record_right(
    kind: SecurityEvent.Kind, right: GroupRight, *, actor: User | None, reason: str, **details: Any
) -> SecurityEvent:
    """The line of the security log for a right that was given or taken."""
    group = Group.objects.get(pk=right.group)
    told = {"right": right.right.value, "below": right.below, "reason": reason, **details}
    return security_log.record(kind, subject=group.name, actor=actor, unit=right.unit, details=told)
