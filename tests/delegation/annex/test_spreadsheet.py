from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from delegation.annex.tables import Origin
from tests.delegation.annex.files import package, read, sheet, texts, workbook


def one(rows: list[list[Any]], *merged: str) -> list[list[str]]:
    return texts(read(workbook(rows, merged)).tables[0].rows)


def test_what_a_cell_shows_is_what_is_read() -> None:
    assert one(
        [
            [
                "Số",
                12,
                12.5,
                240_000_000_000,
                True,
                date(2025, 12, 20),
                datetime.combine(date(2025, 12, 20), time(9, 30)),
                None,
                "x",
            ]
        ]
    ) == [["Số", "12", "12.5", "240000000000", "TRUE", "20/12/2025", "20/12/2025", "", "x"]]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2.0008149999999998", "2.000815"),
        ("2.4E+11", "240000000000"),
        ("1.00119", "1.00119"),
        ("1e999", "1e999"),
        ("-5", "-5"),
        ("100", "100"),
    ],
)
def test_a_number_is_written_out(written: str, read_as: str) -> None:
    rows = f'<row r="1"><c r="A1"><v>{written}</v></c></row>'
    (table,) = read(package({"xl/worksheets/sheet1.xml": sheet(rows)})).tables
    assert texts(table.rows) == [[read_as]]


def test_a_number_is_told_from_digits_that_were_typed() -> None:
    (row,) = read(workbook([[1.00119, "1.00119"]])).tables[0].rows
    assert [cell.is_number for cell in row.cells] == [True, False]


@pytest.mark.parametrize(
    "style", ["dd/mm/yyyy", "d-m-yy", "[$-42A]dd mmmm yyyy", '"ngày" d "tháng" m "năm" yyyy', "mm-dd-yy"]
)
def test_styles_that_show_a_day(style: str) -> None:
    def change(book: Any) -> None:
        book.active["A1"].number_format = style

    (table,) = read(workbook([[46011]], change=change)).tables
    assert texts(table.rows) == [["20/12/2025"]]


@pytest.mark.parametrize("style", ["#,##0", "0.000000", '#,##0 "đồng"', "[Red]0", "General"])
def test_styles_that_show_a_number(style: str) -> None:
    def change(book: Any) -> None:
        book.active["A1"].number_format = style

    (table,) = read(workbook([[46011]], change=change)).tables
    assert texts(table.rows) == [["46011"]]


def test_days_that_count_from_1904() -> None:
    def change(book: Any) -> None:
        book.epoch = CALENDAR_MAC_1904
        book.active["A1"] = date(2025, 12, 20)

    (table,) = read(workbook([[""]], change=change)).tables
    assert table.counts_from_1904
    assert texts(table.rows) == [["20/12/2025"]]


def test_texts_are_cleaned_and_composed() -> None:
    decomposed = "U\u0309y ba\u0301o\u00a0\u200bca\u00ado  \n\n phường\t1 "
    assert one([[decomposed]]) == [["Ủy báo cao\nphường 1"]]


def test_escapes_of_the_format_are_read() -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>a_x000D_b_x0041_</v></c></row>'
    (table,) = read(package({"xl/worksheets/sheet1.xml": sheet(rows)})).tables
    assert texts(table.rows) == [["a\nbA"]]


def test_shared_texts_with_formatting_and_without_what_is_only_pronounced() -> None:
    link = (
        '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    strings = "<sst><si><r><t>Tên </t></r><r><t>TTHC</t></r><rPh><t>ten</t></rPh></si><si><t>x</t></si></sst>"
    rows = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>7</v></c><c t="s"/></row>'
    parts = {
        "xl/_rels/workbook.xml.rels": link,
        "xl/sharedStrings.xml": strings,
        "xl/worksheets/sheet1.xml": sheet(rows),
    }
    assert texts(read(package(parts)).tables[0].rows) == [["Tên TTHC", "x"]]


def test_merged_cells_repeat_over_their_area() -> None:
    (table,) = read(
        workbook(
            [["STT", "Hiệu lực", ""], ["", "Từ", "Đến"], [1, "x", "y"], [2, "", "z"]],
            ["A1:A2", "B1:C1", "B3:B4"],
        )
    ).tables
    assert texts(table.rows) == [
        ["STT", "Hiệu lực", "Hiệu lực"],
        ["STT", "Từ", "Đến"],
        ["1", "x", "y"],
        ["2", "x", "z"],
    ]
    assert table.rows[0].cells[2].origin is Origin.MERGED_ACROSS
    assert table.rows[1].cells[0].origin is Origin.MERGED_DOWN


def test_rows_keep_the_numbers_of_the_sheet() -> None:
    (table,) = read(workbook([["a"], [None], [None], ["b"]])).tables
    assert [row.number for row in table.rows] == [1, 4]


def test_hidden_rows_and_sheets_are_read_and_told() -> None:
    def change(book: Any) -> None:
        book.active.row_dimensions[2].hidden = True
        book.create_sheet("Nháp").append(["x"])
        book["Nháp"].sheet_state = "hidden"

    annex = read(workbook([["a"], ["b"]], change=change))
    assert [row.is_hidden for row in annex.tables[0].rows] == [False, True]
    assert [table.is_hidden for table in annex.tables] == [False, True]
    assert any("Dòng 2 đang ẩn" in note for note in annex.notes)
    assert any("“Nháp”: Trang đang ẩn" in note for note in annex.notes)


def test_formulas_give_the_value_that_was_kept_or_nothing() -> None:
    rows = (
        '<row r="5"><c r="A5"><f>1+1</f></c><c r="B5"><f>1+1</f><v>2</v></c>'
        '<c r="C5" t="str"><f>A1</f><v>=x</v></c><c r="AA5" t="e"><v>#REF!</v></c></row>'
    )
    annex = read(package({"xl/worksheets/sheet1.xml": sheet(rows)}))
    assert texts(annex.tables[0].rows) == [["", "2", "=x"]]
    notes = "\n".join(annex.notes)
    assert "Ô A5 là công thức chưa có giá trị" in notes
    assert "Ô B5, C5 là công thức: đọc giá trị đã lưu" in notes
    assert "Ô AA5 chứa lỗi tính toán" in notes


def test_text_that_looks_like_a_formula_stays_text_and_is_told() -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="str"><v>{text}</v></c></row>'
        for n, text in enumerate(
            ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-A1+2", "- Cấp phép", "-nt-", "+ Sở Y tế", "-5"],
            start=1,
        )
    )
    annex = read(package({"xl/worksheets/sheet1.xml": sheet(rows)}))
    assert [row.text for row in annex.tables[0].rows][:3] == ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0"]
    assert [note for note in annex.notes if "Ô A1, A2, A3, A4 bắt đầu như một công thức" in note]


def test_only_the_first_few_cells_are_named_in_a_note() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><f>1</f><v>1</v></c></row>' for n in range(1, 15))
    annex = read(package({"xl/worksheets/sheet1.xml": sheet(rows)}))
    assert any("A10 và 4 ô khác là công thức" in note for note in annex.notes)
