from __future__ import annotations

import pytest

from delegation.bundle.format import TABLES
from delegation.bundle.rows import Cells
from delegation.dossiers.correcting import (
    Clash,
    Difference,
    carried_over,
    cells_by_column,
    changed,
    differences,
)
from tests.delegation.dossiers.lines import line
from tests.registers import cells_of

RECORDED = {
    "grant": "g",
    "power": "p",
    "kind": "delegation",
    "recipients": "a;b",
    "instrument": "i",
    "valid_until": "2026-12-31",
}


def row(**cells: str) -> Cells:
    return cells_of(TABLES["grants"], RECORDED | cells)


def test_a_line_that_says_what_is_recorded_differs_in_nothing() -> None:
    assert differences(line(1, "grants", **RECORDED), row()) == ()


def test_each_cell_that_reads_otherwise_is_told_in_the_order_of_the_table() -> None:
    corrected = line(1, "grants", **RECORDED | {"valid_until": "", "power": "q", "note": "n"})
    assert differences(corrected, row()) == (
        Difference("power", "p", "q"),
        Difference("valid_until", "2026-12-31", ""),
        Difference("note", "", "n"),
    )


def test_another_writing_of_the_same_is_no_difference() -> None:
    same = line(1, "grants", **RECORDED | {"recipients": " b; a ;b", "power": " p "})
    assert differences(same, row()) == ()
    assert differences(line(1, "grants", grant="g", valid_until="9999-12-31"), row())[-1] == Difference(
        "valid_until", "2026-12-31", ""
    )


def test_an_empty_document_is_the_dossier_s_own() -> None:
    without = line(1, "grants", **RECORDED | {"instrument": ""})
    assert differences(without, row(), instrument="i") == ()
    assert differences(without, row(), instrument="new") == (Difference("instrument", "i", "new"),)
    assert differences(without, row()) == (Difference("instrument", "i", ""),)


def test_of_what_is_not_recorded_every_filled_cell_is_new() -> None:
    found = differences(line(1, "fields", field="f", name="Đất đai"), None)
    assert found == (Difference("field", "", "f"), Difference("name", "", "Đất đai"))


def test_a_cell_that_no_cell_may_hold_is_shown_as_it_was_typed() -> None:
    (found,) = changed("fields", ("f", "a"), ("f", "b\x00"))
    assert found.now == "b\x00"
    assert differences(line(1, "fields", field="f", name="b\x00"), ("f", "a"))[0].now == "b\x00"


def test_a_row_becomes_the_cells_of_a_line_that_says_the_same() -> None:
    cells = cells_by_column("grants", row())
    assert cells == RECORDED
    assert differences(line(1, "grants", **cells), row()) == ()


@pytest.mark.parametrize(
    ("mine", "recorded", "expected"),
    [
        # The line left it alone: what is recorded now.
        ("p", "r", "r"),
        # Only the line changed it.
        ("q", "p", "q"),
        # Both made the same of it.
        ("r", "r", "r"),
        # The line emptied it, and nobody else touched it.
        ("", "p", ""),
        # Somebody else emptied it.
        ("p", "", ""),
    ],
)
def test_what_was_not_changed_in_the_line_follows_the_register(
    mine: str, recorded: str, expected: str
) -> None:
    carried = carried_over("grants", RECORDED | {"power": mine}, row(), row(power=recorded))
    assert carried.cells.get("power", "") == expected
    assert carried.clashes == ()
    assert ("power" in carried.cells) == bool(expected)


def test_a_cell_that_both_changed_stays_the_line_s_own_and_is_told() -> None:
    carried = carried_over("grants", RECORDED | {"power": "q"}, row(), row(power="r", note="n"))
    assert carried.clashes == (Clash("power", "p", "r", "q"),)
    assert (carried.cells["power"], carried.cells["note"]) == ("q", "n")
