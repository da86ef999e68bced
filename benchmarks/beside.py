"""The peers, timed on the same register with the same questions, each warmed by asking everything once before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from benchmarks.figures import Figure, single, spread
from benchmarks.peers import cedar, history, rights, sql
from benchmarks.questions import DAY, Questions
from benchmarks.timing import each, taken_by
from delegation.reading import day_of, register_at
from units.models import Edition, Unit

T = TypeVar("T")

# As-of walks through the whole history at each question; so few must do.
_FEW = 20
# A register larger than this is not put into one set of policies: reading it takes Cedar minutes.
_MOST_POLICIES = 20_000


def peer_figures(count: int) -> Iterator[Figure]:
    """The peers' figures, from `count` cases."""
    register = register_at()
    cases = Questions(register).cases(count)
    yield _warm("peer: one SQL statement, who holds", sql.holders, cases)
    yield from _history([power for power, _, _ in cases[:_FEW]])
    yield from _rights([place for _, place, _ in cases])
    yield from _cedar([(power, place) for power, place, _ in cases])


def _warm(measure: str, call: Callable[[T], Any], arguments: Iterable[T], note: str = "") -> Figure:
    asked = list(arguments)
    each(call, asked)
    return spread(measure, each(call, asked), note)


def _history(powers: list[str]) -> Iterator[Figure]:
    edition = Edition.objects.get(number=Edition.objects.latest_number())
    moment = edition.recorded_at
    yield _warm(
        "peer: simple-history as_of, grants of a power",
        lambda power: history.grants_as_of(power, moment),
        powers,
    )
    yield _warm("the same by editions", lambda power: history.grants_recorded(power, edition.number), powers)


def _rights(places: list[str]) -> Iterator[Figure]:
    user = rights.officer_of(places)
    units = list(Unit.objects.filter(pk__in=places))
    yield _warm("peer: guardian has_perm, one unit", lambda unit: rights.may_touch(user, unit), units)
    note = f"{rights.all_units(user)} units"
    yield _warm("peer: guardian get_objects_for_user", rights.all_units, [user] * 20, note)


def _cedar(cases: list[tuple[str, str]]) -> Iterator[Figure]:
    register = register_at()
    on = day_of(register, DAY)
    asked = [
        (
            cedar.request(f"{place}/chair", power, place, DAY),
            cedar.policies(register.grants.of_power(power), on),
            cedar.entities(on, f"{place}/chair", place),
        )
        for power, place in cases
    ]
    yield _warm("peer: Cedar, policies of the power in hand", lambda case: cedar.is_allowed(*case), asked)
    grants = [
        grant for of_power in register.grants.of_all_powers(register.powers).values() for grant in of_power
    ]
    if len(grants) > _MOST_POLICIES:
        return
    known: list[Any] = []
    took = taken_by(lambda: known.append(cedar.policies(grants, on)))
    yield single("peer: Cedar, reading the whole register", took, f"{len(grants)} grants")
    whole = [(request, known[0], entities) for request, _, entities in asked[:100]]
    yield _warm("peer: Cedar, the whole register in hand", lambda case: cedar.is_allowed(*case), whole)
