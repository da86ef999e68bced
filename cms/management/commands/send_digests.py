from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.following.digests import send_due

EXIT_UNSENT = 1


class Command(BaseCommand):
    """`send_digests`: the letters to whoever follows something; exit 1 if some that are due could not be sent."""

    help = "Gửi thư cho những ai theo dõi; đặt lịch chạy vài lần một ngày."

    def handle(self, *args: Any, **options: Any) -> None:
        run = send_due()
        self.stdout.write(
            _("Đã gửi %(sent)d thư; %(silent)d nơi không có gì mới; còn %(left)d chưa gửi được.") % vars(run)
        )
        if run.given_up or run.forgotten:
            self.stdout.write(
                _("Đã xóa %(forgotten)d địa chỉ không xác nhận và %(given_up)d địa chỉ bị từ chối nhiều lần.")
                % vars(run)
            )
        if run.problem:
            self.stderr.write(
                _("Máy chủ thư không nhận thư: %s. Những thư chưa gửi được giữ lại cho lần chạy sau.")
                % run.problem
            )
        if run.left:
            sys.exit(EXIT_UNSENT)
