"""The family of a unit as people look at it: a picture, and each reform as what stood before and what stood after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Final

from django.utils.translation import ngettext

from cms import wording
from cms.addresses import unit_address
from cms.catalog import Catalog
from cms.days import short_day
from cms.drawings.descent import Descent, LeftOut, Side, Strand, descent
from cms.drawings.descent_layout import BOX_WIDTH, Box, FamilyPicture, lay_out
from cms.links import Link, instrument_link, unit_link
from units.kinds import DISTRICT_LEVEL
from units.periods import ONE_DAY

# Letters that a box has room for, in the line of a name and in a line below it.
_NAME_LETTERS: Final = 22
_NOTE_LETTERS: Final = 27
_LINES: Final = 3
_LEADING: Final = 17
# A unit's whole family is listed below its picture, under these headings.
MADE_OF: Final = "truoc-day"
WENT_INTO: Final = "sau-nay"


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text in a box, with where it begins."""

    x: int
    y: int
    text: str
    is_name: bool


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A box of the picture; `title` says all of what may be cut short in it."""

    box: Box
    address: str
    title: str
    words: tuple[Words, ...]
    is_shown: bool
    is_count: bool


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of the picture; `manner` is whole, part, ground or count."""

    path: str
    head: str
    manner: str


@dataclass(frozen=True, slots=True)
class DrawnDay:
    """A day on the picture's line of time."""

    x: int
    text: str


@dataclass(frozen=True, slots=True)
class DrawnFamily:
    """A picture of a family, in its own units."""

    width: int
    height: int
    shown_x: int
    boxes: tuple[DrawnBox, ...]
    lines: tuple[DrawnLine, ...]
    days: tuple[DrawnDay, ...]
    manners: tuple[tuple[str, str], ...]

    @property
    def width_in_rem(self) -> str:
        """How wide it is shown at most: it grows with the letters of the page."""
        return f"{self.width / 16:g}rem"

    @property
    def shown_middle(self) -> int:
        """The middle of the column of the day being looked at."""
        return self.shown_x + BOX_WIDTH // 2


