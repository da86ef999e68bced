"""A decision as a Word document, in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm

from delegation.documents import layout
from delegation.documents.characters import require_characters
from delegation.documents.decision import COUNTRY, DISTRIBUTION, DRAFT_MARK, MOTTO, Annex, DecisionDocument
from delegation.documents.wordprocessing import (
    cell,
    data_table,
    element,
    field,
    layout_table,
    paragraph,
    paragraphs,
    row,
    rule,
)

_STYLES: Final = Path(__file__).with_name("styles.xml")
# Parts of python-docx's template that a decision has no use for.
_UNUSED: Final = (
    "stylesWithEffects",
    "customXml",
    "numbering",
    "thumbnail",
    "theme",
    "fontTable",
    "webSettings",
)
_ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)


def docx_of(document: DecisionDocument, *, made_at: datetime) -> bytes:
    """The Word file. `made_at`, with its time zone, is stamped in it: the same input gives the same bytes.

    Raises DocumentRefused for a text with a character that is not seen as what it is.
    """
    require_characters(document)
    word = _blank(document, made_at)
    _set_page(word.sections[0])
    _number_pages(word.sections[0], document)
    _append(word, [_letterhead(document), *_opening(document), *_articles(document), *_closing(document)])
    for annex in document.annexes:
        section = word.add_section(WD_SECTION.NEW_PAGE)
        _set_page(section, landscape=True)
        _number_from_one(word)
        _append(word, _annex(annex))
    _append(word, [paragraph("DongRong")])
    return _packed(word)


def _blank(document: DecisionDocument, made_at: datetime) -> WordDocument:
    """An empty document with the styles of this house and the properties of the decision."""
    word = Document()
    for relations in (word.part.rels, word.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_UNUSED)]:
            del relations[key]
    styles = word.styles.element
    for child in list(styles):
        styles.remove(child)
    styles.extend(parse_xml(_STYLES.read_bytes()))
    settings = word.settings.element
    for name, value in (("w:compatSetting", "15"), ("w:themeFontLang", "vi-VN")):
        # The first setting of the template is the mode of compatibility: 15 is that of today's Word.
        next(settings.iter(qn(name))).set(qn("w:val"), value)
    stamp = made_at.astimezone(UTC).replace(tzinfo=None)
    properties = word.core_properties
    properties.title, properties.subject = document.title[:255], document.abstract_text[:255]
    properties.author, properties.comments = " ".join(document.issuing_body)[:255], ""
    properties.created = properties.modified = stamp
    properties.language = "vi-VN"
    return word


def _set_page(section: Section, *, landscape: bool = False) -> None:
    long, short = Mm(layout.PAGE_LONG), Mm(layout.PAGE_SHORT)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.top_margin, section.bottom_margin = Mm(layout.MARGIN_TOP), Mm(layout.MARGIN_BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.MARGIN_LEFT), Mm(layout.MARGIN_RIGHT)
    section.header_distance = section.footer_distance = Mm(layout.HEADER)
    section.gutter = 0


def _number_pages(section: Section, document: DecisionDocument) -> None:
    """The page number above, from the second page on; the annexes have the same, each counted from one."""
    section.different_first_page_header_footer = True
    mark = DRAFT_MARK.capitalize() if document.is_draft else ""
    for place, content in (
        (section.header, field("SoTrang", "PAGE")),
        (section.first_page_header, paragraph("SoTrang")),
        (section.footer, paragraph("ChanDuThao", mark)),
        (section.first_page_footer, paragraph("ChanDuThao", mark)),
    ):
        root = place.part.element
        for child in list(root):
            root.remove(child)
        root.append(content)


def _number_from_one(word: WordDocument) -> None:
    """Count the pages of the last section by themselves; end the one before without an empty page."""
    *_, ending, properties = word.element.body
    style = ending.get_or_add_pPr()
    style.insert(0, element("w:pStyle", val="DongRong"))
    for former in properties.findall(qn("w:pgNumType")):
        properties.remove(former)
    properties.find(qn("w:pgMar")).addnext(element("w:pgNumType", start=1))


def _append(word: WordDocument, contents: Iterable[BaseOxmlElement]) -> None:
    """Put the contents at the end, before the properties of the last section."""
    properties = word.element.body[-1]
    for content in contents:
        properties.addprevious(content)


def _letterhead(document: DecisionDocument) -> BaseOxmlElement:
    left, right = layout.LETTERHEAD
    issuer = [
        *paragraphs("CoQuanChuQuan", document.superior_lines),
        *paragraphs("CoQuanBanHanh", document.issuing_lines),
        rule(left, layout.issuer_rule(document)),
    ]
    country = [
        paragraph("QuocHieu", COUNTRY),
        paragraph("TieuNgu", MOTTO),
        rule(right, layout.motto_rule()),
    ]
    number = [paragraph("SoKyHieu", document.number_line)]
    number += [paragraph("DauDuThao", DRAFT_MARK)] if document.is_draft else []
    place = [paragraph("DiaDanhThoiGian", document.place_line)]
    return layout_table(
        layout.LETTERHEAD,
        [row([cell(left, issuer), cell(right, country)]), row([cell(left, number), cell(right, place)])],
    )


def _opening(document: DecisionDocument) -> Iterator[BaseOxmlElement]:
    yield paragraph("TenLoai", document.kind_line)
    yield paragraph("TrichYeu", document.abstract_text)
    yield rule(layout.TEXT_WIDTH, layout.abstract_rule(document))
    yield paragraph("ThamQuyenBanHanh", document.authority_line)
    yield from paragraphs("CanCu", document.preamble)
    if document.enactment_line:
        yield paragraph("LenhBanHanh", document.enactment_line)


def _articles(document: DecisionDocument) -> Iterator[BaseOxmlElement]:
    for article in document.articles:
        yield paragraph("Dieu", article.title)
        yield from paragraphs("NoiDung", article.paragraphs[:-1])
        # The signature does not stand on a page by itself.
        keep = [element("w:keepNext")] if article is document.articles[-1] else []
        yield from (paragraph("NoiDung", text, *keep) for text in article.paragraphs[-1:])


def _closing(document: DecisionDocument) -> Iterator[BaseOxmlElement]:
    left, right = layout.SIGNATURE
    receivers = [
        paragraph("NoiNhan", DISTRIBUTION),
        *paragraphs("NoiNhanDong", document.distribution_lines),
    ]
    signature = [*paragraphs("QuyenHanKy", document.capacity_lines), paragraph("HoTenKy", document.signer)]
    yield paragraph("NoiNhanDong")
    yield layout_table(layout.SIGNATURE, [row([cell(left, receivers), cell(right, signature)])])


def _annex(annex: Annex) -> Iterator[BaseOxmlElement]:
    yield paragraph("PhuLuc", annex.name)
    yield paragraph("TenPhuLuc", annex.title)
    yield paragraph("KemTheo", annex.caption)
    yield rule(layout.ANNEX_WIDTH, layout.caption_rule(annex))
    yield paragraph("BangChu")
    widths = layout.column_widths(annex)
    headings = [
        cell(width, [paragraph("BangDauCot", text)]) for width, text in zip(widths, annex.header, strict=True)
    ]
    rows = [row(headings, header=True)]
    styles = ["BangGiua" if column.centred else "BangChu" for column in annex.columns]
    for section in annex.sections:
        if section.heading:
            rows.append(row([cell(sum(widths), [paragraph("BangMuc", section.heading)], len(widths))]))
        rows += [
            row(
                [
                    cell(width, paragraphs(style, text.split("\n")))
                    for width, style, text in zip(widths, styles, texts, strict=True)
                ]
            )
            for texts in section.rows
        ]
    yield data_table(widths, rows, caption=annex.title, description=annex.caption)


def _packed(word: WordDocument) -> bytes:
    """The file with the same time on each of its parts, whenever it is written."""
    saved, packed = io.BytesIO(), io.BytesIO()
    word.save(saved)
    with ZipFile(saved) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = ZipInfo(name, _ZIP_DAY)
            part.compress_type = ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return packed.getvalue()
