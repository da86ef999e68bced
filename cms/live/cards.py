"""What a live card says. Everything is worked out here; templates/blocks lay it out, tests read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cms.answers import Answer
from cms.links import Link
from cms.sheets.grants import GrantRow
from cms.sheets.unit import StepRow


@dataclass(frozen=True, slots=True)
class MissingCard:
    """A record that the edition does not have: unknown, withdrawn since, or not yet recorded."""

    words: str
    link: Link
    day: date


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """Who decides; `address` is the permanent one of the whole answer."""

    answer: Answer
    address: str
    day: date


@dataclass(frozen=True, slots=True)
class GrantsCard:
    """The grants in force of a power or of an instrument, the first of them; `more` is how many are left out."""

    title: Link
    note: str
    standing: str
    standing_words: str
    until: str
    rows: tuple[GrantRow, ...]
    total: int
    day: date

    @property
    def more(self) -> int:
        """How many are left out."""
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class CutLine:
    """A row of the matrix."""

    power: Link
    recipient: Link
    row: GrantRow


@dataclass(frozen=True, slots=True)
class CutCard:
    """The first rows of a cut of the matrix; `address` is where all of them stand, empty while there is no matrix."""

    title: str
    narrowed: tuple[str, ...]
    lines: tuple[CutLine, ...]
    total: int
    address: str
    day: date


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit on the day; `absence` says so where it does not exist then."""

    unit: Link
    kind: str
    existence: str
    absence: str
    lies_in: tuple[Link, ...]
    made_of: tuple[StepRow, ...]
    went_into: tuple[StepRow, ...]
    now_in: tuple[Link, ...]
    day: date


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """An office on the day; `fields` are those in which it holds powers, with how many, most first."""

    office: Link
    kind: str
    unit: Link
    existence: str
    exists: bool
    total: int
    fields: tuple[tuple[str, int], ...]
    day: date


Card = MissingCard | AnswerCard | GrantsCard | CutCard | UnitCard | OfficeCard
