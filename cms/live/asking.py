"""What a live card asks of the register: keys, and the day; no day is the day on which the page is read. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MOST_ROWS = 20


@dataclass(frozen=True, slots=True)
class AnswerAsked:
    """Who decides on a power at a place."""

    power: str
    place: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class PowerAsked:
    """Who holds a power, wherever."""

    power: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class InstrumentAsked:
    """How an instrument stands, and what it grants."""

    instrument: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class CutAsked:
    """The first rows of the matrix of a field; `kind` and `recipient` empty are all."""

    field: str
    kind: str = ""
    recipient: str = ""
    rows: int = MOST_ROWS
    day: date | None = None


@dataclass(frozen=True, slots=True)
class UnitAsked:
    """A unit, with what it came from and went into."""

    unit: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class OfficeAsked:
    """An office, with how many powers it has in which fields."""

    office: str
    day: date | None = None


Asked = AnswerAsked | PowerAsked | InstrumentAsked | CutAsked | UnitAsked | OfficeAsked
