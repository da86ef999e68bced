from __future__ import annotations

import pytest

from delegation.documents.characters import require_characters
from delegation.documents.composition import decision_of
from delegation.documents.decision import DecisionDocument, DocumentRefused
from delegation.documents.docx import docx_of
from delegation.documents.pdf import pdf_of
from tests.delegation.documents.examples import HEALTH, MADE_AT, bare, delegating, frame, provision

UNSEEN = ["\x00", "\x1b", "\x7f", "\u200b", "\u00ad", "\u202e", "\ufeff", "\ue000", "\ud800", "\uffff"]


def titled(title: str) -> DecisionDocument:
    return decision_of(frame(), delegating(bare(title, HEALTH)))


@pytest.mark.parametrize("character", UNSEEN, ids=ascii)
def test_what_is_not_seen_is_in_no_file(character: str) -> None:
    document = titled(f"Cấp giấy{character}phép")
    for write in (docx_of, pdf_of):
        with pytest.raises(DocumentRefused) as refused:
            write(document, made_at=MADE_AT)
        (sentence,) = refused.value.reasons
        assert f"U+{ord(character):04X}" in sentence


def test_each_character_is_told_once_with_where_it_stands() -> None:
    document = decision_of(
        frame(abstract="A\u200b", place="B\u200b\u202e"), delegating(*[provision(title="C\u200b")] * 5)
    )
    with pytest.raises(DocumentRefused) as refused:
        require_characters(document)
    assert [reason[: reason.index(" trong")] for reason in refused.value.reasons] == [
        "Không in được ký tự U+200B",
        "Không in được ký tự U+202E",
    ]


def test_only_the_pdf_needs_the_letter_in_its_typeface() -> None:
    document = titled("Cấp giấy phép loại ①")
    assert docx_of(document, made_at=MADE_AT)
    with pytest.raises(DocumentRefused, match=r"U\+2460"):
        pdf_of(document, made_at=MADE_AT)
