"""Records by the forms of their names, and those whose names are merely like a text. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from math import log
from typing import Final, Literal

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from delegation.annex.days import written_day
from delegation.annex.wording import spoken
from units.periods import Period

How = Literal["key", "code", "name"]

MOST_SUGGESTED: Final = 5
_LIKE: Final = 55
_CANDIDATES: Final = 40
_LONGEST_COMPARED: Final = 500
_FARTHER: Final = 8
# A word in more than this part of all names does not tell them apart.
_TELLING_PART: Final = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record that may be meant; `score` says from 0 to 100 how like it is, `remark` why it was not taken."""

    key: str
    name: str
    score: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Matched:
    """A text that means one record; `remark` is worth a look all the same."""

    text: str
    key: str
    name: str
    how: How
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A text that means no record for certain; `why` says so in a sentence."""

    text: str
    why: str
    suggestions: tuple[Suggestion, ...] = ()


Match = Matched | Unknown


@dataclass(frozen=True, slots=True)
class Named:
    """A record with one of its names, and when it bears it."""

    key: str
    name: str
    period: Period = Period()
    is_at_home: bool = True


class Names:
    """Records by the forms of their names."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._by_form: dict[str, dict[str, Named]] = defaultdict(dict)
        self._with_word: dict[str, list[int]] = defaultdict(list)
        self._likened: list[str] = []
        self._named: list[Named] = []

    def add(self, record: Named, forms: Iterable[str], *also_like: str) -> None:
        """A record under all the forms of a name; what is like the name, or like one of others, suggests it."""
        for form in forms:
            kept = self._by_form[form].get(record.key)
            if kept is None or self._on in record.period:
                self._by_form[form][record.key] = record
        for likened in {spoken(record.name), *also_like} - {""}:
            for word in set(likened.split()):
                self._with_word[word].append(len(self._likened))
            self._likened.append(likened)
            self._named.append(record)

    def with_forms(self, forms: Iterable[str]) -> list[Named]:
        """The records that bear the first form that any bears on the day; else those that bore one on another day."""
        other: dict[str, Named] = {}
        for form in forms:
            found = self._by_form.get(form, {})
            current = [record for record in found.values() if self._on in record.period]
            at_home = [record for record in current if record.is_at_home]
            if current:
                # "Sở Xây dựng" in a decision of this city is the one of this city.
                return at_home or current
            other |= found
        return list(other.values())

    def like(self, text: str) -> list[Suggestion]:
        """The records whose names are like a text, those of the day first of equally like ones."""
        query = spoken(text[:_LONGEST_COMPARED])
        places = {*self._sharing_words(query), *self._spelt_alike(query)}
        scored = [(self._named[place], _likeness(query, self._likened[place])) for place in places]
        return self.suggested(hit for hit in scored if hit[1] >= _LIKE)

    def _sharing_words(self, query: str) -> list[int]:
        """The names that share the most telling words with a text; a word of most names tells nothing."""
        telling: dict[int, float] = defaultdict(float)
        words = [places for word in set(query.split()) if (places := self._with_word.get(word))]
        few = [places for places in words if len(places) <= len(self._likened) // _TELLING_PART]
        for places in few or words[:1]:
            weight = log(1 + len(self._likened) / len(places))
            for place in places:
                telling[place] += weight
        return nlargest(_CANDIDATES, telling, key=telling.__getitem__)

    def _spelt_alike(self, query: str) -> list[int]:
        hits = process.extract(query, self._likened, scorer=fuzz.ratio, limit=_CANDIDATES, score_cutoff=_LIKE)
        return [place for _name, _score, place in hits]

    def suggested(self, scored: Iterable[tuple[Named, float]]) -> list[Suggestion]:
        """The best few, each record once, with what keeps it from being taken."""
        ordered = sorted(
            scored,
            key=lambda hit: (
                -round(hit[1]),
                not hit[0].is_at_home,
                self._on not in hit[0].period,
                hit[0].key,
            ),
        )
        found: dict[str, Suggestion] = {}
        for record, score in ordered:
            found.setdefault(
                record.key,
                Suggestion(
                    record.key, record.name, min(99, round(score)), _standing(record.period, self._on)
                ),
            )
        return list(found.values())[:MOST_SUGGESTED]

    def _distance(self, record: Named) -> int:
        """By how much a record that is not there on the day, or not of this city, stands behind one as like."""
        return _FARTHER * ((self._on not in record.period) + (not record.is_at_home))


def _standing(period: Period, on: date) -> str:
    """Why a record that is not there on a day is not; "" for one that is."""
    if on in period:
        return ""
    if not period.begun_by(on) and period.start is not None:
        return _("chỉ có từ ngày %(day)s") % {"day": written_day(period.start)}
    last = period.last_day
    return "" if last is None else _("đã kết thúc ngày %(day)s") % {"day": written_day(last)}


def _likeness(one: str, other: str) -> float:
    return (fuzz.token_set_ratio(one, other) + fuzz.token_sort_ratio(one, other)) / 2
