"""Who may decide this, here, on that day, and by which text? The rule, and nothing but the rule. Pure.

Read it beside docs/effective-authority.md, which says the same in prose with the same words: holding, sound, takes
over, deciding, retaining. Law: Luật 72/2025/QH15, Điều 12-14; Luật 63/2025/QH15, Điều 7-9.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal, NamedTuple

from delegation.day import Day
from delegation.limits import Facts, Limit, can_all_hold
from delegation.records import CONFERRING_KINDS, MAY_REST_ON, PASSED_ON_KINDS, Grant
from delegation.register import GrantsOfPower
from units.geography import Lying

ORIGIN_NOT_RECORDED: Final = "ORIGIN_NOT_RECORDED"

Status = Literal["decided", "conditional", "overlap", "unclear", "gap"]
Verdict = Literal["yes", "no", "unclear"]


@dataclass(frozen=True, slots=True, eq=False)
class Holding:
    """An office holds the power by a grant; `basis` is the grantor's sound holding that the grant rests on."""

    office: str
    grant: Grant
    defects: tuple[str, ...]
    basis: Holding | None

    @property
    def chain(self) -> tuple[Grant, ...]:
        """The grants that the holding rests on, root first, and its own."""
        return (*self.basis.chain, self.grant) if self.basis else (self.grant,)

    @property
    def is_sound(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.defects

    @property
    def limits(self) -> list[Limit]:
        """The limits of all grants in the chain, root first."""
        return [limit for grant in self.chain for limit in grant.limits]

    def open_limits(self, facts: Facts) -> dict[Limit, str]:
        """The limits on which the facts are silent, each once, with the wording nearest the root."""
        found: dict[Limit, str] = {}
        for limit in self.limits:
            if limit.dimension not in facts:
                found.setdefault(limit, limit.text)
        return found


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decides: `deciding` and `retaining` (in whose name another decides) by office, then grant."""

    status: Status
    deciding: tuple[Holding, ...]
    retaining: tuple[Holding, ...]
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Competence:
    """Was the office competent? `holding` is the one that makes the verdict, None where nothing does."""

    verdict: Verdict
    reasons: tuple[str, ...]
    holding: Holding | None


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One thing an office may do: by a holding, at a place."""

    holding: Holding
    place: str


# A sound passing-on, a holding of its grantor, and whether the one takes over the other wholly.
TakenOver = tuple[Holding, Holding, bool]


class Settled(NamedTuple):
    """What Case tells of each under the same name."""

    taken_over: list[TakenOver]
    remaining: list[Holding]
    retaining: list[Holding]
    deciding: list[Holding]


class Case:
    """One power at one place on one day, with what is known of the facts.

    `grants` spares the look-up where the caller has every recorded grant of the power in hand.
    """

    def __init__(
        self,
        on: Day,
        power: str,
        place: str,
        facts: Facts | None = None,
        grants: GrantsOfPower | None = None,
    ) -> None:
        self.on = on
        self.power = power
        self.place = place
        self.facts = facts or {}
        self.grants = on.register.grants.of_power(power) if grants is None else grants
        self._granted: dict[str, list[Grant]] = {}
        # A whole city is asked about at once, so these two are not left to cached_property, which locks.
        self._holdings: list[Holding] | None = None
        self._settled: Settled | None = None

    # Who holds the power here

    @property
    def origin_is_recorded(self) -> bool:
        """Whether any allocation or devolution of the power is recorded at all; if not, grantors are believed."""
        return self.grants.have_origin

    @property
    def caveats(self) -> tuple[str, ...]:
        """What every answer about the power must add."""
        return () if self.origin_is_recorded else (ORIGIN_NOT_RECORDED,)

    @property
    def holdings(self) -> list[Holding]:
        """Every holding of the power at the place, by office, then grant."""
        if self._holdings is None:
            self._holdings = self._find_holdings()
        return self._holdings

    def _find_holdings(self) -> list[Holding]:
        on, place = self.on, self.place
        found = [
            self.holding(office, grant)
            for grant in self.grants
            if grant.kind in CONFERRING_KINDS and self._applies(grant)
            for office in {bearer for name in grant.recipients for bearer in on.bearers(name, place)}
            if not grant.is_passed_on_by(office)
            and self._runs_for(grant, office)
            and self._leaves(grant, office)
        ]
        if len(found) > 1:
            found.sort(key=lambda holding: (holding.office, holding.grant.grant))
        return found

    def granted(self, office: str | None) -> list[Grant]:
        """The grants by which an office holds the power here, whatever it has itself passed on."""
        if office is None or not self.on.directory.exists(office, self.on.day):
            return []
        known = self._granted.get(office)
        if known is None:
            named = self.grants.naming(self.on.designations(office))
            known = self._granted[office] = [grant for grant in named if self.confers(grant, office)]
        return known

    def confers(self, grant: Grant, office: str) -> bool:
        """Whether an existing office holds the power here by this grant, soundly or not."""
        return grant.kind in CONFERRING_KINDS and self.reaches(grant, office) and self._leaves(grant, office)

    def reaches(self, grant: Grant, office: str) -> bool:
        """Whether the grant has effect for an existing office at this place."""
        return (
            self._applies(grant)
            and self.on.is_recipient(grant, office)
            and self.on.covers(office, self.place)
            and self._runs_for(grant, office)
        )

    def _applies(self, grant: Grant) -> bool:
        """Whether the grant has effect at this place for any office, as far as that can be told without one."""
        on = self.on
        return (
            (on.day in grant.period or bool(grant.changes))
            and on.in_force(grant.instrument)
            and (grant.territory is None or on.lying(self.place, grant.territory) is not Lying.OUTSIDE)
        )

    def _runs_for(self, grant: Grant, office: str) -> bool:
        """Whether a grant that applies here has effect for one of its recipients, which only a change can deny."""
        return not grant.changes or self.on.runs(grant, office)

    def _leaves(self, grant: Grant, office: str) -> bool:
        """Whether neither the facts nor an exclusion take from an office what the grant gives it."""
        return not self.fails_a_limit(grant) and self.exclusion(office) is not Lying.INSIDE

    def fails_a_limit(self, grant: Grant) -> bool:
        """Whether the facts are beyond one of the grant's limits."""
        return any(limit.holds(self.facts) is False for limit in grant.limits)

    def exclusion(self, office: str) -> Lying:
        """INSIDE where an exclusion takes the power from the office here, PARTLY where one leaves that unclear."""
        worst = Lying.OUTSIDE
        for exclusion in self.grants.exclusions:
            if self.fails_a_limit(exclusion) or not self.reaches(exclusion, office):
                continue
            if self._takes_away_wholly(exclusion):
                return Lying.INSIDE
            worst = Lying.PARTLY
        return worst

    def _takes_away_wholly(self, exclusion: Grant) -> bool:
        return (
            self.on.lying(self.place, exclusion.territory) is Lying.INSIDE
            and not exclusion.conditions
            and all(limit.holds(self.facts) for limit in exclusion.limits)
        )

    # Whether a holding is sound, and on what it rests

    def holding(self, office: str, grant: Grant) -> Holding:
        """The holding of an office by a grant that confers the power on it, with its basis and its defects."""
        basis = self.basis(grant) if grant.kind in PASSED_ON_KINDS else None
        return Holding(office, grant, self._defects(office, grant, basis), basis)

    def basis(self, grant: Grant) -> Holding | None:
        """The grantor's sound holding that a passing-on rests on; of several the senior one.

        A delegation rests on a decentralization or an origin, a decentralization on an origin: chains are short.
        """
        sound = (
            holding
            for earlier in self.granted(grant.grantor)
            if earlier.kind in MAY_REST_ON[grant.kind]
            and (holding := self.holding(str(grant.grantor), earlier)).is_sound
        )
        return min(sound, key=lambda holding: holding.grant.seniority, default=None)

    def _defects(self, office: str, grant: Grant, basis: Holding | None) -> tuple[str, ...]:
        found = [*self._defects_of_passing_on(grant, basis)] if grant.kind in PASSED_ON_KINDS else []
        if self.on.basis_ended(grant.instrument):
            found.append("BASIS_ENDED")
        if self.holds_in_part(office, grant):
            found.append("TERRITORY_PARTLY")
        return tuple(sorted(found))

    def holds_in_part(self, office: str, grant: Grant) -> bool:
        """Whether an office holds by the grant in a part of the place only, or an exclusion leaves that unclear."""
        return Lying.PARTLY in (self.on.lying(self.place, grant.territory), self.exclusion(office))

    def _defects_of_passing_on(self, grant: Grant, basis: Holding | None) -> Iterator[str]:
        if basis is None and self.origin_is_recorded:
            yield "GRANTOR_NOT_COMPETENT"
        if grant.grantor is not None and not self.on.directory.exists(grant.grantor, self.on.day):
            yield "GRANTOR_ENDED"
        if {earlier.kind for earlier in self.granted(grant.grantor)} == {grant.kind}:
            yield "SUBDELEGATED" if grant.kind == "delegation" else "REDECENTRALIZED"
        if not self.on.register.powers[self.power].delegable:
            yield "NOT_DELEGABLE"

    # Who decides

    @property
    def taken_over(self) -> list[TakenOver]:
        """Who takes over from whom: a sound passing-on, a holding of its grantor, and whether wholly."""
        return self.settled.taken_over

    @property
    def remaining(self) -> list[Holding]:
        """The holdings that no decentralization takes over wholly."""
        return self.settled.remaining

    @property
    def retaining(self) -> list[Holding]:
        """The remaining holdings that a delegation takes over wholly: the grantor keeps the power, another decides."""
        return self.settled.retaining

    @property
    def deciding(self) -> list[Holding]:
        """The remaining holdings that are used in their own right."""
        return self.settled.deciding

    @property
    def settled(self) -> Settled:
        """Who takes over from whom, and what that leaves to each."""
        if self._settled is None:
            self._settled = self._settle()
        return self._settled

    def _settle(self) -> Settled:
        holdings = self.holdings
        taken_over = [
            (taker, holder, self._takes_over_wholly(taker, holder))
            for taker in holdings
            if taker.grant.kind in PASSED_ON_KINDS and taker.is_sound
            for holder in holdings
            if holder.office == taker.grant.grantor and holder.grant.kind in MAY_REST_ON[taker.grant.kind]
        ]
        if not taken_over:
            return Settled(taken_over, holdings, [], holdings)
        decentralized, delegated = (
            [holder for taker, holder, wholly in taken_over if wholly and taker.grant.kind == kind]
            for kind in ("decentralization", "delegation")
        )
        remaining = [holding for holding in holdings if holding not in decentralized]
        retaining = [holding for holding in remaining if holding in delegated]
        deciding = [holding for holding in remaining if holding not in retaining]
        return Settled(taken_over, remaining, retaining, deciding)

    def _takes_over_wholly(self, taker: Holding, holder: Holding) -> bool:
        """Whether nothing is left to the holder: the taker is bound by no limit or condition that the holder is not."""
        return taker.open_limits(self.facts).keys() <= holder.open_limits(self.facts).keys() and (
            taker.grant.conditions in ("", holder.grant.conditions)
        )

    def decide(self) -> Decision:
        """Who decides, and how clearly."""
        return Decision(self._status(), tuple(self.deciding), tuple(self.retaining), self.caveats)

    def _status(self) -> Status:
        sound = [holding for holding in self.deciding if holding.is_sound]
        if not self.deciding:
            return "gap"
        if not sound:
            return "unclear"
        rivals = [(one, other) for one, other in combinations(sound, 2) if one.office != other.office]
        if not rivals:
            return "decided"
        told_apart = all(self._disjoint(*pair) or self._separated_by_words(*pair) for pair in rivals)
        return "conditional" if told_apart else "overlap"

    def _disjoint(self, one: Holding, other: Holding) -> bool:
        """Whether on some dimension the limits of both chains cannot all hold."""
        return not can_all_hold([*one.limits, *other.limits])

    def _separated_by_words(self, one: Holding, other: Holding) -> bool:
        """Whether a person can tell from the texts which of the two it is, though the register cannot."""
        return (
            one.grant.conditions != other.grant.conditions
            or self._asks_what_the_other_does_not(one, other)
            or self._asks_what_the_other_does_not(other, one)
            or any({taker, holder} == {one, other} for taker, holder, wholly in self._taken_in_part)
        )

    def _asks_what_the_other_does_not(self, one: Holding, other: Holding) -> bool:
        limited = {limit.dimension for limit in other.limits}
        return any(limit.dimension not in limited for limit in one.open_limits(self.facts))

    @property
    def _taken_in_part(self) -> list[TakenOver]:
        return [step for step in self.taken_over if not step[2]]

    # Was an office competent

    def competent(self, office: str) -> Competence:
        """Whether the office was competent here, with the reasons where it was not, or not clearly."""
        own = [holding for holding in self.remaining if holding.office == office]
        clear = [holding for holding in own if not set(self.doubts(holding))]
        if clear:
            return Competence("yes", self.caveats, _senior(clear))
        if own:
            doubts = {doubt for holding in own for doubt in self.doubts(holding)}
            weight = [holding for holding in own if holding.is_sound] or own
            return Competence("unclear", tuple(sorted(doubts.union(self.caveats))), _senior(weight))
        reasons = self._refusals(office)
        verdict: Verdict = "unclear" if reasons == {"NEVER_GRANTED"} and self.caveats else "no"
        return Competence(verdict, tuple(sorted(reasons.union(self.caveats))), None)

    def doubts(self, holding: Holding) -> Iterator[str]:
        """What keeps a remaining holding from being a plain yes."""
        yield from holding.defects
        if not holding.is_sound:
            return
        if holding.open_limits(self.facts):
            yield "LIMIT"
        if any(
            held is holding and taker.grant.kind == "decentralization"
            for taker, held, _ in self._taken_in_part
        ):
            yield "PASSED_ON"

    def _refusals(self, office: str) -> set[str]:
        """Why an office without a remaining holding is not competent."""
        if not self.on.directory.exists(office, self.on.day):
            return {"NO_SUCH_OFFICE_THEN"}
        return {reason for _, reason in self.refused(office)} or {"NEVER_GRANTED"}

    def refused(self, office: str) -> list[tuple[Grant, str]]:
        """Each recorded grant of the power to an office that holds nothing by it in the end, with the first reason."""
        return [
            (grant, self._refusal(office, grant))
            for grant in self.grants.naming(self.on.designations(office))
            if grant.kind in CONFERRING_KINDS and self.on.is_recipient(grant, office)
        ]

    def _refusal(self, office: str, grant: Grant) -> str:
        """The first step at which a grant to the office fails."""
        on = self.on
        if not on.begun(grant.instrument) or not grant.period.begun_by(on.day):
            return "NOT_YET"
        if on.ended(grant.instrument) or on.has_run_out(grant, office):
            return "ENDED"
        if on.suspended(grant.instrument) or on.is_suspended(grant, office):
            return "SUSPENDED"
        if on.is_revoked(grant, office):
            return "REVOKED"
        if not on.covers(office, self.place) or on.lying(self.place, grant.territory) is Lying.OUTSIDE:
            return "OUTSIDE_TERRITORY"
        if self.exclusion(office) is Lying.INSIDE:
            return "EXCLUDED"
        if self.fails_a_limit(grant):
            return "LIMIT"
        return "PASSED_ON"


def entitlements(on: Day, office: str) -> list[Entitlement]:
    """What an office may do on a day, asked without facts: by power, then grant."""
    if not on.directory.exists(office, on.day):
        return []
    unit = on.directory.offices[office].unit
    found: list[Entitlement] = []
    for power, grants in on.register.grants.of_powers_naming(on.designations(office)).items():
        cases: dict[str, Case] = {}
        for grant in grants.naming(on.designations(office)):
            if not on.in_force(grant.instrument):
                continue
            place = _place_of(on, grant, unit)
            case = cases.get(place)
            if case is None:
                case = cases[place] = Case(on, power, place, grants=grants)
            if case.confers(grant, office):
                found.append(Entitlement(case.holding(office, grant), place))
    return sorted(found, key=lambda item: (item.holding.grant.power, item.holding.grant.grant))


def _place_of(on: Day, grant: Grant, unit: str) -> str:
    """Where a grant is asked about for an office of `unit`: its territory if it is of this day, else the unit."""
    territory = grant.territory
    if territory is None or (territory.as_of is not None and on.day > territory.as_of):
        return unit
    return territory.unit if unit in on.above(territory.unit) else unit


def _senior(holdings: list[Holding]) -> Holding:
    return min(holdings, key=lambda holding: holding.grant.seniority)
