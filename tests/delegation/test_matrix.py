"""The matrix of a day says of everybody what the rule says of each office at each place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command

from delegation.authority import Case
from delegation.day import Day
from delegation.management.commands.matrix import COLUMNS
from delegation.matrix import MatrixRow, difference, lapsed_recipients, matrix
from delegation.records import CONFERRING_KINDS, PASSED_ON_KINDS
from delegation.register import Register
from tests.delegation.diagnostics.example import changed
from tests.oracle.chooser import DAYS
from tests.oracle.registers import random_register
from tests.registers import register_from
from units.geography import Lying

SEEDS = range(80)
PLACELESS = {"BASIS_ENDED", "GRANTOR_ENDED", "NOT_DELEGABLE"}


def rows_of(register: Register, day: date) -> list[MatrixRow]:
    return matrix(Day(register, day), [register.grants.of_power(power) for power in register.powers])


def city_rows(changes: dict[str, Any], day: str = "2025-08-01") -> dict[str, MatrixRow]:
    rows = rows_of(register_from(changed(changes)), date.fromisoformat(day))
    return {f"{row.grant.grant} {row.recipient}": row for row in rows}


def named(on: Day, recipient: str) -> list[str]:
    directory = on.directory
    return [
        office
        for office in directory.offices
        if directory.exists(office, on.day) and recipient in on.designations(office)
    ]


def holders(row: MatrixRow, case: Case) -> Iterator[str]:
    """The offices that a row and the place alone say hold the power there."""
    on, grant = case.on, row.grant
    if grant.kind not in CONFERRING_KINDS or on.lying(case.place, grant.territory) is Lying.OUTSIDE:
        return
    for office in named(on, row.recipient):
        is_itself = grant.kind in PASSED_ON_KINDS and office == grant.grantor
        if is_itself or office in row.exceptions or not on.covers(office, case.place):
            continue
        if case.exclusion(office) is not Lying.INSIDE:
            yield office


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_and_holdings_agree(seed: int) -> None:
    register = register_from(random_register(seed))
    for day in map(date.fromisoformat, DAYS):
        on = Day(register, day)
        rows = rows_of(register, day)
        for power in register.powers:
            for place in [version.unit for version in on.geography.existing(day)]:
                case = Case(on, power, place)
                of_power = [row for row in rows if row.grant.power == power]
                told = {
                    (office, row.grant.grant, row.defects)
                    for row in of_power
                    for office in holders(row, case)
                }
                held = {
                    (one.office, one.grant.grant, tuple(sorted(PLACELESS.intersection(one.defects))))
                    for one in case.holdings
                }
                assert {(office, grant, tuple(sorted(defects))) for office, grant, defects in told} == held


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_are_in_order_and_lapsed_rows_have_nobody(seed: int) -> None:
    register = register_from(random_register(seed))
    for day in map(date.fromisoformat, DAYS):
        rows = rows_of(register, day)
        assert [row.key for row in rows] == sorted({row.key for row in rows})
        on = Day(register, day)
        lapsed = lapsed_recipients(rows)
        assert not [row for row in lapsed if named(on, row.recipient)]
        nobody = [row for row in rows if row not in lapsed and not named(on, row.recipient)]
        assert all(is_still_to_come(on, row.recipient) for row in nobody)


def is_still_to_come(on: Day, office: str) -> bool:
    """Whether the office did not exist on any first day, of its own or of its unit, up to this one."""
    own = on.directory.offices[office]
    versions = on.geography.history(own.unit)
    first_days = {own.period.start or date.min, *(version.period.start or date.min for version in versions)}
    return not any(on.directory.exists(office, day) for day in first_days if day <= on.day)


def test_a_scope_is_one_row_however_many_offices_it_has() -> None:
    rows = city_rows({"grants.delegated": {"recipients": "wards"}})
    assert sorted(rows) == [
        "decentralized 79/department",
        "delegated wards",
        "root-p 79/chair",
        "root-q 79/committee",
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2025-07-14", False), ("2025-07-15", True), ("2026-12-31", True), ("2027-01-01", False)],
)
def test_a_grant_stands_in_the_matrix_from_its_first_to_its_last_day(day: str, expected: bool) -> None:
    assert ("delegated 79/department_head" in city_rows({}, day)) is expected


def change(action: str, **cells: str) -> dict[str, Any]:
    return {
        "grants.delegated": {"recipients": "wards"},
        "changes.c": {"change": "c", "grant": "delegated", "action": action, "instrument": "norm"} | cells,
    }


def test_members_for_whom_it_was_revoked_are_exceptions() -> None:
    row = city_rows(change("revoke", recipients="w1/chair"))["delegated wards"]
    assert (row.exceptions, row.lapsed) == (("w1/chair",), False)


def test_a_grant_revoked_for_all_is_gone() -> None:
    assert "delegated wards" not in city_rows(change("revoke"))


def test_a_grant_extended_for_some_goes_on_for_them() -> None:
    extended = change("extend", until="2027-06-30", recipients="w2/chair")
    row = city_rows(extended, "2027-01-01")["delegated wards"]
    assert row.exceptions == ("w1/chair",)


def test_a_recipient_that_is_gone_is_lapsed() -> None:
    ended = {"offices.79/department_head": {"valid_until": "2025-12-31"}}
    assert not city_rows(ended, "2025-12-31")["delegated 79/department_head"].lapsed
    assert city_rows(ended, "2026-01-01")["delegated 79/department_head"].lapsed


def test_a_grant_to_the_grantor_itself_is_no_lapse() -> None:
    row = city_rows({"grants.delegated": {"recipients": "79/chair"}})["delegated 79/chair"]
    assert not row.lapsed


def test_difference_of_two_days() -> None:
    register = register_from(changed({"grants.root-q": {"valid_from": "2025-07-12"}}))
    before, after = (rows_of(register, date(2025, 7, day)) for day in (11, 15))
    told = difference(before, after)
    assert [row.grant.grant for row in told.gained] == ["delegated", "root-q"]
    assert (told.lost, told.changed) == ((), ())
    assert [row.grant.grant for row in difference(after, before).lost] == ["delegated", "root-q"]


def test_a_row_that_reads_differently_is_changed() -> None:
    register = register_from(changed({"offices.79/department_head": {"valid_until": "2025-12-31"}}))
    before, after = (rows_of(register, day) for day in (date(2025, 12, 31), date(2026, 1, 1)))
    ((old, new),) = difference(before, after).changed
    assert (old.lapsed, new.lapsed) == (False, True)


def asked(capsys: pytest.CaptureFixture[str], on: str, **options: Any) -> list[dict[str, str]]:
    call_command("matrix", on=on, csv=True, **options)
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))


def test_the_command_prints_the_rows_of_the_day(
    register: Register, capsys: pytest.CaptureFixture[str], django_assert_max_num_queries: Any
) -> None:
    rows = rows_of(register, date(2025, 8, 1))
    with django_assert_max_num_queries(30):
        told = asked(capsys, "2025-08-01")
    assert [line["power"] for line in told] == [row.grant.power for row in rows]
    assert [line["recipient"] for line in told] == [row.recipient for row in rows]
    assert [line["instrument"] for line in told] == [row.grant.instrument for row in rows]
    assert all(
        line["title"] and line["field"] and line["recipient_name"] and line["confidence"] for line in told
    )
    assert {line["lapsed"] for line in told} == {"yes", "no"}


def test_the_command_writes_last_days_and_lists(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {line["power"]: line for line in asked(capsys, "2026-01-05") if line["kind"] == "delegation"}
    line = told["dau-tu.nhom-c-dia-phuong"]
    assert (line["valid_from"], line["valid_until"]) == ("2025-12-20", "2026-12-31")
    assert line["limits"] == "amount_vnd<240000000000;project_group=C"


def test_the_same_columns_whether_or_not_there_are_rows(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("matrix", on="1999-01-01", csv=True)
    assert capsys.readouterr().out == ",".join(COLUMNS) + "\n"
    call_command("matrix", on="2025-08-01", csv=True, known_at="2001-01-01")
    assert capsys.readouterr().out == ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize(
    "options", [{"on": "2025-02-30"}, {"on": "hôm nay"}, {"on": "2025-08-01", "known_at": "hôm qua"}]
)
def test_a_bad_day_or_time_is_one_plain_line(
    register: Register, capsys: pytest.CaptureFixture[str], options: dict[str, str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("matrix", csv=True, **options)
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert len(told.err.strip().splitlines()) == 1
