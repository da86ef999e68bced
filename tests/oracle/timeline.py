"""Makes units through time: a small tree of units that is reorganised once or twice."""

from dataclasses import dataclass, field

from .chooser import (
    EARLY,
    FIRST,
    FIRST_DAY_OF_ALL,
    FIRST_EVE,
    FIRST_NEXT,
    LATE,
    SECOND,
    SECOND_EVE,
    SECOND_NEXT,
    Chooser,
)
from .register import Row

KINDS = {
    0: ("state",),
    1: ("municipality", "province"),
    2: ("urban_district", "rural_district", "municipal_city"),
    3: ("ward", "commune", "township"),
}
FATES = {
    "stays": 12,
    "new version": 4,
    "new unit, old code": 4,
    "goes whole": 4,
    "goes in parts": 3,
    "ends": 1,
    "pauses": 4,
    "gives a part": 2,
}


@dataclass
class MadeUnit:
    """A unit with its versions; the last one is open while the unit is alive."""

    unit: str
    level: int
    versions: list[Row] = field(default_factory=list)

    @property
    def now(self) -> Row:
        """The last version so far."""
        return self.versions[-1]


class Timeline:
    """Units and successions, made day by day in order, so that what is alive needs no search."""

    def __init__(self, chooser: Chooser, instrument: str) -> None:
        self.chooser = chooser
        self.instrument = instrument
        self.units: list[MadeUnit] = []
        self.alive: list[MadeUnit] = []
        self.paused: list[MadeUnit] = []
        self.successions: list[Row] = []
        self.next_code = 100

    # -- single steps

    def fresh_code(self) -> str:
        """A code that no unit has borne."""
        self.next_code += 1
        return str(self.next_code)

    def begin(self, level: int, code: str, first: str, parent: str, kind: str = "") -> MadeUnit:
        """A new unit, named after its code and the first day it is known."""
        unit = MadeUnit(f"{code}@{first or EARLY}", level)
        self.units.append(unit)
        self.add_version(unit, first, code, kind or self.chooser.pick(KINDS[level]), parent)
        return unit

    def add_version(self, unit: MadeUnit, first: str, code: str, kind: str, parent: str) -> None:
        """A version open at its end; the unit is alive from now on."""
        row = {"unit": unit.unit, "valid_from": first, "valid_until": "", "code": code}
        unit.versions.append(row | {"name": f"Đơn vị {code}", "kind": kind, "parent": parent})
        if unit not in self.alive:
            self.alive.append(unit)

    def end(self, unit: MadeUnit, last: str) -> None:
        """The unit exists on this day for the last time, for now or for good."""
        unit.now["valid_until"] = last
        self.alive.remove(unit)

    def succeed(self, on: str, source: MadeUnit, target: MadeUnit, extent: str) -> None:
        """One unit went into another, unless that is already said or it would go nowhere."""
        key = (on, source.unit, target.unit)
        if source is not target and key not in {
            (row["on"], row["from_unit"], row["to_unit"]) for row in self.successions
        }:
            row = {"on": on, "from_unit": source.unit, "to_unit": target.unit, "extent": extent}
            self.successions.append(row | {"instrument": self.instrument})

    def parent_for(self, level: int) -> str:
        """A living unit nearer the root, mostly of the level just above; "" if there is none."""
        above = [unit for unit in self.alive if unit.level < level]
        if not above or self.chooser.chance(3):
            return ""
        nearest = max(unit.level for unit in above)
        near = [unit for unit in above if unit.level == nearest]
        return self.chooser.pick(above if self.chooser.chance(20) else near).unit

    # -- the story

    def found(self) -> None:
        """The tree as it stands first."""
        chooser = self.chooser
        first = chooser.weighted({EARLY: 18, "": 1, FIRST_DAY_OF_ALL: 1})
        if chooser.chance(15):
            self.begin(0, "1", first, "")
        top = self.alive[0].unit if self.alive else ""
        self.begin(1, "79", first, top, "municipality")
        if chooser.chance(30):
            self.begin(1, "74", first, top, "province")
        for _ in range(chooser.number(1, 2)):
            self.begin(2, self.fresh_code(), first, self.parent_for(2))
        for _ in range(chooser.number(1, 3)):
            self.begin(3, self.fresh_code(), first, self.parent_for(3))

    def reorganise(self, eve: str, on: str) -> None:
        """What happens on one day to each unit but the state and the first city."""
        movable = [unit for unit in self.alive if unit.unit.partition("@")[0] not in ("1", "79")]
        fates = [(unit, self.fate_of(unit)) for unit in movable]
        for unit, fate in fates:
            if fate not in ("stays", "new version", "gives a part"):
                self.end(unit, eve)
        for unit, fate in fates:
            if fate == "pauses":
                self.paused.append(unit)
            elif fate == "new unit, old code":
                self.succeed(on, unit, self.begin_anew(unit, on), "whole")
        if self.chooser.chance(15):
            self.begin(3, self.fresh_code(), on, self.parent_for(3))
        for unit, fate in fates:
            self.send(unit, fate, on)
        for unit, fate in fates:
            if unit in self.alive:
                self.review_version(unit, fate, eve, on)

    def fate_of(self, unit: MadeUnit) -> str:
        """What happens to a unit; districts and provinces mostly end."""
        if unit.level < 3 and self.chooser.chance(50):
            return self.chooser.pick(("ends", "goes whole", "pauses"))
        return self.chooser.weighted(FATES)

    def begin_anew(self, unit: MadeUnit, on: str) -> MadeUnit:
        """A new unit under the old one's code, or under a new code where somebody bears it."""
        code = unit.now["code"]
        if code in {other.now["code"] for other in self.alive}:
            code = self.fresh_code()
        return self.begin(unit.level, code, on, self.parent_for(unit.level))

    def send(self, unit: MadeUnit, fate: str, on: str) -> None:
        """Into which units of its level, or above where there is none, a unit or a part of it went."""
        targets = [other for other in self.alive if other.level == unit.level and other is not unit]
        targets = targets or [other for other in self.alive if other.level < unit.level]
        if fate == "goes whole" and targets:
            self.succeed(on, unit, self.chooser.pick(targets), "whole")
        elif fate == "goes in parts":
            for target in self.chooser.some(targets, 1, 2):
                self.succeed(on, unit, target, "part")
        elif fate in ("gives a part", "pauses") and targets:
            self.succeed(on, unit, self.chooser.pick(targets), "part")

    def review_version(self, unit: MadeUnit, fate: str, eve: str, on: str) -> None:
        """A new version where the unit was changed or its parent went; rarely such a parent still stands."""
        chooser, old = self.chooser, unit.now
        orphaned = old["parent"] not in {"", *(other.unit for other in self.alive)}
        if (not orphaned and fate != "new version") or (orphaned and chooser.chance(5)):
            return
        kind = chooser.pick(KINDS[unit.level]) if chooser.chance(30) else old["kind"]
        code = self.fresh_code() if chooser.chance(30) else old["code"]
        self.end(unit, eve)
        self.add_version(unit, on, code, kind, self.parent_for(unit.level))

    def resume(self, days: tuple[str, ...]) -> None:
        """Most of the paused come back after their gap, under another code where theirs was taken."""
        for unit in self.paused:
            if self.chooser.chance(80):
                codes = {other.now["code"] for other in self.alive}
                code = unit.now["code"] if unit.now["code"] not in codes else self.fresh_code()
                kind = unit.now["kind"]
                self.add_version(unit, self.chooser.pick(days), code, kind, self.parent_for(unit.level))
        self.paused = []


def make_units(chooser: Chooser, instrument: str) -> tuple[list[Row], list[Row]]:
    """The rows of units.csv and successions.csv; every succession is by the given instrument."""
    timeline = Timeline(chooser, instrument)
    timeline.found()
    if chooser.chance(40):
        timeline.reorganise(FIRST_EVE, FIRST)
        timeline.resume((FIRST_NEXT, SECOND_EVE))
    timeline.reorganise(SECOND_EVE, SECOND)
    timeline.resume((SECOND_NEXT, LATE))
    for unit in list(timeline.alive):
        if chooser.chance(4):
            timeline.end(unit, LATE)
    return [row for unit in timeline.units for row in unit.versions], timeline.successions
