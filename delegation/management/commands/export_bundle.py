from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from delegation.bundle.exporting import export_bundle
from delegation.bundle.writing import BundleNotWritten
from delegation.management.register_command import RegisterCommand
from delegation.questions import QuestionRefused, read_time
from units.models import Edition


class Command(RegisterCommand):
    """`export_bundle DIR`: the whole register, as it is or as it was known, in the interchange format."""

    help = "Xuất toàn bộ sổ thành một gói dữ liệu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="THƯ_MỤC")
        parser.add_argument(
            "--known-at", metavar="LÚC", help="theo những gì sổ đã ghi đến lúc này (ISO 8601)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            known_at = read_time(options["known_at"])
            edition = (
                Edition.objects.latest_number() if known_at is None else Edition.objects.number_at(known_at)
            )
            export_bundle(options["folder"], edition)
        except (QuestionRefused, BundleNotWritten) as refusal:
            self.refuse(refusal)
        self.stdout.write(
            _("Đã xuất lần ghi sổ số %(edition)d vào %(folder)s.")
            % {"edition": edition, "folder": options["folder"]}
        )
