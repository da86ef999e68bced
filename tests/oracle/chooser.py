"""Where the makers of registers take their choices from: seeds here, hypothesis in strategies.py."""

import random
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

# The days around two reorganisations, 2025-01-01 and 2025-07-01: few, so that boundaries meet often.
EARLY = "2020-01-01"
FIRST_EVE, FIRST, FIRST_NEXT = "2024-12-31", "2025-01-01", "2025-01-02"
SECOND_EVE, SECOND, SECOND_NEXT = "2025-06-30", "2025-07-01", "2025-07-02"
LATE = "2026-06-30"
FIRST_DAY_OF_ALL, LAST_DAY_OF_ALL = "0001-01-01", "9999-12-31"
DAYS = (EARLY, FIRST_EVE, FIRST, FIRST_NEXT, SECOND_EVE, SECOND, SECOND_NEXT, LATE)


class Chooser(ABC):
    """Choices built on one: a whole number.  The smallest number is always the plainest choice."""

    @abstractmethod
    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""

    def chance(self, percent: int) -> bool:
        """True about so many times in a hundred."""
        return self.number(0, 99) >= 100 - percent

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.number(0, len(options) - 1)]

    def some(self, options: Sequence[T], low: int, high: int) -> list[T]:
        """So many different ones of the options, or all if there are fewer."""
        left = list(options)
        wanted = min(self.number(low, high), len(left))
        return [left.pop(self.number(0, len(left) - 1)) for _ in range(wanted)]

    def weighted(self, weights: dict[str, int]) -> str:
        """One of the words, by weight."""
        return self.pick([word for word, weight in weights.items() for _ in range(weight)])

    def day(self) -> str:
        """A day of the pool, rarely one at the very end of the calendar."""
        if self.chance(2):
            return self.pick((LAST_DAY_OF_ALL, FIRST_DAY_OF_ALL))
        return self.pick(DAYS)

    def day_or_open(self, percent_open: int) -> str:
        """A day or an empty cell."""
        return "" if self.chance(percent_open) else self.day()

    def last_day(self, first: str, percent_open: int) -> str:
        """A last day that is not before the first, or an empty cell."""
        days = [day for day in (*DAYS, LAST_DAY_OF_ALL) if day >= first]
        return "" if self.chance(percent_open) else self.pick(days)


class SeededChooser(Chooser):
    """The same choices for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)
