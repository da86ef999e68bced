from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from delegation.annex.tables import Annex, Origin
from tests.delegation.annex.files import add_table, document, read, texts


def read_docx(write: Any) -> Annex:
    return read(document(write), "phu-luc.docx")


def test_tables_with_the_lines_before_them() -> None:
    def write(made: Document) -> None:
        made.add_paragraph("QUYẾT ĐỊNH")
        made.add_paragraph("Phụ lục II")
        add_table(made, [["STT", "Tên TTHC"], ["1", "Cấp phép"]])
        add_table(made, [["2", "Gia hạn"]])

    first, second = read_docx(write).tables
    assert first.caption == ("QUYẾT ĐỊNH", "Phụ lục II")
    assert (first.title, second.title, second.caption) == ("Bảng 1", "Bảng 2", ())
    assert texts(first.rows) == [["STT", "Tên TTHC"], ["1", "Cấp phép"]]
    assert texts(second.rows) == [["2", "Gia hạn"]]


def test_merged_cells_repeat_over_their_area() -> None:
    def write(made: Document) -> None:
        table = add_table(made, [["a", "", "c"], ["d", "e", "f"], ["", "g", "h"]])
        table.cell(0, 0).merge(table.cell(0, 1))
        table.cell(1, 0).merge(table.cell(2, 0))

    rows = read_docx(write).tables[0].rows
    assert texts(rows) == [["a", "a", "c"], ["d", "e", "f"], ["d", "g", "h"]]
    assert rows[0].cells[1].origin is Origin.MERGED_ACROSS
    assert rows[2].cells[0].origin is Origin.MERGED_DOWN


def test_breaks_hyphens_and_paragraphs() -> None:
    def write(made: Document) -> None:
        cell = made.add_table(1, 1).cell(0, 0)
        run = cell.paragraphs[0].add_run("Sở Y tế")
        run.add_break()
        run.add_text("Sở A")
        run._r.append(OxmlElement("w:noBreakHyphen"))
        run.add_text("B")
        cell.add_paragraph("Sở C").add_run().add_tab()

    assert texts(read_docx(write).tables[0].rows) == [["Sở Y tế\nSở A-B\nSở C"]]


def test_a_table_in_a_cell_is_its_text() -> None:
    def write(made: Document) -> None:
        cell = add_table(made, [["ngoài", "x"]]).cell(0, 0)
        inner = cell.add_table(2, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text, inner.cell(1, 0).text = "a", "b", "c"

    annex = read_docx(write)
    assert texts(annex.tables[0].rows) == [["ngoài\na\nb\nc", "x"]]
    assert len(annex.tables) == 1
    assert any("bảng nằm trong ô" in note for note in annex.notes)


def _run(kind: str, text: str) -> Any:
    name = "delText" if kind == "del" else "t"
    return parse_xml(f"<w:{kind} {nsdecls('w')}><w:r><w:{name}>{text}</w:{name}></w:r></w:{kind}>")


def test_tracked_changes_are_read_as_accepted() -> None:
    def write(made: Document) -> None:
        table = add_table(made, [["1", "Cấp "], ["2", "bỏ"], ["3", "x"]])
        line = table.cell(0, 1).paragraphs[0]._p
        for kind, text in (("ins", "mới"), ("del", "cũ"), ("moveFrom", "chuyển")):
            line.append(_run(kind, text))
        row = table.rows[1]._tr.get_or_add_trPr()
        row.append(OxmlElement("w:del"))

    annex = read_docx(write)
    assert texts(annex.tables[0].rows) == [["1", "Cấp mới"], ["3", "x"]]
    assert any("theo dõi thay đổi" in note for note in annex.notes)


def test_a_drawing_is_read_once() -> None:
    def write(made: Document) -> None:
        line = made.add_table(1, 1).cell(0, 0).paragraphs[0]
        namespace = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        choice = "<mc:Choice><w:r><w:t>một</w:t></w:r></mc:Choice>"
        line._p.append(
            parse_xml(
                f"<mc:AlternateContent {namespace} {nsdecls('w')}>{choice}"
                f"{choice.replace('Choice', 'Fallback')}</mc:AlternateContent>"
            )
        )

    assert texts(read_docx(write).tables[0].rows) == [["một"]]


def number(paragraph: Any, list_: int, level: int = 0) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = list_


def describe_lists(made: Document) -> None:
    root = made.part.numbering_part.element
    for element in list(root):
        root.remove(element)
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    levels = level.format(0, "decimal", "%1.") + level.format(1, "lowerLetter", "%1.%2)")
    roman = (
        '<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>'
    )
    bullet = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>'
    for key, inside in enumerate((levels, roman, bullet), start=1):
        root.append(
            parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">{inside}</w:abstractNum>')
        )
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    for key, abstract, more in ((1, 1, ""), (2, 2, ""), (3, 3, ""), (4, 1, ""), (5, 1, restart)):
        root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'
            )
        )


def test_numbers_that_word_counts_itself() -> None:
    lists = [
        (1, 0),
        (1, 0),
        (1, 1),
        (1, 1),
        (4, 0),
        (1, 1),
        (5, 0),
        (5, 0),
        (2, 0),
        (2, 0),
        (3, 0),
        (9, 0),
        (0, 0),
    ]

    def write(made: Document) -> None:
        describe_lists(made)
        table = made.add_table(len(lists), 2)
        for row, (list_, level) in zip(table.rows, lists, strict=True):
            number(row.cells[0].paragraphs[0], list_, level)
            row.cells[1].text = "x"
        assert table.rows[0].cells[0].paragraphs[0]._p.find(qn("w:pPr")) is not None

    read_ = texts(read_docx(write).tables[0].rows)
    labels = ["1.", "2.", "2.a)", "2.b)", "3.", "3.a)", "7.", "8.", "IV", "V", "-", "", ""]
    assert [row[0] for row in read_] == labels
