from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from delegation.management.question import QuestionCommand
from delegation.questions import decide, written_facts


class Command(QuestionCommand):
    """`decide POWER PLACE --on DAY`: who decides."""

    help = "Ai có thẩm quyền quyết định: thẩm quyền, nơi (mã đơn vị), ngày."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("power")
        parser.add_argument("place")
        self.add_question_arguments(parser)
        self.add_fact_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        asked = {name: options[name] for name in ("power", "place", "on", "known_at")}
        self.tell(lambda: decide(**asked, facts=written_facts(options["fact"])), options)
