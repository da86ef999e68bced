"""Finding the power that a person means: by id, by procedure code, by title or by words of it. Pure.

Never guesses: one power, or the choices there are, nearest first; what is only like the words is marked as suggested.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cms.cards import PowerCard
from cms.matching import Wanted
from cms.word_index import WordIndex, words_in
from delegation.annex.procedures import bare_code
from units.text import fold

MOST_CHOICES: Final = 30
MOST_SUGGESTED: Final = 12

# A procedure's code as people write it: with or without the point, with what a city or a portal adds behind it.
_PROCEDURE: Final = re.compile(
    r"(?:(?:ma so|ma|so)?\s*(?:tthc|thu tuc(?: hanh chinh)?|ho so)?\s*:?\s*)"
    r"([1-3])[.,\s-]?(\d{6})(?:[.\s-]?\d{3}[.\s-]?\d{2}[.\s-]?\d{2})?(?:[.\s-]?h\d{2})?",
    re.ASCII,
)
# With what the register puts before the name of a procedure left aside.
_CORE: Final = re.compile(r"^(?:giải quyết tthc\s*:\s*)?(?:thủ tục\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PowerFound:
    """What a text can mean: one `power`, or the first of `total` choices, which may only be like what was typed."""

    power: PowerCard | None = None
    choices: tuple[PowerCard, ...] = ()
    total: int = 0
    is_suggestion: bool = False


def find_power(powers: Mapping[str, PowerCard], text: str) -> PowerFound:
    """The power that a text names, or the choices; where no title has the words, what is like them."""
    if text in powers:
        return PowerFound(power=powers[text])
    if code := procedure_code(text):
        return _one_or_choices(with_procedure(powers.values(), code))
    if not text:
        return PowerFound()
    named = _named(powers.values(), text)
    if len(named) == 1:
        return PowerFound(power=named[0])
    matching = named or matching_powers(powers.values(), text)
    if matching:
        return _one_or_choices(matching)
    like = powers_like(powers.values(), text)
    return PowerFound(choices=tuple(like[:MOST_SUGGESTED]), total=len(like), is_suggestion=bool(like))


def procedure_code(text: str) -> str:
    """The code of the procedure that a text is, as 1.001193: 1001193, TTHC 1.001193.000.00.00.H29; else nothing."""
    match = _PROCEDURE.fullmatch(fold(text))
    return f"{match[1]}.{match[2]}" if match else ""


def with_procedure(powers: Iterable[PowerCard], code: str) -> list[PowerCard]:
    """The powers that bear a procedure's code, in the order in which they are given."""
    return [card for card in powers if code in map(bare_code, card.procedures)]


def matching_powers(powers: Iterable[PowerCard], text: str) -> list[PowerCard]:
    """The powers in whose title or procedure codes every word occurs, nearest first."""
    cards = tuple(powers)
    hits = [cards[number] for number in _index(tuple(card.folded for card in cards)).having(words_in(text))]
    wanted = Wanted(text)
    return sorted(hits, key=lambda card: (*wanted.closeness(title_core(card.title)), card.power))


def powers_like(powers: Iterable[PowerCard], text: str) -> list[PowerCard]:
    """The powers whose titles have most of the words, or words like them, nearest first."""
    cards = tuple(powers)
    return [cards[near.text] for near in _index(tuple(card.folded for card in cards)).near(words_in(text))]


@lru_cache(maxsize=20_000)
def title_core(title: str) -> str:
    """A title without what the register puts before the name of a procedure."""
    return title[match.end() :] if (match := _CORE.match(title)) else title


def _named(powers: Iterable[PowerCard], text: str) -> list[PowerCard]:
    """The powers of just this title, whose accents are those typed unless none were."""
    wanted = Wanted(title_core(text))
    return [card for card in powers if wanted.is_whole(title_core(card.title))]


@lru_cache(maxsize=4)
def _index(texts: tuple[str, ...]) -> WordIndex:
    return WordIndex(texts)


def _one_or_choices(cards: Iterable[PowerCard]) -> PowerFound:
    hits = list(cards)
    if len(hits) == 1:
        return PowerFound(power=hits[0])
    return PowerFound(choices=tuple(hits[:MOST_CHOICES]), total=len(hits))
