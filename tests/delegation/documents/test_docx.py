from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Length

from delegation.documents.composition import decision_of
from delegation.documents.decision import Article, DecisionDocument
from delegation.documents.docx import docx_of
from tests.delegation.documents.examples import (
    COMMITTEE,
    MADE_AT,
    bare,
    change,
    decentralizing,
    delegating,
    frame,
    many,
    provision,
    signed,
)
from tests.delegation.documents.pdf_text import squeezed

DOCUMENTS = {
    "draft": decision_of(frame(), delegating(provision(), bare("Việc hai", "Giám đốc Sở Y tế"))),
    "signed": decision_of(signed(superior=("Bộ Nội vụ",)), delegating(*many(12))),
    "two annexes": decision_of(frame(), delegating(*many(5), changes=(change(),) * 5)),
    "normative": decision_of(frame(normative=True, authority=COMMITTEE), decentralizing(*many(4))),
}
LONG = decision_of(frame(), delegating(*many(300)))


def opened(document: DecisionDocument) -> Document:
    return docx.Document(io.BytesIO(docx_of(document, made_at=MADE_AT)))


def printed(word: Document) -> Iterator[str]:
    """The texts of the body, in the order in which they are read."""
    for text in word.element.body.iter(qn("w:t")):
        yield text.text


def millimetres(length: Length | None) -> int:
    assert length is not None
    return round(length.mm)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_file_says_what_the_document_says(name: str) -> None:
    document = DOCUMENTS[name]
    assert squeezed("".join(printed(opened(document)))) == squeezed("".join(document.texts()))


def test_three_hundred_lines_are_three_hundred_rows() -> None:
    *_, table = opened(LONG).tables
    (annex,) = LONG.annexes
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    headings = {section.heading for section in annex.sections}
    assert tuple(rows[0]) == annex.header
    assert [tuple(row) for row in rows[1:] if row[0] not in headings] == list(annex.rows)
    assert len(annex.rows) == 300


def test_the_same_document_is_the_same_bytes() -> None:
    document = DOCUMENTS["two annexes"]
    elsewhere = MADE_AT.astimezone(timezone(timedelta(hours=7)))
    assert docx_of(document, made_at=MADE_AT) == docx_of(document, made_at=elsewhere)
    with zipfile.ZipFile(io.BytesIO(docx_of(document, made_at=MADE_AT))) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_properties_tell_what_it_is() -> None:
    properties = opened(DOCUMENTS["signed"]).core_properties
    assert properties.title == "Quyết định số 3321/QĐ-UBND: Về việc ủy quyền cấp giấy phép xây dựng"
    assert properties.author == "Ủy ban nhân dân Thành phố Hồ Chí Minh"
    assert properties.language == "vi-VN"
    assert properties.created == datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert not properties.comments


def test_the_page_is_that_of_the_decree() -> None:
    first, annex = opened(DOCUMENTS["draft"]).sections[0], opened(DOCUMENTS["signed"]).sections[1]
    assert (millimetres(first.page_width), millimetres(first.page_height)) == (210, 297)
    assert (millimetres(annex.page_width), millimetres(annex.page_height)) == (297, 210)
    assert annex.orientation == WD_ORIENT.LANDSCAPE
    for section in (first, annex):
        assert 20 <= millimetres(section.top_margin) <= 25
        assert 20 <= millimetres(section.bottom_margin) <= 25
        assert 30 <= millimetres(section.left_margin) <= 35
        assert 15 <= millimetres(section.right_margin) <= 20


def test_pages_are_numbered_from_the_second_and_each_annex_by_itself() -> None:
    first, *annexes = opened(DOCUMENTS["two annexes"]).sections
    assert first.different_first_page_header_footer
    assert "PAGE" in first.header.part.element.xml
    assert "PAGE" not in first.first_page_header.part.element.xml
    assert len(annexes) == 2
    for annex in annexes:
        assert annex.header.is_linked_to_previous
        assert annex.different_first_page_header_footer
        (numbering,) = annex._sectPr.findall(qn("w:pgNumType"))
        assert numbering.get(qn("w:start")) == "1"


@pytest.mark.parametrize(("name", "mark"), [("draft", "Dự thảo"), ("signed", "")])
def test_a_draft_is_marked_on_every_page(name: str, mark: str) -> None:
    section = opened(DOCUMENTS[name]).sections[0]
    for footer in (section.footer, section.first_page_footer):
        assert "".join(paragraph.text for paragraph in footer.paragraphs) == mark


@pytest.mark.parametrize(
    ("style", "size", "bold", "italic"),
    [
        ("Quốc hiệu", 13, True, None),
        ("Tiêu ngữ", 14, True, None),
        ("Cơ quan ban hành", 13, True, None),
        ("Số, ký hiệu", 13, None, None),
        ("Địa danh, thời gian", 13, None, True),
        ("Nơi nhận", 12, True, True),
        ("Nơi nhận, từng dòng", 11, None, None),
    ],
)
def test_letters_are_as_the_decree_has_them(style: str, size: int, bold: bool, italic: bool) -> None:
    font = opened(DOCUMENTS["draft"]).styles[style].font
    assert (font.size.pt, font.bold, font.italic) == (size, bold, italic)


def test_every_paragraph_is_in_a_style_of_the_house_and_in_times() -> None:
    word = opened(DOCUMENTS["two annexes"])
    known = {style.style_id for style in word.styles}
    used = {style.get(qn("w:val")) for style in word.element.body.iter(qn("w:pStyle"))}
    assert used <= known
    (fonts,) = word.styles.element.iter(qn("w:rFonts"))
    assert set(fonts.attrib.values()) == {"Times New Roman"}
    (language,) = word.styles.element.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "vi-VN"


def test_the_annex_repeats_its_header_breaks_no_row_and_is_named_for_those_who_hear_it() -> None:
    *_, table = opened(DOCUMENTS["signed"]).tables
    marked = [row for row in table._tbl.tr_lst if row.find(f".//{qn('w:tblHeader')}") is not None]
    assert marked == [table._tbl.tr_lst[0]]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in table._tbl.tr_lst)
    caption = table._tbl.tblPr.find(qn("w:tblCaption"))
    assert caption.get(qn("w:val")) == "DANH MỤC NHIỆM VỤ, QUYỀN HẠN ĐƯỢC ỦY QUYỀN"


def test_columns_fill_the_page_and_have_room_for_their_longest_words() -> None:
    *_, table = opened(DOCUMENTS["signed"]).tables
    widths = dict(
        zip(
            [cell.text for cell in table.rows[0].cells],
            [millimetres(column.width) for column in table.columns],
            strict=True,
        )
    )
    assert sum(widths.values()) == pytest.approx(252, abs=5)
    assert widths["Từ ngày"] >= 23
    assert widths["STT"] < 15


def test_an_article_without_paragraphs_stands_by_its_title() -> None:
    document = frame(articles=(Article(1, "", ()),))
    assert "Điều 1." in list(printed(opened(document)))
