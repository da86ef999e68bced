"""Comparing what people type with what is recorded: accents may be missing, tone marks may sit elsewhere. Pure."""

from __future__ import annotations

import re
import unicodedata

from units.text import accented, fold

LONGEST_QUERY = 200

_DIGITS = re.compile(r"(\d{1,9})", re.ASCII)
_WORD = re.compile(r"[\w.]+(?:[/-][\w.]+)*")


def clean(text: str) -> str:
    """What was typed without control characters, at most LONGEST_QUERY characters of it."""
    printable = "".join(
        " " if unicodedata.category(letter)[0] == "C" else letter for letter in text[:LONGEST_QUERY]
    )
    return " ".join(printable.split())


def in_order(text: str) -> tuple[list[tuple[int, str]], str]:
    """Sorts names as people look them up: letters before their accents, Phường 2 before Phường 10."""
    parts = _DIGITS.split(fold(text))
    return [(int(part) if part.isdecimal() else 0, part) for part in parts if part], accented(text)


def words_of(text: str) -> list[str]:
    """The folded words of a query, punctuation around them left out."""
    return [word.strip(".") for word in _WORD.findall(fold(text)) if word.strip(".")]


def all_words_in(words: list[str], folded: str) -> bool:
    """Whether every word occurs in a folded text."""
    return all(word in folded for word in words)


def closeness(query: str, text: str, folded: str) -> tuple[int, int, int]:
    """Sorts hits, nearest first: by accents as typed, then whole text, beginning, whole words, part of a word."""
    wanted, found = accented(query), accented(text)
    bare = fold(query)
    if found == wanted or folded == bare:
        place = 0
    elif folded.startswith(bare):
        place = 1
    elif f" {bare} " in f" {folded} ":
        place = 2
    elif bare in folded:
        place = 3
    else:
        place = 4
    return (0 if wanted in found else 1 if _accented_words_in(wanted, found) else 2), place, len(text)


def _accented_words_in(wanted: str, found: str) -> bool:
    return set(wanted.split()) <= set(found.split())
