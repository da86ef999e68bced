from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import RequestFactory

from tests.units.officers import CITY
from units import rights
from units.management.commands.create_accounts import ADMINISTRATOR, ROLES
from units.models import SecurityEvent, Unit, UnitGroupPermission, UnitUserPermission, User
from units.rights import GroupRight, Right, may

pytestmark = pytest.mark.django_db


def create(file: Path) -> tuple[str, str]:
    said, complained = io.StringIO(), io.StringIO()
    call_command("create_accounts", file=file, stdout=said, stderr=complained)
    return said.getvalue(), complained.getvalue()


def passwords(file: Path) -> dict[str, str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


def sign_in(username: str, written: dict[str, str]) -> User:
    user = authenticate(RequestFactory().post("/"), username=username, password=written[username])
    assert isinstance(user, User)
    return user


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "new" / "accounts.txt"


@pytest.fixture
def city() -> Unit:
    return Unit.objects.create(key=CITY)


def test_each_role_can_sign_in_and_has_its_right_on_the_city_only(file: Path, city: Unit) -> None:
    create(file)
    other = Unit.objects.create(key="01@2016-01-01")
    written = passwords(file)
    assert written.keys() == {ADMINISTRATOR, *(role.username for role in ROLES)}
    for role in ROLES:
        user = sign_in(role.username, written)
        assert user.has_perm("wagtailadmin.access_admin")
        assert [right for right in Right if may(user, right, CITY)] == [role.right]
        assert not may(user, role.right, other.key)
        assert not user.is_superuser
    assert sign_in(ADMINISTRATOR, written).is_superuser


def test_the_rights_reach_down_and_stand_in_the_security_log(file: Path, city: Unit) -> None:
    create(file)
    groups = dict(Group.objects.values_list("name", "pk"))
    given = {GroupRight(groups[role.group], role.right, CITY, below=True) for role in ROLES}
    assert set(rights.all_rights()) == given
    noted = SecurityEvent.objects.filter(kind="right_given", unit=CITY)
    assert {event.subject for event in noted} == {role.group for role in ROLES}


def test_rights_are_given_to_groups_never_to_persons(file: Path, city: Unit) -> None:
    create(file)
    assert UnitGroupPermission.objects.count() == len(ROLES)
    assert not UnitUserPermission.objects.exists()


def test_only_the_machines_account_reads_the_passwords_and_nothing_prints_them(
    file: Path, city: Unit
) -> None:
    file.parent.mkdir()
    file.touch(mode=0o644)
    said, _ = create(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert str(file) in said
    assert not [password for password in passwords(file).values() if password in said]


def test_a_second_run_changes_nothing(file: Path, city: Unit) -> None:
    create(file)
    before, hashes = file.read_bytes(), list(User.objects.order_by("id").values_list("username", "password"))
    said, _ = create(file)
    assert file.read_bytes() == before
    assert list(User.objects.order_by("id").values_list("username", "password")) == hashes
    assert "không thay đổi gì" in said


def test_what_an_administrator_changed_stays(file: Path, city: Unit) -> None:
    create(file)
    role = ROLES[0]
    User.objects.get(username=role.username).delete()
    group = Group.objects.get(name=role.group)
    group.permissions.clear()
    UnitGroupPermission.objects.filter(group=group).delete()
    own = GroupRight(group.pk, role.right, CITY)
    rights.assign(own)
    create(file)
    assert rights.rights_of(group) == [own]
    assert not User.objects.filter(username=role.username).exists()
    assert not Group.objects.get(name=role.group).permissions.exists()


def test_without_the_city_it_says_so_and_gives_the_rights_later(file: Path) -> None:
    _, complained = create(file)
    assert CITY in complained
    assert not UnitGroupPermission.objects.exists()
    Unit.objects.create(key=CITY)
    _, complained = create(file)
    assert not complained
    assert UnitGroupPermission.objects.count() == len(ROLES)


def test_an_account_of_the_same_name_is_left_alone(file: Path, city: Unit) -> None:
    own = User.objects.create_user(ROLES[0].username, password="its own password")
    create(file)
    own.refresh_from_db()
    assert own.check_password("its own password")
    assert not own.groups.exists()
    assert ROLES[0].username not in passwords(file)


def test_where_the_passwords_cannot_be_written_no_account_is_made(tmp_path: Path, city: Unit) -> None:
    with pytest.raises(OSError, match="accounts"):
        create(tmp_path / "accounts" / ("x" * 300))
    assert not User.objects.exists()
    assert not Group.objects.filter(name=ROLES[0].group).exists()
