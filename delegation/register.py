"""A register as it was known at one moment: everything the rules look at, and nothing else. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from delegation.records import Grant, Instrument, Power, Relation
from units.directory import Directory


class Grants(Protocol):
    """Where grants come from: held in memory, or read from the database as they are asked for."""

    def of_power(self, power: str) -> Sequence[Grant]:
        """Every recorded grant of the power, with its changes."""

    def of_powers_naming(self, designations: frozenset[str]) -> Mapping[str, Sequence[Grant]]:
        """By power, every recorded grant of each power of which some grant names one of the offices or scopes."""

    def of_all_powers(self, powers: Iterable[str]) -> Mapping[str, Sequence[Grant]]:
        """By power, every recorded grant of each of the powers."""


class GrantsInMemory:
    """All grants of a register at once."""

    def __init__(self, grants: Iterable[Grant]) -> None:
        self._of_power: dict[str, list[Grant]] = defaultdict(list)
        self._powers_naming: dict[str, set[str]] = defaultdict(set)
        for grant in grants:
            self._of_power[grant.power].append(grant)
            for recipient in grant.recipients:
                self._powers_naming[recipient].add(grant.power)

    def of_power(self, power: str) -> Sequence[Grant]:
        """See Grants."""
        return self._of_power.get(power, ())

    def of_powers_naming(self, designations: frozenset[str]) -> Mapping[str, Sequence[Grant]]:
        """See Grants."""
        powers = {power for name in designations for power in self._powers_naming.get(name, ())}
        return self.of_all_powers(powers)

    def of_all_powers(self, powers: Iterable[str]) -> Mapping[str, Sequence[Grant]]:
        """See Grants."""
        return {power: self.of_power(power) for power in powers}


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
