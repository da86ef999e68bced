"""Downloads are opened in spreadsheet programs: nothing in them may be taken for a formula."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from units.editing.tables import csv_of, download, inert, xlsx_of

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("cell", DANGEROUS)
def test_what_begins_like_a_formula_is_text(cell: str) -> None:
    assert inert(cell) == f"'{cell}"
    read = list(csv.reader(io.StringIO(csv_of(["a"], [[cell]]).decode("utf-8-sig"), newline="")))
    assert read == [["a"], [f"'{cell}"]]
    book = load_workbook(io.BytesIO(xlsx_of(["a"], [[cell]])))
    (value,) = [row[0] for row in book.active.iter_rows(min_row=2)]
    assert value.data_type == "s"


def test_words_stay_as_they_are() -> None:
    rows = [["Tổ, một", 'đặc "khu"'], ["hai\nba", "a=b"]]
    written = csv_of(["Đơn vị", "Nhóm"], rows)
    assert written.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))[1:] == rows
    book = load_workbook(io.BytesIO(xlsx_of(["Đơn vị", "Nhóm"], rows)))
    assert [[cell.value for cell in row] for row in book.active.iter_rows(min_row=2)] == rows


def test_a_letter_that_no_workbook_holds_is_left_out() -> None:
    book = load_workbook(io.BytesIO(xlsx_of(["a"], [["b\x07c"]])))
    assert book.active["A2"].value == "bc"


@pytest.mark.parametrize(("form", "kind"), [("csv", "text/csv"), ("xlsx", "application/vnd.openxml")])
def test_a_download_is_a_file_with_a_name(form: str, kind: str) -> None:
    answer = download("quyen", form, ["a"], [["b"]])
    assert answer.headers["Content-Type"].startswith(kind)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="quyen.{form}"'
