from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from delegation.actions.notifying import send_unsent, unsent

EXIT_UNSENT = 1


class Command(BaseCommand):
    """`send_notices`: the e-mails of steps that could not be sent at the time; exit 1 if any still could not."""

    help = "Gửi những thư báo chưa gửi được; đặt lịch chạy vài phút một lần."

    def handle(self, *args: Any, **options: Any) -> None:
        sent = send_unsent()
        left = unsent().count()
        self.stdout.write(
            _("Đã gửi %(sent)d thư; còn %(left)d chưa gửi được.") % {"sent": sent, "left": left}
        )
        if left:
            sys.exit(EXIT_UNSENT)