@dataclass(frozen=True, slots=True)
class Part:
    """A unit before or after a reform, and how much of it went over."""

    unit: Link
    extent_key: str
    words: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Reform:
    """What stood before a day and what stood after it, with the texts that did it."""

    on: date
    day_before: date
    before: tuple[Part, ...]
    after: tuple[Part, ...]
    more_before: Link | None
    more_after: Link | None
    instruments: tuple[Link, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class Family:
    """Every reform that a unit went through, as a picture where there are several, and one by one.

    `reforms` are its own, `earlier_or_later` those of the units that it was made of or became.
    """

    picture: DrawnFamily | None
    reforms: tuple[Reform, ...]
    earlier_or_later: tuple[Reform, ...]
    further: int


def family(catalog: Catalog, unit: str, day: date) -> Family:
    """The family of a recorded unit, looked at on a day."""
    found = descent(catalog.places, unit)
    told = _Told(catalog, found, _leading_to(found), day)
    reforms = tuple(_reforms(told))
    picture = None
    if len(reforms) > 1:
        picture = _drawn(told, lay_out(catalog.register.geography, found, day))
    return Family(
        picture=picture,
        reforms=tuple(reform for reform in reforms if reform.is_own),
        earlier_or_later=tuple(reform for reform in reforms if not reform.is_own),
        further=found.further,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A family with what it takes to put it into words; `leading` are the units that the unit was made of."""

    catalog: Catalog
    found: Descent
    leading: frozenset[str]
    day: date

    def is_inward(self, strand: Strand) -> bool:
        """Whether a strand leads to the unit whose family it is, rather than away from it."""
        return strand.to_unit in self.leading or strand.to_unit == self.found.unit

    def day_of(self, unit: str) -> date:
        """A day on which a unit stood as it is meant: its last before it went over, or its first after."""
        if unit in self.leading:
            return max(item.on for item in self.found.strands if item.from_unit == unit) - ONE_DAY
        if unit == self.found.unit:
            return self.day
        return max(item.on for item in self.found.strands if item.to_unit == unit)

    def manners(self, unit: str) -> set[str]:
        """How much of it went over, or of it was received, seen from the unit whose family it is."""
        if unit in self.leading:
            return {_manner(item) for item in self.found.strands if item.from_unit == unit}
        return {_manner(item) for item in self.found.strands if item.to_unit == unit}

    def within(self, unit: str, day: date) -> str:
        """The district that a unit lies in; what lies right under a province needs no telling."""
        geography = self.catalog.register.geography
        version = geography.version(unit, day)
        above = geography.version(version.parent, day) if version and version.parent else None
        return above.name if above and above.kind in DISTRICT_LEVEL else ""


def _leading_to(found: Descent) -> frozenset[str]:
    leading: set[str] = set()
    pending = [found.unit]
    while pending:
        unit = pending.pop()
        for strand in found.strands:
            if strand.to_unit == unit and strand.from_unit not in leading | {found.unit}:
                leading.add(strand.from_unit)
                pending.append(strand.from_unit)
    return frozenset(leading)


def _manner(strand: Strand) -> str:
    return "ground" if strand.is_ground else strand.extent


# The picture


def _drawn(told: _Told, picture: FamilyPicture) -> DrawnFamily:
    lines = tuple(
        DrawnLine(line.path, line.head, _manner(line.strand) if line.strand else "count")
        for line in picture.lines
    )
    present = {line.manner for line in lines}
    return DrawnFamily(
        width=picture.width,
        height=picture.height,
        shown_x=picture.shown_x,
        boxes=tuple(_drawn_box(told, box) for box in picture.boxes),
        lines=lines,
        days=tuple(DrawnDay(mark.x, short_day(mark.day)) for mark in picture.days),
        manners=tuple((manner, str(words)) for manner, words in wording.STRAND.items() if manner in present),
    )


def _drawn_box(told: _Told, box: Box) -> DrawnBox:
    is_shown = box.unit == told.found.unit and not box.left_out
    if box.left_out:
        link, notes = _more(box.left_out), [short_day(box.left_out.on)]
    else:
        link = unit_link(told.catalog, box.unit, told.day_of(box.unit))
        notes = list(_notes(told, box.unit))
    times = box.width / BOX_WIDTH
    name = wrap(link.text, int(_NAME_LETTERS * times), max_lines=2, placeholder="…")
    room = _LINES - len(name)
    below = wrap(" · ".join(notes), int(_NOTE_LETTERS * times), max_lines=room, placeholder="…")
    first = box.middle - (len(name) + len(below) - 1) * _LEADING // 2 + 5
    return DrawnBox(
        box=box,
        address="" if is_shown else link.address,
        title=", ".join([link.text, *notes]),
        words=tuple(
            Words(box.x + 14, first + at * _LEADING, line, at < len(name))
            for at, line in enumerate([*name, *below])
        ),
        is_shown=is_shown,
        is_count=box.left_out is not None,
    )


def _notes(told: _Told, unit: str) -> Iterator[str]:
    """What is said of a unit below its name: in what it lies, how much of it went over, with how many others."""
    if within := told.within(unit, told.day_of(unit)):
        yield within
    if unit != told.found.unit:
        manners = told.manners(unit)
        words = wording.WENT if unit in told.leading else wording.CAME
        yield wording.word(words, next(manner for manner in words if manner in manners))
    if others := told.found.others.get(unit, 0):
        yield ngettext("cùng %(count)d đơn vị khác", "cùng %(count)d đơn vị khác", others) % {"count": others}


def _more(item: LeftOut) -> Link:
    words = ngettext("%(count)d đơn vị khác", "%(count)d đơn vị khác", item.count) % {"count": item.count}
    anchor = MADE_OF if item.side == "before" else WENT_INTO
    return Link(words, f"{unit_address(item.unit)}#{anchor}")


# Each reform by itself


def _reforms(told: _Told) -> Iterator[Reform]:
    """By day: everything that went into one unit together, or came out of one."""
    bundles: dict[tuple[date, str, Side], list[Strand]] = {
        (item.on, item.unit, item.side): [] for item in told.found.left_out
    }
    for strand in told.found.strands:
        inward = told.is_inward(strand)
        side: Side = "before" if inward else "after"
        unit = strand.to_unit if inward else strand.from_unit
        bundles.setdefault((strand.on, unit, side), []).append(strand)
    counted = {(item.on, item.unit, item.side): _more(item) for item in told.found.left_out}
    for key in sorted(bundles):
        yield _reform(told, key, bundles[key], counted.get(key))


def _reform(told: _Told, key: tuple[date, str, Side], strands: list[Strand], more: Link | None) -> Reform:
    on, unit, side = key
    day = on if side == "before" else on - ONE_DAY
    one = (Part(unit_link(told.catalog, unit, day), "", "", unit == told.found.unit),)
    parts = tuple(_part(told, strand, side) for strand in strands)
    texts = {strand.instrument for strand in strands} & told.catalog.instruments.keys()
    return Reform(
        on=on,
        day_before=on - ONE_DAY,
        before=parts if side == "before" else one,
        after=one if side == "before" else parts,
        more_before=more if side == "before" else None,
        more_after=more if side == "after" else None,
        instruments=tuple(instrument_link(told.catalog, text) for text in sorted(texts)),
        is_own=unit == told.found.unit,
    )


def _part(told: _Told, strand: Strand, side: Side) -> Part:
    unit, day = (strand.from_unit, strand.on - ONE_DAY) if side == "before" else (strand.to_unit, strand.on)
    link = unit_link(told.catalog, unit, day)
    words = wording.word(wording.WENT if side == "before" else wording.CAME, _manner(strand))
    return Part(
        Link(link.text, link.address, told.within(unit, day)), _manner(strand), words, unit == told.found.unit
    )
