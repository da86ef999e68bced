from __future__ import annotations

import re

import pytest

from delegation.documents.composition import decision_of
from delegation.documents.enactment import Enactment, citations, miscitations
from delegation.documents.provisions import ProvisionLine
from tests.delegation.documents.examples import (
    CONSTRUCTION,
    HEALTH,
    bare,
    change,
    decentralizing,
    delegating,
    frame,
    many,
    provision,
)

_ONE = (bare("Việc một", CONSTRUCTION),)
_ALIKE = (*_ONE, bare("Việc hai", CONSTRUCTION))
_APART = (*_ONE, bare("Việc hai", HEALTH))
_MIXED = (*_APART, bare("Việc ba", CONSTRUCTION))


@pytest.mark.parametrize(
    ("provisions", "places"),
    [
        (_ONE, ["Điều 1"]),
        (_ALIKE, ["khoản 1 Điều 1", "khoản 2 Điều 1"]),
        (_APART, ["khoản 1 Điều 1", "khoản 2 Điều 1"]),
        (_MIXED, ["điểm a khoản 1 Điều 1", "khoản 2 Điều 1", "điểm b khoản 1 Điều 1"]),
    ],
)
def test_a_few_provisions_are_cited_by_article(
    provisions: tuple[ProvisionLine, ...], places: list[str]
) -> None:
    assert list(citations(delegating(*provisions))) == places


def test_a_few_provisions_make_an_annex_where_that_is_wished() -> None:
    enactment = delegating(*_APART, in_annex=True)
    assert citations(enactment) == ("số thứ tự 1 Phụ lục", "số thứ tự 2 Phụ lục")
    (annex,) = decision_of(frame(), enactment).annexes
    assert len(annex.rows) == 2
    assert decision_of(frame(), delegating(changes=(change(),), in_annex=True)).annexes == ()


def test_a_decentralization_grants_in_its_fourth_article() -> None:
    assert citations(decentralizing(*_APART)) == ("khoản 1 Điều 4", "khoản 2 Điều 4")


@pytest.mark.parametrize("provisions", [_ONE, _ALIKE, _APART, _MIXED])
def test_the_text_stands_where_it_is_cited(provisions: tuple[ProvisionLine, ...]) -> None:
    enactment = delegating(*provisions)
    article, *_ = decision_of(frame(), enactment).articles
    clause = ""
    found = {}
    for paragraph in article.paragraphs:
        number = re.match(r"(\d+)\. ", paragraph)
        letter = re.match(r"([a-z])\) ", paragraph)
        clause = f"khoản {number[1]} " if number else clause
        for place, line in enumerate(provisions):
            if line.title in paragraph:
                found[place] = f"điểm {letter[1]} {clause}Điều 1" if letter else f"{clause}Điều 1"
    assert tuple(found[place] for place in range(len(provisions))) == citations(enactment)


def test_more_provisions_are_cited_by_their_number_in_the_annex() -> None:
    enactment = delegating(*many(9))
    (annex,) = decision_of(frame(), enactment).annexes
    title_of = {row[0]: row[1] for row in annex.rows}
    for line, place in zip(enactment.provisions, citations(enactment), strict=True):
        serial = place.removeprefix("số thứ tự ").removesuffix(" Phụ lục")
        assert title_of[serial] == line.title


def test_of_two_annexes_the_provisions_are_the_first() -> None:
    enactment = delegating(*many(4), changes=(change(),) * 4)
    assert citations(enactment)[0] == "số thứ tự 1 Phụ lục I"
    assert [annex.name for annex in decision_of(frame(), enactment).annexes] == ["Phụ lục I", "Phụ lục II"]


def test_sections_follow_the_fields_and_count_on() -> None:
    (annex,) = decision_of(
        frame(),
        delegating(
            bare("Việc 1", HEALTH, field="Y tế"),
            bare("Việc 2", HEALTH),
            bare("Việc 3", HEALTH, field="Đất đai"),
            bare("Việc 4", HEALTH, field="Y tế"),
        ),
    ).annexes
    assert [(section.heading, [row[:2] for row in section.rows]) for section in annex.sections] == [
        ("I. Lĩnh vực Y tế", [("1", "Việc 1"), ("2", "Việc 4")]),
        ("II. Lĩnh vực Đất đai", [("3", "Việc 3")]),
        ("III. Lĩnh vực khác", [("4", "Việc 2")]),
    ]


def test_without_fields_there_are_no_sections() -> None:
    (annex,) = decision_of(
        frame(), delegating(*(bare(f"Việc {place}", HEALTH) for place in range(5)))
    ).annexes
    assert [section.heading for section in annex.sections] == [""]


@pytest.mark.parametrize(
    ("said", "agrees"),
    [("", True), ("khoản 2 Điều 1", True), ("điều 1", True), ("khoản 1 Điều 1", False), ("Điều 11", False)],
)
def test_a_row_that_says_it_stands_elsewhere_is_told(said: str, agrees: bool) -> None:
    enactment: Enactment = delegating(*_ONE, provision(citation=said))
    assert [found.position for found in miscitations(enactment)] == ([] if agrees else [1])
