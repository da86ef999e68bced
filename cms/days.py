"""Calendar days as people write them, and as the register shows them. Pure but for the translated words."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from django.utils.translation import get_language, gettext

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_VIETNAMESE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", re.ASCII)


class BadDay(ValueError):
    """What was written is no day of the calendar; `text` is what was written."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def read_day(text: str) -> date:
    """The day written as 2025-07-01 or 01/07/2025. Raises BadDay."""
    text = text.strip()
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _VIETNAMESE.fullmatch(text):
        day, month, year = match.groups()
    else:
        raise BadDay(text)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise BadDay(text) from None


def bad_day_sentence(text: str) -> str:
    """What to tell somebody who wrote a day that does not exist."""
    return gettext("“%(text)s” không phải là một ngày có trong lịch. Hãy viết ngày như 01/07/2025.") % {
        "text": text[:40]
    }


def short_day(day: date) -> str:
    """The day in figures, as decisions write it: 01/07/2025. In English 1 Jul 2025, which no reader turns round."""
    if _is_english():
        return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def long_day(day: date) -> str:
    """The day in words: ngày 1 tháng 7 năm 2025, 1 July 2025."""
    if _is_english():
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"ngày {day.day} tháng {day.month} năm {day.year}"


def typed_day(day: date) -> str:
    """The day as a form shows it and read_day reads it: 01/07/2025; in English 2025-07-01."""
    return day.isoformat() if _is_english() else f"{day.day:02}/{day.month:02}/{day.year:04}"


def _is_english() -> bool:
    return (get_language() or "").startswith("en")


def span(first: date | None, last: date | None) -> str:
    """A period by its first and last day, either of them open."""
    if first and last:
        return gettext("từ %(first)s đến hết %(last)s") % {"first": short_day(first), "last": short_day(last)}
    if first:
        return gettext("từ %(first)s") % {"first": short_day(first)}
    if last:
        return gettext("đến hết %(last)s") % {"last": short_day(last)}
    return gettext("không ghi thời hạn")
