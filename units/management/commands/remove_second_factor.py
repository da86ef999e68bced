from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from units import second_factor
from units.models import User


class Command(BaseCommand):
    """`remove_second_factor NAME`: for who has lost both the telephone and the recovery codes.

    Who asks for it has to be known to whoever runs it: after this the password alone opens the account, until the
    second factor is set up anew.
    """

    help = "Bỏ bước xác thực thứ hai của một tài khoản đã mất cả điện thoại lẫn mã dự phòng."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="TÊN_ĐĂNG_NHẬP")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(_("Không có tài khoản %s; không có gì thay đổi.") % options["username"])
        if second_factor.remove(user, acting_user=None):
            self.stdout.write(_("Đã bỏ bước xác thực thứ hai của %s.") % user.username)
        else:
            self.stdout.write(_("Tài khoản %s không có bước xác thực thứ hai.") % user.username)
