"""Compares who holds what on two sides: two days, or two editions. Pure.

A side lists ways in which powers are held, under keys that stay the same from one side to the other: a power with who
has it, as the text names them. What only one side has is gained or lost; what both have and reads differently has
changed, with the names of what differs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from delegation.authority import Entitlement, Holding
from delegation.limits import Limit
from delegation.matrix import MatrixRow
from delegation.records import CONFERRING_KINDS, Grant

Kind = Literal["gained", "lost", "changed"]
KINDS: Final[tuple[Kind, ...]] = ("gained", "lost", "changed")


class Way(NamedTuple):
    """One way in which a power is held: by a grant, with all that is said of it and against it.

    `holder`: the office or scope. `limits` are those of the whole chain where one is known, `basis` the instruments
    before the last. `citation` is compared only where two editions are.
    """

    holder: str
    grant: Grant
    defects: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    basis: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    lapsed: bool = False
    retained: bool = False
    citation: str = ""

    def aspects(self) -> dict[str, Hashable]:
        """What can be compared of two ways, by name."""
        grant = self.grant
        return {
            "holder": self.holder,
            "role": self.retained,
            "kind": grant.kind,
            "grantor": grant.grantor,
            "instrument": grant.instrument,
            "citation": self.citation,
            "territory": grant.territory,
            "limits": frozenset(self.limits),
            "conditions": grant.conditions,
            "period": grant.period,
            "later_changes": grant.changes,
            "basis": self.basis,
            "defects": self.defects,
            "exceptions": self.exceptions,
            "lapsed": self.lapsed,
        }


ASPECTS: Final = tuple(Way("", Grant("", "", "", None, frozenset(), None, "")).aspects())


class Line(NamedTuple):
    """What stays the same from one side to the other: a power with who has it.

    `family`: "power" for what confers it, else the kind of grant, for an exclusion gained is a power lost. `holder` is
    empty where all who decide at a place are compared together.
    """

    power: str
    holder: str
    family: str


Ways = Mapping[Line, tuple[Way, ...]]


class Entry(NamedTuple):
    """A line that is not on both sides the same; `differs` names aspects of Way."""

    kind: Kind
    line: Line
    before: tuple[Way, ...]
    after: tuple[Way, ...]
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs, and how many lines are the same on both sides."""

    entries: tuple[Entry, ...]
    same: int

    @property
    def counts(self) -> dict[Kind, int]:
        """How many entries there are of each kind."""
        found = Counter(entry.kind for entry in self.entries)
        return {kind: found[kind] for kind in KINDS}


def compare(before: Ways, after: Ways) -> Comparison:
    """What the two sides do not have in common, by line."""
    entries: list[Entry] = []
    same = 0
    for line in before.keys() | after.keys():
        one, other = before.get(line, ()), after.get(line, ())
        if not one:
            entries.append(Entry("gained", line, (), other))
        elif not other:
            entries.append(Entry("lost", line, one, ()))
        elif differs := _differing(one, other):
            entries.append(Entry("changed", line, one, other, differs))
        else:
            same += 1
    entries.sort(key=lambda entry: (entry.line.power, entry.line.family, entry.line.holder))
    return Comparison(tuple(entries), same)


def _differing(before: tuple[Way, ...], after: tuple[Way, ...]) -> tuple[str, ...]:
    """The aspects that are not the same; none where only the key of a grant is another."""
    if before == after:
        return ()
    one, other = ([way.aspects() for way in side] for side in (before, after))
    if _counted(one, ASPECTS) == _counted(other, ASPECTS):
        return ()
    unlike = tuple(name for name in ASPECTS if _counted(one, [name]) != _counted(other, [name]))
    # The same values, put together otherwise: every aspect that varies has its part in it.
    return unlike or tuple(name for name in ASPECTS if len(_counted(one, [name])) > 1)


def _counted(side: list[dict[str, Hashable]], names: Iterable[str]) -> Counter[tuple[Hashable, ...]]:
    wanted = tuple(names)
    return Counter(tuple(aspects[name] for name in wanted) for aspects in side)


def ways_of_rows(rows: Iterable[MatrixRow], citations: Mapping[str, str] | None = None) -> Ways:
    """The rows of a matrix, by power and recipient as the text names it."""
    found: dict[Line, list[Way]] = defaultdict(list)
    for row in rows:
        grant = row.grant
        way = Way(
            row.recipient,
            grant,
            row.defects,
            grant.limits,
            (),
            row.exceptions,
            row.lapsed,
            citation=citations.get(grant.grant, "") if citations else "",
        )
        found[Line(grant.power, row.recipient, family_of(grant))].append(way)
    return _settled(found)


def ways_of_entitlements(rights: Iterable[Entitlement], citations: Mapping[str, str] | None = None) -> Ways:
    """What one office may do, by power."""
    found: dict[Line, list[Way]] = defaultdict(list)
    for right in rights:
        way = way_of_holding(right.holding, citations)
        found[Line(way.grant.power, way.holder, "power")].append(way)
    return _settled(found)


def ways_of_decisions(
    holdings: Iterable[tuple[Holding, bool]], citations: Mapping[str, str] | None = None
) -> Ways:
    """Who decides at one place, by power; each holding with whether it is only retained."""
    found: dict[Line, list[Way]] = defaultdict(list)
    for holding, retained in holdings:
        found[Line(holding.grant.power, "", "power")].append(way_of_holding(holding, citations, retained))
    return _settled(found)


def way_of_holding(
    holding: Holding, citations: Mapping[str, str] | None = None, retained: bool = False
) -> Way:
    """How an office holds a power by a holding."""
    grant, before = holding.grant, holding.basis.chain if holding.basis else ()
    return Way(
        holding.office,
        grant,
        holding.defects,
        # Most rest on nothing and are bound by nothing.
        tuple(holding.open_limits({})) if before or grant.limits else (),
        tuple([earlier.instrument for earlier in before]),
        retained=retained,
        citation=citations.get(grant.grant, "") if citations else "",
    )


def family_of(grant: Grant) -> str:
    """Whether the grant confers a power, or else its kind."""
    return "power" if grant.kind in CONFERRING_KINDS else grant.kind


def _settled(found: Mapping[Line, list[Way]]) -> Ways:
    return {
        line: tuple(sorted(ways, key=_in_line) if len(ways) > 1 else ways) for line, ways in found.items()
    }


def _in_line(way: Way) -> tuple[str, str]:
    return way.holder, way.grant.grant
