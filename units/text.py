"""Vietnamese text: one spelling to store, one shadow to search. Pure."""

from __future__ import annotations

import unicodedata


def normalise(text: str) -> str:
    """The text in composed form (NFC), otherwise as it was signed: no letter or tone mark is moved."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The search shadow: lower case, no accents, đ as d, single spaces; "Hòa", "Hoà" and "hoa" are the same in it."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.replace("đ", "d").split())
