"""What is shown of a record beside what the rules look at: titles, numbers, sources. Plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cms.days import short_day


@dataclass(frozen=True, slots=True)
class EditionCard:
    """The edition that a page is read from; number 0 while nothing has been recorded."""

    number: int
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PowerCard:
    """What is shown of a power; `procedures` are TTHC codes."""

    power: str
    title: str
    field: str
    procedures: tuple[str, ...]
    legal_basis: str
    delegable: bool
    collective: bool
    confidence: str
    note: str
    folded: str


@dataclass(frozen=True, slots=True)
class InstrumentCard:
    """What is shown of an instrument; `effective_until` is its last day."""

    instrument: str
    number: str
    type: str
    title: str
    issuer: str
    signer: str
    signing_capacity: str
    normative: bool | None
    issued_on: date | None
    effective_from: date | None
    effective_until: date | None
    gazette: str
    source: str
    confidence: str
    note: str
    folded: str

    @property
    def name(self) -> str:
        """How a text cites it: type and number, else its title."""
        return f"{self.type} {self.number}" if self.number else self.title

    @property
    def cited(self) -> str:
        """The name with the day of issue, as far as known."""
        return f"{self.name} ({short_day(self.issued_on)})" if self.issued_on else self.name


@dataclass(frozen=True, slots=True)
class GrantCard:
    """What is shown of a grant beside its rule: the provision, and how far it was verified."""

    grant: str
    citation: str
    confidence: str
    note: str
