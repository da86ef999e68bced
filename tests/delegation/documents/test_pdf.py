from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta, timezone

import pytest

from delegation.documents.composition import decision_of
from delegation.documents.decision import DecisionDocument, Signature
from delegation.documents.pdf import pdf_of
from delegation.documents.typeface import face
from tests.databases import ROOT
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
from tests.delegation.documents.pdf_text import pdf_pages, squeezed

TYPST = '#read("/etc/passwd") #{1+1} #panic() = Mục $x$ *đậm* _nghiêng_ @nhãn \\ <nhãn> `mã` // chú /* a */ "a" -- ~'
DOCUMENTS = {
    "draft": decision_of(frame(), delegating(provision(), bare("Việc hai", "Giám đốc Sở Y tế"))),
    "signed": decision_of(signed(superior=("Bộ Nội vụ",)), delegating(*many(12))),
    "two annexes": decision_of(frame(), delegating(*many(5), changes=(change(),) * 5)),
    "normative": decision_of(frame(normative=True, authority=COMMITTEE), decentralizing(*many(4))),
    "three hundred lines": decision_of(frame(), delegating(*many(300))),
    "typst in every text": decision_of(
        frame(
            superior=(TYPST,),
            issuing_body=(TYPST,),
            authority=TYPST,
            number=TYPST,
            symbol=TYPST,
            place=TYPST,
            abstract=TYPST,
            legal_bases=(TYPST,),
            proposal=TYPST,
            distribution=(TYPST,),
            signature=Signature((TYPST,), TYPST),
        ),
        delegating(
            *[
                provision(
                    title=TYPST,
                    recipients=(TYPST,),
                    field=TYPST,
                    territory=TYPST,
                    limits=(TYPST,),
                    conditions=TYPST,
                )
            ]
            * 4,
            grantor=TYPST,
        ),
    ),
    "words without an end": decision_of(
        frame(abstract="ấ" * 200, proposal="Ộ" * 150),
        delegating(*[provision(title="g" * 300, recipients=("Ậ" * 40,), procedures=("1" * 90,))] * 4),
    ),
}


def written(document: DecisionDocument) -> bytes:
    return pdf_of(document, made_at=MADE_AT)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_file_says_what_the_document_says(name: str) -> None:
    document = DOCUMENTS[name]
    assert squeezed("".join(pdf_pages(written(document)))) == squeezed("".join(document.texts()))


def test_the_same_document_is_the_same_bytes() -> None:
    document = DOCUMENTS["two annexes"]
    assert written(document) == written(document)
    assert written(document) != pdf_of(document, made_at=MADE_AT + timedelta(days=1))
    assert b"(D:20261123090000Z)" in written(document)
    assert pdf_of(document, made_at=MADE_AT.astimezone(timezone(timedelta(hours=7)))) == written(document)


def test_it_is_tagged_named_and_in_vietnamese() -> None:
    data = written(DOCUMENTS["signed"])
    assert b"/MarkInfo" in data
    assert b"/Lang(vi" in data
    title = "Quyết định số 3321/QĐ-UBND: Về việc ủy quyền cấp giấy phép xây dựng"
    assert title.encode("utf-16-be").hex().upper().encode() in data
    assert data.count(b"/S/TH/") >= len(DOCUMENTS["signed"].annexes[0].header)
    assert len(re.findall(rb"/S/H2\b", data)) == 4


def test_only_the_packaged_typeface_is_in_it() -> None:
    fonts = set(re.findall(rb"/BaseFont/\w+\+([\w-]+)", written(DOCUMENTS["signed"])))
    assert fonts == {b"Tinos", b"Tinos-Bold", b"Tinos-Italic", b"Tinos-BoldItalic"}


def test_pages_are_numbered_from_the_second_and_each_annex_by_itself() -> None:
    around = pdf_pages(written(DOCUMENTS["two annexes"]), artifacts=True)
    numbers = [re.match(r"\d*", page) for page in around]
    assert [number and number[0] for number in numbers] == ["", "2", "", "2", ""]
    assert all("Dự thảo" in page for page in around)
    assert "Dự thảo" not in "".join(pdf_pages(written(DOCUMENTS["signed"]), artifacts=True))


def test_an_annex_repeats_its_columns_and_its_section() -> None:
    document = DOCUMENTS["three hundred lines"]
    around = pdf_pages(written(document), artifacts=True)
    fourth, last = squeezed(around[3]), squeezed(around[-1])
    (annex,) = document.annexes
    for page, section in ((fourth, annex.sections[0]), (last, annex.sections[-1])):
        assert squeezed("".join((*annex.header, section.heading))) in page


def test_pages_stand_and_annexes_lie() -> None:
    boxes = re.findall(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", written(DOCUMENTS["two annexes"]))
    lying = [float(width) > float(height) for width, height in boxes]
    assert lying == sorted(lying)
    assert (lying[0], lying[-1]) == (False, True)


def test_every_character_of_the_typeface_passes() -> None:
    letters = " ".join(
        letter for letter in sorted(face().advances) if letter.isprintable() and letter.isalnum()
    )
    assert len(letters) > 2_000
    assert written(decision_of(frame(), delegating(provision(conditions=letters))))


def test_long_documents_do_not_pile_up_in_memory() -> None:
    # A process of its own: what the others have used is not counted.
    program = """
import resource
from tests.delegation.documents.examples import MADE_AT, delegating, frame, many
from delegation.documents.composition import decision_of
from delegation.documents.pdf import pdf_of
used = []
for place in range(6):
    pdf_of(decision_of(frame(abstract=str(place)), delegating(*many(300))), made_at=MADE_AT)
    used.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print((used[-1] - used[1]) // 1024)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 80
