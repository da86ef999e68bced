"""Who may do what for which unit, asked of a register with units of former days."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from guardian.shortcuts import assign_perm
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.units.officers import CITY, DISTRICT, FORMER_WARD, WARD, afresh, group_of, officer
from units import rights
from units.models import Unit, UnitGroupPermission, User
from units.reading import newest_geography
from units.rights import (
    GroupRight,
    Right,
    may,
    may_anywhere,
    readable_units,
    units_with,
    users_with,
)

pytestmark = pytest.mark.usefixtures("register")


def test_a_right_on_a_unit_is_one_on_that_unit_and_of_that_kind() -> None:
    user = officer("an", (Right.DRAFT, CITY))
    assert units_with(user, Right.DRAFT) == {CITY}
    assert [right for right in Right if may(user, right, CITY)] == [Right.DRAFT]
    assert not may(user, Right.DRAFT, WARD)


def test_below_are_all_units_that_ever_lay_under_it() -> None:
    user = officer("an", (Right.AUDIT, CITY, True), (Right.DRAFT, DISTRICT, True))
    assert units_with(user, Right.AUDIT) == {CITY, *newest_geography().units_below(CITY)}
    assert {CITY, DISTRICT, FORMER_WARD, WARD} <= units_with(user, Right.AUDIT)
    assert may(user, Right.DRAFT, FORMER_WARD)
    # The ward of today never lay under the district that ended.
    assert not may(user, Right.DRAFT, WARD)
    assert may(user, Right.AUDIT, CITY)
    assert not may(user, Right.AUDIT, "VN@2016-01-01")


def test_rights_of_several_groups_and_kinds_add_up() -> None:
    user = officer("an", (Right.DRAFT, WARD))
    other = officer("binh", (Right.APPROVE, FORMER_WARD))
    user.groups.add(*other.groups.all())
    user = afresh(user)
    assert readable_units(user) == units_with(user, Right.DRAFT, Right.APPROVE) == {WARD, FORMER_WARD}
    assert units_with(user) == frozenset()
    assert may_anywhere(user, Right.PUBLISH, Right.APPROVE)
    assert not may_anywhere(user, Right.PUBLISH, Right.MANAGE)


def test_who_is_no_officer_has_nothing_and_guardian_is_not_asked() -> None:
    gone = officer("an", (Right.DRAFT, CITY, True))
    gone.is_active = False
    fired = officer("quan-tri", superuser=True)
    fired.is_active = False
    with CaptureQueriesContext(connection) as asked:
        for user in (AnonymousUser(), gone, fired):
            assert readable_units(user) == frozenset()
            assert not any(may(user, right, CITY) or may_anywhere(user, right) for right in Right)
    assert len(asked) == 0


def test_an_administrator_reads_and_sets_rights_everywhere_and_nothing_else() -> None:
    user = officer("quan-tri", superuser=True)
    assert [right for right in Right if may(user, right, WARD)] == [Right.AUDIT, Right.MANAGE]
    assert units_with(user, Right.MANAGE) == frozenset(Unit.objects.values_list("key", flat=True))
    assert units_with(user, Right.PUBLISH) == frozenset()
    group = group_of(user)
    rights.assign(GroupRight(group.pk, Right.PUBLISH, WARD))
    assert may(afresh(user), Right.PUBLISH, WARD)


def test_only_what_is_given_to_a_group_on_a_unit_counts() -> None:
    user = officer("an")
    everywhere = Permission.objects.get(codename="draft_register")
    group_of(user).permissions.add(everywhere)
    user.user_permissions.add(everywhere)
    assign_perm("draft_register", user, Unit.objects.get(key=CITY))
    assign_perm("change_unit", group_of(user), Unit.objects.get(key=CITY))
    assert readable_units(afresh(user)) == frozenset()
    assert user not in users_with(Right.DRAFT, CITY)


def test_how_many_questions_it_takes_does_not_depend_on_the_units_nor_on_the_rights() -> None:
    user = officer("an", (Right.DRAFT, CITY, True), (Right.DRAFT, WARD))
    units = list(newest_geography())
    with CaptureQueriesContext(connection) as asked:
        assert sum(may(user, Right.DRAFT, unit) for unit in units) == len(units) - 1
        assert len(readable_units(user)) == len(units) - 1
    # What has been given, and which edition is the newest.
    assert len(asked) == 2
    with CaptureQueriesContext(connection) as asked:
        assert list(users_with(Right.DRAFT, WARD)) == [user]
    assert len(asked) == 2


@pytest.fixture
def people() -> list[User]:
    return [
        officer("an", (Right.DRAFT, CITY, True)),
        officer("binh", (Right.DRAFT, WARD), (Right.AUDIT, DISTRICT, True)),
        officer("chi", (Right.AUDIT, FORMER_WARD), (Right.MANAGE, WARD)),
        officer("dung"),
        officer("quan-tri", superuser=True),
    ]


UNITS = [CITY, DISTRICT, FORMER_WARD, WARD, "769@2021-01-01", "VN@2016-01-01"]


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.sampled_from(Right), st.sampled_from(UNITS), st.booleans()),
        max_size=5,
    ),
    st.sampled_from(Right),
    st.sampled_from(UNITS),
)
def test_who_has_it_and_whether_one_has_it_agree(
    people: list[User], more: list[tuple[int, Right, str, bool]], right: Right, unit: str
) -> None:
    given = [GroupRight(group_of(people[one]).pk, kind, where, below) for one, kind, where, below in more]
    new = [one for one in given if rights.assign(one)]
    User.objects.filter(username="an").update(is_active=len(more) % 2 == 0)
    by_person = {user.username for user in map(afresh, people) if may(user, right, unit)}
    assert {user.username for user in users_with(right, unit)} == by_person
    for one in set(new):
        rights.withdraw(one)


def test_a_right_is_written_once_and_struck_out_once() -> None:
    group = Group.objects.create(name="nhóm")
    right = GroupRight(group.pk, Right.APPROVE, WARD, below=True)
    before = UnitGroupPermission.objects.count()
    assert rights.assign(right)
    assert not rights.assign(right)
    assert rights.rights_of(group) == rights.rights_on([WARD]) == [right]
    assert right in rights.all_rights()
    # Given below is another right than given on the unit alone.
    assert not rights.withdraw(GroupRight(group.pk, Right.APPROVE, WARD))
    assert rights.withdraw(right)
    assert not rights.withdraw(right)
    assert UnitGroupPermission.objects.count() == before
