"""Whatever is sent, the answer is a table or a sentence, and it comes before memory or time run out."""

from __future__ import annotations

import io
import struct
from zipfile import ZIP_BZIP2, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegation.annex import package as packages
from delegation.annex import tables
from delegation.annex.refusal import AnnexRefused
from tests.delegation.annex.files import document, package, read, sheet, workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def refused(data: bytes, name: str = "phu-luc.xlsx") -> str:
    with pytest.raises(AnnexRefused) as refusal:
        read(data, name)
    return str(refusal.value)


def answered(data: bytes) -> str | int:
    """The sentence of a refusal, or how many tables there are."""
    try:
        return len(read(data).tables)
    except AnnexRefused as refusal:
        return str(refusal)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "rỗng"),
        (_OLE, "kiểu cũ"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xef\xbb\xbf  <html><table><tr><td>STT</td></tr></table>", "trang web"),
        (b"<?xml version='1.0'?><Workbook/>", "trang web"),
        (b"{\\rtf1", "RTF"),
        ("STT,Tên TTHC\n1,Cấp phép".encode(), "không phải .xlsx"),
        (b"PK\x03\x04 and nothing more", "hỏng"),
        (workbook([["STT"]])[:-40], "hỏng"),
    ],
    ids=["empty", "ole", "locked", "pdf", "html", "xml", "rtf", "csv", "no zip", "cut off"],
)
def test_what_is_no_package(data: bytes, said: str) -> None:
    assert said in refused(data)


def test_a_zip_that_is_no_document() -> None:
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "không phải bảng tính" in refused(file.getvalue())


def test_a_template_or_a_presentation() -> None:
    assert "bản mẫu" in refused(package({}, main="application/vnd.ms-powerpoint"))


@pytest.mark.parametrize("name", ["a.xlsm", "a.DOCM", "a.xlsb"])
def test_a_name_that_announces_macros(name: str) -> None:
    assert "macro" in refused(workbook([["STT"]]), name)


@pytest.mark.parametrize(
    "data",
    [
        package({"xl/vbaProject.bin": b"x"}),
        package({"xl/macrosheets/sheet1.xml": "<a/>"}),
        package({"xl/activeX/activeX1.bin": b"x"}),
        package({}, main="application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        package({}, more='<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'),
    ],
    ids=["program", "macro sheet", "control", "type of the book", "type of a part"],
)
def test_a_program_in_the_file(data: bytes) -> None:
    assert "macro" in refused(data)


_DTD = '<!DOCTYPE worksheet [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "dtd", [_DTD, _LAUGHS, '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">', "<!DOCTYPE w>"]
)
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_entities_and_outside_definitions(dtd: str, part: str) -> None:
    assert "DTD" in refused(package({part: f"{dtd}<w>&e;</w>"}))


def test_a_definition_hidden_in_another_encoding() -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?>{_DTD}<worksheet/>'
    assert "DTD" in refused(package({"xl/worksheets/sheet1.xml": text.encode("utf-16")}))


def test_a_document_with_entities() -> None:
    made = document(lambda made: made.add_table(1, 1))
    file = io.BytesIO(made)
    out = io.BytesIO()
    with ZipFile(file) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                start = part.index(b"<w:document")
                part = part[:start] + _DTD.encode() + part[start:]
            new.writestr(name, part)
    assert "DTD" in refused(out.getvalue(), "a.docx")


def test_a_file_over_the_limit() -> None:
    assert "20 MB" in refused(b"PK\x03\x04" + b"\0" * packages.MOST_BYTES)


def test_a_bomb_by_what_it_declares() -> None:
    assert "giải nén" in refused(package({"xl/worksheets/sheet1.xml": b" " * (12 * 1024 * 1024)}))


