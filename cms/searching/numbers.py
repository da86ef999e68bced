"""The number of an instrument in any writing: 31/2011, qd 31 2011 ubnd, QĐ số 31/2011/QĐ-UBND. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from cms.cards import InstrumentCard
from units.text import fold

_NOT_A_LETTER: Final = re.compile(r"[\W_]+")
_LEADING_ZEROS: Final = re.compile(r"^0+(?=\d)")
# Words that stand around a number and are no part of it.
_AROUND: Final = frozenset({"so", "van", "ban", "nam", "ngay", "cua"})
_YEAR: Final = re.compile(r"(?:19|20)\d{2}", re.ASCII)


@lru_cache(maxsize=20_000)
def number_parts(text: str) -> tuple[str, ...]:
    """A document number in parts that do not depend on how it is written: 31-2011 qd ubnd, 031/2011/QĐ-UBND."""
    return tuple(_LEADING_ZEROS.sub("", part) for part in _NOT_A_LETTER.split(fold(text)) if part)


@lru_cache(maxsize=2_000)
def _short_type(type_: str) -> str:
    """How numbers shorten a type: qd for Quyết định."""
    return "".join(word[0] for word in number_parts(type_))


class SoughtNumber:
    """What was typed, as the number of an instrument: figures in their order, and letters beside them."""

    def __init__(self, text: str) -> None:
        parts = [part for part in number_parts(text) if part not in _AROUND]
        self._figures = [part for part in parts if part[0].isdecimal()]
        self._letters = [part for part in parts if not part[0].isdecimal()]

    @property
    def is_given(self) -> bool:
        """Whether a number was typed at all."""
        return bool(self._figures)

    def is_of(self, card: InstrumentCard) -> bool:
        """Whether it is the number of an instrument, or the beginning of it; the year may be that of its issue."""
        own = number_parts(card.number)
        figures = [part for part in own if part[0].isdecimal()]
        if not figures or self._figures[:1] != figures[:1]:
            return False
        year = str(card.issued_on.year) if card.issued_on else ""
        if not all(part in figures or part == year for part in self._figures[1:]):
            return False
        known = {*own, *number_parts(card.type), _short_type(card.type)}
        return all(letters in known for letters in self._letters)

    @property
    def is_only_a_year(self) -> bool:
        """Whether all that was typed is a year, which begins many numbers by chance."""
        return len(self._figures) == 1 and bool(_YEAR.fullmatch(self._figures[0]))
