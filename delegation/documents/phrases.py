"""How an official text writes days, lists, numbers of points and the ends of sentences. Pure.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, for days; the order of letters is that of the Vietnamese alphabet.
The words are Vietnamese in whatever language the desk is read: they become the text that is signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from units.periods import Period
from units.text import normalise

# What is not known yet: room to write it in; in a day, no more than the line of the place leaves.
BLANK: Final = "……"
_GAP: Final = "…"
LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
_ROMAN: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def tidy(text: str) -> str:
    """The text as it is printed: composed (NFC), single spaces, one line."""
    return " ".join(normalise(text).split())


def official_day(day: date | None) -> str:
    """A day in full, "ngày 05 tháng 01 năm 2026": a zero before days under 10 and before months 1 and 2."""
    if day is None:
        return f"ngày {_GAP} tháng {_GAP} năm {_GAP}"
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_day(day: date) -> str:
    """A day in a table: 05/01/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def term_in_words(period: Period, kind_name: str) -> str:
    """From which day through which: "từ ngày … đến hết ngày …"; without a first day, from the decision's effect on."""
    start = official_day(period.start) if period.start else f"ngày {kind_name} này có hiệu lực"
    return f"từ {start} đến hết {official_day(period.last_day)}"


def listed(items: Sequence[str]) -> str:
    """Names in a sentence: "A, B và C"; by semicolons where a name has a comma of its own."""
    if not items:
        return BLANK
    if any("," in item or ";" in item for item in items):
        return "; ".join(items)
    *most, last = items
    return f"{', '.join(most)} và {last}" if most else last


def ranges(numbers: Iterable[int]) -> str:
    """Whole numbers in ascending order, runs of three or more shortened: "1 đến 4, 7, 9"."""
    ordered = sorted(set(numbers))
    breaks = [place for place, (one, next_one) in enumerate(pairwise(ordered), 1) if next_one != one + 1]
    parts: list[str] = []
    for first, end in zip([0, *breaks], [*breaks, len(ordered)], strict=True):
        run = ordered[first:end]
        parts += [f"{run[0]} đến {run[-1]}"] if len(run) > 2 else [str(number) for number in run]
    return ", ".join(parts)


def roman(number: int) -> str:
    """A positive number as annexes and their sections are numbered: 4 is "IV"."""
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def ended(text: str, mark: str) -> str:
    """The text with one mark at its end, in place of the one that it may have had."""
    return text.rstrip(" .;,:") + mark


def capitalised(text: str) -> str:
    """The text with its first letter large, the rest as it was."""
    return text[:1].upper() + text[1:]


def continued(text: str) -> str:
    """The text as it goes on within a sentence: its first letter small, unless the word is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
