"""Finding the power that a person means: by id, by procedure code, by title or by words of it. Pure.

Never guesses: one power, or the choices there are, nearest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from cms.cards import PowerCard
from cms.matching import all_words_in, closeness, words_of
from units.text import accented, fold

MOST_CHOICES: Final = 30

# A procedure's code, with what a city or a portal adds behind it left aside (DOMAIN: TTHC code).
_PROCEDURE: Final = re.compile(
    r"([1-3]\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2})?(?:\.H\d{2})?", re.ASCII | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PowerFound:
    """What a text can mean: one `power`, or the first of `total` choices."""

    power: PowerCard | None = None
    choices: tuple[PowerCard, ...] = ()
    total: int = 0


def find_power(powers: Mapping[str, PowerCard], text: str) -> PowerFound:
    """The power that a text names, or the choices."""
    if text in powers:
        return PowerFound(power=powers[text])
    if match := _PROCEDURE.fullmatch(text):
        code = match[1]
        return _one_or_choices(card for card in powers.values() if code in map(_short_code, card.procedures))
    if not text:
        return PowerFound()
    bare, wanted = fold(text), accented(text)
    titled = [
        card for card in powers.values() if card.folded.startswith(bare) and accented(card.title) == wanted
    ]
    return _one_or_choices(titled or matching_powers(powers.values(), text))


def matching_powers(powers: Iterable[PowerCard], text: str) -> list[PowerCard]:
    """The powers in whose title or procedure codes every word occurs, nearest first."""
    words = words_of(text)
    if not words:
        return []
    hits = [card for card in powers if all_words_in(words, card.folded)]
    return sorted(hits, key=lambda card: (*closeness(text, card.title, card.folded), card.power))


def _one_or_choices(cards: Iterable[PowerCard]) -> PowerFound:
    hits = list(cards)
    if len(hits) == 1:
        return PowerFound(power=hits[0])
    return PowerFound(choices=tuple(hits[:MOST_CHOICES]), total=len(hits))


def _short_code(code: str) -> str:
    match = _PROCEDURE.fullmatch(code)
    return match[1] if match else code
