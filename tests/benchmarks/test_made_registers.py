"""The made registers are sound bundles, always the same, and hold what the benchmark promises to measure."""

from pathlib import Path

import pytest

from benchmarks.registers import make_register, write_register
from benchmarks.sizes import CITY, NATIONAL, SMALL, Size
from delegation.bundle.checks import check
from delegation.bundle.format import TABLES
from delegation.bundle.reading import read_bundle


def values(tables: dict, table: str, column: str) -> list[str]:
    at = TABLES[table].position(column)
    return [cells[at] for cells in tables[table]]


@pytest.mark.parametrize("size", [SMALL, CITY], ids=lambda size: size.name)
def test_a_made_register_has_no_fault_and_is_read_as_it_was_written(size: Size, tmp_path: Path) -> None:
    write_register(size.name, str(tmp_path / "bundle"))
    bundle = read_bundle(tmp_path / "bundle")
    assert check(bundle, {name: {} for name in TABLES}) == []
    made = make_register(size)
    assert {name: len(rows) for name, rows in bundle.tables.items()} == {
        name: len(rows) for name, rows in made.items()
    }


def test_the_same_size_gives_the_same_register() -> None:
    assert make_register(SMALL) == make_register(SMALL)


def test_the_city_has_the_size_it_is_said_to_have() -> None:
    made = make_register(CITY)
    assert [len(made[table]) for table in ("powers", "units", "grants")] == [2_700, 190, 10_000]


def test_the_country_has_the_size_it_is_said_to_have() -> None:
    made = make_register(NATIONAL)
    assert [len(made[table]) for table in ("powers", "grants")] == [6_738, 160_000]
    today = [
        kind
        for kind, until in zip(
            values(made, "units", "kind"), values(made, "units", "valid_until"), strict=True
        )
        if not until
    ]
    assert sum(kind in ("ward", "commune", "special_zone") for kind in today) == 3_321
    assert sum(kind in ("municipality", "province") for kind in today) == 34


def test_a_made_register_has_grants_and_changes_of_every_kind() -> None:
    made = make_register(CITY)
    kinds = {"allocation", "decentralization", "delegation", "exclusion", "assignment"}
    assert set(values(made, "grants", "kind")) == kinds
    assert set(values(made, "changes", "action")) == {"revoke", "suspend", "extend"}
    assert any("/2025-06-30" in territory for territory in values(made, "grants", "territory"))
    assert any(values(made, "scopes", "except"))
