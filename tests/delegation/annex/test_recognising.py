from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from docx.document import Document

from delegation.annex.headings import Target
from delegation.annex.layout import RowKind, arrange
from delegation.annex.recognising import recognise
from delegation.annex.tables import Annex
from tests.delegation.annex.files import add_table, document, read, workbook


def targets(annex: Annex, table: int = 0) -> list[str]:
    return [reading.target.value for reading in recognise(annex).tables[table].columns]


def headed(*headings: str) -> Annex:
    return read(workbook([headings, ["x"] * len(headings)]))


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        ("STT|Tên thủ tục hành chính", "serial|power"),
        (
            "TT|Tên TTHC|Thời hạn giải quyết|Địa điểm thực hiện|Phí, lệ phí|Căn cứ pháp lý|Ghi chú",
            "serial|power|ignored|ignored|ignored|legal basis|note",
        ),
        (
            "TT|Số hồ sơ TTHC|Tên TTHC|VB QPPL|Lĩnh vực|Cơ quan thực hiện",
            "serial|procedures|power|legal basis|field|recipients",
        ),
        ("STT|Tên TTHC|Mã TTHC|Tên văn bản đã công bố|Ghi chú", "serial|power|procedures|ignored|note"),
        (
            "TT|Nhiệm vụ|Cơ quan chủ trì|Cơ quan phối hợp|Thời gian|Kết quả|Nguồn kinh phí",
            "serial|power|recipients|ignored|ignored|ignored|ignored",
        ),
        (
            "STT|Mã quyền hạn|Nhiệm vụ quyền hạn/TTHC|Mã TTHC|Lĩnh vực|Chủ thể có thẩm quyền gốc|Căn cứ thẩm quyền"
            "|Hình thức (phân quyền/phân cấp/ủy quyền)|Cơ quan/người nhận|Địa bàn|Điều kiện - giới hạn"
            "|Văn bản giao (số, ngày)|Hiệu lực từ|Đến|Tình trạng",
            "serial|power key|power|procedures|field|grantor|legal basis|kind|recipients|territory|conditions"
            "|instrument|valid from|valid until|ignored",
        ),
        ("Số TT|Nội dung ủy quyền|Người được ủy quyền|Thời hạn ủy quyền", "serial|power|recipients|term"),
        ("stt|TEN THU TUC HANH CHINH|Cơ quan\nđược ủy quyền", "serial|power|recipients"),
        (
            "STT|Tên thủ tục hành chính được ủy quyền giải quyết|Nguời nhận uỷ quyền",
            "serial|power|recipients",
        ),
        ("STT|Tên TTHC|Bánh mì", "serial|power|ignored"),
    ],
)
def test_headings_of_real_annexes(headings: str, found: str) -> None:
    assert "|".join(targets(headed(*headings.split("|")))) == found


def test_a_reason_and_a_confidence_are_given() -> None:
    exact, near, not_at_all = recognise(headed("STT", "Tên thủ tục hành chánh", "Bánh mì")).tables[0].columns
    assert (exact.confidence, exact.reason) == (99, "đúng tiêu đề thường dùng")
    assert 70 <= near.confidence < 99
    assert "gần giống" in near.reason
    assert (not_at_all.confidence, not_at_all.reason) == (0, "không nhận ra tiêu đề cột")


def test_the_heading_may_stand_below_titles_and_over_several_rows() -> None:
    rows: list[list[Any]] = [
        ["PHỤ LỤC I", "", "", ""],
        ["DANH MỤC THỦ TỤC HÀNH CHÍNH ỦY QUYỀN", "", "", ""],
        [None],
        ["STT", "Tên TTHC", "Hiệu lực", ""],
        ["", "", "Từ", "Đến"],
        [1, "Cấp phép", "01/01/2026", "31/12/2026"],
    ]
    for merged in (["A1:D1", "A2:D2", "A4:A5", "B4:B5", "C4:D4"], ["A1:D1", "A2:D2", "C4:D4"]):
        annex = read(workbook(rows, merged))
        mapping = recognise(annex).tables[0]
        assert mapping.heading == (4, 5)
        assert targets(annex) == ["serial", "power", "valid from", "valid until"]
        assert [reading.heading for reading in mapping.columns][2:] == ["Hiệu lực / Từ", "Hiệu lực / Đến"]


