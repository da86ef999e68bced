"""The grants of a register overlaid by a draft: only rewritten powers are held a second time. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from delegation.prospect.draft_rows import DraftRows
from delegation.records import Change, Grant, in_order
from delegation.register import Grants, GrantsInMemory, GrantsOfPower


class GrantsOverlaid:
    """What is recorded, but for the powers of grants that the draft brings, withdraws or changes."""

    def __init__(self, recorded: Grants, draft: DraftRows) -> None:
        self._recorded = recorded
        former = recorded.find(_grants_spoken_of(recorded, draft))
        drafted = _as_drafted(recorded, draft, former)
        self.powers = _powers_rewritten(former, drafted)
        left = (
            grant
            for of_power in recorded.of_all_powers(self.powers).values()
            for grant in of_power
            if grant.grant not in former
        )
        self._drafted = GrantsInMemory(
            [*left, *(grant for grant in drafted.values() if grant.power in self.powers)]
        )

    def of_power(self, power: str) -> GrantsOfPower:
        """See delegation.register.Grants."""
        return self._drafted.of_power(power) if power in self.powers else self._recorded.of_power(power)

    def of_powers_naming(self, designations: frozenset[str]) -> Mapping[str, GrantsOfPower]:
        """See delegation.register.Grants."""
        recorded = self._recorded.of_powers_naming(designations)
        untouched = {power: grants for power, grants in recorded.items() if power not in self.powers}
        return untouched | dict(self._drafted.of_powers_naming(designations))

    def of_all_powers(self, powers: Iterable[str]) -> Mapping[str, GrantsOfPower]:
        """See delegation.register.Grants."""
        wanted = list(powers)
        recorded = self._recorded.of_all_powers([power for power in wanted if power not in self.powers])
        return dict(recorded) | {
            power: self._drafted.of_power(power) for power in wanted if power in self.powers
        }

    def find(self, grants: Collection[str]) -> Mapping[str, Grant]:
        """See delegation.register.Grants."""
        recorded = self._recorded.find(grants)
        untouched = {key: grant for key, grant in recorded.items() if grant.power not in self.powers}
        return untouched | dict(self._drafted.find(grants))

    def find_changes(self, changes: Collection[str]) -> Mapping[str, Change]:
        """See delegation.register.Grants."""
        recorded = self._recorded.find_changes(changes)
        changed = self._recorded.find({change.grant for change in recorded.values()})
        untouched = {
            key: change
            for key, change in recorded.items()
            if change.grant in changed and changed[change.grant].power not in self.powers
        }
        return untouched | dict(self._drafted.find_changes(changes))

    def powers_under(self, instruments: Collection[str]) -> frozenset[str]:
        """See delegation.register.Grants."""
        drafted = self._drafted.powers_under(instruments)
        return (self._recorded.powers_under(instruments) - self.powers) | drafted

    def powers_between(self, names: Collection[str]) -> frozenset[str]:
        """See delegation.register.Grants."""
        return (self._recorded.powers_between(names) - self.powers) | self._drafted.powers_between(names)


def _grants_spoken_of(recorded: Grants, draft: DraftRows) -> frozenset[str]:
    """The grants that the draft brings or withdraws, or to which it makes, moves or withdraws a change."""
    known = recorded.find_changes(draft.identities("changes"))
    changes = (*known.values(), *draft.changes.values())
    return draft.identities("grants").union(change.grant for change in changes)


def _as_drafted(recorded: Grants, draft: DraftRows, former: Mapping[str, Grant]) -> dict[str, Grant]:
    """The grants that the draft speaks of as they would be, with the changes made to them; the withdrawn ones aside."""
    rewritten_changes = recorded.find_changes(draft.identities("changes")).keys()
    made: dict[str, list[Change]] = defaultdict(list)
    for change in draft.changes.values():
        made[change.grant].append(change)
    drafted = {key: grant for key, grant in former.items() if draft.leaves("grants", (key,))} | draft.grants
    return {
        key: replace(
            grant,
            changes=in_order(
                [
                    *(one for one in _changes(former.get(key)) if one.change not in rewritten_changes),
                    *made[key],
                ]
            ),
        )
        for key, grant in drafted.items()
    }


def _changes(grant: Grant | None) -> tuple[Change, ...]:
    return () if grant is None else grant.changes


def _powers_rewritten(former: Mapping[str, Grant], drafted: Mapping[str, Grant]) -> frozenset[str]:
    """The powers of the grants that read otherwise in the draft than before."""
    unlike = (key for key in former.keys() | drafted.keys() if former.get(key) != drafted.get(key))
    return frozenset(grants[key].power for key in unlike for grants in (former, drafted) if key in grants)
