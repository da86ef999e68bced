"""Vietnamese text: one spelling to store, one shadow to search. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TONE: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_LETTERS: Final = re.compile(r"[\w\u0300-\u036f]+")


def normalise(text: str) -> str:
    """The text in composed form (NFC), otherwise as it was signed: no letter or tone mark is moved."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The search shadow: lower case, no accents, đ as d, single spaces; "Hòa", "Hoà" and "hoa" are the same in it."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.replace("đ", "d").split())


@lru_cache(maxsize=65_536)
def accented(text: str) -> str:
    """The text with each word's tone mark at the word's end, so that "Hoà" and "Hòa" are one and "Hoa" another."""
    return _LETTERS.sub(_tone_last, " ".join(unicodedata.normalize("NFD", text.casefold()).split()))


def _tone_last(word: re.Match[str]) -> str:
    return _TONE.sub("", word[0]) + "".join(_TONE.findall(word[0]))
