"""What the commands that ask the register have in common."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.core.management.base import CommandParser

from delegation.management.register_command import RegisterCommand
from delegation.questions import Answer, QuestionRefused


def as_json(answer: Answer, *, indent: int | None = None) -> str:
    """The answer as JSON in one line, or laid out for reading."""
    text = json.dumps(answer, ensure_ascii=False, indent=indent)
    # Half a character from a question's "\\ud800" cannot be written as UTF-8; as an escape it is JSON again.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


class QuestionCommand(RegisterCommand):
    """A command that asks one question; what cannot be answered is one line on standard error and exit 2."""

    def add_question_arguments(self, parser: CommandParser) -> None:
        """The options that every question takes."""
        parser.add_argument("--on", required=True, metavar="NGÀY", help="ngày được hỏi, YYYY-MM-DD")
        parser.add_argument(
            "--known-at", metavar="LÚC", help="theo những gì sổ đã ghi đến lúc này (ISO 8601)"
        )
        parser.add_argument("--json", action="store_true", help="in trên một dòng, cho chương trình đọc")

    def add_fact_argument(self, parser: CommandParser) -> None:
        """The facts of the case."""
        parser.add_argument(
            "--fact", action="append", default=[], metavar="tên=giá_trị", help="một dữ kiện của vụ việc"
        )

    def tell(self, ask: Callable[[], Answer], options: dict[str, Any]) -> None:
        """Ask, and print the answer or the refusal."""
        try:
            answer = ask()
        except QuestionRefused as refusal:
            self.refuse(refusal)
        self.stdout.write(as_json(answer, indent=None if options["json"] else 2))
