"""Finding the unit that a person means: by any name it ever had, with or without accents, or by a code. Pure.

Never guesses: it gives the one unit of that name on the day, or the choices there are, former units with what
became of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, Literal

from cms.matching import all_words_in, in_order, words_of
from cms.word_index import WordIndex
from units.geography import Geography, UnitVersion
from units.text import fold

Standing = Literal["exists", "former", "future"]

MOST_SUGGESTED: Final = 24

_KIND_WORDS: Final = (
    "thanh pho",
    "thi tran",
    "thi xa",
    "dac khu",
    "phuong",
    "quan",
    "huyen",
    "tinh",
    "xa",
)
_SHORT_KINDS: Final = (
    (re.compile(r"^(?:tp|t/p)\.?\s*(?=\w)"), "thanh pho "),
    (re.compile(r"^tt\.?\s+(?=\w)"), "thi tran "),
    (re.compile(r"^tx\.?\s+(?=\w)"), "thi xa "),
    (re.compile(r"^[pf](?:\.\s*|\s+|(?=\d))"), "phuong "),
    (re.compile(r"^q(?:\.\s*|\s+|(?=\d))"), "quan "),
    (re.compile(r"^h(?:\.\s*|\s+)"), "huyen "),
    (re.compile(r"^x(?:\.\s*|\s+)"), "xa "),
)
_SHORT_NAMES: Final = {"thanh pho hcm": "thanh pho ho chi minh", "hcm": "ho chi minh"}
_LEADING_ZERO: Final = re.compile(r"\b0+(?=\d)")
_INNER_KIND: Final = re.compile(r"\s+(?=(?:quan|huyen|thanh pho|thi xa|tinh|q\.|tp\.?|h\.)\s*\S)")


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A unit that the text may mean, with how it stands on the day; `version` is the one to show then."""

    unit: str
    version: UnitVersion
    standing: Standing
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """What a text can mean on a day: one `unit`, or `choices`; `others` bore the name on other days.

    `is_suggestion` says that the choices only have words of the text, or words like them.
    """

    unit: str | None = None
    choices: tuple[PlaceChoice, ...] = ()
    others: tuple[PlaceChoice, ...] = ()
    is_suggestion: bool = False


@dataclass(frozen=True, slots=True)
class Successor:
    """A unit of the day in which a former one lies now; `extent` is whole only if every step was."""

    unit: str
    extent: str


