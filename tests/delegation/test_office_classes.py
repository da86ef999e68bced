"""Classes of offices follow the units of the day, and every grant of the matrix stands in one of their cells."""

from __future__ import annotations

from datetime import date

import pytest

from delegation.authority import Case
from delegation.day import Day
from delegation.matrix import MatrixRow, matrix
from delegation.matrix_cells import Exceptions, cells_by_power
from delegation.office_classes import LEVELS, NO_LEVEL, OfficeClass, OfficeClasses, in_order, level_of
from delegation.records import CONFERRING_KINDS
from delegation.register import Register
from tests.delegation.diagnostics.example import changed
from tests.oracle.chooser import DAYS
from tests.oracle.registers import random_register
from tests.registers import register_from
from units.kinds import OFFICE_KINDS, UNIT_KINDS

SEEDS = range(40)


def laid_out(register: Register, day: date) -> tuple[Day, OfficeClasses, list[MatrixRow]]:
    on = Day(register, day)
    rows = matrix(on, [register.grants.of_power(power) for power in register.powers])
    return on, OfficeClasses(on.snapshot), rows


@pytest.mark.parametrize("seed", SEEDS)
def test_every_row_stands_in_a_cell_and_nothing_else_does(seed: int) -> None:
    register = register_from(random_register(seed))
    for day in map(date.fromisoformat, DAYS):
        _on, classes, rows = laid_out(register, day)
        cells = cells_by_power(rows, classes)
        told = {row.key for by_class in cells.values() for some in by_class.values() for row in some}
        assert told == {row.key for row in rows}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_exceptions_of_a_cell_are_those_whom_the_rule_does_not_plainly_reach(seed: int) -> None:
    register = register_from(random_register(seed))
    for day in map(date.fromisoformat, DAYS):
        on, classes, rows = laid_out(register, day)
        for power, cells in cells_by_power(rows, classes).items():
            of_power = [row for row in rows if row.grant.power == power]
            for office_class, some in cells.items():
                told = Exceptions(on, classes).of_cell(office_class, of_power)
                if names_a_class(on, some):
                    assert set(told) == unreached(on, classes, power, office_class)
                else:
                    assert told == ()


def names_a_class(on: Day, rows: list[MatrixRow]) -> bool:
    return any(
        row.grant.kind in CONFERRING_KINDS and row.recipient in on.directory.scopes and not row.lapsed
        for row in rows
    )


def unreached(on: Day, classes: OfficeClasses, power: str, office_class: OfficeClass) -> set[str]:
    found = set()
    for office in classes.members(office_class):
        case = Case(on, power, on.directory.offices[office].unit)
        held = [holding for holding in case.holdings if holding.office == office]
        if not any("TERRITORY_PARTLY" not in holding.defects for holding in held):
            found.add(office)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_an_office_is_in_one_class_with_those_of_its_kind_and_level(seed: int) -> None:
    register = register_from(random_register(seed))
    for day in map(date.fromisoformat, DAYS):
        on, classes, _rows = laid_out(register, day)
        for office in on.directory.offices.values():
            (own,) = classes.of_recipient(office.office)
            assert (office.office in classes.members(own)) is on.directory.exists(office.office, day)
            assert own.kind == office.kind
            assert classes.find(own.key) == own


def test_every_kind_of_unit_has_a_level_and_an_unknown_one_has_none() -> None:
    assert {level_of(kind) for kind in UNIT_KINDS} == set(LEVELS)
    assert level_of("county") == level_of(None) == NO_LEVEL


def test_classes_are_ordered_from_the_centre_down() -> None:
    some = [OfficeClass(kind, level) for level in (*LEVELS[::-1], NO_LEVEL) for kind in OFFICE_KINDS[::-1]]
    ordered = in_order(some)
    assert [one.level for one in ordered[:: len(OFFICE_KINDS)]] == [*LEVELS, NO_LEVEL]
    assert [one.kind for one in ordered[: len(OFFICE_KINDS)]] == list(OFFICE_KINDS)


def test_a_key_without_offices_or_scopes_is_no_class() -> None:
    classes = OfficeClasses(Day(register_from(changed({})), date(2025, 8, 1)).snapshot)
    assert classes.find("chair.commune") == OfficeClass("chair", "commune")
    for key in ("chair.state", "king.commune", "", "."):
        assert classes.find(key) is None


def test_a_member_for_whom_the_grant_was_revoked_is_an_exception_of_its_class() -> None:
    revoked = {
        "grants.delegated": {"recipients": "wards"},
        "changes.c": {
            "change": "c",
            "grant": "delegated",
            "action": "revoke",
            "instrument": "norm",
            "recipients": "w1/chair",
        },
    }
    on, classes, rows = laid_out(register_from(changed(revoked)), date(2025, 8, 1))
    told = Exceptions(on, classes).of_cell(OfficeClass("chair", "commune"), rows_of_grant(rows, "delegated"))
    assert told == ("w1/chair",)


def rows_of_grant(rows: list[MatrixRow], grant: str) -> list[MatrixRow]:
    (power,) = {row.grant.power for row in rows if row.grant.grant == grant}
    return [row for row in rows if row.grant.power == power]
