"""What became of a record: its readings, the drafts about it, and whether it has moved on under a draft."""

from __future__ import annotations

from uuid import uuid4

import pytest

from delegation.actions.correcting import Wish, add_corrections, begin_correction
from delegation.actions.drafting import LineEdit, create_dossier, remove_lines, save_lines
from delegation.bundle.format import TABLES
from delegation.bundle.shelves import SHELVES
from delegation.dossiers.correcting import Difference
from delegation.dossiers.entries import RecordKey, key_of, recorded_cells, rows_naming
from delegation.dossiers.judging import judge
from delegation.dossiers.readable import readable_dossiers
from delegation.dossiers.trail import draft_lines, moved_on, reading_at, readings
from delegation.models import Dossier, DossierLine
from delegation.register import Register
from tests.bundles import bundle_of, record_bundle
from tests.delegation.actions.people import CITY, officer, unit
from tests.delegation.dossiers.published import (
    KEY,
    published_correction,
    published_withdrawal,
    record,
)
from units.models import User
from units.rights import Right

UNIT = "769@2016-01-01"


@pytest.fixture
def drafter(register: Register) -> User:
    return officer("soan", Right.DRAFT)


def begun(user: User, key: str = KEY, title: str = "Đính chính") -> Dossier:
    wish = Wish((record(key),))
    return begin_correction(wish, unit=unit(), title=title, reason="Ghi sai.", acting_user=user).dossier


def the_line(dossier: Dossier) -> DossierLine:
    return dossier.lines.get()


def write(dossier: Dossier, user: User, **cells: str) -> None:
    line = the_line(dossier)
    edit = LineEdit(line.pk, {name: (line.cells.get(name, ""), text) for name, text in cells.items()})
    save_lines(dossier, [edit], acting_user=user, reason="Sửa")


def cell(record_key: RecordKey, column: str, edition: int | None = None) -> str:
    return recorded_cells([record_key], edition)[record_key][TABLES[record_key.table].position(column)]


def test_a_record_that_never_changed_has_one_reading(register: Register) -> None:
    (only,) = readings(record())
    assert (only.brought.number, only.replaced, only.differences) == (1, None, ())
    assert only.is_first
    assert not only.is_withdrawn


def test_each_reading_knows_its_editions_and_what_it_changed(drafter: User) -> None:
    before = cell(record(), "note")
    dossier = published_correction(drafter, note="mới", citation="khoản 1 Điều 1")
    first, second = readings(record())
    assert first.replaced is not None
    assert (first.brought.number, first.replaced.number) == (1, dossier.edition_id)
    assert second.differences == (
        Difference("citation", "", "khoản 1 Điều 1"),
        Difference("note", before, "mới"),
    )
    assert second.brought.reason == "Ghi sai."
    assert second.brought.dossier == dossier
    assert [first.is_withdrawn, second.is_withdrawn] == [False, False]


def test_a_record_that_was_taken_out_and_recorded_again(drafter: User) -> None:
    row = recorded_cells([record()])[record()]
    withdrawal = published_withdrawal(drafter)
    (only,) = readings(record())
    assert only.is_withdrawn
    assert only.replaced is not None
    assert only.replaced.number == withdrawal.edition_id
    record_bundle(bundle_of({"grants": [dict(zip(TABLES["grants"].header, row, strict=True))]}))
    first, second = readings(record())
    assert first.is_withdrawn
    assert not second.is_withdrawn
    assert second.differences == ()
    assert not second.is_first


def test_the_old_answer_is_found_by_its_edition(drafter: User) -> None:
    before = cell(record(), "note")
    dossier = published_correction(drafter, note="mới")
    assert dossier.edition_id is not None
    note = TABLES["grants"].position("note")
    old, new = reading_at(record(), dossier.edition_id - 1), reading_at(record(), dossier.edition_id)
    assert old is not None
    assert new is not None
    assert (old.cells[note], new.cells[note]) == (before, "mới")
    assert reading_at(record("nothing"), 1) is None
    assert cell(record(), "note", 1) == before


def test_versions_of_a_unit_are_records_of_their_own(register: Register) -> None:
    first = RecordKey("units", (UNIT, "2016-01-01"))
    (only,) = readings(first)
    assert only.cells[0] == UNIT
    assert readings(RecordKey("units", (UNIT, "2017-01-01"))) == []
    with pytest.raises(ValueError, match="yesterday"):
        readings(RecordKey("units", (UNIT, "yesterday")))


def test_every_row_of_the_register_is_found_under_its_own_key(register: Register) -> None:
    for shelf in SHELVES:
        name = shelf.table.name
        expected = {key_of(name, row.cells): row.cells for _entry, row in shelf.rows()}
        assert recorded_cells(expected) == expected, name


