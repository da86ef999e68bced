"""From an annex to lines: one question for each unknown text, its answer in every row, nothing invented."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from delegation.annex.headings import Target
from delegation.annex.matching import Matcher
from delegation.annex.proposal import Defaults, Proposal
from delegation.annex.proposing import propose
from delegation.annex.tables import Annex
from delegation.dossiers.annex_choices import Choices, Decision, TableChoice, read_choices
from delegation.dossiers.annex_defaults import default_texts
from delegation.dossiers.importing import (
    decided,
    imported_lines,
    known_with,
    mapping_of,
    new_powers,
    proposal_digest,
    question_id,
    questions,
)
from tests.delegation.annex.files import read, workbook
from tests.delegation.annex.records import KNOWN
from tests.delegation.dossiers.lines import line

MATCHER = Matcher(KNOWN)
HEADING = ("STT", "Tên thủ tục hành chính", "Cơ quan thực hiện", "Hình thức")
DEFAULTS = Defaults(grantor="tp/chair", valid_from=date(2026, 1, 1), annex="Phụ lục I")
UPLOAD = UUID(int=7)


def sheet(*rows: tuple[Any, ...], heading: tuple[str, ...] = HEADING) -> Annex:
    return read(workbook([heading, *rows]))


def proposed(*rows: tuple[Any, ...], choices: Choices | None = None) -> Proposal:
    annex = sheet(*rows)
    return propose(annex, mapping_of(annex, choices or Choices(), {}), MATCHER, DEFAULTS)


def lines_of(proposal: Proposal, **options: Any) -> list[dict[str, str]]:
    return [dict(one.cells) for one in imported(proposal, **options)]


def imported(
    proposal: Proposal, powers: dict[str, dict[str, str]] | None = None, *, only_clear: bool = False
) -> Any:
    return imported_lines(proposal, powers or {}, upload=UPLOAD, checksum="c" * 64, only_clear=only_clear)


UNKNOWN_OFFICE = "Sở Du lịch và Biển đảo"
TWICE = (
    (1, "Công nhận làng nghề", UNKNOWN_OFFICE, ""),
    (2, "Quyết định đầu tư dự án nhóm C", "Sở Xây dựng", ""),
    (3, "Cấp giấy chứng nhận bán thuốc", UNKNOWN_OFFICE, ""),
)


def test_a_text_is_asked_about_once_for_all_its_rows() -> None:
    (question,) = questions(proposed(*TWICE))
    assert (question.column, question.text) == ("recipients", UNKNOWN_OFFICE)
    assert [place.row for place in question.places] == [2, 4]
    assert question.of == "recipients"
    assert question.is_of_several
    assert question.suggestions


def test_an_answer_stands_in_every_row_and_leaves_no_fault() -> None:
    proposal = proposed(*TWICE)
    (question,) = questions(proposal)
    after = decided(proposal, {question.id: Decision(("so/Du lịch", "so/Xây dựng"))}, {})
    assert [row.values["recipients"] for row in after.rows] == [
        "so/Du lịch;so/Xây dựng",
        "so/Xây dựng",
        "so/Du lịch;so/Xây dựng",
    ]
    assert not [row.faults for row in after.rows if row.faults]
    assert questions(after) == []
    assert after.rows[0].origin["unmatched"] == {}
    assert "do người nhập chọn" in after.rows[0].cells["recipients"].remarks


def test_of_several_unknown_names_only_the_answered_one_is_settled() -> None:
    proposal = proposed((1, "Công nhận làng nghề", f"{UNKNOWN_OFFICE}; Sở Xây dựng; Sở Gì đó", ""))
    first, second = questions(proposal)
    after = decided(proposal, {second.id: Decision(("so/Y tế",))}, {})
    (row,) = after.rows
    assert row.values["recipients"] == "so/Xây dựng;so/Y tế"
    assert [fault for _column, fault in row.faults] == [
        fault for _column, fault in proposal.rows[0].faults if first.text in fault
    ]
    assert [question.text for question in questions(after)] == [first.text]


def test_a_power_is_asked_about_by_its_title_and_its_code_together() -> None:
    heading = ("STT", "Tên thủ tục hành chính", "Mã TTHC")
    rows = [(1, "Việc lạ", "2.900001"), (2, "Việc lạ", "2.900002"), (3, "Việc lạ", "2.900001")]
    annex = sheet(*rows, heading=heading)
    proposal = propose(annex, mapping_of(annex, Choices(), {}), MATCHER, DEFAULTS)
    asked = [question for question in questions(proposal) if question.column == "power"]
    assert [question.text for question in asked] == ["Việc lạ 2.900001", "Việc lạ 2.900002"]
    after = decided(proposal, {asked[0].id: Decision(("nhom-c",))}, {})
    assert [row.values["power"] for row in after.rows] == ["nhom-c", "", "nhom-c"]


def test_an_unclear_kind_is_chosen_from_all_kinds() -> None:
    proposal = proposed((1, "Công nhận làng nghề", "Sở Xây dựng", "giao cho"))
    (question,) = questions(proposal)
    assert (question.column, question.of) == ("kind", "")
    assert {one.key for one in question.suggestions} >= {"delegation", "decentralization"}
    after = decided(proposal, {question.id: Decision(("decentralization",))}, {})
    assert after.rows[0].values["kind"] == "decentralization"
    assert not after.rows[0].faults


def test_new_powers_get_free_keys_and_the_rows_name_them() -> None:
    heading = ("STT", "Tên thủ tục hành chính", "Mã TTHC", "Cơ quan thực hiện", "Lĩnh vực")
    rows = [
        (1, "Cấp phép lặn biển", "2.900001", "Sở Du lịch", "Du lịch"),
        (2, "Cấp phép Lặn  biển!", "", "Sở Du lịch", ""),
        (3, "Cấp phép lặn biển", "2.900001", "Sở Y tế", "Du lịch"),
        (4, "Cấp phép lặn hồ", "", "Sở Y tế", ""),
    ]
    annex = sheet(*rows, heading=heading)
    proposal = propose(annex, mapping_of(annex, Choices(), {}), MATCHER, DEFAULTS)
    first, second, third = questions(proposal)
    decisions = {
        first.id: Decision(is_new=True),
        second.id: Decision(is_new=True, field="duong-bo"),
        third.id: Decision(("nhom-c",)),
    }
    powers = new_powers(questions(proposal), decisions, {"cap-phep-lan-bien"}, "official_text")
    assert powers[first.id] == {
        "power": "tthc-2.900001",
        "title": "Cấp phép lặn biển",
        "field": "du-lich",
        "procedures": "2.900001",
        "delegable": "yes",
        "collective": "no",
        "confidence": "official_text",
    }
    assert powers[second.id]["power"] == "cap-phep-lan-bien-2"
    assert powers[second.id]["field"] == "duong-bo"
    assert third.id not in powers
    new = {key: cells["power"] for key, cells in powers.items()}
    after = decided(proposal, decisions, new)
    assert [row.values["power"] for row in after.rows] == [
        "tthc-2.900001",
        "cap-phep-lan-bien-2",
        "tthc-2.900001",
        "nhom-c",
    ]
    tables = [one.table for one in imported(after, powers)]
    assert tables == ["powers", "powers", "grants", "grants", "grants", "grants"]


def test_a_new_power_that_no_imported_row_names_is_not_brought() -> None:
    proposal = proposed((1, "Việc lạ", UNKNOWN_OFFICE, ""))
    power = next(question for question in questions(proposal) if question.column == "power")
    assert new_powers([power], {power.id: Decision(is_new=True)}, (), "unverified") == {}
    decisions = {power.id: Decision(is_new=True, field="du-lich")}
    powers = new_powers([power], decisions, (), "unverified")
    after = decided(proposal, decisions, {power.id: powers[power.id]["power"]})
    assert imported(after, powers, only_clear=True) == []
    assert len(imported(after, powers)) == 2


def test_lines_hold_what_is_known_and_keep_what_was_not() -> None:
    clear, unclear = imported(proposed(TWICE[1], TWICE[0]))
    assert clear.cells == {
        "power": "nhom-c",
        "kind": "delegation",
        "grantor": "tp/chair",
        "recipients": "so/Xây dựng",
        "citation": "STT 2 Phụ lục I",
        "valid_from": "2026-01-01",
        "confidence": "official_text",
    }
    assert "recipients" not in unclear.cells
    assert unclear.origin == {
        "file": "phu-luc.xlsx",
        "sheet": "Phụ lục",
        "row": 3,
        "unmatched": {"recipients": UNKNOWN_OFFICE},
        "checksum": "c" * 64,
        "upload": str(UPLOAD),
    }
    assert len(lines_of(proposed(*TWICE), only_clear=True)) == 1


def test_the_same_upload_gives_the_same_ids_whatever_else_is_chosen() -> None:
    proposal = proposed(*TWICE)
    every = [one.id for one in imported(proposal)]
    assert every == [one.id for one in imported(proposed(*TWICE))]
    assert [one.id for one in imported(proposal, only_clear=True)] == [every[1]]
    other = imported_lines(proposal, {}, upload=uuid4(), checksum="", only_clear=False)
    assert not {one.id for one in other} & set(every)


def test_the_digest_tells_whether_the_lines_are_those_that_were_seen() -> None:
    proposal = proposed(*TWICE)
    (question,) = questions(proposal)
    after = decided(proposal, {question.id: Decision(("so/Y tế",))}, {})
    assert proposal_digest(imported(proposal)) == proposal_digest(imported(proposed(*TWICE)))
    assert proposal_digest(imported(proposal)) != proposal_digest(imported(after))


# Columns and tables as chosen


def test_a_column_is_what_the_person_says() -> None:
    chosen = Choices({0: TableChoice(columns={3: Target.NOTE})})
    (row,) = proposed((1, "Công nhận làng nghề", "Sở Xây dựng", "xem sau"), choices=chosen).rows
    assert row.values["note"] == "xem sau"
    assert row.values["kind"] == "delegation"


def test_heading_rows_are_those_the_person_says() -> None:
    annex = read(workbook([("STT", "Tên TTHC"), ("Mục", "Nội dung"), (1, "Công nhận làng nghề")]))
    found = mapping_of(annex, Choices({0: TableChoice(heading=(2,))}), {})
    assert found.tables[0].heading == (2,)
    assert [reading.heading for reading in found.tables[0].columns] == ["Mục", "Nội dung"]
    assert mapping_of(annex, Choices(), {}).tables[0].heading == (1,)


@pytest.mark.parametrize(("is_taken", "rows"), [(None, 1), (True, 1), (False, 0)])
def test_a_table_that_is_not_taken_is_listed_with_why(is_taken: bool | None, rows: int) -> None:
    found = proposed(TWICE[1], choices=Choices({0: TableChoice(is_taken)}))
    assert len(found.rows) == rows
    if not rows:
        assert {left.why for left in found.left} == {"bảng không được chọn để nhập"}


@pytest.mark.parametrize(("is_taken", "rows"), [(None, 0), (True, 1)])
def test_a_hidden_sheet_is_taken_only_if_somebody_says_so(is_taken: bool | None, rows: int) -> None:
    def hide(book: Any) -> None:
        book.create_sheet("Khác").append(["x"])
        book.worksheets[0].sheet_state = "hidden"
        book.active = 1

    annex = read(workbook([HEADING, TWICE[1]], change=hide))
    mapping = mapping_of(annex, Choices({0: TableChoice(is_taken)}), {})
    assert len(propose(annex, mapping, MATCHER, DEFAULTS).rows) == rows


def test_what_an_issuer_meant_before_is_remembered() -> None:
    annex = sheet((1, "Công nhận làng nghề", "Sở Xây dựng", "x"), heading=("STT", "Tên TTHC", "Ai làm", "Lạ"))
    mapping = mapping_of(annex, Choices(), {"ai lam": "recipients", "la": "no such thing"})
    assert [reading.target for reading in mapping.tables[0].columns][2:] == [
        Target.RECIPIENTS,
        Target.IGNORED,
    ]


def test_choices_come_back_from_what_is_kept() -> None:
    choices = Choices(
        {1: TableChoice(False, (3, 4), {0: Target.POWER}), 2: TableChoice()},
        {"kind": "delegation", "grantor": "a"},
        {"x": Decision(("a", "b")), "y": Decision(is_new=True, field="du-lich")},
    )
    again = read_choices(choices.as_json())
    assert again.tables == choices.tables
    assert again.decisions == choices.decisions
    assert again.defaults is not None
    assert again.defaults["grantor"] == "a"
    assert again.defaults["valid_from"] == ""
    assert read_choices({}) == Choices()
    of_long_ago = {"tables": {"0": {"columns": {"1": "no such thing", "2": "power"}}}}
    assert read_choices(of_long_ago).tables[0].columns == {2: Target.POWER}


def test_an_empty_decision_takes_back_an_earlier_one() -> None:
    choices = Choices(decisions={"x": Decision(("a",)), "y": Decision(("b",))})
    assert choices.deciding({"x": Decision()}).decisions == {"y": Decision(("b",))}


# What else is known


def test_what_the_dossier_brings_is_matched_too() -> None:
    brought = [
        line(1, "powers", power="lan-bien", title="Cấp phép lặn biển", procedures="9.1"),
        line(2, "offices", office="so/bien", name="Sở Biển Hồ", kind="department"),
        line(3, "scopes", scope="moi-so", name="Mọi sở"),
        line(4, "powers", act="withdraw", power="nhom-c"),
        line(5, "powers", title="Chưa có mã"),
    ]
    matcher = Matcher(known_with(KNOWN, brought))
    assert getattr(matcher.power("Cấp phép lặn biển"), "key", None) == "lan-bien"
    assert getattr(matcher.party("Sở Biển Hồ"), "key", None) == "so/bien"
    assert getattr(matcher.party("Mọi sở"), "key", None) == "moi-so"
    assert getattr(matcher.power("Quyết định đầu tư dự án nhóm C"), "key", None) == "nhom-c"


def test_the_document_says_what_holds_for_every_row() -> None:
    own = {
        "issuer": "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh",
        "title": "Về phân cấp thẩm quyền",
        "issued_on": "2026-01-10",
        "effective_from": "2026-02-01",
        "effective_until": "2026-12-31",
    }
    texts = default_texts(own, MATCHER)
    assert (texts["grantor"], texts["kind"]) == ("tp/chair", "decentralization")
    assert (texts["valid_from"], texts["valid_until"]) == ("2026-02-01", "2026-12-31")
    bare = default_texts({"issuer": "Ai đó", "issued_on": "2026-01-10"}, MATCHER)
    assert (bare["grantor"], bare["kind"], bare["valid_from"]) == ("", "delegation", "2026-01-10")


def test_a_question_keeps_its_id_in_another_reading() -> None:
    (question,) = questions(proposed(*TWICE))
    assert question.id == question_id("recipients", UNKNOWN_OFFICE)
    assert question_id("grantor", UNKNOWN_OFFICE) != question.id
