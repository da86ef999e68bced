"""What is compared with what: two days of one edition, or two editions on one day, of a part of the register or all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final

from cms.addresses import at_edition, difference_address
from cms.catalog import Catalog, catalog_of
from cms.days import short_day
from cms.subjects import Subject
from delegation.day import Day

VIEW: Final = "difference"
# What can be compared by itself, with its segment in the address.
ABOUTS: Final = {"field": "linh-vuc", "power": "tham-quyen", "office": "co-quan", "unit": "don-vi"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, as it is told by an edition; None: by the one that is being read."""

    day: date
    edition: int | None = None

    def __str__(self) -> str:
        return self.day.isoformat() if self.edition is None else f"{self.edition}/{self.day.isoformat()}"

    @classmethod
    def read(cls, text: str) -> Moment:
        """The moment that `str` wrote."""
        edition, _, day = text.rpartition("/")
        return cls(date.fromisoformat(day), int(edition) if edition else None)


@dataclass(frozen=True, slots=True)
class Question:
    """Two moments, and what is compared: one of ABOUTS with its key, or everything."""

    before: Moment
    after: Moment
    about: str = ""
    key: str = ""

    @property
    def between_editions(self) -> bool:
        """Whether two states of knowledge are compared, and not two days."""
        return self.before.edition is not None

    @property
    def address(self) -> str:
        """The permanent address."""
        return difference_address(str(self.before), str(self.after), self.about, self.key)

    def subject(self) -> Subject:
        """The difference as a subject to cite and to take away."""
        return Subject(VIEW, self.address, (str(self.before), str(self.after), self.about, self.key))

    @classmethod
    def of(cls, subject: Subject) -> Question:
        """The question that a subject holds."""
        before, after, about, key = subject.keys
        return cls(Moment.read(before), Moment.read(after), about, key)


@dataclass(frozen=True, slots=True)
class Side:
    """A register with its words, on a day."""

    catalog: Catalog
    moment: Moment

    @property
    def on(self) -> Day:
        """The register on the day."""
        return self.catalog.day(self.moment.day)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Addresses made herein lead to pages of this side's edition."""
        if self.moment.edition is None:
            yield
        else:
            with at_edition(self.moment.edition):
                yield

    @property
    def short_name(self) -> str:
        """What heads the column of this side."""
        return short_day(self.moment.day)


def sides_of(catalog: Catalog, question: Question) -> tuple[Side, Side]:
    """Both sides; `catalog` is the edition that is being read."""
    before, after = (
        Side(catalog if moment.edition is None else catalog_of(moment.edition), moment)
        for moment in (question.before, question.after)
    )
    return before, after
