"""Paragraphs and tables as elements of a Word document. Lengths are in millimetres."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_TWENTIETHS_A_MILLIMETRE: Final = 1440 / 25.4


def twentieths(millimetres: float) -> int:
    """A length as Word writes it, in twentieths of a point."""
    return round(millimetres * _TWENTIETHS_A_MILLIMETRE)


def element(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """An element such as "w:p", with attributes of the same namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def run(text: str) -> BaseOxmlElement:
    """A piece of text in the style of its paragraph."""
    words = OxmlElement("w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    return element("w:r", words)


def paragraph(style: str, text: str = "", *properties: BaseOxmlElement) -> BaseOxmlElement:
    """A paragraph in a style of styles.xml, named by its id; `properties` follow the order of the format."""
    described = element("w:pPr", element("w:pStyle", val=style), *properties)
    return element("w:p", described, *([run(text)] if text else []))


def paragraphs(style: str, texts: Sequence[str]) -> list[BaseOxmlElement]:
    """A paragraph for each text."""
    return [paragraph(style, text) for text in texts]


def rule(width: float, length: float) -> BaseOxmlElement:
    """A line of a length in the middle of a width."""
    side = twentieths(max(width - length, 0) / 2)
    return paragraph("DuongKe", "", element("w:ind", left=side, right=side))


def field(style: str, instruction: str) -> BaseOxmlElement:
    """A paragraph with what Word counts itself, such as PAGE."""
    return element(
        "w:p",
        element("w:pPr", element("w:pStyle", val=style)),
        element("w:fldSimple", run("1"), instr=instruction),
    )


def cell(width: float, contents: Sequence[BaseOxmlElement], columns: int = 1) -> BaseOxmlElement:
    """A cell over so many columns; a cell has at least one paragraph."""
    properties = element("w:tcPr", element("w:tcW", w=twentieths(width), type="dxa"))
    if columns > 1:
        properties.append(element("w:gridSpan", val=columns))
    return element("w:tc", properties, *(contents or [paragraph("BangChu")]))


def row(cells: Sequence[BaseOxmlElement], *, header: bool = False) -> BaseOxmlElement:
    """A row that no page break divides; a header is repeated on each page."""
    properties = element("w:trPr", element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))
    return element("w:tr", properties, *cells)


def layout_table(widths: Sequence[float], rows: Sequence[BaseOxmlElement]) -> BaseOxmlElement:
    """A table without lines that only places things beside each other."""
    return _table(
        "TableNormal",
        widths,
        rows,
        element("w:tblCellMar", element("w:left", w=0, type="dxa"), element("w:right", w=0, type="dxa")),
        element("w:tblLook", firstRow=0, firstColumn=0, noHBand=1, noVBand=1),
    )


def data_table(
    widths: Sequence[float], rows: Sequence[BaseOxmlElement], *, caption: str, description: str
) -> BaseOxmlElement:
    """A table with lines, whose first row is its header; it is named and described to those who hear it."""
    return _table(
        "BangPhuLuc",
        widths,
        rows,
        element("w:tblLook", firstRow=1, firstColumn=0, noHBand=1, noVBand=1),
        element("w:tblCaption", val=caption),
        element("w:tblDescription", val=description),
    )


def _table(
    style: str, widths: Sequence[float], rows: Sequence[BaseOxmlElement], *more: BaseOxmlElement
) -> BaseOxmlElement:
    properties = element(
        "w:tblPr",
        element("w:tblStyle", val=style),
        element("w:tblW", w=twentieths(sum(widths)), type="dxa"),
        element("w:tblLayout", type="fixed"),
        *more,
    )
    grid = element("w:tblGrid", *(element("w:gridCol", w=twentieths(width)) for width in widths))
    return element("w:tbl", properties, grid, *rows)
