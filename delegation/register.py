"""A register as it was known at one moment: everything the rules look at, and nothing else. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from delegation.records import ORIGIN_KINDS, Change, Grant, Instrument, Power, Relation
from units.directory import Directory


class GrantsOfPower(tuple[Grant, ...]):
    """Every recorded grant of one power, with its changes.

    Most of them are other provinces': what is asked of an office looks only at those that name it.
    """

    @cached_property
    def exclusions(self) -> tuple[Grant, ...]:
        """Those by which recipients lose the power."""
        return tuple(grant for grant in self if grant.kind == "exclusion")

    @cached_property
    def have_origin(self) -> bool:
        """Whether one of them allocates or devolves the power."""
        return any(grant.kind in ORIGIN_KINDS for grant in self)

    def naming(self, names: Iterable[str]) -> list[Grant]:
        """Those that have one of the offices or scopes among their recipients, each once."""
        found = {grant.grant: grant for name in names for grant in self._by_recipient.get(name, ())}
        return list(found.values())

    @cached_property
    def _by_recipient(self) -> dict[str, list[Grant]]:
        named: dict[str, list[Grant]] = defaultdict(list)
        for grant in self:
            for recipient in grant.recipients:
                named[recipient].append(grant)
        return named


class Grants(Protocol):
    """Where grants come from: held in memory, or read from the database as they are asked for."""

    def of_power(self, power: str) -> GrantsOfPower:
        """Every recorded grant of the power, with its changes."""

    def of_powers_naming(self, designations: frozenset[str]) -> Mapping[str, GrantsOfPower]:
        """By power, every recorded grant of each power of which some grant names one of the offices or scopes."""

    def of_all_powers(self, powers: Iterable[str]) -> Mapping[str, GrantsOfPower]:
        """By power, every recorded grant of each of the powers."""

    def find(self, grants: Collection[str]) -> Mapping[str, Grant]:
        """By key, those of the grants that are recorded."""

    def find_changes(self, changes: Collection[str]) -> Mapping[str, Change]:
        """By key, those of the changes that are recorded."""

    def powers_under(self, instruments: Collection[str]) -> frozenset[str]:
        """The powers that one of the instruments grants, or of which it changes a grant."""

    def powers_between(self, names: Collection[str]) -> frozenset[str]:
        """The powers of which a grant, or a change to one, names one of the offices or scopes; as the grantor, too."""


class GrantsInMemory:
    """All grants of a register at once."""

    def __init__(self, grants: Iterable[Grant]) -> None:
        of_power: dict[str, list[Grant]] = defaultdict(list)
        self._grants: dict[str, Grant] = {}
        self._powers_naming: dict[str, set[str]] = defaultdict(set)
        for grant in grants:
            of_power[grant.power].append(grant)
            self._grants[grant.grant] = grant
            for recipient in grant.recipients:
                self._powers_naming[recipient].add(grant.power)
        self._of_power = {power: GrantsOfPower(of_one) for power, of_one in of_power.items()}

    def of_power(self, power: str) -> GrantsOfPower:
        """See Grants."""
        return self._of_power.get(power, GrantsOfPower())

    def of_powers_naming(self, designations: frozenset[str]) -> Mapping[str, GrantsOfPower]:
        """See Grants."""
        powers = {power for name in designations for power in self._powers_naming.get(name, ())}
        return self.of_all_powers(powers)

    def of_all_powers(self, powers: Iterable[str]) -> Mapping[str, GrantsOfPower]:
        """See Grants."""
        return {power: self.of_power(power) for power in powers}

    def find(self, grants: Collection[str]) -> Mapping[str, Grant]:
        """See Grants."""
        return {grant: self._grants[grant] for grant in grants if grant in self._grants}

    def find_changes(self, changes: Collection[str]) -> Mapping[str, Change]:
        """See Grants."""
        return {
            change.change: change
            for grant in self._grants.values()
            for change in grant.changes
            if change.change in changes
        }

    def powers_under(self, instruments: Collection[str]) -> frozenset[str]:
        """See Grants."""
        return powers_with(self._grants.values(), stands_in, instruments)

    def powers_between(self, names: Collection[str]) -> frozenset[str]:
        """See Grants."""
        return powers_with(self._grants.values(), named_in, names)


def stands_in(grant: Grant) -> Iterator[str]:
    """The instruments that make the grant and change it."""
    yield grant.instrument
    yield from (change.instrument for change in grant.changes)


def named_in(grant: Grant) -> Iterator[str]:
    """The offices and scopes that the grant and the changes to it name."""
    yield from grant.recipients
    if grant.grantor is not None:
        yield grant.grantor
    for change in grant.changes:
        yield from change.recipients


def powers_with(
    grants: Iterable[Grant], said: Callable[[Grant], Iterable[str]], wanted: Collection[str]
) -> frozenset[str]:
    """The powers of the grants that say one of the wanted things."""
    sought = frozenset(wanted)
    return frozenset(grant.power for grant in grants if not sought.isdisjoint(said(grant)))


class Register:
    """Units, offices, instruments and powers, with a source of grants."""

    def __init__(
        self,
        directory: Directory,
        instruments: Iterable[Instrument],
        relations: Iterable[Relation],
        powers: Iterable[Power],
        grants: Grants,
    ) -> None:
        self.directory = directory
        self.geography = directory.geography
        self.instruments = {record.instrument: record for record in instruments}
        self.powers = {record.power: record for record in powers}
        self.grants = grants
        self._acts_on: dict[str, list[Relation]] = defaultdict(list)
        self._bases: dict[str, list[str]] = defaultdict(list)
        for relation in relations:
            self._acts_on[relation.target].append(relation)
            if relation.relation == "based_on":
                self._bases[relation.instrument].append(relation.target)

    def acts_on(self, instrument: str) -> Sequence[Relation]:
        """The relations in which another instrument acts on this one."""
        return self._acts_on.get(instrument, ())

    def bases(self, instrument: str) -> Sequence[str]:
        """The instruments that this one is itself based on."""
        return self._bases.get(instrument, ())
