"""What the checks look at: one document with its provisions, recorded or about to be, and the register around it. Pure.

The register is the one that is, or would be once the draft is published: it holds the draft's own grants.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from delegation.day import Day
from delegation.records import PASSED_ON_KINDS, Grant, Instrument
from delegation.regimes import regime_on
from delegation.register import GrantsOfPower, Register


@dataclass(frozen=True, slots=True)
class Paper:
    """What a document says of itself. None: it is not known.

    `states_resources` (Luật 63/2025/QH15, Điều 9 khoản 3) and `forbids_passing_on` (khoản 6) are read in the text by
    a person; the register records neither, so only a draft can know them.
    """

    instrument: Instrument
    number: str = ""
    issuer: str = ""
    signer: str = ""
    normative: bool | None = None
    gazette: str = ""
    states_resources: bool | None = None
    forbids_passing_on: bool | None = None

    @property
    def signed(self) -> date:
        """The day of signing; where it is not known, the first day of effect stands for it."""
        return self.instrument.issued_on or self.instrument.begins


@dataclass(frozen=True, slots=True)
class Provision:
    """A grant with the place in the text where it stands."""

    grant: Grant
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document and what it grants."""

    paper: Paper
    provisions: tuple[Provision, ...] = ()

    def kinds(self) -> frozenset[str]:
        """The kinds of grant that it makes."""
        return frozenset(provision.grant.kind for provision in self.provisions)

    @property
    def passes_on(self) -> bool:
        """Whether it decentralizes or delegates anything."""
        return not self.kinds().isdisjoint(PASSED_ON_KINDS)


def drafts_from(
    papers: Iterable[Paper], grants: Iterable[Grant], citations: Mapping[str, str]
) -> list[Draft]:
    """The documents, each with those of the grants that it makes; `citations` says where in the text each stands."""
    provisions: dict[str, list[Provision]] = defaultdict(list)
    for grant in grants:
        provisions[grant.instrument].append(Provision(grant, citations.get(grant.grant, "")))
    return [Draft(paper, tuple(provisions[paper.instrument.instrument])) for paper in papers]


class Ground:
    """The register that drafts are judged against.

    `grants` are all recorded grants of the powers in question, by power. Days remember what they work out.
    """

    def __init__(self, register: Register, grants: Mapping[str, GrantsOfPower]) -> None:
        self.register = register
        self.grants = grants
        self._days: dict[date, Day] = {}

    def called(self, name: str) -> str:
        """What an office or scope is called."""
        directory = self.register.directory
        record = directory.offices.get(name) or directory.scopes.get(name)
        return name if record is None else record.name

    def article(self, grant: Grant, signed: date) -> str | None:
        """The article that governed passing a power on by this grant; None where no regime is known."""
        if grant.grantor is None:
            return None
        unit = self.register.directory.offices[grant.grantor].unit
        version = self.on(signed).geography.version(unit, signed)
        regime = regime_on(signed, version.kind if version else "")
        return regime.article(grant.kind) if regime else None

    def on(self, day: date) -> Day:
        """The register on a day."""
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = Day(self.register, day)
        return known
