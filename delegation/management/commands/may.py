from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from delegation.management.question import QuestionCommand
from delegation.questions import may


class Command(QuestionCommand):
    """`may OFFICE --on DAY`: what it may do."""

    help = "Cơ quan, chức danh được làm gì vào một ngày."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("office")
        self.add_question_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.tell(lambda: may(**{name: options[name] for name in ("office", "on", "known_at")}), options)
