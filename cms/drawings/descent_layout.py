"""Where the boxes and lines of a family of units stand: time runs to the right, a column between any two days. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from cms.drawings.descent import Descent, LeftOut, Strand
from units.geography import Geography

BOX_WIDTH: Final = 200
BOX_HEIGHT: Final = 66
GAP: Final = 68
TOP: Final = 40
# Two boxes in one column are this many rows apart, of half a box each.
_ROWS_OF_A_BOX: Final = 2
_ROW: Final = 39


@dataclass(frozen=True, slots=True)
class Box:
    """A unit's place in the picture, or that of units which are only counted; in the picture's own units."""

    x: int
    y: int
    width: int
    height: int
    unit: str
    left_out: LeftOut | None = None

    @property
    def middle(self) -> int:
        """Half way down the box."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Line:
    """The line of a strand, from `x` and `y` on its first unit to the edge of its second, as an SVG path."""

    path: str
    head: str
    strand: Strand | None


@dataclass(frozen=True, slots=True)
class DayLine:
    """Where a day stands on the line of time."""

    x: int
    day: date


@dataclass(frozen=True, slots=True)
class FamilyPicture:
    """A picture of a family, `width` by `height`, whose column of the day being looked at begins at `shown_x`."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    days: tuple[DayLine, ...]
    shown_x: int


def lay_out(geography: Geography, family: Descent, day: date) -> FamilyPicture:
    """The picture of a family with at least one strand or count; `day` is the one being looked at."""
    columns = _Columns(geography, family)
    rows = _Rows(columns, family).placed
    lowest = min(rows.values())
    boxes = {
        key: Box(
            columns.x(columns.first(key)),
            TOP + (row - lowest) * _ROW,
            columns.x(columns.last(key)) - columns.x(columns.first(key)) + BOX_WIDTH,
            BOX_HEIGHT,
            key if isinstance(key, str) else key.unit,
            None if isinstance(key, str) else key,
        )
        for key, row in rows.items()
    }
    days = family.days
    return FamilyPicture(
        width=columns.x(len(days)) + BOX_WIDTH,
        height=max(box.y + box.height for box in boxes.values()) + 8,
        boxes=tuple(boxes.values()),
        lines=tuple(_lines(columns, family, boxes)),
        days=tuple(DayLine(columns.x(at + 1) - GAP // 2, on) for at, on in enumerate(days)),
        shown_x=columns.x(bisect_right(days, day)),
    )


_Key = str | LeftOut


class _Columns:
    """In which columns a unit stands: from the one in which it began to the one in which it ended."""

    def __init__(self, geography: Geography, family: Descent) -> None:
        self._days = family.days
        self._spans: dict[_Key, tuple[int, int]] = {
            unit: self._span(geography, unit) for unit in family.units
        }
        for strand in family.strands:
            self._reach(strand.from_unit, self.before(strand.on))
            self._reach(strand.to_unit, self.before(strand.on) + 1)
        for item in family.left_out:
            column = self.before(item.on) + (item.side == "after")
            self._spans[item] = (column, column)
            self._reach(item.unit, self.before(item.on) + (item.side == "before"))

    def _span(self, geography: Geography, unit: str) -> tuple[int, int]:
        history = geography.history(unit)
        start, last = history[0].period.start, history[-1].period.last_day
        return (
            bisect_right(self._days, start) if start else 0,
            bisect_right(self._days, last) if last else len(self._days),
        )

    def _reach(self, unit: str, column: int) -> None:
        first, last = self._spans[unit]
        self._spans[unit] = (min(first, column), max(last, column))

    def before(self, on: date) -> int:
        """The column that ends with the day."""
        return self._days.index(on)

    def first(self, key: _Key) -> int:
        """The column in which a box begins."""
        return self._spans[key][0]

    def last(self, key: _Key) -> int:
        """The column in which a box ends."""
        return self._spans[key][1]

    def overlap(self, one: _Key, other: _Key) -> bool:
        """Whether two boxes share a column."""
        return self.first(one) <= self.last(other) and self.first(other) <= self.last(one)

    def x(self, column: int) -> int:
        """Where a column begins."""
        return column * (BOX_WIDTH + GAP)


class _Rows:
    """In which row each box stands: a unit beside the middle of what it was made of, or became."""

    def __init__(self, columns: _Columns, family: Descent) -> None:
        self._columns = columns
        self.placed: dict[_Key, int] = {}
        self._before, self._after = _neighbours(family)
        self._next = 0
        self._place(family.unit, self._before)
        self._next = self.placed[family.unit] - self._leaves(family.unit, set()) + 1
        self._place_all(self._after.get(family.unit, []), self._after)
        for unit in family.units:
            if unit not in self.placed:
                self._place(unit, self._after)

    def _leaves(self, key: _Key, seen: set[_Key]) -> int:
        """How many boxes stand at the far end of what a box became."""
        if key in seen:
            return 0
        seen.add(key)
        following = [other for other in self._after.get(key, []) if other not in self.placed]
        return sum(self._leaves(other, seen) for other in following) or 1

    def _place_all(self, keys: list[_Key], neighbours: Mapping[_Key, list[_Key]]) -> list[int]:
        for key in keys:
            if key not in self.placed:
                self._place(key, neighbours)
        return [self.placed[key] for key in keys if key in self.placed]

    def _place(self, key: _Key, neighbours: Mapping[_Key, list[_Key]]) -> None:
        # A box is held while its neighbours are placed, so that a family that runs in a circle comes to an end.
        held = self.placed[key] = -1_000_000
        rows = [row for row in self._place_all(neighbours.get(key, []), neighbours) if row != held]
        del self.placed[key]
        if rows:
            self.placed[key] = self._free(key, (min(rows) + max(rows)) // 2)
        else:
            self.placed[key] = self._free(key, self._next)
            self._next = self.placed[key] + _ROWS_OF_A_BOX

    def _free(self, key: _Key, wanted: int) -> int:
        """The row nearest to the wanted one in which a box meets no other."""
        taken = {
            row + shift
            for other, row in self.placed.items()
            if self._columns.overlap(key, other)
            for shift in range(1 - _ROWS_OF_A_BOX, _ROWS_OF_A_BOX)
        }
        away = 0
        while {wanted + away, wanted - away} <= taken:
            away += 1
        return wanted + away if wanted + away not in taken else wanted - away


def _neighbours(family: Descent) -> tuple[dict[_Key, list[_Key]], dict[_Key, list[_Key]]]:
    before: dict[_Key, list[_Key]] = defaultdict(list)
    after: dict[_Key, list[_Key]] = defaultdict(list)
    for strand in family.strands:
        before[strand.to_unit].append(strand.from_unit)
        after[strand.from_unit].append(strand.to_unit)
    for item in family.left_out:
        (before if item.side == "before" else after)[item.unit].append(item)
    return before, after


def _lines(columns: _Columns, family: Descent, boxes: Mapping[_Key, Box]) -> list[Line]:
    lines = [
        _line(columns, strand.on, boxes[strand.from_unit], boxes[strand.to_unit], strand)
        for strand in family.strands
    ]
    for item in family.left_out:
        ends = (boxes[item], boxes[item.unit])
        one, other = ends if item.side == "before" else ends[::-1]
        lines.append(_line(columns, item.on, one, other, None))
    return lines


def _line(columns: _Columns, on: date, one: Box, other: Box, strand: Strand | None) -> Line:
    """A line across the gap of its day; a box that goes on through the gap is left and met at its edge."""
    left = columns.x(columns.before(on)) + BOX_WIDTH
    right = left + GAP
    middle = left + GAP // 2
    if other.x < right:
        down = other.middle > one.middle
        end = other.y if down else other.y + other.height
        tip = end - 6 if down else end + 6
        start = (
            f"M{left} {one.middle}H{middle - 8}"
            if one.x + one.width <= left
            else f"M{middle - 8} {one.middle}"
        )
        head = f"M{middle - 13} {tip}h10L{middle - 8} {end}z"
        return Line(f"{start}V{tip}", head, strand)
    target = other.middle
    end = right - 7
    if one.x + one.width > left:
        path = f"M{middle} {one.middle}V{target}H{end}"
    else:
        path = f"M{left} {one.middle}C{middle} {one.middle} {middle} {target} {end} {target}"
    return Line(path, f"M{end} {target - 5}v10L{right} {target}z", strand)
