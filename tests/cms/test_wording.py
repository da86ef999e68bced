"""Whatever the rules can answer has words: a new kind without them would reach people as a code."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest

from cms import wording
from delegation.authority import ORIGIN_NOT_RECORDED, Status
from delegation.limits import DIMENSIONS, read_limit
from delegation.records import CHANGE_ACTIONS, CONFIDENCES, GRANT_KINDS, RELATION_KINDS
from units.kinds import OFFICE_KINDS, UNIT_KINDS

DEFECTS = (
    "GRANTOR_NOT_COMPETENT",
    "GRANTOR_ENDED",
    "SUBDELEGATED",
    "REDECENTRALIZED",
    "NOT_DELEGABLE",
    "BASIS_ENDED",
    "TERRITORY_PARTLY",
)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (get_args(Status), wording.STATUS),
        (get_args(Status), wording.STATUS_MEANING),
        (get_args(Status), wording.STATUS_TONE),
        (GRANT_KINDS, wording.GRANT_KIND),
        (GRANT_KINDS, wording.GRANT_KIND_MEANING),
        (DEFECTS, wording.DEFECT),
        ((ORIGIN_NOT_RECORDED,), wording.CAVEAT),
        (CONFIDENCES, wording.CONFIDENCE),
        (CONFIDENCES, wording.CONFIDENCE_MEANING),
        (RELATION_KINDS, wording.RELATION_MADE),
        (RELATION_KINDS, wording.RELATION_UNDERGONE),
        (CHANGE_ACTIONS, wording.CHANGE_ACTION),
        (UNIT_KINDS, wording.UNIT_KIND),
        (OFFICE_KINDS, wording.OFFICE_KIND),
        (DIMENSIONS, wording.DIMENSION),
    ],
)
def test_everything_has_words(keys: tuple[str, ...], words: wording.Words) -> None:
    assert set(keys) == set(words)
    assert all(str(text) for text in words.values())


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("amount_vnd<240000000000", "số tiền dưới 240.000.000.000 đồng"),
        ("area_m2>=1500.50", "diện tích từ 1.500,5 m²"),
        ("floors<=7", "số tầng không quá 7 tầng"),
        ("project_group=C|B", "dự án nhóm B hoặc nhóm C"),
        ("site=khu_cong_nghe_cao", "trong Khu Công nghệ cao"),
        ("site=mot_noi_moi", "mot_noi_moi"),
    ],
)
def test_a_limit_is_said_in_words(limit: str, words: str) -> None:
    assert wording.limit_in_words(read_limit(limit)) == words


def test_numbers_are_written_as_in_vietnamese() -> None:
    assert wording.number(1855) == "1.855"
    assert wording.number(Decimal("2.4E11")) == "240.000.000.000"
