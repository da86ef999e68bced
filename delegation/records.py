"""What the register records of instruments, powers, grants and changes, as far as the rules need it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from delegation.limits import Limit
from units.geography import Territory
from units.periods import Period

ORIGIN_KINDS: Final = frozenset({"allocation", "devolution"})
PASSED_ON_KINDS: Final = frozenset({"decentralization", "delegation"})
CONFERRING_KINDS: Final = ORIGIN_KINDS | PASSED_ON_KINDS
GRANT_KINDS: Final = ("allocation", "devolution", "decentralization", "delegation", "exclusion", "assignment")
RELATION_KINDS: Final = ("based_on", "amends", "supplements", "replaces", "repeals", "suspends", "corrects")
CHANGE_ACTIONS: Final = ("revoke", "suspend", "extend")
CONFIDENCES: Final = ("official_text", "secondary_source", "unverified")

MAY_REST_ON: Final = {
    "decentralization": ORIGIN_KINDS,
    "delegation": ORIGIN_KINDS | {"decentralization"},
}


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal document; it begins on `effective_from`, else on `issued_on`."""

    instrument: str
    issued_on: date | None = None
    effective_from: date | None = None
    effective_until: date | None = None

    @property
    def begins(self) -> date:
        """The first day of effect; the format demands one of the two days."""
        begins = self.effective_from or self.issued_on
        if begins is None:
            raise ValueError(self.instrument)
        return begins


@dataclass(frozen=True, slots=True)
class Relation:
    """One instrument acts on another; `on` None: when the acting instrument begins."""

    instrument: str
    relation: str
    target: str
    on: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Power:
    """A function in a field of law.

    `delegable` False: the law forbids passing it on. `collective`: a committee must use it as a body.
    """

    power: str
    delegable: bool = True
    collective: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A later instrument revokes, suspends or extends a grant; no recipients: for all of them."""

    change: str
    grant: str
    action: str
    instrument: str
    since: date | None = None
    until: date | None = None
    recipients: frozenset[str] = frozenset()


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes by their keys: grants that say the same are equal, however their changes were come by."""
    return tuple(sorted(changes, key=lambda change: change.change))


@dataclass(frozen=True, slots=True)
class Grant:
    """By an instrument, recipients (offices and scopes) come to hold a power, or lose it, for a period."""

    grant: str
    power: str
    kind: str
    grantor: str | None
    recipients: frozenset[str]
    territory: Territory | None
    instrument: str
    period: Period = Period()
    limits: tuple[Limit, ...] = ()
    conditions: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def seniority(self) -> tuple[date, str]:
        """Orders grants by their first day, an open one first, then by id."""
        return self.period.start or date.min, self.grant

    def is_passed_on_by(self, office: str) -> bool:
        """Whether the office passes the power on by this grant, and so does not come to hold it by it."""
        return self.kind in PASSED_ON_KINDS and office == self.grantor
