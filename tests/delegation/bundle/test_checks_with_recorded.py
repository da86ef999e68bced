"""A bundle is judged by the register as it would be: its rows over those that are recorded."""

from __future__ import annotations

from delegation.bundle.checks import check
from delegation.bundle.faults import Fault
from delegation.bundle.format import TABLES
from delegation.bundle.rows import Bundle
from tests.delegation.bundle.minimal import CITY, DISTRICT, SUCCESSOR, WARD, Record, bundle, rows, tables


def brought(**content: list[Record]) -> list[Fault]:
    """The faults of a bundle over the minimal register."""
    return check(bundle(content), rows(tables(), recorded=True))


def place(fault: Fault) -> tuple[str, int | None, str | None]:
    return fault.file, fault.row, fault.column


def recorded(table: str, row: int, **changed: str) -> Record:
    return {**tables()[table][row - 2], **changed}


def test_nothing_brought_over_a_sound_register_is_sound() -> None:
    assert check(Bundle({name: {} for name in TABLES}), rows(tables(), recorded=True)) == []


def test_the_same_again_is_sound() -> None:
    assert brought(**tables()) == []


def test_what_is_recorded_can_be_named() -> None:
    grant = recorded("grants", 3, grant="g3")
    assert brought(grants=[grant]) == []
    assert len(check(bundle({"grants": [grant]}), {})) > 1


def test_a_row_of_the_bundle_replaces_the_recorded_one() -> None:
    ended = recorded("units", 2, valid_until="2025-06-30")
    renamed = recorded("units", 2, valid_from="2025-07-01", name="Thành phố")
    assert brought(units=[ended, renamed]) == []


def test_a_version_beside_a_recorded_one() -> None:
    (fault,) = brought(units=[recorded("units", 2, valid_from="2025-07-01")])
    assert place(fault) == ("units.csv", 2, "valid_from")


def test_a_code_that_a_recorded_unit_bears() -> None:
    (fault,) = brought(units=[recorded("units", 5, unit="new", code="79")])
    assert place(fault) == ("units.csv", 2, "code")
    assert CITY in fault.message
    assert "đã ghi trong sổ" in fault.message


def test_a_ring_through_recorded_units() -> None:
    (fault,) = brought(units=[recorded("units", 2, parent=WARD)])
    assert place(fault) == ("units.csv", 2, "parent")


def test_a_second_whole_succession_on_the_day() -> None:
    (fault,) = brought(successions=[recorded("successions", 2, to_unit=WARD)])
    assert place(fault) == ("successions.csv", 2, "extent")
    assert "đã ghi trong sổ" in fault.message


def test_the_number_of_a_recorded_instrument() -> None:
    (fault,) = brought(instruments=[recorded("instruments", 3, instrument="qd2", number="31/2025/QĐ-UBND")])
    assert place(fault) == ("instruments.csv", 2, "number")
    assert "“qd” (đã ghi trong sổ)" in fault.message


def test_a_scope_named_like_a_recorded_office() -> None:
    (fault,) = brought(scopes=[recorded("scopes", 2, scope=f"{CITY}/committee")])
    assert place(fault) == ("scopes.csv", 2, "scope")


def test_an_office_named_like_a_recorded_scope() -> None:
    register = tables()
    register["scopes"][0]["scope"] = f"{WARD}/chair"
    register["grants"][1]["recipients"] = f"{WARD}/chair"
    office = {"office": f"{WARD}/chair", "unit": WARD, "kind": "chair", "name": "Chủ tịch UBND phường"}
    (fault,) = check(bundle({"offices": [office]}), rows(register, recorded=True))
    assert place(fault) == ("offices.csv", 2, "office")


def test_a_correction_that_takes_the_day_of_a_recorded_territory_away() -> None:
    (fault,) = brought(units=[recorded("units", 3, valid_until="2019-12-31")])
    assert place(fault) == ("units.csv", 2, "valid_until")
    assert f"{DISTRICT}/2020-12-31" in fault.message
    assert "“g2” đã ghi trong sổ" in fault.message


def test_a_correction_of_the_grant_in_the_same_bundle_puts_that_right() -> None:
    unit = recorded("units", 3, valid_until="2019-12-31")
    grant = recorded("grants", 3, territory=f"{DISTRICT}/2019-12-31")
    assert brought(units=[unit], grants=[grant]) == []


def test_units_that_no_territory_names_may_change() -> None:
    assert (
        brought(units=[recorded("units", 4, valid_until="2025-05-31"), recorded("units", 5, parent=CITY)])
        == []
    )
    assert SUCCESSOR not in tables()["grants"][1]["territory"]
