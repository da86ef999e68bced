"""What a unit was made of and what it became, through several generations: the part of its family that is drawn.

A picture has room for so many: what is not drawn is counted, at the unit where it would stand. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from cms.places import PlaceIndex
from units.geography import Geography, Succession
from units.periods import ONE_DAY

Side = Literal["before", "after"]

GENERATIONS: Final = 3
MOST_IN_A_STEP: Final = 14
MOST_UNITS: Final = 40
MOST_DAYS: Final = 4


@dataclass(frozen=True, slots=True)
class Strand:
    """On a day, the whole or a part of one unit went into another.

    `is_ground`: no step of its own is recorded, but the one unit lies where the other, abolished, lay.
    """

    on: date
    from_unit: str
    to_unit: str
    extent: str
    instrument: str = ""
    is_ground: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many more units went into a unit on a day ("before"), or came out of it ("after"), than are drawn."""

    unit: str
    side: Side
    on: date
    count: int


@dataclass(frozen=True, slots=True)
class Descent:
    """The family of a unit as far as it is drawn; `days` are those on which something happened, in order.

    `others` counts, for a drawn unit, the recorded steps of the same day that lead to units outside the picture;
    `further` counts the steps on days for which the picture has no room.
    """

    unit: str
    units: tuple[str, ...]
    strands: tuple[Strand, ...]
    left_out: tuple[LeftOut, ...]
    others: dict[str, int]
    further: int = 0

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which units of the picture came together or apart."""
        return tuple(sorted({one.on for one in self.strands} | {one.on for one in self.left_out}))


def descent(places: PlaceIndex, unit: str) -> Descent:
    """The family of a recorded unit."""
    drawing = _Drawing(places, unit)
    drawing.follow("before")
    drawing.follow("after")
    return drawing.finished()


class _Drawing:
    """A family while it is put together, nearest generations first."""

    def __init__(self, places: PlaceIndex, unit: str) -> None:
        self._places = places
        self._geography: Geography = places.geography
        self._unit = unit
        self._units = {unit: None}
        self._strands: dict[tuple[date, str, str], Strand] = {}
        self._left_out: list[LeftOut] = []
        self._days: set[date] = set()
        self._further = 0

    def follow(self, side: Side) -> None:
        """Put in what lies on one side of the unit, a generation at a time."""
        current: list[tuple[str, date]] = [(self._unit, date.max if side == "before" else date.min)]
        seen = {self._unit}
        for generation in range(GENERATIONS + 1):
            following: list[tuple[str, date]] = []
            for unit, bound in current:
                for strand in self._drawn(unit, bound, side, is_last=generation == GENERATIONS):
                    other = strand.from_unit if side == "before" else strand.to_unit
                    if other not in seen:
                        seen.add(other)
                        following.append((other, strand.on))
            current = following

    def _drawn(self, unit: str, bound: date, side: Side, *, is_last: bool) -> Iterator[Strand]:
        for on, strands in _by_day(self._strands_at(unit, bound, side), side):
            known = [strand for strand in strands if (on, strand.from_unit, strand.to_unit) in self._strands]
            new = [strand for strand in strands if strand not in known]
            shown = [] if is_last or not self._has_day(on) else self._with_room(new, side)
            if shown:
                self._days.add(on)
            for strand in shown:
                self._strands[on, strand.from_unit, strand.to_unit] = strand
                self._units.setdefault(strand.from_unit)
                self._units.setdefault(strand.to_unit)
            self._count(unit, side, on, len(new) - len(shown))
            yield from shown

    def _count(self, unit: str, side: Side, on: date, left: int) -> None:
        if not self._has_day(on):
            self._further += left
        elif left:
            self._days.add(on)
            self._left_out.append(LeftOut(unit, side, on, left))

    def _has_day(self, on: date) -> bool:
        return on in self._days or len(self._days) < MOST_DAYS

    def _with_room(self, strands: list[Strand], side: Side) -> list[Strand]:
        """Those for which there is room; of units within one another only the outer ones."""
        nested = self._nested(strands) if side == "before" else set()
        kept = [strand for strand in strands if strand.from_unit not in nested]
        return kept[: max(0, min(MOST_IN_A_STEP, MOST_UNITS - len(self._units)))]

    def _nested(self, strands: list[Strand]) -> set[str]:
        """The units that lay in the one they went into, or in another that went into it."""
        outer = {strand.from_unit for strand in strands} | {strand.to_unit for strand in strands}
        return {
            strand.from_unit
            for strand in strands
            if outer & set(self._geography.ancestors(strand.from_unit, strand.on - ONE_DAY)[1:])
        }

    def _strands_at(self, unit: str, bound: date, side: Side) -> list[Strand]:
        if side == "before":
            return [_strand(step) for step in self._geography.successions_into(unit) if step.on <= bound]
        steps = [step for step in self._geography.successions_out_of(unit) if step.on >= bound]
        strands = [_strand(step) for step in steps]
        for step in steps:
            if step.to_unit in self._geography.ancestors(unit, step.on - ONE_DAY):
                strands.extend(self._ground(unit, step))
        return strands

    def _ground(self, unit: str, step: Succession) -> Iterator[Strand]:
        """The units of the day after on the ground of the drawn unit, where what followed is only the unit above."""
        for found in self._places.on_its_ground(self._unit, step.on):
            if found.unit != step.to_unit and self._geography.exists(found.unit, step.on):
                yield Strand(step.on, unit, found.unit, "part", step.instrument, is_ground=True)

    def finished(self) -> Descent:
        """The family that was put together."""
        return Descent(
            self._unit,
            tuple(self._units),
            tuple(sorted(self._strands.values(), key=lambda strand: (strand.on, strand.from_unit))),
            tuple(self._left_out),
            dict(self._others()),
            self._further,
        )

    def _others(self) -> Counter[str]:
        """For the drawn neighbours of a unit, what they shared on the same day with units that are not drawn."""
        counted: Counter[str] = Counter()
        recorded = [strand for strand in self._strands.values() if not strand.is_ground]
        touched = {(strand.on, strand.to_unit) for strand in recorded}
        left = {(item.on, item.unit) for item in self._left_out}
        for on, unit in touched - left:
            counted[unit] += self._undrawn(on, (s.from_unit for s in self._steps_into(on, unit)))
        sources = {(strand.on, strand.from_unit) for strand in recorded}
        for on, unit in sources - left:
            counted[unit] += self._undrawn(on, (s.to_unit for s in self._steps_out_of(on, unit)))
        return +counted

    def _undrawn(self, on: date, units: Iterable[str]) -> int:
        return sum(unit not in self._units for unit in units)

    def _steps_into(self, on: date, unit: str) -> Iterator[Succession]:
        return (step for step in self._geography.successions_into(unit) if step.on == on)

    def _steps_out_of(self, on: date, unit: str) -> Iterator[Succession]:
        return (step for step in self._geography.successions_out_of(unit) if step.on == on)


def _strand(step: Succession) -> Strand:
    return Strand(step.on, step.from_unit, step.to_unit, step.extent, step.instrument)


def _by_day(strands: list[Strand], side: Side) -> Iterator[tuple[date, list[Strand]]]:
    """The strands of each day, the day nearest to the unit first."""
    for on in sorted({strand.on for strand in strands}, reverse=side == "before"):
        yield on, [strand for strand in strands if strand.on == on]
