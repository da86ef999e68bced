"""Changes of rights, and what is refused: each refusal is shown to have changed and noted nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import Group

from tests.units.officers import CITY, DISTRICT, FORMER_WARD, OTHER_WARD, WARD, afresh, group_of, officer
from units import rights
from units.actions import RightRefused, follow_successions, following, give_right, take_right
from units.models import SecurityEvent, Unit, UnitGroupPermission, User
from units.rights import GroupRight, Right, may

pytestmark = pytest.mark.usefixtures("register")

THU_DUC = "769@2021-01-01"
# One part of it went into each of two wards.
PARTED = "26818@2016-01-01"


@pytest.fixture
def manager() -> User:
    """Sets the rights of all of the city."""
    return officer("quan-ly", (Right.MANAGE, CITY, True))


@pytest.fixture
def group() -> Group:
    return Group.objects.create(name="Văn phòng")


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    def state() -> tuple[set[Any], int]:
        return set(UnitGroupPermission.objects.values_list()), SecurityEvent.objects.count()

    before = state()
    with pytest.raises(RightRefused, match=sentence):
        yield
    assert state() == before


def test_a_right_is_given_and_taken_with_a_reason_and_noted(manager: User, group: Group) -> None:
    member = User.objects.create(username="thanh-vien")
    member.groups.add(group)
    event = give_right(group, Right.DRAFT, WARD, acting_user=manager, reason=" QĐ 12 ")
    assert may(afresh(member), Right.DRAFT, WARD)
    assert event == SecurityEvent.objects.first()
    assert event
    assert (event.kind, event.actor, event.subject, event.unit) == ("right_given", manager, "Văn phòng", WARD)
    assert event.details == {"right": "draft_register", "below": False, "reason": "QĐ 12"}
    assert give_right(group, Right.DRAFT, WARD, acting_user=manager, reason="lại") is None
    taken = take_right(group, Right.DRAFT, WARD, acting_user=manager, reason="thôi việc")
    assert taken
    assert taken.kind == "right_taken"
    assert not may(afresh(member), Right.DRAFT, WARD)
    assert take_right(group, Right.DRAFT, WARD, acting_user=manager, reason="lại") is None
    assert SecurityEvent.objects.first() == taken


@pytest.mark.parametrize("act", [give_right, take_right])
def test_what_is_refused(act: Callable[..., Any], manager: User, group: Group) -> None:
    rights.assign(GroupRight(group.pk, Right.AUDIT, CITY))
    with refused("lý do"):
        act(group, Right.DRAFT, CITY, acting_user=manager, reason="  ")
    with refused("không có đơn vị"):
        act(group, Right.DRAFT, "79@1999-01-01", acting_user=manager, reason="thử")
    for user in (
        officer("soan", *((right, CITY, True) for right in Right if right != Right.MANAGE)),
        officer("phuong", (Right.MANAGE, WARD, True)),
    ):
        with refused("không được đặt quyền cho đơn vị"):
            act(group, Right.AUDIT, CITY, acting_user=user, reason="thử")


def test_rights_downwards_are_set_only_by_who_sets_them_all_the_way_down(group: Group) -> None:
    user = officer("quan-ly", (Right.MANAGE, CITY))
    with refused("mọi đơn vị trực thuộc"):
        give_right(group, Right.DRAFT, CITY, below=True, acting_user=user, reason="thử")
    assert give_right(group, Right.DRAFT, CITY, acting_user=user, reason="thử")
    rights.assign(GroupRight(group.pk, Right.DRAFT, CITY, below=True))
    with refused("mọi đơn vị trực thuộc"):
        take_right(group, Right.DRAFT, CITY, below=True, acting_user=user, reason="thử")
    # A unit that nothing ever lay under reaches no further than itself.
    ward = officer("phuong", (Right.MANAGE, WARD))
    assert give_right(group, Right.DRAFT, WARD, below=True, acting_user=ward, reason="thử")


@pytest.mark.parametrize("superuser", [False, True])
def test_nobody_gives_a_right_to_a_group_of_the_own(superuser: bool) -> None:
    user = officer("quan-ly", (Right.MANAGE, CITY, True), superuser=superuser)
    with refused("thành viên của nhóm"):
        give_right(group_of(user), Right.PUBLISH, WARD, acting_user=user, reason="thử")
    assert take_right(group_of(user), Right.MANAGE, CITY, below=True, acting_user=user, reason="thôi")


def test_an_administrator_sets_every_right(group: Group) -> None:
    user = officer("quan-tri", superuser=True)
    assert give_right(group, Right.PUBLISH, CITY, below=True, acting_user=user, reason="thử")


def test_officers_follow_their_unit_into_what_it_became(manager: User, group: Group) -> None:
    other = Group.objects.create(name="Thanh tra")
    kept = [
        GroupRight(group.pk, Right.DRAFT, PARTED),
        GroupRight(other.pk, Right.AUDIT, PARTED, below=True),
    ]
    for right in kept:
        rights.assign(right)
    # One of them has it already.
    rights.assign(GroupRight(group.pk, Right.DRAFT, WARD))
    planned = following(PARTED)
    assert planned.left_out == frozenset()
    done = follow_successions(PARTED, acting_user=manager, reason="NQ 1685")
    new = {
        GroupRight(other.pk, Right.AUDIT, WARD, below=True),
        GroupRight(group.pk, Right.DRAFT, "26824@2025-07-01"),
        GroupRight(other.pk, Right.AUDIT, "26824@2025-07-01", below=True),
    }
    assert set(planned.given) == new
    assert new <= set(rights.all_rights())
    assert {event.unit for event in done} == {WARD, "26824@2025-07-01"}
    assert len(done) == 3
    assert all(event.details["followed"] == PARTED for event in done)
    # What was given on the former unit stays: its past is still read, and corrected.
    assert rights.rights_on([PARTED]) == kept
    assert follow_successions(PARTED, acting_user=manager, reason="NQ 1685") == []


def test_only_the_chosen_units_are_followed_into(manager: User, group: Group) -> None:
    rights.assign(GroupRight(group.pk, Right.DRAFT, PARTED))
    done = follow_successions(PARTED, into=[WARD, OTHER_WARD], acting_user=manager, reason="NQ 1685")
    assert [event.unit for event in done] == [WARD]


def test_the_officers_of_a_district_do_not_become_officers_of_the_city(manager: User, group: Group) -> None:
    rights.assign(GroupRight(group.pk, Right.PUBLISH, DISTRICT, below=True))
    planned = following(DISTRICT)
    # The district went into the city under the city, and that into the city itself.
    assert [right.unit for right in planned.given] == [THU_DUC]
    assert planned.left_out == {CITY}
    done = follow_successions(DISTRICT, into=[CITY, THU_DUC], acting_user=manager, reason="NQ 1111")
    assert [event.unit for event in done] == [THU_DUC]


def test_following_is_refused_as_a_whole(manager: User, group: Group) -> None:
    rights.assign(GroupRight(group.pk, Right.DRAFT, PARTED))
    with refused("chưa ghi ngày kết thúc"):
        follow_successions(WARD, acting_user=manager, reason="thử")
    with refused("lý do"):
        follow_successions(PARTED, acting_user=manager, reason="")
    with refused("không có đơn vị"):
        follow_successions("79@1999-01-01", acting_user=manager, reason="thử")
    new = officer("moi", (Right.MANAGE, WARD))
    with refused("không được đặt quyền cho đơn vị 26818"):
        follow_successions(PARTED, acting_user=new, reason="thử")
    # The first of the two could be given; the second cannot, so neither is.
    half = officer("nua", (Right.MANAGE, PARTED), (Right.MANAGE, WARD))
    with refused("không được đặt quyền cho đơn vị 26824"):
        follow_successions(PARTED, acting_user=half, reason="thử")
    member = officer("lanh-dao", (Right.MANAGE, CITY, True))
    member.groups.add(group)
    with refused("thành viên của nhóm"):
        follow_successions(PARTED, acting_user=member, reason="thử")


def test_a_unit_that_only_exists_as_a_key_can_be_given_rights_on(manager: User, group: Group) -> None:
    new = Unit.objects.create(key="99999@2027-01-01")
    with refused("không được đặt quyền"):
        give_right(group, Right.DRAFT, new.key, acting_user=manager, reason="thử")
    administrator = officer("quan-tri", superuser=True)
    assert give_right(group, Right.DRAFT, new.key, acting_user=administrator, reason="thử")
    assert FORMER_WARD not in {right.unit for right in rights.rights_of(group)}
