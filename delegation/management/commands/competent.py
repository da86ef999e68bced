from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from delegation.management.question import QuestionCommand
from delegation.questions import competent, written_facts


class Command(QuestionCommand):
    """`competent OFFICE POWER PLACE --on DAY`: was it competent."""

    help = "Cơ quan, chức danh có thẩm quyền không: cơ quan, thẩm quyền, nơi, ngày."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("office")
        parser.add_argument("power")
        parser.add_argument("place")
        self.add_question_arguments(parser)
        self.add_fact_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        asked = {name: options[name] for name in ("office", "power", "place", "on", "known_at")}
        self.tell(lambda: competent(**asked, facts=written_facts(options["fact"])), options)
