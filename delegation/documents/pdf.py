"""A decision as a PDF, in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I, for reading, printing and keeping."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from delegation.documents import layout
from delegation.documents.characters import require_characters
from delegation.documents.decision import COUNTRY, DISTRIBUTION, DRAFT_MARK, MOTTO, Annex, DecisionDocument
from delegation.documents.typeface import FAMILY
from delegation.documents.typesetting import is_printable, typeset

_TEMPLATE: Final = Path(__file__).with_name("decision.typ")


def pdf_of(document: DecisionDocument, *, made_at: datetime) -> bytes:
    """The PDF. `made_at`, with its time zone, is stamped in it: the same input gives the same bytes.

    Raises DocumentRefused for a text with a character that is not seen as what it is, or that the typeface lacks.
    """
    require_characters(document, is_printable)
    return typeset(_TEMPLATE, _said(document), made_at=made_at)


def _said(document: DecisionDocument) -> dict[str, Any]:
    """What the template sets, under the names by which it knows it."""
    return {
        "title": document.title,
        "author": " ".join(document.issuing_body),
        "superior": document.superior_lines,
        "issuer": document.issuing_lines,
        "country": COUNTRY,
        "motto": MOTTO,
        "number": document.number_line,
        "draft": DRAFT_MARK if document.is_draft else None,
        "draft_footer": DRAFT_MARK.capitalize(),
        "place": document.place_line,
        "kind": document.kind_line,
        "abstract": document.abstract_text,
        "authority": document.authority_line,
        "preamble": document.preamble,
        "enactment": document.enactment_line,
        "articles": [
            {"title": article.title, "paragraphs": article.paragraphs} for article in document.articles
        ],
        "distribution_heading": DISTRIBUTION,
        "distribution": document.distribution_lines,
        "capacity": document.capacity_lines,
        "signer": document.signer,
        "annexes": [_annex(annex) for annex in document.annexes],
        "measures": {
            "family": FAMILY,
            "top": layout.MARGIN_TOP,
            "bottom": layout.MARGIN_BOTTOM,
            "left": layout.MARGIN_LEFT,
            "right": layout.MARGIN_RIGHT,
            "letterhead": layout.LETTERHEAD,
            "signature": layout.SIGNATURE,
            "abstract": layout.ABSTRACT_WIDTH,
            "table_points": layout.TABLE_POINTS,
            "cell_padding": layout.CELL_PADDING,
            "motto_rule": layout.motto_rule(),
            "issuer_rule": layout.issuer_rule(document),
            "abstract_rule": layout.abstract_rule(document),
        },
    }


def _annex(annex: Annex) -> dict[str, Any]:
    widths = layout.column_widths(annex)
    return {
        "name": annex.name,
        "title": annex.title,
        "caption": annex.caption,
        "rule": layout.caption_rule(annex),
        "columns": [
            {"heading": column.heading, "centred": column.centred, "width": width, "has_wide_words": wide}
            for column, width, wide in zip(annex.columns, widths, layout.have_wide_words(annex), strict=True)
        ],
        "sections": [{"heading": section.heading, "rows": section.rows} for section in annex.sections],
    }