def test_without_a_heading_contents_tell() -> None:
    rows: list[list[Any]] = [
        [n, f"1.00{n:04}", f"Cấp giấy phép hoạt động số {n}", "GĐ Sở Y tế", "01/01/2026", "31/12/2026"]
        for n in range(1, 6)
    ]
    annex = read(workbook(rows))
    assert targets(annex) == ["serial", "procedures", "power", "recipients", "valid from", "valid until"]
    first = recognise(annex).tables[0].columns[1]
    assert first.reason == "5/5 ô là mã thủ tục hành chính"


def test_contents_tell_a_column_whose_heading_says_nothing() -> None:
    annex = read(workbook([["STT", "Bánh mì", "Tên TTHC"], [1, "1.003695", "Công nhận"]]))
    assert targets(annex) == ["serial", "procedures", "power"]


def test_what_is_no_table_of_powers_is_not_read() -> None:
    def write(made: Document) -> None:
        add_table(made, [["ỦY BAN NHÂN DÂN\nTHÀNH PHỐ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]])
        add_table(made, [["STT", "Tên TTHC"], ["1", "Cấp phép"]])
        add_table(made, [["2", "Gia hạn"]])
        add_table(made, [["Nơi nhận: như Điều 3", "TM. ỦY BAN NHÂN DÂN"]])

    annex = read(document(write), "a.docx")
    mapping = recognise(annex).tables
    assert [bool(table.why_not) for table in mapping] == [True, False, False, True]
    assert targets(annex, 2) == ["serial", "power"]
    assert "bảng nối tiếp" in mapping[2].columns[0].reason


def test_of_two_columns_for_one_thing_the_surer_is_taken() -> None:
    mapping = recognise(headed("STT", "Nội dung công việc được giao thực hiện", "Tên TTHC")).tables[0]
    assert [reading.target for reading in mapping.columns] == [Target.SERIAL, Target.IGNORED, Target.POWER]
    assert "“Tên TTHC”" in mapping.columns[1].reason


def test_a_person_corrects_a_column_and_it_is_remembered() -> None:
    annex = headed("STT", "Bánh mì", "Tên TTHC")
    corrected = recognise(annex).corrected({(0, 1): Target.POWER})
    assert [reading.target for reading in corrected.tables[0].columns] == [
        Target.SERIAL,
        Target.POWER,
        Target.IGNORED,
    ]
    kept = corrected.remembered()
    assert kept == {"stt": "serial", "banh mi": "power", "ten tthc": "ignored"}
    again = recognise(headed("BÁNH MÌ", "STT"), kept).tables[0]
    assert [reading.target for reading in again.columns] == [Target.POWER, Target.SERIAL]
    assert again.columns[0].reason == "như lần nhập trước của cơ quan này"


def test_a_table_can_lose_and_gain_its_powers_by_correction() -> None:
    mapping = recognise(headed("STT", "Tên TTHC"))
    without = mapping.corrected({(0, 1): Target.NOTE})
    assert without.tables[0].why_not
    assert not without.corrected({(0, 1): Target.POWER}).tables[0].why_not


def test_what_was_kept_under_a_name_no_longer_known_is_passed_over() -> None:
    assert recognise(headed("STT", "Tên TTHC"), {"stt": "gone"}).tables[0].columns[0].target is Target.SERIAL


def kinds(rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), serial: int | None = 0) -> str:
    (table,) = read(workbook([["STT", "Tên TTHC", "Ghi chú"], *rows], merged)).tables
    return " ".join(placed.kind.value for placed in arrange(table.rows, [1], serial))


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (["(1)", "(2)", "(3)"], "numbering"),
        (["A", "1", "2"], "numbering"),
        ([1, 2, 3], "numbering"),
        ([7, 8, 9], "entry"),
        (["STT", "Tên TTHC", "Ghi chú"], "heading"),
        (["I", "LĨNH VỰC ĐẤT ĐAI", ""], "section"),
        (["", "II. Lĩnh vực đất đai", ""], "section"),
        (["", "SỞ XÂY DỰNG", ""], "section"),
        (["1.1", "Cấp phép", ""], "entry"),
        (["4a", "CẤP PHÉP", ""], "entry"),
        (["", "Công nhận làng nghề", ""], "entry"),
        (["", "Tổng hợp, thẩm định danh sách", ""], "entry"),
        (["", "Tổng cộng: 12 thủ tục", ""], "total"),
        (["Cộng", "", "12"], "total"),
    ],
)
def test_what_a_row_is(row: list[Any], kind: str) -> None:
    assert kinds([[1, "Cấp phép", ""], row, [2, "Gia hạn", ""]]).split()[2] == kind


