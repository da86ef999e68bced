"""What matches a text, nearest first: as typed, in the register's words for it, and what is merely like it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from cms.catalog import Catalog
from cms.matching import Wanted, accented_words
from cms.powers import procedure_code, with_procedure
from cms.searching.numbers import SoughtNumber
from cms.searching.rows import INSTRUMENTS, OFFICES, POWERS, UNITS, Row, Rows, rows_of
from cms.searching.sayings import Saying, in_official_words, with_accents
from cms.word_index import words_in

# Where a thing was found: by what names it alone; else by its name (places 0 to 4 of Wanted); else by words aside.
_NAMED: Final = -1
_APART: Final = 4
_ASIDE: Final = 5
_SAID: Final = 6
_OTHERWISE_ACCENTED: Final = 7
_LIKE: Final = 8
# Where fewer are found as typed, what is like the words is found too, at most so many.
_FEW: Final = 3
_MOST_LIKE: Final = 24
_MOST_COMPARED: Final = 200
_MOST_LIKE_A_SAYING: Final = 6
# As Wanted.other_accents says it; and how much accents as typed count among what is merely like the words.
_OTHER_ACCENTS: Final = 2
_FOR_ACCENTS: Final = 0.3
_AGREEING_ENOUGH: Final = 0.5

# The last letter of a syllable is written i by some and y by others.
_I, _Y = "iíìỉĩị", "yýỳỷỹỵ"
_I_AND_Y: Final = str.maketrans(_I + _Y, _Y + _I)
_RESPELLED: Final = re.compile(rf"\b[^\W\d_]+[{_I}{_Y}]\b", re.IGNORECASE)

Nearness = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A thing that was found under a name: for which words, and why where these do not show it.

    `place` is below 0 for what was named, up to 4 for what has the words in its name; `nearness` sorts within it.
    """

    row: Row
    place: int
    nearness: Nearness
    words: tuple[str, ...]
    code: str = ""
    saying: Saying | None = None
    instead: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_other_accents(self) -> bool:
        """Whether it has the words, but with accents that were not typed."""
        return self.place == _OTHERWISE_ACCENTED

    @property
    def is_like(self) -> bool:
        """Whether it only has most of the words, or words like them."""
        return self.place == _LIKE


