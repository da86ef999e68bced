"""What the text of a cell says: its canonical form, and the day, period, list or territory it names. Pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext

from delegation.bundle.faults import quoted
from delegation.bundle.format import LIST_SEPARATOR
from units.geography import Territory
from units.periods import Period

LONGEST_CELL: Final = 100_000
_NO_LAST_DAY: Final = date.max.isoformat()

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# A line break or a tab may stand in a note; every other control character is an accident.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class UnfitCell(ValueError):
    """A cell holds what no cell may hold; the message says what, and what to do."""


def canonical_cell(text: str, *, many: bool = False, last_day: bool = False) -> str:
    """The one form of a cell that is recorded and written: NFC; a list stripped, sorted, each item once; and the last
    day of the calendar, by which other programs say that there is no last day, as the empty cell that says so here.

    Raises UnfitCell for a cell that is too long or holds control characters.
    """
    if len(text) > LONGEST_CELL:
        raise UnfitCell(
            gettext("ô dài %(length)d ký tự, nhiều nhất được %(most)d; hãy rút gọn.")
            % {"length": len(text), "most": LONGEST_CELL}
        )
    if not text.isprintable() and _CONTROL.search(text):
        raise UnfitCell(gettext("ô %(cell)s có ký tự điều khiển; hãy gõ lại ô này.") % {"cell": quoted(text)})
    if last_day and text == _NO_LAST_DAY:
        return ""
    normal = unicodedata.normalize("NFC", text)
    return LIST_SEPARATOR.join(sorted(set(read_list(normal)))) if many else normal


def read_list(cell: str) -> list[str]:
    """The items of a list cell, in its order; none for an empty cell."""
    return [item for part in cell.split(LIST_SEPARATOR) if (item := part.strip())]


@lru_cache(maxsize=16_384)
def read_day(cell: str) -> date | None:
    """The day of a cell, YYYY-MM-DD; None for an empty cell. Raises ValueError for anything else."""
    if not cell:
        return None
    if not _DAY.fullmatch(cell):
        raise ValueError(cell)
    return date.fromisoformat(cell)


def read_period(first: str, last: str) -> Period:
    """The period from a first to a last day, as two cells give them. Raises ValueError for a bad day."""
    last_day = read_day(last)
    if last_day == date.max:
        raise ValueError(last)
    return Period.of_days(read_day(first), last_day)


def read_territory(cell: str) -> Territory | None:
    """The territory of a cell, `unit` or `unit/YYYY-MM-DD`; None for an empty one. Raises ValueError."""
    if not cell:
        return None
    unit, slash, day = cell.partition("/")
    if not slash:
        return Territory(unit)
    if not day:
        raise ValueError(cell)
    return Territory(unit, read_day(day))
