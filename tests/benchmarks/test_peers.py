"""What is measured beside the register answers the same question as far as it goes, so that the times compare."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from django.core.management import call_command

from benchmarks.peers import cedar, history, rights, sql
from benchmarks.questions import DAY, DAY_BEFORE
from benchmarks.registers import write_register
from benchmarks.sizes import SMALL
from delegation.authority import Case
from delegation.reading import day_of, register_at
from delegation.register import Register
from units.clock import now
from units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(tmp_path: Path) -> Register:
    folder = tmp_path / "bundle"
    write_register(SMALL.name, str(folder))
    call_command("load_bundle", str(folder), by="tests", reason="tests", verbosity=0)
    return register_at()


def cases(register: Register) -> Iterator[Case]:
    for day in (DAY, DAY_BEFORE):
        on = day_of(register, day)
        places = sorted(version.unit for version in register.geography.existing(day))
        for power, place in product(sorted(register.powers), places[::5]):
            yield Case(on, power, place)


def has_only_what_sql_knows(case: Case) -> bool:
    return not any(
        grant.kind == "exclusion"
        or (
            grant.territory
            and (grant.territory.as_of or not case.on.geography.exists(grant.territory.unit, case.on.day))
        )
        or any(change.action != "revoke" for change in grant.changes)
        for grant in case.grants
    )


def has_only_what_cedar_knows(case: Case) -> bool:
    return has_only_what_sql_knows(case) and not any(
        grant.changes or any(act.relation == "replaces" for act in case.on.register.acts_on(grant.instrument))
        for grant in case.grants
    )


def test_the_sql_statement_finds_the_holders_that_the_rule_finds(made: Register) -> None:
    found = 0
    for case in cases(made):
        if has_only_what_sql_knows(case):
            held = {(holding.office, holding.grant.grant) for holding in case.holdings}
            assert sql.holders((case.power, case.place, case.on.day.isoformat())) == held
            found += len(held)
    assert found


def test_cedar_allows_those_whom_the_rule_lets_hold(made: Register) -> None:
    answers = set()
    for case in cases(made):
        if has_only_what_cedar_knows(case):
            known = cedar.policies(case.grants, case.on)
            for name in ("chair", "committee"):
                office = f"{case.place}/{name}"
                if office not in made.directory.offices:
                    continue
                asked = cedar.request(office, case.power, case.place, case.on.day)
                allowed = cedar.is_allowed(asked, known, cedar.entities(case.on, office, case.place))
                assert allowed == any(holding.office == office for holding in case.holdings)
                answers.add(allowed)
    assert answers == {True, False}


def test_as_of_gives_the_grants_that_the_edition_holds(made: Register) -> None:
    moment = now()
    for power in made.powers:
        by_history = {entry.pk for entry in history.grants_as_of(power, moment)}
        assert by_history == {entry.pk for entry in history.grants_recorded(power, 1)}
        assert by_history


def test_guardian_lets_the_officer_touch_the_units_given_and_no_other(made: Register) -> None:
    first, second, third = Unit.objects.order_by("key")[:3]
    officer = rights.officer_of([first.key, second.key])
    assert [rights.may_touch(officer, unit) for unit in (first, second, third)] == [True, True, False]
    assert rights.all_units(officer) == 2
