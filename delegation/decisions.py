"""Who decides on every power at one place. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from delegation.authority import Case, Holding
from delegation.day import Day
from delegation.records import ORIGIN_KINDS, Grant
from delegation.register import GrantsOfPower


def decisions_at(on: Day, grants: Mapping[str, GrantsOfPower], place: str) -> Iterator[tuple[Holding, bool]]:
    """Every holding by which a power is decided on at a place, and every one only retained (then True)."""
    # A decree allocates hundreds of powers in the same words: what they come to here is worked out once.
    alike: dict[tuple[Hashable, ...], list[Holding]] = {}
    for power, of_power in grants.items():
        if len(of_power) == 1 and of_power[0].kind in ORIGIN_KINDS:
            grant = of_power[0]
            said = _all_but_its_keys(grant)
            if said not in alike:
                alike[said] = Case(on, power, place, grants=of_power).deciding
            yield from ((Holding(one.office, grant, one.defects, None), False) for one in alike[said])
        elif of_power:
            case = Case(on, power, place, grants=of_power)
            yield from ((holding, False) for holding in case.deciding)
            yield from ((holding, True) for holding in case.retaining)


def _all_but_its_keys(grant: Grant) -> tuple[Hashable, ...]:
    """What decides who holds a power by its only grant, where nobody has passed it on."""
    return (
        grant.recipients,
        grant.territory,
        grant.instrument,
        grant.period,
        grant.limits,
        grant.conditions,
        grant.changes,
    )
