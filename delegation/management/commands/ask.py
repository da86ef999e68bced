from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from delegation.management.question import as_json
from delegation.management.register_command import RegisterCommand
from delegation.questions import QuestionRefused, answer
from delegation.reading import register_at

# After so many questions there are likely to be many more, and all grants are read at once instead of bit by bit.
_MANY_QUESTIONS: Final = 500


class Command(RegisterCommand):
    """`ask --jsonl`: a stream of questions, an answer each, in the same order."""

    help = "Trả lời từng câu hỏi JSON, mỗi dòng một câu, đọc từ đầu vào chuẩn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--jsonl", action="store_true", required=True, help="mỗi dòng một câu hỏi JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        out = self.stdout
        for line in answers(sys.stdin.buffer):
            out.write(line)
            out.flush()


def answers(lines: Iterable[bytes]) -> Iterator[str]:
    """The line that answers each line; one that is no question is answered with an error."""
    for number, line in enumerate(lines):
        if number == _MANY_QUESTIONS:
            register = register_at()
            register.grants.of_all_powers(register.powers)
        try:
            found = answer(_read(line))
        except QuestionRefused as refusal:
            found = {"error": " ".join(str(refusal).split())}
        yield as_json(found)


def _read(line: bytes) -> object:
    try:
        return json.loads(
            line.decode("utf-8"), parse_float=Decimal, parse_int=Decimal, object_pairs_hook=_without_doubles
        )
    except QuestionRefused:
        raise
    except (ValueError, RecursionError):
        raise QuestionRefused(_("Dòng này không phải là JSON.")) from None


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise QuestionRefused(_("Một phần của câu hỏi được cho hai lần."))
    return found
