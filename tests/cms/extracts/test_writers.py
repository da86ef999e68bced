"""What is written is read back with the programs that people open it with, and compared cell by cell."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, time
from typing import Any

import openpyxl
import pytest

from cms.extracts.extract import Cell, Column, Extract, Fact, Table
from cms.extracts.writers import WRITERS, paper
from cms.stamps import Stamp
from tests.delegation.documents.pdf_text import pdf_pages, squeezed

DAY = date(2025, 12, 25)
STAMP = Stamp(
    DAY,
    3,
    datetime(2026, 1, 5, 2, 30, tzinfo=UTC),
    "https://so/x/?lan-ghi=3",
    "https://so/s/3-a-k/",
    "/s/3-a-k/",
    "/s/qr",
)
FORMULAS = ["=1+1", "+84", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "＝1"]
LETTERS = "Ủy ban nhân dân phường Thảo Điền: ắ ằ ẳ ẵ ặ ỗ ữ ỵ Đ đ ₫ ≤ m²"
COLUMNS = (
    Column("grant", "Mã", is_code=True),
    Column("title", "Việc"),
    Column("since", "Từ ngày"),
    Column("count", "Số"),
    Column("is_sound", "Vững"),
)
ROWS: list[tuple[Cell, ...]] = [
    ("g.1", LETTERS, date(2025, 7, 1), 1855, True),
    ("g.2", None, date(1885, 1, 1), -5, False),
    *((f"f.{number}", formula, None, 0, None) for number, formula in enumerate(FORMULAS)),
]
FULL = Extract(
    "thu",
    "Bản thử [1/2]",
    (
        Fact("place", "Nơi", "An Khánh"),
        Fact("code", "Mã nơi", "27094", is_code=True),
        Fact("day", "Ngày", DAY),
    ),
    (Table("rows", "Các dòng: a/b", COLUMNS, ROWS), Table("none", "Các dòng: a/b", COLUMNS, [])),
)
EMPTY = Extract("trong", "Không có gì")


def written(form: str, extract: Extract = FULL, stamp: Stamp = STAMP) -> bytes:
    return WRITERS[form].write(extract, stamp)


def midnight(year: int, month: int, day: int) -> datetime:
    """A day as a workbook gives it back."""
    return datetime.combine(date(year, month, day), time.min)


def rows_of_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_has_every_cell_of_the_main_table_and_no_formula() -> None:
    header, *rows = rows_of_csv(written("csv"))
    assert header == ["grant", "title", "since", "count", "is_sound"]
    assert rows[:2] == [
        ["g.1", LETTERS, "2025-07-01", "1855", "yes"],
        ["g.2", "", "1885-01-01", "-5", "no"],
    ]
    assert [row[1] for row in rows[2:]] == [f"'{formula}" for formula in FORMULAS]


def test_csv_without_a_table_has_the_facts() -> None:
    facts = Extract("f", "F", FULL.facts)
    assert rows_of_csv(written("csv", facts)) == [
        ["place", "code", "day"],
        ["An Khánh", "27094", "2025-12-25"],
    ]
    assert rows_of_csv(written("csv", EMPTY)) == [[], []]


def test_a_workbook_has_real_days_and_numbers_and_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx")))
    assert book.sheetnames == ["Các dòng a b", "Các dòng a b 2", "Về bản này"]
    sheet = book["Các dòng a b"]
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == ["Mã", "Việc", "Từ ngày", "Số", "Vững"]
    assert [cell.value for cell in sheet[2]] == ["g.1", LETTERS, midnight(2025, 7, 1), 1855, "có"]
    assert sheet["C2"].number_format == "dd/mm/yyyy"
    assert [cell.value for cell in sheet[3]] == ["g.2", None, "1885-01-01", -5, "không"]
    said = [sheet.cell(row, 2) for row in range(4, 4 + len(FORMULAS))]
    assert {cell.data_type for cell in said} == {"s"}
    # XML makes one kind of line end of the others.
    assert [cell.value.replace("\n", "\r") for cell in said] == FORMULAS
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["D"].width
    about = {row[0].value: row[1].value for row in book["Về bản này"].rows}
    assert about["Tính đến ngày"] == midnight(2025, 12, 25)
    assert about["Lần ghi sổ số"] == 3
    assert about["Ghi lúc"] == "05/01/2026 09:30"
    assert about["Địa chỉ để kiểm tra"] == STAMP.short
    assert about["Nơi"] == "An Khánh"


def test_json_has_every_fact_and_cell_under_its_key() -> None:
    said = json.loads(written("json"))
    assert said == {
        "title": FULL.title,
        "as_at": "2025-12-25",
        "edition": 3,
        "recorded_at": "2026-01-05T02:30:00+00:00",
        "address": STAMP.address,
        "short_address": STAMP.short,
        "facts": {"place": "An Khánh", "code": "27094", "day": "2025-12-25"},
        "tables": {
            "rows": [
                {column.key: _in_json(cell) for column, cell in zip(COLUMNS, row, strict=True)}
                for row in ROWS
            ],
            "none": [],
        },
    }


def _in_json(cell: Cell) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell


def test_paper_has_every_word_and_its_stamp_on_every_page() -> None:
    long = Extract("d", "Dài", FULL.facts, (Table("rows", "Các dòng", COLUMNS, ROWS * 12),))
    pages = pdf_pages(written("pdf", long))
    text = squeezed("".join(pages))
    assert len(pages) > 2
    for word in ("Dài", "AnKhánh", "01/07/2025", "1.855", squeezed(LETTERS), squeezed(FORMULAS[2])):
        assert word in text
    # Codes are for programs.
    assert "27094" not in text
    assert "g.1" not in text
    for number, footer in enumerate(pdf_pages(written("pdf", long), artifacts=True), start=1):
        for word in (
            "ngày25tháng12năm2025",
            "số3,lúc09:30ngày05/01/2026",
            STAMP.short,
            f"{number}/{len(pages)}",
        ):
            assert word in squeezed(footer)


def test_paper_says_how_many_rows_are_left_out_and_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "MOST_ROWS", 6)
    monkeypatch.setattr(paper, "_ROWS_OF_EACH", 3)
    two = Extract("h", "Hai", (), (Table("a", "A", COLUMNS, ROWS), Table("b", "B", COLUMNS, ROWS)))
    text = squeezed("".join(pdf_pages(written("pdf", two))))
    assert f"Còn{len(ROWS) - 6}dòngkhônginởđây" in text
    assert f"Còn{len(ROWS) - 3}dòngkhônginởđây" in text
    assert text.count(STAMP.address) == 2


def test_paper_says_once_what_is_the_same_in_every_row() -> None:
    rows: list[tuple[Cell, ...]] = [(key, key, date(2025, 7, 1), 1, None) for key in ("a", "b", "c")]
    text = squeezed(
        "".join(pdf_pages(written("pdf", Extract("m", "Một", (), (Table("r", "R", COLUMNS, rows),)))))
    )
    assert "Từngày:01/07/2025;Số:1" in text
    assert text.count("01/07/2025") == 1


def test_paper_marks_what_its_typeface_does_not_have() -> None:
    strange = Extract("s", "Chữ 漢 và \u202e", (Fact("f", "Mục", "\x07"),))
    assert "Chữ[U+6F22]và[U+202E]" in squeezed("".join(pdf_pages(written("pdf", strange))))


def test_the_same_edition_gives_the_same_paper() -> None:
    assert written("pdf") == written("pdf")


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_nothing_at_all_is_still_a_file(form: str) -> None:
    assert written(form, EMPTY, Stamp(None, 0, None, "https://so/"))


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_a_huge_table_is_written_whole(form: str) -> None:
    many = Extract("n", "Nhiều", (), (Table("rows", "Dòng", COLUMNS, ROWS * 500),))
    content = written(form, many)
    if form == "csv":
        assert len(rows_of_csv(content)) == len(ROWS) * 500 + 1
    elif form == "json":
        assert len(json.loads(content)["tables"]["rows"]) == len(ROWS) * 500
    else:
        assert openpyxl.load_workbook(io.BytesIO(content))["Dòng"].max_row == len(ROWS) * 500 + 1