def test_a_bomb_that_declares_little_yields_no_more_than_it_declares() -> None:
    data = package({"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 30_000_000})
    honest = struct.pack("<L", 30_000_011)
    assert honest in data
    assert "hỏng" in refused(data.replace(honest, struct.pack("<L", 1_000)))


def test_bytes_are_counted_while_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_READ", 4_000)
    monkeypatch.setattr(packages, "_CHUNK", 1_000)
    assert "giải nén" in refused(package({"xl/worksheets/sheet1.xml": sheet("<row/>" * 1_000)}))


def test_elements_are_counted_over_all_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_EVENTS", 60)
    assert read(package({})).tables
    assert "giải nén" in refused(package({"xl/worksheets/sheet1.xml": sheet("<a/>" * 60)}))


def test_elements_in_elements_without_end() -> None:
    assert "hỏng" in refused(package({"xl/worksheets/sheet1.xml": "<a>" * 300 + "</a>" * 300}))


def test_many_small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_PARTS", 20)
    assert "quá nhiều" in refused(package({f"x{n}": b"" for n in range(30)}))


def test_two_parts_of_one_name() -> None:
    assert "hỏng" in refused(package({"XL/Workbook.xml": "<workbook/>"}))


def test_an_unusual_compression() -> None:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_BZIP2) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>" * 100)
    assert "hỏng" in refused(file.getvalue())


def test_a_part_with_a_password() -> None:
    data = bytearray(package({}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    assert "mật khẩu" in refused(bytes(data))


def test_more_rows_than_an_annex_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    assert "3 dòng" in refused(workbook([[n] for n in range(4)]))
    assert len(read(workbook([[n] for n in range(3)])).tables[0].rows) == 3


def test_a_row_far_down_costs_no_more_than_one() -> None:
    rows = '<row r="1048576"><c r="B1048576" t="str"><v>x</v></c></row>'
    (table,) = read(package({"xl/worksheets/sheet1.xml": sheet(rows)})).tables
    assert [row.number for row in table.rows] == [1_048_576]


def test_more_columns_than_an_annex_has() -> None:
    rows = '<row r="1"><c r="XFD1" t="str"><v>x</v></c></row>'
    assert "200 cột" in refused(package({"xl/worksheets/sheet1.xml": sheet(rows)}))


def test_more_cells_than_an_annex_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables.Budget, "__init__", lambda self: setattr(self, "cells", 5))
    assert "ô có chữ" in refused(workbook([["a", "b", "c"], ["d", "e", "f"]]))


def test_a_cell_longer_than_a_cell_can_be() -> None:
    rows = f'<row r="7"><c r="A7" t="str"><v>{"x" * 40_000}</v></c></row>'
    assert "dòng 7" in refused(package({"xl/worksheets/sheet1.xml": sheet(rows)}))


def test_a_merged_area_over_everything_repeats_only_where_the_table_is() -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>x</v></c><c r="C1" t="str"><v>z</v></c></row>'
    after = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    (table,) = read(package({"xl/worksheets/sheet1.xml": sheet(rows, after)})).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["x", "x", "x"]]


def test_merged_areas_are_paid_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables.Budget, "__init__", lambda self: setattr(self, "cells", 50))
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>x</v></c></row>' for n in range(1, 11))
    after = '<mergeCells><mergeCell ref="A1:A10"/></mergeCells>'.replace(
        '<mergeCell ref="A1:A10"/>', '<mergeCell ref="A1:A10"/>' * 9
    )
    assert "ô có chữ" in refused(package({"xl/worksheets/sheet1.xml": sheet(rows, after)}))


def test_pictures_without_a_table() -> None:
    assert "bản quét" in refused(document(lambda made: made.add_paragraph("chỉ có chữ")), "a.docx")


def test_what_points_out_of_the_file_is_not_followed() -> None:
    link = (
        '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="file:///etc/passwd"'
        ' TargetMode="External"/></Relationships>'
    )
    assert "Không thấy bảng" in refused(package({"xl/_rels/workbook.xml.rels": link}))


def test_a_target_outside_of_the_package_is_none() -> None:
    link = '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="../../../etc/passwd"/></Relationships>'
    assert "Không thấy bảng" in refused(package({"xl/_rels/workbook.xml.rels": link}))


def test_embedded_objects_and_links_are_left_aside_and_told() -> None:
    annex = read(
        package({"xl/embeddings/oleObject1.bin": b"x", "xl/externalLinks/externalLink1.xml": "<a/>"})
    )
    assert [note for note in annex.notes if "1 đối tượng nhúng" in note]
    assert [note for note in annex.notes if "liên kết tới tệp khác" in note]


_SOUND = workbook([["STT", "Tên TTHC"], [1, "Cấp giấy phép"]], ["A1:A2"])


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(_SOUND)))
    end = data.draw(st.integers(start, min(len(_SOUND), start + 30)))
    damaged = _SOUND[:start] + data.draw(st.binary(max_size=30)) + _SOUND[end:]
    assert answered(damaged)


_XML = st.sampled_from(
    [
        *(
            "<row>",
            "</row>",
            "<row/>",
            "<v>",
            "</v>",
            "<f>",
            "</f>",
            "<t>",
            "</t>",
            "</c>",
            "-1",
            "1e999",
            "NaN",
            "&#9;",
            "_x0000_",
            "<c/>",
        ),
        *("<row r='x'>", "<c r='A1' t='s'>", "<c r='ZZZ9' s='99'>"),
        *("<mergeCell ref='B2:A1'/>", "<mergeCell ref='A0:A'/>"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_XML, max_size=12))
def test_any_sheet_is_read_or_refused(pieces: list[str]) -> None:
    for rows in ("".join(pieces), '<row r="1"><c r="A1" t="str"><v>' + "".join(pieces)):
        assert answered(package({"xl/worksheets/sheet1.xml": sheet(rows)}))
