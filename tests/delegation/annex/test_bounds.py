from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.annex.bounds import bounds_of, read_number
from delegation.limits import read_limits


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("dưới 240 tỷ đồng", "amount_vnd<240000000000"),
        ("Dưới 240.000.000.000 đồng.", "amount_vnd<240000000000"),
        ("tổng mức đầu tư không quá 2,5 tỷ", "amount_vnd<=2500000000"),
        ("từ 120 tỷ đồng đến dưới 240 tỷ đồng", "amount_vnd>=120000000000;amount_vnd<240000000000"),
        ("từ 120 đến 240 tỷ đồng", "amount_vnd>=120000000000;amount_vnd<=240000000000"),
        ("không quá 5 tầng", "floors<=5"),
        ("có quy mô từ 5 tầng đến 10 tầng", "floors>=5;floors<=10"),
        ("diện tích dưới 1.500 m²", "area_m2<1500"),
        ("trên 1,5 ha", "area_m2>15000"),
        ("Dự án nhóm C", "project_group=C"),
        ("các dự án nhóm B, nhóm C", "project_group=B|C"),
        ("nhóm B và C", "project_group=B|C"),
        ("Dự án nhóm C có tổng mức đầu tư dưới 240 tỷ đồng", "project_group=C;amount_vnd<240000000000"),
        ("dự án nhóm C, dưới 240 tỷ đồng", "project_group=C;amount_vnd<240000000000"),
    ],
)
def test_texts_that_can_mean_nothing_else(text: str, limits: str) -> None:
    assert bounds_of(text) == limits
    assert len(read_limits(limits)) == limits.count(";") + 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "240 tỷ đồng",
        "240.000.000.000",
        "dưới 240",
        "dưới 1.234.56 đồng",
        "từ 10 tỷ đến 5 tỷ",
        "trên 5 tầng đến 500 m2",
        "diện tích dưới 5 tầng",
        "Dự án nhóm C do cấp xã quản lý",
        "Dự án nhóm C do cấp xã quản lý, dưới 240 tỷ đồng",
        "dưới 240 tỷ đồng hoặc dưới 5 tầng",
        "- Dự án nhóm B dưới 500 tỷ\n- Dự án nhóm C dưới 240 tỷ",
        "dự án nhóm B; dưới 240 tỷ đồng",
        "nhóm D",
        "không dưới chuẩn",
    ],
)
def test_what_is_not_certain_stays_words(text: str) -> None:
    assert bounds_of(text) == ""


@given(st.integers(1, 10**15))
def test_amounts_come_back(amount: int) -> None:
    written = f"{amount:,}".replace(",", ".")
    assert bounds_of(f"dưới {written} đồng") == f"amount_vnd<{amount}"
    assert read_number(written) == amount


@given(st.decimals(0, 10**6, places=2, allow_nan=False))
def test_decimals_come_back(value: Decimal) -> None:
    whole, _point, rest = f"{value:.2f}".partition(".")
    assert read_number(f"{int(whole):,}".replace(",", ".") + f",{rest}") == value


@given(st.text(max_size=60))
def test_any_text_gives_limits_that_can_be_read(text: str) -> None:
    read_limits(bounds_of(text))
