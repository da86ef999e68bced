"""Choosing a record by what somebody types or pastes; what does not stand on the day is set apart. Pure.

Accents may be missing or may sit elsewhere, offices may be shortened as people do (UBND, P., Q1), and a slip of the
finger is forgiven last of all. A pasted name is taken only where it can mean one thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from rapidfuzz import fuzz, process

from units.periods import Period
from units.text import accented, fold

Standing = Literal["exists", "former", "future"]

LONGEST_QUERY: Final = 300
# How a record came to be found: the places of a hit, nearest first.
_EXACT: Final = 0
_BEGINNING: Final = 1
_PHRASE: Final = 2
_NEAR_PHRASE: Final = 3
_WORDS: Final = 4
_PARTS_OF_WORDS: Final = 5
_SLIP: Final = 6
# Likeness in hundredths. Where fewer than so many are found as typed, less likeness is enough.
_ALMOST: Final = 90
_LIKE: Final = 80
_ENOUGH: Final = 5
_MOST_LIKE: Final = 10
_SHORTEST_FUZZY: Final = 5

_WORD: Final = re.compile(r"[a-z0-9]+")
_DIGITS: Final = re.compile(r"(\d{1,9})", re.ASCII)
_KIND_AND_NUMBER: Final = re.compile(r"\b([pqf])(?=\d{1,2}\b)")
_WRITTEN_OUT: Final[Mapping[str, str]] = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ct": "chu tich",
    "pct": "pho chu tich",
    "gd": "giam doc",
    "bql": "ban quan ly",
    "tp": "thanh pho",
    "tphcm": "thanh pho ho chi minh",
    "hcm": "ho chi minh",
    "gcn": "giay chung nhan",
    "qsdd": "quyen su dung dat",
    "tthc": "thu tuc hanh chinh",
}
# One letter stands for a kind of unit only before the unit's name: at the end it is a word being typed.
_KIND_LETTERS: Final[Mapping[str, str]] = {"p": "phuong", "f": "phuong", "q": "quan", "h": "huyen", "x": "xa"}


@dataclass(frozen=True, slots=True)
class Choosable:
    """A record that a cell may name; `detail` tells it from others of its name, and is not searched.

    `spans` are the days on which it stands, earliest first; without any it stands always. `aliases` are further names
    that mean just this record: a number, a code, the name with the place. `words` only help to find it.
    """

    key: str
    label: str
    detail: str = ""
    spans: tuple[Period, ...] = ()
    aliases: tuple[str, ...] = ()
    words: str = ""

    def standing(self, day: date) -> Standing:
        """Whether it stands on the day, no longer, or not yet."""
        if not self.spans or any(day in span for span in self.spans):
            return "exists"
        return "former" if self.spans[0].begun_by(day) else "future"

    def changes(self, day: date) -> date | None:
        """Of one that does not stand on the day: its last day before, or the first day that it will have."""
        begun = [span for span in self.spans if span.begun_by(day)]
        return begun[-1].last_day if begun else self.spans[0].start if self.spans else None


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found, at one of the places above; `nearness` sorts hits, nearest first."""

    item: Choosable
    standing: Standing
    place: int
    nearness: tuple[object, ...]


