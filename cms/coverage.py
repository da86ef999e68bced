"""What the editors say about how far a field of law has been recorded: complete up to a day, in part, not yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CoverageStatement:
    """How far a field is recorded, in plain words; `complete_as_at` is the last day for which it is known to be whole.

    `address` leads to the page that says so.
    """

    field: str
    words: str
    complete_as_at: date | None
    address: str

    def is_complete_on(self, day: date) -> bool:
        """Whether all that was in force on the day is recorded."""
        return self.complete_as_at is not None and day <= self.complete_as_at


def statement_for(field: str) -> CoverageStatement | None:
    """What is said about a field, by its key; None while no page says anything."""
    return None
