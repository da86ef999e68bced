"""The made registers are valid, and questions on them meet every kind of answer."""

from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from .bundles import COLUMNS, KEYS, read_bundle, sort_rows, write_bundle
from .limits import read_limits
from .register import Register, Row, Tables, read_day
from .rule import Oracle
from .strategies import random_questions, random_register, registers_with_questions

SEEDS = range(60)
DAYS = [date(2020, 1, 1), *(date(2025, month, day) for month in (1, 7) for day in (1, 2)), date(2026, 6, 30)]
DAYS += [date(2024, 12, 31), date(2025, 6, 30), date(1, 1, 1), date(9999, 12, 31)]


def faults(tables: Tables) -> list[str]:
    """What is wrong with a register; empty when it is valid."""
    found = []
    for table, rows in tables.items():
        keys = Counter(tuple(row[column] for column in KEYS[table]) for row in rows)
        found += [f"{table}: {key} twice" for key, times in keys.items() if times > 1]
        found += [f"{table}: columns" for row in rows if set(row) != set(COLUMNS[table])]
    return found + faults_of_units(tables) + faults_of_references(tables) + faults_of_periods(tables)


def overlap(one: Row, other: Row) -> bool:
    """Whether two versions share a day."""
    low = max(one["valid_from"], other["valid_from"])
    return low <= min(one["valid_until"] or "9999-12-31", other["valid_until"] or "9999-12-31")


def faults_of_units(tables: Tables) -> list[str]:
    """Overlapping versions, a code twice on a day, a cycle of parents, a unit whole into two."""
    found = []
    for one, other in combinations(tables["units"], 2):
        if overlap(one, other) and (one["unit"] == other["unit"] or one["code"] == other["code"]):
            found.append(f"units: {one} meets {other}")
    register = Register(tables)
    for row in tables["units"]:
        for day in DAYS:
            above, unit = [row["unit"]], register.version(row["unit"], day)
            while unit is not None and (unit := register.version(unit["parent"], day)) is not None:
                if unit["unit"] in above:
                    return [*found, f"units: cycle at {row['unit']} on {day}"]
                above.append(unit["unit"])
    whole = Counter(
        (row["on"], row["from_unit"]) for row in tables["successions"] if row["extent"] == "whole"
    )
    found += [f"successions: {key} whole into two" for key, times in whole.items() if times > 1]
    return found


def faults_of_references(tables: Tables) -> list[str]:
    """Whatever is named exists, and whatever needs a grantor has one."""
    ids = {table: {row[KEYS[table][0]] for row in rows} for table, rows in tables.items()}
    named = [("units", row["parent"]) for row in tables["units"] if row["parent"]]
    named += [("units", row[end]) for row in tables["successions"] for end in ("from_unit", "to_unit")]
    named += [("units", row["unit"]) for row in tables["offices"]]
    named += [("units", row["within"]) for row in tables["scopes"] if row["within"]]
    named += [("units", row["territory"].partition("/")[0]) for row in tables["grants"] if row["territory"]]
    named += [("instruments", row["instrument"]) for table in ("grants", "changes") for row in tables[table]]
    named += [("instruments", row["target"]) for row in tables["instrument_relations"]]
    named += [("powers", row["power"]) for row in tables["grants"]]
    named += [("grants", row["grant"]) for row in tables["changes"]]
    named += [("offices", row["grantor"]) for row in tables["grants"] if row["grantor"]]
    found = [f"{table}: no {value}" for table, value in named if value not in ids[table]]
    found += [
        f"on itself: {row}" for row in tables["instrument_relations"] if row["instrument"] == row["target"]
    ]
    takers = ids["offices"] | ids["scopes"]
    for row in [*tables["grants"], *tables["changes"]]:
        found += [f"no {item}" for item in row["recipients"].split(";") if item and item not in takers]
    for row in tables["grants"]:
        may_lack_a_grantor = row["kind"] in ("allocation", "devolution", "exclusion")
        if not row["recipients"] or not (row["grantor"] or may_lack_a_grantor):
            found.append(f"grants: {row}")
    return found


def faults_of_periods(tables: Tables) -> list[str]:
    """A last day before the first, a territory on a day on which the unit did not exist, a limit twice."""
    register, found = Register(tables), []
    for table, rows in tables.items():
        for row in rows:
            first = next(
                (row[key] for key in ("valid_from", "from", "on", "effective_from") if row.get(key)), ""
            )
            last = next((row[key] for key in ("valid_until", "until", "effective_until") if row.get(key)), "")
            if last and last < first:
                found.append(f"{table}: {row}")
    for row in tables["grants"]:
        unit, _, written = row["territory"].partition("/")
        day = read_day(written)
        if day is not None and register.version(unit, day) is None:
            found.append(f"grants: {row['territory']}")
        if any(one.is_same_as(other) for one, other in combinations(read_limits(row["limits"]), 2)):
            found.append(f"grants: {row['limits']}")
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_a_made_register_is_valid(seed: int) -> None:
    assert faults(random_register(seed)) == []


def test_the_same_seed_makes_the_same(tmp_path: Path) -> None:
    tables = random_register(7)
    assert random_register(7) == tables
    assert random_questions(tables, 7, 20) == random_questions(tables, 7, 20)
    write_bundle(tables, tmp_path)
    assert read_bundle(tmp_path) == {table: sort_rows(table, rows) for table, rows in tables.items()}


def test_the_questions_meet_every_kind_of_answer() -> None:
    met: set[str] = set()
    for seed in range(100):
        tables = random_register(seed)
        oracle = Oracle(tables)
        for question in random_questions(tables, seed, 8):
            answer = oracle.answer(question)
            met |= {"error"} & answer.keys() | {answer.get("status", ""), answer.get("verdict", "")}
            met |= {*answer.get("reasons", []), *answer.get("caveats", [])}
            holdings = [*answer.get("deciding", []), *answer.get("grants", [])]
            met |= {code for holding in holdings for code in holding["defects"]}
    assert met >= {
        *("error", "gap", "unclear", "decided", "conditional", "overlap", "yes", "no"),
        *("NO_SUCH_OFFICE_THEN", "NEVER_GRANTED", "NOT_YET", "ENDED", "SUSPENDED", "REVOKED"),
        *("OUTSIDE_TERRITORY", "EXCLUDED", "LIMIT", "PASSED_ON", "ORIGIN_NOT_RECORDED"),
        *("GRANTOR_NOT_COMPETENT", "GRANTOR_ENDED", "SUBDELEGATED", "REDECENTRALIZED", "NOT_DELEGABLE"),
        *("BASIS_ENDED", "TERRITORY_PARTLY"),
    }


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=registers_with_questions(count=4))
def test_a_drawn_register_is_valid_and_answered(made: tuple[Tables, list[dict[str, str]]]) -> None:
    tables, questions = made
    assert faults(tables) == []
    oracle = Oracle(tables)
    for question in questions:
        assert oracle.answer(question) == oracle.answer(question)
