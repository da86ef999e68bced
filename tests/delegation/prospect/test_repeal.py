"""What if an instrument were repealed: a draft that repeals it, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from delegation.authority import Case
from delegation.consequences import touched_powers
from delegation.day import Day
from delegation.prospect import register_with, repeal
from tests.bundles import bundle_of
from tests.delegation.diagnostics.example import changed
from tests.registers import register_from


def test_it_is_in_force_on_the_day_before_and_not_on_the_day() -> None:
    register = register_from(changed({}))
    after = register_with(register, repeal(register, "norm", date(2026, 3, 1)))
    assert Day(after, date(2026, 2, 28)).in_force("norm")
    assert not Day(after, date(2026, 3, 1)).in_force("norm")
    assert Day(after, date(2026, 3, 1)).ended("norm")
    held = Case(Day(after, date(2026, 3, 1)), "q", "79").decide().deciding
    assert [holding.office for holding in held] == ["79/committee"]


def test_the_register_itself_stays_as_it_was() -> None:
    register = register_from(changed({}))
    register_with(register, repeal(register, "norm", date(2026, 3, 1)))
    assert Day(register, date(2026, 3, 1)).in_force("norm")
    assert set(register.instruments) == {"law", "norm", "act"}


def test_it_can_be_asked_again_of_what_it_gave() -> None:
    register = register_from(changed({}))
    once = register_with(register, repeal(register, "norm", date(2026, 3, 1)))
    twice = register_with(once, repeal(once, "act", date(2026, 3, 1)))
    assert len(twice.instruments) == len(register.instruments) + 2
    assert not Day(twice, date(2026, 3, 1)).in_force("act")
    assert not Day(twice, date(2026, 3, 1)).in_force("norm")


def test_its_name_clashes_with_no_recorded_one() -> None:
    recorded = register_from(changed({}))
    (key,) = repeal(recorded, "law", date(2026, 3, 1)).tables["instruments"]
    taken = register_with(
        recorded, bundle_of({"instruments": [{"instrument": key[0], "issued_on": "2020-01-01"}]})
    )
    bundle = repeal(taken, "law", date(2026, 3, 1))
    assert key not in bundle.tables["instruments"]


def test_it_touches_what_rests_on_the_text() -> None:
    register = register_from(changed({}))
    assert touched_powers(register, repeal(register, "norm", date(2026, 3, 1))) == {"q"}
    assert touched_powers(register, repeal(register, "law", date(2026, 3, 1))) == {"p", "q"}


def test_an_unknown_text_cannot_be_repealed() -> None:
    register = register_from(changed({}))
    with pytest.raises(KeyError):
        repeal(register, "none", date(2026, 3, 1))