def test_merged_over_the_table_is_a_section() -> None:
    assert kinds([["Lĩnh vực du lịch", "", ""], [1, "Cấp phép", ""]], ["A2:C2"]) == "heading section entry"


def test_what_follows_the_last_number_and_a_footnote_is_no_entry() -> None:
    rows: list[list[Any]] = [
        [1, "a", ""],
        ["", "Ghi chú: x", ""],
        [2, "b", ""],
        ["", "(*) y", ""],
        ["", "Nguyễn Văn A", ""],
    ]
    assert kinds(rows) == "heading entry footnote entry footnote footnote"


def test_entries_counted_in_numerals_are_entries() -> None:
    assert kinds([["I", "Cấp phép", ""], ["II", "Gia hạn", ""]]) == "heading entry entry"


def test_heading_rows_that_a_person_chose_are_taken() -> None:
    annex = read(workbook([("STT", "Tên TTHC"), ("TT", "Nội dung"), (1, "x"), (2, "y")]))
    (found,) = recognise(annex, headings={0: [2]}).tables
    assert found.heading == (2,)
    assert [reading.heading for reading in found.columns] == ["TT", "Nội dung"]
    (without,) = recognise(annex, headings={0: []}).tables
    assert without.heading == ()


def test_sections_nest_by_their_numerals() -> None:
    rows: list[list[Any]] = [
        ["A", "X", ""],
        ["I", "Y", ""],
        [1, "a", ""],
        ["II", "Z", ""],
        [2, "b", ""],
        ["B", "W", ""],
        [3, "c", ""],
    ]
    (table,) = read(workbook([["STT", "Tên TTHC", "Ghi chú"], *rows])).tables
    entries = [placed for placed in arrange(table.rows, [1], 0) if placed.kind is RowKind.ENTRY]
    assert [[section.numeral for section in entry.sections] for entry in entries] == [
        ["A", "I"],
        ["A", "II"],
        ["B"],
    ]


def test_dittos_look_up_to_entries_only() -> None:
    rows: list[list[Any]] = [
        [1, "a", "nt"],
        [2, "b", "x"],
        ["I", "MỤC", ""],
        [3, "c", "-nt-"],
        [4, "d", "như trên"],
    ]
    (table,) = read(workbook([["STT", "Tên TTHC", "Ghi chú"], *rows])).tables
    entries = [placed.row for placed in arrange(table.rows, [1], 0) if placed.kind is RowKind.ENTRY]
    assert [row.cells[2].text for row in entries] == ["nt", "x", "x", "x"]


def test_a_person_can_tell_the_targets_apart() -> None:
    assert len({target.title for target in Target}) == len(Target)
