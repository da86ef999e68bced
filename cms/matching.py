"""Comparing what people type with what is recorded: accents may be missing, tone marks may sit elsewhere. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from delegation.choosing import spoken
from units.text import accented, fold

LONGEST_QUERY = 200

_DIGITS = re.compile(r"(\d{1,9})", re.ASCII)
_WORD = re.compile(r"[\w.]+(?:[/-][\w.]+)*")
# With the marks of a letter that was taken apart.
_BARE_WORD = re.compile(r"[\w\u0300-\u036f]+")


def clean(text: str) -> str:
    """What was typed without control characters, at most LONGEST_QUERY characters of it."""
    # Composed first: a letter with two marks is one letter, in whichever form it was sent.
    composed = unicodedata.normalize("NFC", text[: 3 * LONGEST_QUERY])[:LONGEST_QUERY]
    return " ".join(
        "".join(" " if unicodedata.category(letter)[0] == "C" else letter for letter in composed).split()
    )


@lru_cache(maxsize=65_536)
def in_order(text: str) -> tuple[tuple[tuple[int, str], ...], str]:
    """Sorts names as people look them up: letters before their accents, Phường 2 before Phường 10."""
    parts = _DIGITS.split(fold(text))
    return tuple((int(part) if part.isdecimal() else 0, part) for part in parts if part), accented(text)


def words_of(text: str) -> list[str]:
    """The folded words of a query, punctuation around them left out."""
    return [word.strip(".") for word in _WORD.findall(fold(text)) if word.strip(".")]


def all_words_in(words: list[str], folded: str) -> bool:
    """Whether every word occurs in a folded text."""
    return all(word in folded for word in words)


class Wanted:
    """What was typed, to be compared with many texts."""

    def __init__(self, text: str) -> None:
        self.accented = accented(text)
        self.spoken = spoken(text)
        # Who types a word without accents leaves them out: that is no reason to prefer words that have none.
        self.words_with_accents = frozenset(word for word in accented_words(text) if word != fold(word))
        self.has_accents_throughout = self.words_with_accents == accented_words(text)

    def is_whole(self, text: str) -> bool:
        """Whether a text is just what was typed, with the accents typed unless none were."""
        if spoken(text) != self.spoken:
            return False
        return accented(text) == self.accented or not self.words_with_accents

    def closeness(self, text: str) -> tuple[int, int, int]:
        """Sorts hits, nearest first: by accents as typed, then whole text, beginning, whole words, scattered words."""
        return self.other_accents(text), self.place(text), len(text)

    def other_accents(self, text: str) -> int:
        """How far a text's accents are others than those typed: 0 none is, 1 in another order, 2 some are."""
        found = accented(text)
        if not self.words_with_accents or self.accented in found:
            return 0
        return 1 if self.words_with_accents <= accented_words(text) else 2

    def place(self, text: str) -> int:
        """Where the words stand in a text: 0 they are all of it, 1 its beginning, 2 together, 3 begun, 4 apart."""
        other = spoken(text)
        if other == self.spoken:
            return 0
        if other.startswith(f"{self.spoken} "):
            return 1
        if f" {self.spoken} " in f" {other} ":
            return 2
        return 3 if f" {self.spoken}" in f" {other}" else 4


@lru_cache(maxsize=20_000)
def accented_words(text: str) -> frozenset[str]:
    """The words of a text with their accents, in the form of units.text.accented."""
    return frozenset(_BARE_WORD.findall(accented(text)))
