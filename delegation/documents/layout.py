"""Measures of the printed page, in millimetres, the same for both files.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I: A4; margins 20-25 above and below, 30-35 left, 15-20 right; a line under the
motto as long as the motto, under the issuing body and the abstract a third to a half as long as the text.
"""

from __future__ import annotations

from typing import Final

from delegation.documents.decision import MOTTO, Annex, DecisionDocument
from delegation.documents.typeface import face

PAGE_SHORT: Final = 210.0
PAGE_LONG: Final = 297.0
MARGIN_TOP: Final = 20.0
MARGIN_BOTTOM: Final = 20.0
MARGIN_LEFT: Final = 30.0
MARGIN_RIGHT: Final = 15.0
HEADER: Final = 10.0
TEXT_WIDTH: Final = PAGE_SHORT - MARGIN_LEFT - MARGIN_RIGHT
ANNEX_WIDTH: Final = PAGE_LONG - MARGIN_LEFT - MARGIN_RIGHT

# The letterhead: the issuing body on the left; on the right, what a line of 13 points with the country's name needs.
LETTERHEAD: Final = (62.0, TEXT_WIDTH - 62.0)
ABSTRACT_WIDTH: Final = TEXT_WIDTH - 30.0
SIGNATURE: Final = (80.0, TEXT_WIDTH - 80.0)

TABLE_POINTS: Final = 12
CELL_PADDING: Final = 1.5
# Word and Typst round widths, each in its own way.
_ROUNDING: Final = 0.4
# A word that is longer than this is broken.
LONGEST_WORD: Final = 45.0

_PART_OF_TEXT: Final = 0.4


def motto_rule() -> float:
    """How long the line under the motto is: as long as the motto."""
    return face("Bold").width(MOTTO, 14)


def issuer_rule(document: DecisionDocument) -> float:
    """How long the line under the issuing body is."""
    return _rule_under(face("Bold").width(document.issuing_lines[-1], 13), LETTERHEAD[0])


def abstract_rule(document: DecisionDocument) -> float:
    """How long the line under the abstract is."""
    return _rule_under(face("Bold").width(document.abstract_text, 14), ABSTRACT_WIDTH)


def caption_rule(annex: Annex) -> float:
    """How long the line under the caption of an annex is."""
    return _rule_under(face("Italic").width(annex.caption, 14), ANNEX_WIDTH)


def _rule_under(text: float, most: float) -> float:
    """Between a third and a half of the text, or of the width that it fills if it takes several lines."""
    return min(text, most) * _PART_OF_TEXT


def column_widths(annex: Annex) -> list[float]:
    """How wide the columns of an annex are, the whole page wide together.

    A column has room for its longest word, so that no day or code is broken; what is left is dealt out by the shares.
    """
    least = [min(word, LONGEST_WORD) + 2 * CELL_PADDING + _ROUNDING for word in _longest_words(annex)]
    # What a column asks for beyond its least width is what counts, so that the small ones stay small.
    shares = [column.share for column in annex.columns]
    wanted = [
        max(ANNEX_WIDTH * share / sum(shares), width) for share, width in zip(shares, least, strict=True)
    ]
    beyond = [wish - width for wish, width in zip(wanted, least, strict=True)]
    left = ANNEX_WIDTH - sum(least)
    if left <= 0 or not sum(beyond):
        return [ANNEX_WIDTH * width / sum(least) for width in least]
    return [width + left * more / sum(beyond) for width, more in zip(least, beyond, strict=True)]


def have_wide_words(annex: Annex) -> list[bool]:
    """Of each column, whether it has a word that is wider than its cells."""
    return [
        word > width - 2 * CELL_PADDING
        for word, width in zip(_longest_words(annex), column_widths(annex), strict=True)
    ]


def _longest_words(annex: Annex) -> list[float]:
    return [
        max(_longest_word(heading, "Bold"), *(_longest_word(row[place], "Regular") for row in annex.rows))
        for place, heading in enumerate(annex.header)
    ]


def _longest_word(text: str, style: str) -> float:
    return max((face(style).width(word, TABLE_POINTS) for word in text.split()), default=0.0)
