"""Asks both sides the same questions and notes where the answers differ. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from delegation.authority import Case, Decision, Holding
from delegation.consequences.sides import Side, Sides, Term
from delegation.consequences.told import Break, Consequences, Effect, Gap, Held, Kind, differing
from delegation.day import Day
from delegation.diagnostics.survey import Overlap
from delegation.register import Register
from units.periods import ONE_DAY


def consequences(
    before: Register,
    after: Register,
    powers: Collection[str],
    *,
    since: date | None = None,
    until: date | None = None,
) -> Consequences:
    """What changes between two registers about the powers, on the days from `since` to `until`.

    None leaves that side open; then past days count, too. Other powers are not looked at: `touched_powers` names those
    that a draft can concern.
    """
    sides = Sides(before, after, powers)
    found = _Found()
    for power in sorted(powers):
        for term in sides.terms(power, since, until):
            for places in sides.places(power, term.since):
                comparison = _Comparison(sides, power, term, places)
                if comparison.can_differ:
                    comparison.tell(found)
    return found.consequences()


Told = TypeVar("Told", Effect, Overlap, Gap, Break)


class _Found:
    """Gathers what is told of single classes of places and single terms, so that what is one thing stands once."""

    def __init__(self) -> None:
        self.effects: list[Effect] = []
        self.overlaps: list[Overlap] = []
        self.overlaps_ended: list[Overlap] = []
        self.gaps: list[Gap] = []
        self.gaps_closed: list[Gap] = []
        self.broken: list[Break] = []
        self.healed: list[Break] = []

    def consequences(self) -> Consequences:
        """Everything, in order."""
        return Consequences(
            _joined(self.effects),
            _joined(self.overlaps),
            _joined(self.overlaps_ended),
            _joined(self.gaps),
            _joined(self.gaps_closed),
            _joined(self.broken),
            _joined(self.healed),
        )


def _joined(told: Iterable[Told]) -> tuple[Told, ...]:
    """The same told of several places on the same days as one, and the same told of days that follow as one."""
    places: dict[Told, set[str]] = defaultdict(set)
    for one in told:
        places[replace(one, places=())].update(one.places)
    at_places = sorted(
        (replace(one, places=tuple(sorted(found))) for one, found in places.items()),
        key=lambda one: one.since,
    )
    lasting: dict[Told, Told] = {}
    joined: list[Told] = []
    for one in at_places:
        what = replace(one, since=date.min, until=None)
        earlier = lasting.get(what)
        if earlier is not None and earlier.until is not None and earlier.until + ONE_DAY == one.since:
            lasting[what] = replace(earlier, until=one.until)
        else:
            if earlier is not None:
                joined.append(earlier)
            lasting[what] = one
    joined += lasting.values()
    joined.sort(key=_order)
    return tuple(joined)


def _order(one: Effect | Overlap | Gap | Break) -> tuple[str, date, str, tuple[str, ...]]:
    recipient = one.recipient if isinstance(one, Effect | Break) else ""
    return one.power, one.since, recipient, one.places


class _Comparison:
    """One power on one term at places that are all answered alike: the first of them is asked for all."""

    def __init__(self, sides: Sides, power: str, term: Term, places: list[str]) -> None:
        self._power = power
        self._term = term
        self._places = tuple(places)
        self._before = self._case(sides.before)
        self._after = self._case(sides.after)

    def _case(self, side: Side) -> Case:
        on = side.ground.on(self._term.since)
        return Case(on, self._power, self._places[0], grants=side.grants[self._power])

    @property
    def can_differ(self) -> bool:
        """Whether somebody whom the unlike grants name stands above the places."""
        names = self._term.names
        if names is None:
            return True
        return any(
            case.on.bearers(name, case.place) for case in (self._before, self._after) for name in names
        )

    def tell(self, found: _Found) -> None:
        """Note what differs."""
        before, after = self._before.decide(), self._after.decide()
        found.effects += self._effects(before, after)
        found.overlaps += self._overlap(before, after)
        found.overlaps_ended += self._overlap(after, before)
        if self._exists(self._after):
            found.gaps += self._gap(before, after)
        if self._exists(self._before):
            found.gaps_closed += self._gap(after, before)
        found.broken += self._breaks(self._before, self._after)
        found.healed += self._breaks(self._after, self._before)

    def _exists(self, case: Case) -> bool:
        return bool(case.on.above(case.place))

    def _effects(self, before: Decision, after: Decision) -> list[Effect]:
        """What each office that decides or retains on either side gains, loses or keeps; none if all keep theirs."""
        told: list[Effect] = []
        one, other = _by_office(before), _by_office(after)
        for office in sorted(one.keys() | other.keys()):
            held, holds = one.get(office, ()), other.get(office, ())
            recipient = (
                _name(office, holds[0], self._after.on) if holds else _name(office, held[0], self._before.on)
            )
            differs = differing(held, holds) if held and holds else ()
            told.append(
                Effect(
                    _kind(held, holds, differs),
                    self._power,
                    recipient,
                    self._term.since,
                    self._term.until,
                    self._places,
                    held,
                    holds,
                    differs,
                )
            )
        return told if any(effect.kind != "kept" for effect in told) else []

    def _overlap(self, former: Decision, latter: Decision) -> Iterator[Overlap]:
        """Holders that nothing tells apart on the latter side, where there were none or fewer on the former."""
        offices = _rivals(latter)
        if len(offices) > len(_rivals(former)):
            grants = sorted({grant for of_office in offices.values() for grant in of_office})
            yield Overlap(
                self._power,
                tuple(grants),
                tuple(sorted(offices)),
                self._places,
                self._term.since,
                self._term.until,
            )

    def _gap(self, former: Decision, latter: Decision) -> Iterator[Gap]:
        if former.deciding and not latter.deciding:
            served = tuple(sorted({holding.grant.grant for holding in former.deciding}))
            yield Gap(self._power, self._term.since, self._term.until, self._places, served)

    def _breaks(self, former: Case, latter: Case) -> Iterator[Break]:
        sound = {(one.office, one.grant.grant) for one in former.holdings if one.is_sound}
        for holding in latter.holdings:
            if not holding.is_sound and (holding.office, holding.grant.grant) in sound:
                yield Break(
                    self._power,
                    _name(holding.office, holding, latter.on),
                    holding.grant.grant,
                    holding.defects,
                    self._term.since,
                    self._term.until,
                    self._places,
                )


def _by_office(decision: Decision) -> Mapping[str, tuple[Held, ...]]:
    found: dict[str, list[Held]] = defaultdict(list)
    for holding in decision.deciding:
        found[holding.office].append(Held.by(holding, "deciding"))
    for holding in decision.retaining:
        found[holding.office].append(Held.by(holding, "retaining"))
    return {office: tuple(held) for office, held in found.items()}


def _kind(before: tuple[Held, ...], after: tuple[Held, ...], differs: tuple[str, ...]) -> Kind:
    if not before:
        return "gained"
    if not after:
        return "lost"
    return "changed" if differs else "kept"


def _name(office: str, held: Held | Holding, on: Day) -> str:
    """The office, or the scope, by which the grant means the office."""
    named = held.grant.recipients & on.designations(office)
    return office if office in named or not named else min(named)


def _rivals(decision: Decision) -> Mapping[str, set[str]]:
    """By office, the grants of those that nothing tells apart; none where there is no overlap."""
    found: dict[str, set[str]] = defaultdict(set)
    if decision.status == "overlap":
        for holding in decision.deciding:
            if holding.is_sound:
                found[holding.office].add(holding.grant.grant)
    return found
