"""Finding the office that a person means: "UBND phường Thảo Điền", "CT UBND Q.2", "Giám đốc Sở Xây dựng". Pure.

Never guesses: the one office of that name, or the choices there are. Offices of a unit are found by any name that the
unit ever had; all others by their own.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from cms.matching import in_order, words_of
from cms.places import PlaceFound, PlaceIndex
from units.directory import Directory
from units.text import fold

_MOST_CHOICES: Final = 24
_MOST_WORDS: Final = 0.6
_SHORT_WORDS: Final = (
    (re.compile(r"\bubnd\b"), "uy ban nhan dan"),
    (re.compile(r"\bhdnd\b"), "hoi dong nhan dan"),
    (re.compile(r"\bpct\b"), "pho chu tich"),
    (re.compile(r"\bct\b"), "chu tich"),
    (re.compile(r"\bp\.?\s*gd\b"), "pho giam doc"),
    (re.compile(r"\bgd\b"), "giam doc"),
    (re.compile(r"\bbql\b"), "ban quan ly"),
    (re.compile(r"\btp\.?\s*hcm\b"), "thanh pho ho chi minh"),
)
# How an office of a unit is called before the unit's own name, the longest first; "" is no office of the register.
_HEADS: Final = (
    ("chu tich hoi dong nhan dan", ""),
    ("pho chu tich uy ban nhan dan", "vice_chair"),
    ("chu tich uy ban nhan dan", "chair"),
    ("hoi dong nhan dan", "council"),
    ("uy ban nhan dan", "committee"),
    ("pho chu tich", "vice_chair"),
    ("chu tich", "chair"),
    ("uy ban", "committee"),
)
_THE_CITY: Final = frozenset({"thanh pho", "tp", "tp."})
_CITY_NAME: Final = "thanh pho ho chi minh"


@dataclass(frozen=True, slots=True)
class OfficeFound:
    """What a text can mean on a day: one `office`, or `choices`; `others` bore the name on other days."""

    office: str | None = None
    choices: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    is_suggestion: bool = False


class OfficeIndex:
    """The offices of a directory by their names; `folded` has the folded name of each."""

    def __init__(self, directory: Directory, folded: Mapping[str, str], places: PlaceIndex) -> None:
        self._directory = directory
        self._folded = folded
        self._places = places

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        """The words of each office's name: parts of words do not count, "so y te" is no part of "so tu phap"."""
        return {key: frozenset(words_of(name)) for key, name in self._folded.items()}

    def find(self, text: str, day: date) -> OfficeFound:
        """What the text means on the day."""
        text = text.strip()
        if not text:
            return OfficeFound()
        if text in self._directory.offices:
            return OfficeFound(office=text)
        spoken = _spoken(text)
        head, kind = next(((head, kind) for head, kind in _HEADS if spoken.startswith(head)), ("", ""))
        rest = spoken.removeprefix(head).strip(" ,.-") if kind else ""
        if rest:
            return self._of_unit(kind, _CITY_NAME if rest in _THE_CITY else rest, day)
        return self._by_name(spoken, day)

    def _of_unit(self, kind: str, rest: str, day: date) -> OfficeFound:
        found = self._places.find(rest, day)
        return self._sorted_out(
            {
                office.office
                for unit in _units(found)
                for office in self._directory.at_unit(unit)
                if office.kind == kind
            },
            day,
            is_suggestion=found.is_suggestion,
        )

    def _by_name(self, spoken: str, day: date) -> OfficeFound:
        words = frozenset(words_of(spoken))
        if not words:
            return OfficeFound()
        having = {key for key, own in self._words.items() if words <= own}
        for nearest in (
            {key for key in having if self._folded[key] == spoken},
            {key for key in having if self._folded[key].startswith(f"{spoken} ")},
            having,
        ):
            if nearest:
                return self._sorted_out(nearest, day, is_suggestion=False)
        return self._sorted_out(self._like(words), day, is_suggestion=True)

    def _like(self, words: frozenset[str]) -> set[str]:
        """The offices that share most of the words, the nearest first."""
        shared = Counter({key: len(words & own) for key, own in self._words.items()})
        enough = max(2, math.ceil(len(words) * _MOST_WORDS))
        return {key for key, count in shared.most_common(_MOST_CHOICES) if count >= enough}

    def _sorted_out(self, offices: Iterable[str], day: date, *, is_suggestion: bool) -> OfficeFound:
        named = sorted(offices, key=lambda key: (in_order(self._directory.offices[key].name), key))
        present = [office for office in named if self._directory.exists(office, day)]
        others = tuple(office for office in named if office not in present)
        if is_suggestion:
            return OfficeFound(choices=(*present, *others)[:_MOST_CHOICES], is_suggestion=bool(named))
        if len(present) == 1:
            return OfficeFound(office=present[0], others=others)
        if not present and len(others) == 1:
            return OfficeFound(office=others[0])
        return OfficeFound(choices=tuple(present or others)[:_MOST_CHOICES], others=others if present else ())


def _units(found: PlaceFound) -> set[str]:
    named = {choice.unit for choice in (*found.choices, *found.others)}
    return named | ({found.unit} if found.unit else set())


def _spoken(text: str) -> str:
    spoken = " ".join(fold(text).split())
    for pattern, words in _SHORT_WORDS:
        spoken = pattern.sub(words, spoken)
    return " ".join(spoken.replace(" cua ", " ").split())
