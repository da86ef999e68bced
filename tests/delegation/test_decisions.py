"""Who decides on everything at a place is what is told of each power asked about alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import pytest

from delegation.authority import Case, Holding
from delegation.day import Day
from delegation.decisions import decisions_at
from delegation.register import GrantsOfPower
from tests.oracle.registers import random_register
from tests.registers import register_from
from units.periods import ONE_DAY


def told(holding: Holding, is_retained: bool) -> tuple[object, ...]:
    return holding.office, holding.chain, holding.defects, is_retained


@pytest.mark.parametrize("seed", range(60))
def test_powers_granted_in_the_same_words_are_decided_on_each_by_its_own_grant(seed: int) -> None:
    register = register_from(random_register(seed))
    grants = {power: register.grants.of_power(power) for power in register.powers}
    # Every grant is also given alone, in the same words, for a power of its own.
    for grant in [grant for of_power in grants.values() for grant in of_power]:
        power = f"{grant.power}-{grant.grant}"
        register.powers[power] = replace(register.powers[grant.power], power=power)
        grants[power] = GrantsOfPower([replace(grant, grant=f"{grant.grant}-again", power=power)])
    days = sorted({instrument.begins for instrument in register.instruments.values()})
    for day, place in product(days[:6], list(register.geography)[:6]):
        on = Day(register, day)
        alone = [
            told(holding, is_retained)
            for power, of_power in grants.items()
            for case in [Case(on, power, place, grants=of_power)]
            for found, is_retained in ((case.deciding, False), (case.retaining, True))
            for holding in found
        ]
        assert [told(*one) for one in decisions_at(on, grants, place)] == alone


@pytest.mark.parametrize("seed", range(120))
def test_where_grants_take_alike_on_two_days_the_decision_is_the_same(seed: int) -> None:
    register = register_from(random_register(seed))
    begins = sorted({instrument.begins for instrument in register.instruments.values()})
    days = sorted({begin + step * ONE_DAY for begin in begins[:8] for step in (0, 1, 45)})
    for one, other in pairwise(days):
        before, after = Day(register, one), Day(register, other)
        for power in register.powers:
            grants = register.grants.of_power(power)
            if not all(after.takes_alike(before, grant) for grant in grants):
                continue
            for place in register.geography:
                was, is_ = (Case(on, power, place, grants=grants) for on in (before, after))
                for found, again in ((was.deciding, is_.deciding), (was.retaining, is_.retaining)):
                    assert [told(holding, False) for holding in found] == [
                        told(holding, False) for holding in again
                    ]
