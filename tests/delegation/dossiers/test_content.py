from __future__ import annotations

import pytest

from delegation.dossiers.content import WITHDRAW, digest, own_instrument, slug, unknown_columns, with_keys
from tests.delegation.dossiers.lines import DOSSIER, cells, content, line

OWN = line(1, "instruments", number="3321/QĐ-UBND", type="Quyết định", issued_on="2025-12-26")


def test_the_own_document_gets_a_key_that_no_other_dossier_makes() -> None:
    found = content(OWN)
    assert found.instrument == "3321-qd-ubnd-2025-hs7.1"
    assert cells(found, "instruments")[0]["instrument"] == found.instrument
    assert found.keys == {1: found.instrument}


def test_without_number_and_day_the_key_is_that_of_the_dossier() -> None:
    assert content(line(1, "instruments")).instrument == "hs7.1"


def test_an_empty_instrument_is_the_own_one_and_a_new_grant_gets_a_key_from_its_serial() -> None:
    found = content(OWN, line(2, "grants", power="p"), line(5, "changes", grant="g", action="revoke"))
    (grant,) = cells(found, "grants")
    (change,) = cells(found, "changes")
    assert (grant["grant"], grant["instrument"]) == (f"{found.instrument}.2", found.instrument)
    assert (change["change"], change["instrument"]) == (f"{found.instrument}.5", found.instrument)


def test_a_named_instrument_and_key_stand() -> None:
    found = content(OWN, line(2, "grants", grant="old.1", instrument="nd-140-2025"))
    assert cells(found, "grants")[0]["grant"] == "old.1"
    assert cells(found, "grants")[0]["instrument"] == "nd-140-2025"
    assert found.keys.keys() == {1}


def test_a_key_given_at_submission_stands_though_the_number_changes() -> None:
    keyed = line(1, "instruments", key="given", number="1/QĐ-UBND")
    assert content(keyed).instrument == "given"
    assert content(keyed, line(2, "grants", key="given.x")).keys == {1: "given", 2: "given.x"}


def test_keys_that_were_made_are_the_same_when_they_are_given() -> None:
    lines = [OWN, line(2, "grants"), line(3, "grants", grant="old.1")]
    first = content(*lines)
    assert content(*with_keys(lines, first)) == first


def test_the_document_of_a_dossier_is_its_first_new_one() -> None:
    lines = [
        line(1, "instruments", act=WITHDRAW, instrument="x"),
        line(2, "instruments"),
        line(3, "instruments"),
    ]
    own = own_instrument(lines)
    assert own is not None
    assert own.serial == 2
    assert own_instrument([line(1, "grants")]) is None


def test_rows_know_the_serial_of_their_line() -> None:
    found = content(OWN, line(9, "grants", grant="g"))
    assert [row.line for row in found.bundle.tables["grants"].values()] == [9]


def test_two_lines_of_one_key_are_a_fault_of_the_second() -> None:
    found = content(line(2, "grants", grant="g"), line(4, "grants", grant="g", power="p"))
    (fault,) = found.faults
    assert (fault.file, fault.row, fault.column) == ("grants.csv", 4, "grant")
    assert "dòng 2" in fault.message


def test_to_record_and_to_withdraw_the_same_is_a_fault() -> None:
    found = content(line(2, "grants", grant="g"), line(4, "grants", act=WITHDRAW, grant="g"))
    assert [fault.row for fault in found.faults] == [4]
    assert not found.withdrawn["grants"]


def test_a_withdrawal_names_its_row_and_brings_nothing() -> None:
    found = content(line(1, "grants", act=WITHDRAW, grant="g"))
    assert list(found.withdrawn["grants"]) == [("g",)]
    assert not any(found.bundle.tables.values())
    assert not found.is_empty


def test_cells_are_brought_into_their_one_form() -> None:
    found = content(line(2, "grants", grant=" g ", recipients="b; a;b", valid_until="9999-12-31"))
    (grant,) = cells(found, "grants")
    assert (grant["grant"], grant["recipients"], grant["valid_until"]) == ("g", "a;b", "")


def test_a_cell_that_no_cell_may_hold_is_told_at_its_line() -> None:
    found = content(line(3, "grants", grant="g", note="a\x00b"))
    (fault,) = found.faults
    assert (fault.row, fault.column) == (3, "note")
    assert cells(found, "grants")[0]["note"] == ""


def test_nothing_is_empty() -> None:
    assert content().is_empty
    assert not content(OWN).is_empty


@pytest.mark.parametrize(
    "other",
    [
        [OWN, line(2, "grants", power="q")],
        [OWN, line(2, "grants", power="p", note="n")],
        [OWN, line(2, "grants", act=WITHDRAW, power="p")],
        [OWN, line(3, "grants", power="p")],
        [OWN],
    ],
)
def test_the_digest_tells_every_difference(other: list) -> None:
    lines = [OWN, line(2, "grants", power="p")]
    assert digest({"title": "a"}, lines) != digest({"title": "a"}, other)
    assert digest({"title": "a"}, lines) != digest({"title": "b"}, lines)


def test_the_digest_does_not_tell_keys_and_order() -> None:
    lines = [OWN, line(2, "grants", power="p")]
    keyed = list(with_keys(lines, content(*lines)))
    assert digest({}, lines) == digest({}, reversed(keyed))


def test_a_slug_has_letters_digits_and_dashes() -> None:
    assert slug("Số 12/2025/QĐ-UBND  ") == "so-12-2025-qd-ubnd"
    assert slug("—") == ""
    assert len(slug("a " * 100)) <= 60


def test_columns_that_a_table_does_not_have_are_told() -> None:
    assert unknown_columns("grants", {"power": "p"}) == []
    assert len(unknown_columns("grants", {"power": 3, "colour": "red"})) == 2


def test_numbers_of_dossiers_keep_keys_apart() -> None:
    assert str(DOSSIER) in content(OWN).instrument
