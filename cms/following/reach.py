"""How far an edition reaches: about which powers, and for which offices, an answer can be another one. Pure.

An answer about an office and a power follows from the grants that name the office, from those it rests on, and from
what the office itself has passed on (docs/effective-authority.md). So a change of a grant reaches the offices that it
names on the days on which its effect is another; from there down to whoever was given the power by them, and up to
whoever gave it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cms.following.changes import RowChange, as_draft
from cms.following.effect import Days, Sides
from cms.following.moved import Moved, designations, relaid
from delegation.consequences import touched_powers
from delegation.records import Grant
from delegation.register import GrantsOfPower
from units.geography import Territory


@dataclass(frozen=True, slots=True)
class Reached:
    """A grant whose effect is another from a day on, or to which an office that moved belongs; and whom that reaches.

    `since` is None where no answer differs: it only reads otherwise. `former` is the grant before, `grant` after.
    """

    power: str
    former: Grant | None
    grant: Grant | None
    offices: frozenset[str]
    since: date | None

    @property
    def sides(self) -> tuple[Grant, ...]:
        """The grant as it was and as it is."""
        return tuple(one for one in (self.former, self.grant) if one is not None)


def reached_by(sides: Sides, changes: Sequence[RowChange], moved: Moved) -> list[Reached]:
    """Every grant that an edition makes, takes away, changes, or lets have another effect; with whom that reaches."""
    powers = touched_powers(sides.before.register, *as_draft(changes))
    former, latter = (side.register.grants.of_all_powers(powers) for side in sides.both)
    territories = relaid(sides, changes, _territories([*former.values(), *latter.values()]))
    moved_by_name = _by_name(sides, moved)
    return [
        reached
        for power in sorted(powers)
        for reached in _Power(sides, power, (former[power], latter[power]), territories).reached(
            moved, moved_by_name
        )
    ]


def _by_name(sides: Sides, moved: Moved) -> Mapping[str, list[str]]:
    """The offices that moved, by every name under which either side ever means them."""
    found: dict[str, list[str]] = defaultdict(list)
    for office in moved:
        for name in designations(sides, office):
            found[name].append(office)
    return found


def _territories(of_powers: Iterable[GrantsOfPower]) -> Iterator[Territory]:
    return (grant.territory for grants in of_powers for grant in grants if grant.territory is not None)


class _Power:
    """One power before and after."""

    def __init__(
        self,
        sides: Sides,
        power: str,
        grants: tuple[GrantsOfPower, GrantsOfPower],
        relaid_territories: frozenset[Territory],
    ) -> None:
        self._sides = sides
        self._power = power
        self._grants = grants
        self._relaid = relaid_territories
        before, after = ({grant.grant: grant for grant in side} for side in grants)
        self._pairs: Mapping[str, tuple[Grant | None, Grant | None]] = {
            key: (before.get(key), after.get(key)) for key in sorted(before.keys() | after.keys())
        }
        self._chains: dict[str, frozenset[str]] = {}
        self._described_alike = self._is_described_alike()

    def reached(self, moved: Moved, moved_by_name: Mapping[str, Sequence[str]]) -> Iterator[Reached]:
        """The grants that reach somebody otherwise than before; `moved_by_name`: the offices that moved, by name."""
        for former, grant in self._pairs.values():
            days = self._days_unlike(former, grant)
            if days or former != grant:
                yield self._by_text(former, grant, days)
            if former is not None and grant is not None:
                yield from self._by_map(former, grant, moved, moved_by_name)

    def _by_map(
        self, former: Grant, grant: Grant, moved: Moved, moved_by_name: Mapping[str, Sequence[str]]
    ) -> Iterator[Reached]:
        """The grant for the offices that moved: those that it goes to, and the one that it comes from."""
        names = former.recipients | grant.recipients
        direct = {office for name in names for office in moved_by_name.get(name, ())}
        grantors = {one.grantor for one in (former, grant) if one.grantor is not None}
        days = self._sides.all_days(former, grant)
        for office in sorted(direct | (grantors & moved.keys())):
            move = moved[office]
            if not any(one.until is None or one.until >= move.since for one in days):
                # It had ended by the first day on which anything about the office is another.
                continue
            offices = self._chain_of(office) if move.itself else frozenset({office})
            if office in direct:
                offices |= grantors
            yield Reached(self._power, former, grant, offices, move.since)

    def _chain_of(self, office: str) -> frozenset[str]:
        known = self._chains.get(office)
        if known is None:
            known = self._chains[office] = self._with_chain(frozenset({office}))
        return known

    def _is_described_alike(self) -> bool:
        """Whether the law says the same of the power, and an origin is recorded as it was."""
        one, other = (side.register.powers.get(self._power) for side in self._sides.both)
        return one == other and self._grants[0].have_origin == self._grants[1].have_origin

    def _days_unlike(self, former: Grant | None, grant: Grant | None) -> list[Days]:
        is_all_unlike = not self._described_alike or any(
            one is not None and one.territory in self._relaid for one in (former, grant)
        )
        if is_all_unlike:
            return self._sides.all_days(former, grant)
        return self._sides.unlike_days(former, grant)

    def _by_text(self, former: Grant | None, grant: Grant | None, days: Sequence[Days]) -> Reached:
        texts = [one for one in (former, grant) if one is not None]
        direct = self._sides.meant(
            self._sides.unlike_names(former, grant), days or self._sides.all_days(former, grant)
        )
        offices = self._with_chain(direct) | {one.grantor for one in texts if one.grantor is not None}
        if any(one.kind == "exclusion" for one in texts):
            offices |= self._grantors_to(direct)
        return Reached(self._power, former, grant, frozenset(offices), days[0].since if days else None)

    def _with_chain(self, offices: frozenset[str]) -> frozenset[str]:
        """The offices, and whoever was given the power by them, step by step."""
        found, pending = set(offices), set(offices)
        while pending:
            given = {
                office
                for pair in self._pairs.values()
                for one in pair
                if one is not None and one.grantor in pending
                for office in self._sides.meant(one.recipients, self._sides.all_days(*pair))
            }
            pending = given - found
            found |= given
        return frozenset(found)

    def _grantors_to(self, offices: frozenset[str]) -> frozenset[str]:
        """Whoever gave the power to one of the offices: what they keep follows from whether these hold it."""
        return frozenset(
            one.grantor
            for pair in self._pairs.values()
            for one in pair
            if one is not None
            and one.grantor is not None
            and not offices.isdisjoint(self._sides.meant(one.recipients, self._sides.all_days(*pair)))
        )
