"""Make a register ready to be served, as often as one likes: each step leaves alone what is already done."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from delegation.bundle.faults import BundleRefused
from delegation.bundle.reading import read_bundle
from delegation.bundle.recording import plan
from units.models import Edition


class Command(BaseCommand):
    """`prepare DIR`: migrate, fill an empty register from a bundle, make the missing pages and accounts.

    A register that holds something is only compared with the bundle: to load the bundle once more would take back
    what was corrected in the register since.
    """

    help = "Lập cơ sở dữ liệu, nạp gói dữ liệu vào sổ còn trống, tạo các trang và tài khoản còn thiếu."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="THƯ_MỤC")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        try:
            is_new = not connection.introspection.table_names()
        except OperationalError as error:
            self.stderr.write(_("Không mở được cơ sở dữ liệu: %s") % error)
            sys.exit(1)
        if is_new:
            self.stdout.write(_("Lập cơ sở dữ liệu, mất khoảng một phút…"))
        call_command("migrate", verbosity=0)
        if Edition.objects.exists():
            self.stdout.write(difference(folder))
        else:
            call_command("load_bundle", folder, stdout=self.stdout, stderr=self.stderr)
        call_command("create_site", stdout=self.stdout)
        call_command("create_accounts", stdout=self.stdout, stderr=self.stderr)


def difference(folder: Path) -> str:
    """In one sentence, how the register differs from a bundle."""
    try:
        changes = plan(read_bundle(folder))
    except BundleRefused as refused:
        return _("Gói %(folder)s không nạp được vào sổ này (%(faults)d lỗi); sổ giữ nguyên.") % {
            "folder": folder,
            "faults": len(refused.faults),
        }
    new, corrected = sum(len(c.new) for c in changes), sum(len(c.corrected) for c in changes)
    if not new and not corrected:
        return _("Sổ đã ghi đủ gói %s.") % folder
    return _(
        "Sổ giữ nguyên. Gói %(folder)s có %(new)d mục sổ chưa ghi và %(corrected)d mục ghi khác; "
        "muốn ghi thì chạy: .venv/bin/python manage.py load_bundle %(folder)s"
    ) % {"folder": folder, "new": new, "corrected": corrected}
