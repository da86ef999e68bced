"""Days as annexes write them. Pure.

dd/mm/yyyy in many hands, in words, or as the number under which a spreadsheet keeps a day. A day is never guessed: what
could be read in two ways is not read.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from units.periods import ONE_DAY
from units.text import fold

# What a day in a decision can be; a number outside of it is a year, a quantity or a mistake.
_EARLIEST: Final = date(1945, 1, 1)
_LATEST: Final = date(2199, 12, 31)
# The calendar of spreadsheets has a 29 February 1900, which never was: days up to it are counted from one day later.
_FALSE_LEAP_DAY: Final = 60
_BEFORE_1900: Final = date(1899, 12, 30)
_START_1904: Final = date(1904, 1, 1)
_PIVOT: Final = 70

_ISO: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_SHORT: Final = r"\d{1,2}\s*(?P<sign%s>[/.\-])\s*\d{1,2}\s*(?P=sign%s)\s*(?:\d{4}|\d{2})(?!\d)"
_WORDS: Final = r"\d{1,2}\s+thang\s+\d{1,2}\s*,?\s+nam\s+\d{4}"
_PARTS: Final = re.compile(r"\d+")
_TIME: Final = re.compile(r"[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?$")
_SERIAL: Final = re.compile(r"\d{4,6}(?:\.\d+)?")

_DAY: Final = rf"(?:ngay\s+)?(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|{_SHORT % ('%s', '%s')}|{_WORDS})"
_UNTIL: Final = r"(?P<how>den het|het|den truoc|truoc|den)"
_ONLY_DAY: Final = re.compile(_DAY % ("a", "a"))
_FROM: Final = re.compile(rf"(?:ke )?tu\s+(?P<first>{_DAY % ('a', 'a')})")
_LAST: Final = re.compile(rf"{_UNTIL}\s+(?P<last>{_DAY % ('b', 'b')})")
_SPAN: Final = re.compile(
    rf"(?:(?:ke )?tu\s+)?(?P<first>{_DAY % ('a', 'a')})\s*(?:{_UNTIL}|-|–)\s*(?P<last>{_DAY % ('b', 'b')})"
)
_LASTING: Final = re.compile(
    rf"(?P<count>\d{{1,3}})\s+(?P<measure>nam|thang|ngay),?\s+(?:ke\s+)?tu\s+(?P<first>{_DAY % ('a', 'a')})"
)
_OPENING: Final = re.compile(
    r"^(?:(?:thoi han|thoi gian)(?: uy quyen| phan cap)?|co hieu luc(?: thi hanh)?|hieu luc)\s*:?\s+"
)


class NotADay(ValueError):
    """A text is no day, or more than one; `text` is what was written."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day of a term; None where the text does not say."""

    first: date | None = None
    last: date | None = None


def day_of_serial(number: Decimal, *, counts_from_1904: bool = False) -> date | None:
    """The day a spreadsheet keeps under a number; None for one that no decision can mean, or that never was."""
    if not 0 <= number < 1_000_000:
        return None
    whole = int(number)
    if counts_from_1904:
        day = _START_1904 + timedelta(days=whole)
    elif whole == _FALSE_LEAP_DAY:
        return None
    else:
        day = _BEFORE_1900 + timedelta(days=whole if whole > _FALSE_LEAP_DAY else whole + 1)
    return day if _EARLIEST <= day <= _LATEST else None


def written_day(day: date) -> str:
    """A day as offices write it."""
    return f"{day:%d/%m/%Y}"


def read_day(text: str, *, counts_from_1904: bool = False) -> date:
    """The one day that a text is: dd/mm/yyyy, d-m-yy, ISO, in words, or a spreadsheet's number. Raises NotADay."""
    words = _words(text)
    if _SERIAL.fullmatch(words):
        return _serial(text, words, counts_from_1904)
    if not _ONLY_DAY.fullmatch(words):
        raise NotADay(text)
    return _day(words, text)


def read_first_day(text: str, *, counts_from_1904: bool = False) -> date:
    """As read_day; "từ ngày …" may stand before it. Raises NotADay."""
    match = _FROM.fullmatch(_words(text))
    return _day(match["first"], text) if match else read_day(text, counts_from_1904=counts_from_1904)


def read_last_day(text: str, *, counts_from_1904: bool = False) -> date:
    """As read_day; "đến hết ngày …" may stand before it, and "trước ngày …" is the day before. Raises NotADay."""
    match = _LAST.fullmatch(_words(text))
    return _last(match, text) if match else read_day(text, counts_from_1904=counts_from_1904)


def read_term(text: str) -> Days:
    """A term: "từ … đến hết …", one side of it, or "12 tháng kể từ ngày …". Raises NotADay."""
    words = _OPENING.sub("", _words(text))
    if match := _SPAN.fullmatch(words):
        days = Days(_day(match["first"], text), _last(match, text))
        if days.first is not None and days.last is not None and days.last < days.first:
            raise NotADay(text)
        return days
    if match := _FROM.fullmatch(words):
        return Days(first=_day(match["first"], text))
    if match := _LAST.fullmatch(words):
        return Days(last=_last(match, text))
    if match := _LASTING.fullmatch(words):
        first = _day(match["first"], text)
        return Days(first, _later(first, int(match["count"]), match["measure"], text))
    raise NotADay(text)


def _words(text: str) -> str:
    folded = _TIME.sub("", fold(text))
    return folded.strip(" .,;:()")


def _serial(text: str, words: str, counts_from_1904: bool) -> date:
    try:
        day = day_of_serial(Decimal(words), counts_from_1904=counts_from_1904)
    except InvalidOperation as error:
        raise NotADay(text) from error
    if day is None:
        raise NotADay(text)
    return day


def _day(words: str, text: str) -> date:
    """The day of a piece that has the form of one; the rules of the calendar are not yet known to hold."""
    parts = [int(part) for part in _PARTS.findall(words)]
    if _ISO.search(words):
        year, month, day = parts
    else:
        day, month, year = parts
        if year < 100:
            year += 2000 if year < _PIVOT else 1900
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise NotADay(text) from error
    if not _EARLIEST <= found <= _LATEST:
        raise NotADay(text)
    return found


def _last(match: re.Match[str], text: str) -> date:
    last = _day(match["last"], text)
    return last - ONE_DAY if (match["how"] or "").endswith("truoc") else last


def _later(first: date, count: int, measure: str, text: str) -> date:
    """The last day of so many years, months or days that begin on a first one."""
    if not count:
        raise NotADay(text)
    if measure == "ngay":
        return first + timedelta(days=count - 1)
    months = first.year * 12 + first.month - 1 + count * (12 if measure == "nam" else 1)
    year, month = divmod(months, 12)
    day = min(first.day, monthrange(year, month + 1)[1])
    ended = date(year, month + 1, day)
    # A month that has no such day ends on its own last day.
    return ended - ONE_DAY if day == first.day else ended
