"""What the security log notices by itself, on whatever screen or command it happens."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission
from django.test import Client

from tests.units.officers import CITY, WARD, group_of, officer
from units import security_log
from units.models import SecurityEvent, User
from units.rights import Right

pytestmark = pytest.mark.usefixtures("register")

Kind = SecurityEvent.Kind


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(officer("quan-tri", superuser=True))
    return client


def newest(count: int) -> list[tuple[str, str, str, Any]]:
    """The newest lines, oldest of them first: kind, who did it, to whom, particulars."""
    lines = SecurityEvent.objects.values_list("kind", "actor_name", "subject", "details")[:count]
    return list(reversed(lines))


def account(user: User, **changed: Any) -> dict[str, Any]:
    """What the desk's form for an account sends."""
    told = {
        "username": user.username,
        "email": "a@b.vn",
        "first_name": "A",
        "last_name": "B",
        "is_active": "on",
    }
    return (
        told
        | {"password1": "", "password2": "", "groups": [group.pk for group in user.groups.all()]}
        | changed
    )


def test_what_is_changed_on_the_screens_of_the_desk_is_noted(desk: Client) -> None:
    user = officer("an")
    User.objects.filter(pk=user.pk).update(email="a@b.vn")
    group = Group.objects.create(name="Văn phòng")
    address = f"/admin/users/edit/{user.pk}/"
    assert desk.post(address, account(user, groups=[group.pk])).status_code == 302
    assert newest(2) == [
        (Kind.MEMBERSHIP_CHANGED, "quan-tri", "an", {"removed": ["nhóm an"]}),
        (Kind.MEMBERSHIP_CHANGED, "quan-tri", "an", {"added": ["Văn phòng"]}),
    ]
    password = "một mật khẩu đủ dài"
    promoted = account(user, is_superuser="on", password1=password, password2=password)
    assert desk.post(address, promoted).status_code == 302
    assert (Kind.ACCOUNT_CHANGED, "quan-tri", "an", {"is_superuser": [False, True]}) in newest(3)
    assert (Kind.PASSWORD_CHANGED, "quan-tri", "an", {}) in newest(3)
    before = SecurityEvent.objects.count()
    assert desk.post(address, account(user, is_superuser="on")).status_code == 302
    assert SecurityEvent.objects.count() == before
    assert SecurityEvent.objects.filter(address="127.0.0.1", actor__username="quan-tri").count() == 4


def test_the_address_a_person_is_known_by_elsewhere_is_noted_too() -> None:
    user = officer("an")
    user.email, user.username, user.is_active = "khac@b.vn", "anh", False
    user.save()
    changed = {"email": ["", "khac@b.vn"], "username": ["an", "anh"], "is_active": [True, False]}
    assert newest(1) == [(Kind.ACCOUNT_CHANGED, "dòng lệnh", "anh", changed)]


def test_accounts_come_and_go() -> None:
    user = User.objects.create_superuser("moi")
    assert newest(1)[0][3] == {"created": True, "is_superuser": [False, True]}
    user.delete()
    assert newest(1) == [(Kind.ACCOUNT_CHANGED, "dòng lệnh", "moi", {"deleted": True})]


def test_a_password_is_noted_when_it_is_another_and_not_when_it_is_hashed_anew(settings: Any) -> None:
    user = officer("an")
    user.set_password("một mật khẩu đủ dài")
    user.save()
    assert newest(1) == [(Kind.PASSWORD_CHANGED, "dòng lệnh", "an", {})]
    before = SecurityEvent.objects.count()
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    assert user.check_password("một mật khẩu đủ dài")
    assert User.objects.get(pk=user.pk).password.startswith("pbkdf2")
    user.save(update_fields=["last_login"])
    assert SecurityEvent.objects.count() == before
    user.password = make_password("khác")
    user.save()
    assert SecurityEvent.objects.count() == before + 1


def test_memberships_are_noted_from_either_side() -> None:
    one, other, group = officer("an"), officer("binh"), Group.objects.create(name="Văn phòng")
    group.user_set.add(one, other)
    assert {line[2] for line in newest(2)} == {"an", "binh"}
    group.user_set.clear()
    assert [line[3] for line in newest(2)] == [{"removed": ["Văn phòng"]}] * 2
    one.groups.clear()
    assert newest(1)[0][2:] == ("an", {"removed": ["nhóm an"]})
    before = SecurityEvent.objects.count()
    one.groups.clear()
    assert SecurityEvent.objects.count() == before


def test_permissions_in_general_are_noted() -> None:
    user = officer("an")
    group, enter = group_of(user), Permission.objects.get(codename="access_admin")
    group.permissions.remove(enter)
    assert newest(1) == [
        (Kind.RIGHT_TAKEN, "dòng lệnh", "nhóm an", {"permissions": ["wagtailadmin.access_admin"]})
    ]
    user.user_permissions.add(enter)
    assert newest(1)[0][:3] == (Kind.RIGHT_GIVEN, "dòng lệnh", "an")


def test_a_group_that_goes_takes_its_rights_along(desk: Client) -> None:
    user = officer("an", (Right.DRAFT, CITY, True), (Right.AUDIT, WARD))
    assert desk.post(f"/admin/groups/delete/{group_of(user).pk}/").status_code == 302
    lines = newest(3)
    assert [(kind, details.get("right")) for kind, _, _, details in lines] == [
        (Kind.RIGHT_TAKEN, "audit_register"),
        (Kind.RIGHT_TAKEN, "draft_register"),
        (Kind.MEMBERSHIP_CHANGED, None),
    ]
    assert lines[0][3]["group_deleted"] is True


def test_each_line_is_mirrored_as_json_once_it_is_kept(
    caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any
) -> None:
    with caplog.at_level(logging.INFO, "register.security"):
        with django_capture_on_commit_callbacks():
            security_log.record(Kind.RIGHT_GIVEN, subject="undone", actor=None)
        assert not caplog.messages
        with django_capture_on_commit_callbacks(execute=True):
            security_log.record(Kind.RIGHT_GIVEN, subject="Tổ\nmột", actor=None, unit=WARD, details={"n": 1})
    (line,) = caplog.messages
    assert "\n" not in line
    told = json.loads(line)
    told.pop("at")
    assert told == {
        "kind": "right_given",
        "actor": "dòng lệnh",
        "subject": "Tổ\nmột",
        "unit": WARD,
        "address": "",
        "details": {"n": 1},
    }


def test_who_may_read_which_lines() -> None:
    for unit in (CITY, WARD):
        security_log.record(Kind.RIGHT_TAKEN, subject="nhóm", actor=None, unit=unit)
    security_log.record(Kind.SIGNED_IN, subject="an", actor=None)
    everything = SecurityEvent.objects.count
    readers = {
        "superuser": officer("quan-tri", superuser=True),
        "auditor": officer("kiem-tra", (Right.AUDIT, CITY, True)),
        "ward auditor": officer("thanh-tra", (Right.AUDIT, WARD)),
        "manager": officer("quan-ly", (Right.MANAGE, CITY, True)),
        "drafter": officer("soan", (Right.DRAFT, CITY, True)),
    }
    seen = {name: list(security_log.visible_to(user)) for name, user in readers.items()}
    assert len(seen["superuser"]) == len(seen["auditor"]) == everything()
    assert [event.unit for event in seen["ward auditor"]] == [WARD]
    assert [event.unit for event in seen["manager"]] == [WARD, CITY]
    assert seen["drafter"] == []
