"""Marks the words of a text for which it was found. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from cms.word_index import words_in

_TOKEN: Final = re.compile(r"\w+")
_BETWEEN: Final = re.compile(r"[\s./,;:–-]{1,3}")
_SHORTEST_BEGINNING: Final = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, marked where it is what was sought."""

    text: str
    is_marked: bool = False


def marked(text: str, words: Collection[str]) -> tuple[Piece, ...]:
    """A text in pieces: marked are the words where they stand in a row, else each of them."""
    tokens = list(_TOKEN.finditer(text))
    pieces: list[Piece] = []
    end = 0
    for token in _in_a_row(tokens, list(words)) or [token for token in tokens if _is_sought(token[0], words)]:
        between = text[end : token.start()]
        if pieces and _BETWEEN.fullmatch(between):
            pieces[-1] = Piece(pieces[-1].text + between + token[0], is_marked=True)
        else:
            pieces += [Piece(between)] if between else []
            pieces.append(Piece(token[0], is_marked=True))
        end = token.end()
    return (*pieces, Piece(text[end:])) if text[end:] else tuple(pieces)


def words_as_written(text: str, words: Collection[str]) -> tuple[str, ...]:
    """The words of a text, as it writes them, that are among these; each once."""
    found = (token[0] for token in _TOKEN.finditer(text) if set(words_in(token[0])) & set(words))
    return tuple({word.casefold(): word for word in found}.values())


def _in_a_row(tokens: Sequence[re.Match[str]], words: Sequence[str]) -> list[re.Match[str]]:
    """The tokens that stand where the words stand one after the other; none where they never do."""
    own = [(word, token) for token in tokens for word in words_in(token[0])]
    length = len(words)
    found = [
        token
        for start in range(len(own) - length + 1)
        if length and [word for word, _ in own[start : start + length]] == list(words)
        for _, token in own[start : start + length]
    ]
    return list(dict.fromkeys(found))


def _is_sought(token: str, words: Collection[str]) -> bool:
    return any(
        part == word or (len(word) >= _SHORTEST_BEGINNING and not word.isdecimal() and part.startswith(word))
        for part in words_in(token)
        for word in words
    )