class PlaceIndex:
    """Units by the folded forms of every name they ever had."""

    def __init__(self, geography: Geography) -> None:
        self.geography = geography
        self._full: dict[str, set[str]] = defaultdict(set)
        self._bare: dict[str, set[str]] = defaultdict(set)
        self._codes: dict[str, set[str]] = defaultdict(set)
        self._parents: dict[str, set[str]] = defaultdict(set)
        self.names: list[tuple[str, UnitVersion]] = []
        for unit in geography:
            for version in geography.history(unit):
                self._add(unit, version)

    def _add(self, unit: str, version: UnitVersion) -> None:
        name = spoken(version.name)
        self.names.append((name, version))
        self._full[name].add(unit)
        self._bare[_without_kind(name)].add(unit)
        self._codes[version.code].add(unit)
        if version.parent:
            self._parents[unit].add(version.parent)

    def find(self, text: str, day: date) -> PlaceFound:
        """What the text means on the day."""
        text = text.strip()
        if text in self.geography:
            return self._sorted_out({text}, day)
        by_code = self.geography.with_code(text, day)
        if by_code:
            return PlaceFound(unit=by_code)
        if text in self._codes:
            return self._sorted_out(self._codes[text], day)
        segments = _segments(text)
        # Small to large as addresses are written here, or the other way round.
        named = self._named(segments) or self._named(segments[::-1]) or self._run_together(segments)
        return self._sorted_out(named, day) if named else self._suggested(text, segments, day)

    def _named(self, segments: list[str]) -> set[str]:
        first, *above = segments
        units = (
            self._full.get(first)
            or (self._bare.get(first) if _without_kind(first) == first else None)
            or set()
        )
        for segment in above:
            units = {unit for unit in units if self._ever_lay_in(unit, segment)}
        return units

    def _run_together(self, segments: list[str]) -> set[str]:
        """The units meant by "phường 12 Bình Thạnh", where nothing parts a unit from what it lay in."""
        if len(segments) != 1:
            return set()
        words = segments[0].split()
        parted = ([" ".join(words[:at]), " ".join(words[at:])] for at in range(len(words) - 1, 0, -1))
        return next((named for parts in parted if (named := self._named(parts))), set())

    def _ever_lay_in(self, unit: str, segment: str) -> bool:
        wanted = self._full.get(segment, set()) | self._bare.get(segment, set())
        seen: set[str] = set()
        pending = list(self._parents[unit])
        while pending:
            parent = pending.pop()
            if parent in wanted:
                return True
            if parent not in seen:
                seen.add(parent)
                pending.extend(self._parents[parent])
        return False

    def _sorted_out(self, units: set[str], day: date) -> PlaceFound:
        choices = sorted((self.choice(unit, day) for unit in units), key=_order)
        present = [choice for choice in choices if choice.standing == "exists"]
        others = tuple(choice for choice in choices if choice.standing != "exists")
        if len(present) == 1:
            return PlaceFound(unit=present[0].unit, others=others)
        return PlaceFound(choices=tuple(present) or others, others=others if present else ())

    def _suggested(self, text: str, segments: list[str], day: date) -> PlaceFound:
        """What has the words of the text, else what is named behind a street, else what is like the text."""
        units = self._having_words(segments[0]) if text else set()
        for first in range(1, len(segments)):
            units = units or self._named(segments[first:])
        choices = sorted((self.choice(unit, day) for unit in units), key=_order)
        if not choices:
            choices = [self.choice(unit, day) for unit in self._like(segments)]
        return PlaceFound(choices=tuple(choices[:MOST_SUGGESTED]), is_suggestion=bool(choices))

    def _having_words(self, segment: str) -> set[str]:
        words = words_of(segment)
        return {version.unit for name, version in self.names if words and all_words_in(words, name)}

    def _like(self, segments: list[str]) -> list[str]:
        """The units whose names are like the first part of a text, the nearest first."""
        near = self._by_words.near(segments[0].split())
        units = dict.fromkeys(self.names[one.text][1].unit for one in near)
        inside = [unit for unit in units if all(self._ever_lay_in(unit, above) for above in segments[1:])]
        return inside or list(units)

    @cached_property
    def _by_words(self) -> WordIndex:
        return WordIndex(name for name, _ in self.names)

    def choice(self, unit: str, day: date) -> PlaceChoice:
        """A unit as it stands to the day: the version of that day, else the last before it, else the first."""
        history = self.geography.history(unit)
        current = self.geography.version(unit, day)
        first, last = history[0].period.start, history[-1].period.last_day
        if current is not None:
            return PlaceChoice(unit, current, "exists", first, last)
        begun = [version for version in history if version.period.begun_by(day)]
        if begun:
            return PlaceChoice(unit, begun[-1], "former", first, begun[-1].period.last_day)
        return PlaceChoice(unit, history[0], "future", first, last)

    def successors(self, unit: str, day: date) -> tuple[Successor, ...]:
        """The units of the day in which a unit that has ended lies now, by following each succession since."""
        return self._followed(unit, day, forward=True)

    def on_its_ground(self, unit: str, day: date) -> tuple[Successor, ...]:
        """As successors; where those are only the units above it, also the smaller ones on its ground.

        A district that was abolished went into its city: what people look for are the wards that its wards became.
        """
        direct = self.successors(unit, day)
        last = self.choice(unit, day).last
        if last is None or not {found.unit for found in direct} <= set(self.geography.ancestors(unit, last)):
            return direct
        coarse = {found.unit for found in direct}
        finer = {
            found.unit
            for child in self.geography.children(unit, last)
            for found in self.on_its_ground(child.unit, day)
            if found.unit not in coarse
        }
        names = {key: version.name for key in finer if (version := self.geography.version(key, day))}
        return (
            *(Successor(key, "part") for key in sorted(names, key=lambda key: (in_order(names[key]), key))),
            *direct,
        )

    def predecessors(self, unit: str, day: date) -> tuple[Successor, ...]:
        """The units of the day out of which a unit was made later."""
        return self._followed(unit, day, forward=False)

    def _followed(self, unit: str, day: date, *, forward: bool) -> tuple[Successor, ...]:
        found: dict[str, str] = {}
        pending, seen = [(unit, "whole")], {unit}
        while pending:
            current, extent = pending.pop()
            for other, how in self._steps(current, day, forward):
                joined = "whole" if (extent, how) == ("whole", "whole") else "part"
                if self.geography.exists(other, day):
                    found[other] = "whole" if "whole" in (found.get(other), joined) else "part"
                elif other not in seen:
                    seen.add(other)
                    pending.append((other, joined))
        return tuple(
            Successor(unit, found[unit])
            for unit in sorted(found, key=lambda key: (found[key] != "whole", key))
        )

    def _steps(self, unit: str, day: date, forward: bool) -> list[tuple[str, str]]:
        if forward:
            return [(s.to_unit, s.extent) for s in self.geography.successions_out_of(unit) if s.on <= day]
        return [(s.from_unit, s.extent) for s in self.geography.successions_into(unit) if s.on > day]


def spoken(name: str) -> str:
    """A name in the form in which names are compared: folded, short forms of kinds written out, no leading zeros."""
    folded = " ".join(fold(name).split())
    for pattern, kind in _SHORT_KINDS:
        folded, replaced = pattern.subn(kind, folded)
        if replaced:
            break
    folded = _LEADING_ZERO.sub("", folded.strip(" ."))
    return _SHORT_NAMES.get(folded, folded)


def _segments(text: str) -> list[str]:
    """A place as written, from small to large: by commas, else where a larger kind of unit begins."""
    parts = [part for part in re.split("[,;]", text) if part.strip()]
    if len(parts) == 1:
        parts = _INNER_KIND.split(fold(text))
    return [spoken(part) for part in parts] or [""]


def _without_kind(name: str) -> str:
    for kind in _KIND_WORDS:
        if name.startswith(f"{kind} "):
            return name[len(kind) + 1 :]
    return name


def _order(choice: PlaceChoice) -> tuple[object, ...]:
    return choice.standing != "exists", in_order(choice.version.name), choice.unit
