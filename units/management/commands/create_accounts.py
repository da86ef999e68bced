from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from django.utils.translation import gettext as _

from units import clock, rights
from units.actions import record_right
from units.models import SecurityEvent, Unit, User
from units.rights import GroupRight, Right

ADMINISTRATOR: Final = "quan-tri"


@dataclass(frozen=True)
class Role:
    """What a group of officers may do for a unit and all below it, and the account that a fresh register has for it."""

    group: str
    username: str
    right: Right


# Groups are found by their names, which are therefore the same in every language.
ROLES: Final = (
    Role("Người soạn", "nguoi-soan", Right.DRAFT),
    Role("Người duyệt", "nguoi-duyet", Right.APPROVE),
    Role("Người công bố", "nguoi-cong-bo", Right.PUBLISH),
    Role("Người kiểm tra", "nguoi-kiem-tra", Right.AUDIT),
)


class Command(BaseCommand):
    """`create_accounts`: a group and an account for each role, and an administrator, where there are none.

    An account that exists is left as it is. The first passwords are made at random and stand in one file that only
    the account of the machine may read; nothing ever prints them.
    """

    help = "Tạo nhóm quyền và tài khoản cho từng vai trò; tài khoản đã có thì giữ nguyên."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--unit", default=settings.REGISTER_UNIT, metavar="ĐƠN_VỊ", help="đơn vị mà các nhóm có quyền"
        )
        parser.add_argument(
            "--file",
            type=Path,
            default=settings.BASE_DIR / "var" / "accounts.txt",
            metavar="TỆP",
            help="nơi ghi mật khẩu ban đầu",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        unit, file = Unit.objects.filter(key=options["unit"]).first(), options["file"]
        # The passwords are on disk before the accounts exist: none is ever made that nobody can use.
        with transaction.atomic():
            made = list(create_missing(unit))
            if made:
                _write(file, made)
        if unit is None:
            self.stderr.write(
                _(
                    "Sổ chưa ghi đơn vị %s: các nhóm chưa có quyền. Hãy nạp dữ liệu rồi chạy lại create_accounts."
                )
                % options["unit"]
            )
        if made:
            self.stdout.write(
                _("Đã tạo %(count)d tài khoản; mật khẩu ở %(file)s.") % {"count": len(made), "file": file}
            )
        else:
            self.stdout.write(_("Các tài khoản đã có; không thay đổi gì."))


def create_missing(unit: Unit | None) -> Iterator[tuple[str, str]]:
    """Make the administrator and the roles that there are none of; yields the accounts made, with their passwords.

    A group that exists keeps what its administrator made of it: it is only given its right where it has none at all.
    """
    if not User.objects.filter(is_superuser=True).exists():
        yield from _account(ADMINISTRATOR, is_superuser=True)
    may_enter = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for role in ROLES:
        group, is_new = Group.objects.get_or_create(name=role.group)
        if unit is not None and not rights.rights_of(group):
            right = GroupRight(group.pk, role.right, unit.key, below=True)
            rights.assign(right)
            record_right(SecurityEvent.Kind.RIGHT_GIVEN, right, actor=None, reason="create_accounts")
        if is_new:
            group.permissions.add(may_enter)
            yield from _account(role.username, group)


def _account(username: str, *groups: Group, is_superuser: bool = False) -> Iterator[tuple[str, str]]:
    if User.objects.filter(username=username).exists():
        return
    password = secrets.token_urlsafe(15)
    user = User(username=username, is_staff=is_superuser, is_superuser=is_superuser)
    user.set_password(password)
    user.save()
    user.groups.set(groups)
    yield username, password


def _write(file: Path, made: list[tuple[str, str]]) -> None:
    """Add to the file, so that the passwords of another database stay readable."""
    file.parent.mkdir(parents=True, exist_ok=True)
    heading = _("Cơ sở dữ liệu %(name)s, %(when)s. Hãy đổi mật khẩu sau lần đăng nhập đầu.") % {
        "name": connection.settings_dict["NAME"],
        "when": f"{clock.now():%Y-%m-%d %H:%M}",
    }
    with open(os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a", encoding="utf-8") as out:
        os.fchmod(out.fileno(), 0o600)
        out.write(f"# {heading}\n")
        out.writelines(f"{username}\t{password}\n" for username, password in made)