class Choosing:
    """Records in the forms in which they are compared."""

    def __init__(self, items: Iterable[Choosable]) -> None:
        self.items = {item.key: item for item in items}
        self._names = {key: spoken(item.label) for key, item in self.items.items()}
        self._texts = {
            key: " ".join(filter(None, (self._names[key], *map(spoken, item.aliases), spoken(item.words))))
            for key, item in self.items.items()
        }
        self._exact: dict[str, set[str]] = defaultdict(set)
        for key, item in self.items.items():
            for name in (item.label, *item.aliases):
                self._exact[spoken(name)].add(key)

    def find(self, text: str, day: date) -> list[Hit]:
        """Everything that a text may mean, whether or not it stands on the day, in no order; all for an empty text."""
        query = text[:LONGEST_QUERY].strip()
        return [self._hit(key, query, place, day) for key, place in self._places(query).items()]

    def meant(self, text: str, day: date) -> Choosable | None:
        """The one record that a whole text names, if it can mean no other that stands on the day."""
        if text in self.items:
            return self.items[text]
        named = [self.items[key] for key in self._exact.get(spoken(text), ())]
        present = [item for item in named if item.standing(day) == "exists"]
        exact = [item for item in present if accented(text) in map(accented, (item.label, *item.aliases))]
        if len(exact) == 1:
            return exact[0]
        return present[0] if len(present) == 1 and not exact else None

    def _places(self, query: str) -> dict[str, int]:
        """How each record that the query may mean came to be found: one of the places below, nearest 0."""
        wanted = spoken(query)
        words = wanted.split()
        if not words:
            return dict(zip(self.items, range(len(self.items)), strict=True))
        found = {
            key: _place(wanted, words, self._names[key], text)
            for key, text in self._texts.items()
            if all(word in text for word in words)
        }
        if len(wanted) >= _SHORTEST_FUZZY:
            for key, place in self._like(wanted, few=len(found) < _ENOUGH):
                found[key] = min(place, found.get(key, place))
        if " " not in query:
            found |= {key: _PARTS_OF_WORDS for key in self.items if query in key and key not in found}
        found |= dict.fromkeys(self._exact.get(wanted, ()), _EXACT)
        return found | {query: _EXACT} if query in self.items else found

    def _like(self, wanted: str, *, few: bool) -> list[tuple[str, int]]:
        """What reads almost like it; where little else was found, also what reads less like it."""
        like = process.extract(
            wanted,
            self._names,
            scorer=fuzz.partial_ratio,
            score_cutoff=_LIKE if few else _ALMOST,
            limit=_MOST_LIKE,
        )
        numbers = {word for word in wanted.split() if word.isdecimal()}
        # A name much shorter than the query is a part of it, which says little; another number is another thing.
        return [
            (key, _NEAR_PHRASE if score >= _ALMOST else _SLIP)
            for name, score, key in like
            if len(name) * 2 >= len(wanted) and numbers <= set(name.split())
        ]

    def _hit(self, key: str, query: str, place: int, day: date) -> Hit:
        item = self.items[key]
        if not query:
            return Hit(item, item.standing(day), _EXACT, (place,))
        wanted, name = accented(query), accented(item.label)
        nearness = (
            place == _SLIP,
            place != _EXACT and wanted not in name and not set(wanted.split()) <= set(name.split()),
            place,
            len(item.label),
            _in_order(item.label),
            item.key,
        )
        return Hit(item, item.standing(day), place, nearness)


def nearest(hits: Iterable[Hit], most: int) -> list[Hit]:
    """The nearest of what stands on the day, then at most a third as many of what does not."""
    ordered = sorted(hits, key=_nearness)
    standing = [hit for hit in ordered if hit.standing == "exists"]
    others = [hit for hit in ordered if hit.standing != "exists"]
    return [*standing[:most], *others[: max(most // 3, 1)]]


@lru_cache(maxsize=50_000)
def spoken(text: str) -> str:
    """A name in the form in which names are compared: folded, short forms written out, no marks, no leading zeros."""
    words = _WORD.findall(_KIND_AND_NUMBER.sub(r"\1 ", fold(text)))
    last = len(words) - 1
    return " ".join(
        _KIND_LETTERS[word] if word in _KIND_LETTERS and at < last else _WRITTEN_OUT.get(word, _bare(word))
        for at, word in enumerate(words)
    )


def _bare(word: str) -> str:
    return word.lstrip("0") or "0" if word.isdecimal() else word


def _place(wanted: str, words: list[str], name: str, text: str) -> int:
    if name.startswith(wanted):
        return _BEGINNING
    if f" {wanted}" in f" {name}":
        return _PHRASE
    starts = f" {text}"
    return _WORDS if all(f" {word}" in starts for word in words) else _PARTS_OF_WORDS


def _nearness(hit: Hit) -> tuple[object, ...]:
    return hit.nearness


@lru_cache(maxsize=50_000)
def _in_order(text: str) -> list[tuple[int, str]]:
    """Sorts names as people look them up: Phường 2 before Phường 10."""
    return [(int(part) if part.isdecimal() else 0, part) for part in _DIGITS.split(fold(text)) if part]
