"""What the answer was before, what comes next, and every answer that this place has had or will have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from cms import wording
from cms.answering.headlines import headline
from cms.answering.words import TURN
from cms.catalog import Catalog
from cms.days import short_day, span
from cms.links import Link, instrument_link, unit_link
from cms.questions import Asked
from delegation.authority import Decision
from delegation.timeline import Stretch, Timeline

_MOST_PERIODS = 40
_MOST_TURNS = 4
_MOST_UNITS = 12


@dataclass(frozen=True, slots=True)
class Happening:
    """What turned the answer: words that say what happened, and the instrument that did it."""

    words: str
    instrument: Link


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The answer before or after: who, since when and until when, what turned it, and where to read it.

    `change` is the first day of the later of the two answers. `units` are, where the place did not exist, those that
    were there instead, each leading to the same question.
    """

    headline: str
    note: str
    change: date
    span: str
    question: Link | None
    happenings: tuple[Happening, ...]
    units: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One answer through time, as a line of a list."""

    span: str
    headline: str
    question: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class Course:
    """The answer among those before and after it."""

    before: Neighbour | None
    after: Neighbour | None
    periods: tuple[PeriodLine, ...]


class _Course:
    """What is looked at together: the line of answers and the question whose answers they are."""

    def __init__(self, catalog: Catalog, asked: Asked, power: str, unit: str, day: date) -> None:
        self.catalog = catalog
        self.asked = asked
        self.power = power
        self.unit = unit
        self.line = Timeline(catalog.day, catalog.register, power, unit, asked.facts)
        self.stretches = self.line.stretches()
        self.at = next(number for number, stretch in enumerate(self.stretches) if day in stretch)

    def question(self, day: date, unit: str | None = None) -> str:
        return self.asked.address(viec=self.power, noi=unit or self.unit, ngay=day.isoformat())

    def neighbour(self, step: int) -> Neighbour | None:
        at = self.at + step
        if not 0 <= at < len(self.stretches):
            return None
        other, now = self.stretches[at], self.stretches[self.at]
        # On the day of change the later answer begins; the earlier one is read on its last day.
        day = other.until if step < 0 and other.until else other.since
        earlier, later = (other, now) if step < 0 else (now, other)
        units = self._units(day, step) if other.decision is None else ()
        # What the register knows nothing of is no answer: its map begins on some day, too.
        if other.decision is None and not units:
            return None
        return Neighbour(
            headline=headline(self.catalog, other.decision),
            note=self._note(now.decision, other.decision),
            change=later.since,
            span=_span(other),
            question=Link(
                gettext("Xem câu trả lời vào ngày %(day)s") % {"day": short_day(day)}, self.question(day)
            )
            if other.decision
            else None,
            happenings=self._happenings(later.since, earlier.decision, later.decision),
            units=units,
        )

    def _note(self, now: Decision | None, other: Decision | None) -> str:
        if now is None or other is None:
            return ""
        if _offices(now) == _offices(other) and now.status == other.status:
            return gettext("Vẫn như vậy về cơ quan, nhưng theo căn cứ khác.")
        return "" if other.status == "decided" else wording.word(wording.STATUS_MEANING, other.status)

    def _happenings(
        self, day: date, before: Decision | None, after: Decision | None
    ) -> tuple[Happening, ...]:
        return tuple(
            Happening(wording.word(TURN, turn.cause), instrument_link(self.catalog, turn.instrument))
            for turn in self.line.turns(day, before, after)[:_MOST_TURNS]
        )

    def _units(self, day: date, step: int) -> tuple[Link, ...]:
        places = self.catalog.places
        found = places.predecessors(self.unit, day) if step < 0 else places.on_its_ground(self.unit, day)
        links = []
        for other in found[:_MOST_UNITS]:
            link = unit_link(self.catalog, other.unit, day)
            text = f"{link.text}, {link.note}" if link.note else link.text
            links.append(Link(text, self.question(day, other.unit), key=other.unit))
        return tuple(links)

    def periods(self) -> tuple[PeriodLine, ...]:
        shown = [
            (number, stretch) for number, stretch in enumerate(self.stretches) if stretch.decision is not None
        ]
        return tuple(
            PeriodLine(
                span=_span(stretch),
                headline=headline(self.catalog, stretch.decision),
                question=self.question(
                    stretch.since if stretch.since > date.min else stretch.until or date.min
                ),
                is_now=number == self.at,
            )
            for number, stretch in shown[:_MOST_PERIODS]
        )


def course_of(catalog: Catalog, asked: Asked, power: str, unit: str, day: date) -> Course:
    """The course of a question's answers, seen from a day on which the place exists."""
    looked_at = _Course(catalog, asked, power, unit, day)
    return Course(looked_at.neighbour(-1), looked_at.neighbour(+1), looked_at.periods())


def _offices(decision: Decision) -> list[str]:
    return sorted({holding.office for holding in decision.deciding})


def _span(stretch: Stretch) -> str:
    return span(stretch.since if stretch.since > date.min else None, stretch.until)