def test_drafts_about_a_record_tell_who_wrote_what_and_why(drafter: User) -> None:
    dossier = begun(drafter)
    write(dossier, drafter, note="sửa")
    (found,) = draft_lines(record(), readable_dossiers(drafter))
    assert (found.dossier, found.act, found.is_gone) == (dossier, "record", False)
    made, wrote = found.steps
    assert (made.by, made.why, made.kind) == ("soan", "Ghi sai.", "+")
    assert Difference("grant", "", KEY) in made.differences
    assert (wrote.why, [one.now for one in wrote.differences]) == ("Sửa", ["sửa"])


def test_a_line_that_was_taken_out_of_its_dossier_stays_in_the_trail(drafter: User) -> None:
    dossier = begun(drafter)
    remove_lines(dossier, {the_line(dossier).pk: 1}, acting_user=drafter, reason="Nhầm")
    (found,) = draft_lines(record(), readable_dossiers(drafter))
    assert found.is_gone
    assert (found.steps[-1].kind, found.steps[-1].why) == ("-", "Nhầm")


def test_drafts_of_others_are_not_shown(drafter: User) -> None:
    begun(drafter)
    stranger = officer("phuong", Right.DRAFT, unit="26800@2025-07-01")
    assert draft_lines(record(), readable_dossiers(stranger)) == []
    assert draft_lines(record("dau-tu.di-tich.2"), readable_dossiers(drafter)) == []


def test_a_draft_about_another_version_of_a_unit_is_not_about_this_one(drafter: User) -> None:
    dossier = create_dossier(unit=unit(), title="Đơn vị", acting_user=drafter)
    first, second = RecordKey("units", (UNIT, "2016-01-01")), RecordKey("units", ("x", ""))
    add_corrections(Wish((first,)), dossier, reason="Ghi sai.", acting_user=drafter)
    save_lines(dossier, [LineEdit(uuid4(), {"unit": ("", "x")}, "units")], acting_user=drafter)
    readable = readable_dossiers(drafter)
    assert len(draft_lines(first, readable)) == 1
    assert len(draft_lines(second, readable)) == 1
    assert draft_lines(RecordKey("units", (UNIT, "")), readable) == []


def test_nothing_has_moved_on_under_a_fresh_draft(drafter: User) -> None:
    assert moved_on(begun(drafter)) == []


def test_a_draft_is_told_when_somebody_else_s_correction_came_first(drafter: User) -> None:
    mine, other = begun(drafter, title="Của tôi"), begun(drafter, "dau-tu.di-tich.2")
    theirs = published_correction(drafter, note="của họ")
    (moved,) = moved_on(mine)
    assert (moved.record, moved.edition) == (record(), theirs.edition_id)
    assert moved_on(other) == []
    (fault,) = judge(mine).faults
    assert (fault.file, fault.row, fault.column) == ("grants.csv", the_line(mine).serial, "grant")
    assert f"đính chính ở lần {theirs.edition_id}" in fault.message
    # The dossier that made the edition is not overtaken by itself.
    assert moved_on(theirs) == []


def test_a_draft_is_told_when_its_record_was_taken_out(drafter: User) -> None:
    mine = begun(drafter, title="Của tôi")
    theirs = published_withdrawal(drafter)
    (fault,) = judge(mine).faults
    assert f"rút khỏi sổ ở lần {theirs.edition_id}" in fault.message


def test_what_names_a_record_is_found_with_what_names_that(register: Register) -> None:
    power = RecordKey("powers", ("giao-thong.long-duong-he-pho",))
    grant = record("giao-thong.long-duong-he-pho.1")
    change = record("bai-bo-32-2023", "changes")
    found = rows_naming([power], 100)
    assert {grant, change} <= found.keys()
    assert all(one.table in ("grants", "changes") for one in found)
    assert set(rows_naming([grant], 100)) == {change}
    assert rows_naming([change], 100) == {}
    assert rows_naming([grant, change], 100) == {}


def test_a_unit_of_which_another_version_is_left_is_not_gone(register: Register) -> None:
    versions = [RecordKey("units", (UNIT, "2016-01-01"))]
    both = [RecordKey("units", ("27118@2016-01-01", day)) for day in ("2016-01-01", "2021-01-01")]
    assert rows_naming(both[:1], 1000) == {}
    assert rows_naming(both, 1000)
    assert {"offices", "units"} <= {one.table for one in rows_naming(versions, 1000)}


def test_offices_and_scopes_are_found_in_lists(register: Register) -> None:
    scope = RecordKey("scopes", ("ct-ubnd-xa-phuong-dac-khu",))
    assert record() in rows_naming([scope], 100)
    office = RecordKey("offices", (f"{CITY}/department_head:so-van-hoa-va-the-thao",))
    assert record("dau-tu.di-tich.2") in rows_naming([office], 100)