class Search:
    """Everything that is found for one text on one day; `pages` are the names of what editors wrote."""

    def __init__(self, catalog: Catalog, text: str, day: date, pages: Rows) -> None:
        self.catalog = catalog
        self.day = day
        self._sources = (rows_of(catalog), pages)
        self.text = with_accents(_RESPELLED.sub(self._as_spelled_here, text))
        self.words = words_in(self.text)
        self._wanted = Wanted(self.text)
        self._found: dict[tuple[str, str], Match] = {}
        if self.words:
            self._find()

    def by_kind(self) -> dict[str, list[Match]]:
        """What was found of each kind, nearest first."""
        kinds: dict[str, list[Match]] = defaultdict(list)
        for match in self._found.values():
            kinds[match.row.kind].append(match)
        for matches in kinds.values():
            matches.sort(key=_order)
        return dict(kinds)

    def _as_spelled_here(self, word: re.Match[str]) -> str:
        """A word as the register spells it, where it has the word in the other of two spellings only: kí, ký."""
        other = word[0][:-1] + word[0][-1].translate(_I_AND_Y)
        known, respelled = words_in(word[0])[:1], words_in(other)[:1]
        if known == respelled or any(source.words.has(*known) for source in self._sources):
            return word[0]
        return other if any(source.words.has(*respelled) for source in self._sources) else word[0]

    def _find(self) -> None:
        self._find_named()
        self._find_as_typed(self._wanted, self.words, None)
        is_settled = bool(self._found) and min(match.place for match in self._found.values()) <= 0
        for saying, official in in_official_words(self.text):
            words = words_in(official)
            self._find_as_typed(Wanted(official), words, saying)
            if len(self._found) < _FEW:
                self._find_like(words, saying, _MOST_LIKE_A_SAYING)
        if sum(not match.is_like for match in self._found.values()) < _FEW and not is_settled:
            self._find_like(self.words, None, _MOST_LIKE)

    def _find_named(self) -> None:
        """What a code, a number or a place as people write it names, however its words are found."""
        catalog = self.catalog
        if code := procedure_code(self.text):
            for card in with_procedure(catalog.powers.values(), code):
                self._keep(Match(self._row(POWERS, card.power), _NAMED, (card.power,), (code,), code=code))
        number = SoughtNumber(self.text)
        if number.is_given and not number.is_only_a_year:
            for key, instrument in catalog.instruments.items():
                if number.is_of(instrument):
                    newest = -(instrument.issued_on or date.min).toordinal()
                    self._keep(Match(self._row(INSTRUMENTS, key), _NAMED, (newest, key), self.words))
        place = catalog.places.find(self.text, self.day)
        if not place.is_suggestion:
            others = [choice.unit for choice in (*place.choices, *place.others)]
            for at, unit in enumerate([place.unit, *others] if place.unit else others):
                self._keep(Match(self._row(UNITS, unit), _NAMED, (at, unit), self.words))

    def _row(self, kind: str, key: str) -> Row:
        """The row of a thing that was named; of several names the one that stands nearest to the text."""
        rows = self._sources[0].of(kind, key)
        return min(rows, key=lambda row: self._wanted.closeness(row.name))

    def _find_as_typed(self, wanted: Wanted, words: tuple[str, ...], saying: Saying | None) -> None:
        for source in self._sources:
            for number in source.words.having(words):
                row = source.all[number]
                if saying and (row.kind, row.key) in self._found:
                    continue
                accents, place, length = wanted.closeness(row.name)
                if place == _APART:
                    accents = wanted.other_accents(f"{row.name} {row.aside}")
                    if accents == _OTHER_ACCENTS:
                        # Words that stand apart and are not even those that were typed: "số … do" for "sổ đỏ".
                        continue
                    place = _APART if _has_all(words, row.name) else _ASIDE
                if accents == _OTHER_ACCENTS and wanted.has_accents_throughout:
                    place = _OTHERWISE_ACCENTED
                nearness = (accents, place, self._is_gone(row), length, row.key)
                self._keep(Match(row, _SAID if saying else place, nearness, words, saying=saying))

    def _find_like(self, words: tuple[str, ...], saying: Saying | None, most: int) -> None:
        typed = self._wanted.words_with_accents
        near = []
        for source in self._sources:
            for one in source.words.near(words)[:_MOST_COMPARED]:
                row = source.all[one.text]
                agreeing = len(typed & accented_words(f"{row.name} {row.aside}")) / max(1, len(typed))
                if len(typed) > 1 and agreeing < _AGREEING_ENOUGH:
                    # Whoever types accents means them: a slip or two leaves the others as they are.
                    continue
                near.append((round(one.score + _FOR_ACCENTS * agreeing, 3), one, row))
        near.sort(key=lambda like: (-like[0], self._is_gone(like[2]), len(like[2].name), like[2].key))
        for at, (_, one, row) in enumerate(near[:most]):
            nearness = (saying is None, at, row.key)
            self._keep(
                Match(row, _LIKE, nearness, tuple(one.words.values()), saying=saying, instead=one.words)
            )

    def _keep(self, match: Match) -> None:
        """Each thing once, under the name by which it is nearest."""
        key = (match.row.kind, match.row.key)
        known = self._found.get(key)
        if known is None or _order(match) < _order(known):
            self._found[key] = match

    def _is_gone(self, row: Row) -> bool:
        """Whether it does not exist on the day; what has no days always does."""
        if row.kind == UNITS:
            return not self.catalog.register.geography.exists(row.key, self.day)
        if row.kind == OFFICES:
            return self.day not in self.catalog.register.directory.offices[row.key].period
        return False


def _order(match: Match) -> tuple[int, Nearness]:
    return match.place, match.nearness


def _has_all(words: Iterable[str], name: str) -> bool:
    own = words_in(name)
    return all(any(other.startswith(word) for other in own) for word in words)
