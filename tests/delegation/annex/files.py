"""Annexes for tests: real files, made with openpyxl and python-docx, and packages of raw parts for hostile ones."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
from docx.document import Document

from delegation.annex.reading import read_annex
from delegation.annex.tables import Annex, SourceRow

Rows = Iterable[Sequence[Any]]

_MAIN: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_TYPES: Final = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="{main}"/>{more}</Types>'
)
_LINK: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
    ' Target="{target}"/></Relationships>'
)
_WORKBOOK: Final = '<workbook><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'


def workbook(rows: Rows, merged: Iterable[str] = (), change: Callable[[Any], None] | None = None) -> bytes:
    """An .xlsx of one sheet, "Phụ lục"; `change` gets the workbook before it is saved."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Phụ lục"
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    if change is not None:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def document(write: Callable[[Document], object]) -> bytes:
    """A .docx."""
    made = docx.Document()
    write(made)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def add_table(made: Document, rows: Sequence[Sequence[str]]) -> Any:
    """A table with these texts."""
    table = made.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def package(parts: Mapping[str, str | bytes], main: str = _MAIN, more: str = "") -> bytes:
    """An .xlsx of raw parts, over a workbook with one sheet; a part given here stands instead."""
    every: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES.format(main=main, more=more),
        "_rels/.rels": _LINK.format(kind="officeDocument", target="xl/workbook.xml"),
        "xl/workbook.xml": _WORKBOOK,
        "xl/_rels/workbook.xml.rels": _LINK.format(kind="worksheet", target="worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet('<row r="1"><c r="A1" t="str"><v>x</v></c></row>'),
        **parts,
    }
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in every.items():
            archive.writestr(name, content)
    return file.getvalue()


def sheet(rows: str, after: str = "") -> str:
    """The XML of a sheet."""
    return f"<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>"


def read(data: bytes, name: str = "phu-luc.xlsx") -> Annex:
    """What is read of a file."""
    return read_annex(name, io.BytesIO(data))


def texts(rows: Iterable[SourceRow]) -> list[list[str]]:
    """The texts of rows."""
    return [[cell.text for cell in row.cells] for row in rows]
