"""Which texts have the words that somebody types, and which have words like them where these are mistyped. Pure.

Words are compared as delegation.choosing.spoken leaves them: without accents, short forms written out, numbers without
leading zeros. The last word typed stands for every word that it begins, unless it is a number or very short.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from delegation.choosing import spoken

# How much a word counts that is not the one typed: it begins so, is spelled so elsewhere, or is some letters away.
_WHOLE: Final = 1.0
_BEGUN: Final = 0.85
_RESPELLED: Final = 0.95
_ONE_LETTER: Final = 0.8
_TWO_LETTERS: Final = 0.6
_SHORTEST_BEGINNING: Final = 3
_SHORTEST_MISTYPED: Final = 3
_SHORTEST_TWO_LETTERS: Final = 7
_SHORTEST_RUN_TOGETHER: Final = 6
_SHORTEST_PART: Final = 2
_LONGEST_WORD: Final = 40
_MOST_WORDS: Final = 24
# Of a near text's score: how much is for the words that it has, the rest being for those that stand side by side.
_FOR_WORDS: Final = 0.7
# A text that scores less is not near, and neither is one that scores so much less than the best.
_NEAR_ENOUGH: Final = 0.55
_NEAR_THOUGH_DOUBTED: Final = 0.75
_BEHIND_THE_BEST: Final = 0.15
# Words with which people ask, whatever it is they ask for: they tell texts apart less than any other.
_ASKING: Final = frozenset(
    re.findall(
        "[a-z]+",
        "ai bi can cho co con cua da dau de di do duoc em gi giup hay hoi khi khong la lam mot muon nao nay nen ngay "
        "nguoi nhu o ra sao tai the theo thi thu toi tuc va ve vi viec xin",
    )
)
_ASKING_TELLS: Final = 0.15
_UNKNOWN_TELLS: Final = 3.0

_VOWEL: Final = re.compile("[aeiouy]")
_TELEX_MARKS: Final = re.compile("[wsfrxj]|([aeo])(?=[a-z]*\\1)")
_VNI_MARKS: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Near:
    """A text that is near what was typed: `score` up to 1, `words` the ones of the text by those that were typed."""

    text: int
    score: float
    words: Mapping[str, str]


@lru_cache(maxsize=50_000)
def words_in(text: str) -> tuple[str, ...]:
    """The words of a text in the form in which they are compared."""
    return tuple(spoken(text).split())


class WordIndex:
    """Texts by their words; a text is named by its place in the list that was given."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [words_in(text) for text in texts]
        having: dict[str, set[int]] = defaultdict(set)
        for number, words in enumerate(self._texts):
            for word in words:
                having[word].add(number)
        self._having = dict(having)
        self._vocabulary = sorted(having)

    def having(self, words: Collection[str]) -> set[int]:
        """The texts in which every word stands; the last may only begin a word, as one that is still being typed."""
        typed = list(words)
        if not typed:
            return set()
        found = self._with(self._begun_by(typed[-1]))
        for word in typed[:-1]:
            found &= self._having.get(word, set())
        return found

    def has(self, word: str) -> bool:
        """Whether a word stands in some text."""
        return word in self._having

    def near(self, words: Collection[str]) -> list[Near]:
        """The texts that have most of the words or words like them, the nearest first."""
        typed = [part for word in list(dict.fromkeys(words))[:_MOST_WORDS] for part in self._apart(word)]
        # A word that is known is taken for a slip only where the words as typed lead nowhere, and all others fit.
        return self._near(typed, _NEAR_ENOUGH, doubt_known=False) or self._near(
            typed, _NEAR_THOUGH_DOUBTED, doubt_known=True
        )

    def _near(self, typed: Sequence[str], enough: float, *, doubt_known: bool) -> list[Near]:
        weights: dict[str, float] = {}
        best: dict[int, dict[str, tuple[float, str]]] = defaultdict(dict)
        for word in dict.fromkeys(typed):
            meant = self._meant(word, doubt_known)
            weights[word] = self._telling(word, self._with(meant))
            for other, worth in meant.items():
                for text in self._having[other]:
                    known = best[text].get(word)
                    if known is None or known[0] < worth:
                        best[text][word] = (worth, other)
        whole = sum(weights.values())
        # Another number is another thing.
        numbers = {word for word in typed if word.isdecimal()}
        near = []
        for text, found in best.items():
            if not numbers <= found.keys():
                continue
            score = sum(weights[word] * worth for word, (worth, _) in found.items()) / whole
            if score < enough:
                continue
            said = {word: other for word, (_, other) in found.items()}
            score = _FOR_WORDS * score + (1 - _FOR_WORDS) * self._side_by_side(text, typed, said)
            near.append(Near(text, score, said))
        least = max((one.score for one in near), default=0) - _BEHIND_THE_BEST
        kept = (one for one in near if one.score >= max(least, _FOR_WORDS * enough))
        return sorted(kept, key=lambda one: (-round(one.score, 3), len(self._texts[one.text]), one.text))

    def _side_by_side(self, text: int, typed: Sequence[str], said: Mapping[str, str]) -> float:
        """Which part of the neighbours among the words typed are neighbours in a text too."""
        telling = [word for word in typed if word not in _ASKING]
        wanted = [(said.get(one), said.get(other)) for one, other in pairwise(telling)]
        if not wanted:
            return 1.0
        present = set(pairwise(self._texts[text]))
        return sum(pair in present for pair in wanted) / len(wanted)

    def _with(self, words: Iterable[str]) -> set[int]:
        return set().union(*(self._having[word] for word in words))

    def _telling(self, word: str, texts: Collection[int]) -> float:
        """How much a word tells: the more, the fewer texts have it; one that none has was meant all the same."""
        telling = log(1 + len(self._texts) / len(texts)) if texts else _UNKNOWN_TELLS
        return telling * _ASKING_TELLS if word in _ASKING else telling

    def _begun_by(self, word: str) -> list[str]:
        """The words of the texts that a word typed stands for."""
        if word.isdecimal() or len(word) < _SHORTEST_BEGINNING:
            return [word] if word in self._having else []
        first = bisect_left(self._vocabulary, word)
        last = bisect_left(self._vocabulary, word + "\uffff")
        return self._vocabulary[first:last]

    def _meant(self, word: str, doubt_known: bool) -> dict[str, float]:
        """The words of the texts that a word may mean, each with what it is worth."""
        meant = {other: _WHOLE if other == word else _BEGUN for other in self._begun_by(word)}
        for other in self._respelled(word):
            meant.setdefault(other, _RESPELLED)
        is_known = word in self._having and not doubt_known
        if is_known or len(word) < _SHORTEST_MISTYPED or not word.isalpha():
            return meant
        letters = 2 if len(word) >= _SHORTEST_TWO_LETTERS else 1
        like = process.extract(
            word, self._vocabulary, scorer=OSA.distance, score_cutoff=letters, limit=None, processor=None
        )
        for other, distance, _ in like:
            # Another number is another thing, never a slip of the finger.
            if other.isalpha():
                meant.setdefault(other, _ONE_LETTER if distance == 1 else _TWO_LETTERS)
        return meant

    def _respelled(self, word: str) -> list[str]:
        """The words of the texts that a word is in another spelling."""
        return [other for other in _other_spellings(word) if other in self._having]

    def _apart(self, word: str) -> tuple[str, ...]:
        """Words that were run together, apart; any other word by itself."""
        is_one = len(word) > _LONGEST_WORD or self._begun_by(word) or self._respelled(word)
        if is_one or len(word) < _SHORTEST_RUN_TOGETHER:
            return (word,)
        # The fewest words that make up each beginning.
        parts: list[tuple[str, ...] | None] = [()] + [None] * len(word)
        for end in range(_SHORTEST_PART, len(word) + 1):
            for start in range(end - _SHORTEST_PART + 1):
                before, last = parts[start], word[start:end]
                if before is None or last not in self._having or not last.isalpha():
                    continue
                if parts[end] is None or len(before) + 1 < len(parts[end] or ()):
                    parts[end] = (*before, last)
        return parts[len(word)] or (word,)


def _other_spellings(word: str) -> set[str]:
    """A word as it may be spelled elsewhere (kĩ, kỹ), and without the marks of an input method that was off."""
    spellings = {_VNI_MARKS.sub("", word)} if word[0].isalpha() else set()
    if word.endswith(("i", "y")):
        spellings.add(word[:-1] + ("y" if word.endswith("i") else "i"))
    if vowel := _VOWEL.search(word):
        onset = word[: vowel.start()].replace("dd", "d")
        spellings.add(onset + _TELEX_MARKS.sub("", word[vowel.start() :]))
    return spellings - {word, ""}
