"""Who may delegate to whom, by the law of the day of signing (docs/diagnostics/DLG-02.md)."""

from __future__ import annotations

from datetime import date

import pytest

from delegation.regimes import REGIMES, Party, Standing, regime_on

SAME, DIRECTLY, BELOW, ELSEWHERE = Standing.SAME, Standing.DIRECTLY_BELOW, Standing.BELOW, Standing.ELSEWHERE
CITY, DISTRICT, WARD, STATE = "municipality", "urban_district", "ward", "state"

ALLOWED = [
    # signed, grantor, recipient, how the units stand, whether it is allowed (None: not judged)
    ("2025-07-01", Party("committee", CITY), Party("chair", CITY), SAME, True),
    ("2025-07-01", Party("committee", CITY), Party("department_head", CITY), SAME, True),
    ("2025-07-01", Party("committee", CITY), Party("department", CITY), SAME, False),
    ("2025-07-01", Party("committee", CITY), Party("committee", WARD), BELOW, True),
    ("2025-07-01", Party("committee", CITY), Party("chair", WARD), DIRECTLY, True),
    ("2025-07-01", Party("committee", CITY), Party("chair", WARD), ELSEWHERE, False),
    ("2025-07-01", Party("chair", CITY), Party("committee", WARD), DIRECTLY, False),
    ("2025-07-01", Party("chair", CITY), Party("chair", WARD), DIRECTLY, True),
    ("2025-07-01", Party("chair", CITY), Party("vice_chair", CITY), SAME, False),
    ("2025-07-01", Party("chair", CITY), Party("civil_servant", CITY), SAME, False),
    ("2025-07-01", Party("department_head", CITY), Party("committee", WARD), DIRECTLY, True),
    ("2025-07-01", Party("department_head", CITY), Party("division_head", CITY), SAME, False),
    ("2025-07-01", Party("committee", WARD), Party("division_head", WARD), SAME, True),
    ("2025-07-01", Party("committee", WARD), Party("civil_servant", WARD), SAME, False),
    ("2025-07-01", Party("chair", WARD), Party("civil_servant", WARD), SAME, True),
    ("2025-07-01", Party("chair", WARD), Party("public_service_unit", WARD), SAME, True),
    ("2025-07-01", Party("council", CITY), Party("committee", CITY), SAME, False),
    ("2025-07-01", Party("vice_chair", CITY), Party("department_head", CITY), SAME, False),
    ("2025-07-01", Party("civil_servant", WARD), Party("chair", WARD), SAME, False),
    ("2025-07-01", Party("committee", CITY), Party("council", CITY), SAME, False),
    ("2025-06-16", Party("committee", CITY), Party("department", CITY), SAME, False),
    ("2025-06-15", Party("committee", CITY), Party("department", CITY), SAME, None),
    ("2025-02-28", Party("committee", CITY), Party("department", CITY), SAME, True),
    ("2022-01-01", Party("chair", CITY), Party("vice_chair", CITY), SAME, True),
    ("2022-01-01", Party("chair", CITY), Party("chair", DISTRICT), DIRECTLY, True),
    ("2022-01-01", Party("committee", CITY), Party("committee", WARD), BELOW, False),
    ("2022-01-01", Party("chair", WARD), Party("civil_servant", WARD), SAME, False),
    ("2020-06-30", Party("committee", CITY), Party("committee", WARD), BELOW, None),
    ("2025-03-01", Party("prime_minister", STATE), Party("ministry", STATE), SAME, True),
    ("2025-03-01", Party("ministry", STATE), Party("chair", CITY), DIRECTLY, True),
    ("2025-03-01", Party("ministry", STATE), Party("chair", WARD), BELOW, False),
]


@pytest.mark.parametrize(("signed", "grantor", "recipient", "standing", "allowed"), ALLOWED)
def test_who_may_delegate_to_whom(
    signed: str, grantor: Party, recipient: Party, standing: Standing, allowed: bool | None
) -> None:
    regime = regime_on(date.fromisoformat(signed), grantor.unit_kind)
    assert regime is not None
    assert regime.allows(grantor, recipient, standing) is allowed


def test_there_is_no_regime_before_the_first() -> None:
    assert regime_on(date(2015, 12, 31), CITY) is None
    assert regime_on(date(2025, 2, 28), STATE) is None


def test_regimes_follow_each_other_without_a_gap() -> None:
    periods = [regime.period for regime in REGIMES]
    assert [one.end for one in periods[:-1]] == [one.start for one in periods[1:]]
    assert periods[-1].end is None
