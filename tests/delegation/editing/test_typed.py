from __future__ import annotations

from datetime import date

import pytest

from delegation.editing.labels import limits_in_words
from delegation.editing.typed import cell_as_typed, day_typed, limits_typed
from delegation.wording import SITE


@pytest.mark.parametrize(
    "text",
    ["1/7/2025", "01/07/2025", "1.7.2025", "1-7-2025", "2025-07-01", "2025-7-1", "ngày 1 tháng 7 năm 2025"],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert day_typed(text) == date(2025, 7, 1)


@pytest.mark.parametrize("text", ["31/2/2025", "7/2025", "1/7/25", "nay", "٠١/٠٧/2025", "2025-07-01T00:00"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_typed(text) is None


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("dưới 240 tỷ", "amount_vnd<240000000000"),
        ("duoi 240 ty dong", "amount_vnd<240000000000"),
        ("không quá 1,5 tỷ đồng", "amount_vnd<=1500000000"),
        ("trên 1.200.000 đồng", "amount_vnd>1200000"),
        ("500 triệu trở xuống", "amount_vnd<=500000000"),
        ("tổng mức đầu tư từ 45 tỷ đồng trở lên", "amount_vnd>=45000000000"),
        ("không quá 5 tầng", "floors<=5"),
        ("5 tầng", "floors=5"),
        ("từ 5 đến dưới 10 tầng", "floors>=5;floors<10"),
        ("số tầng từ 5 đến 10", "floors>=5;floors<=10"),
        ("từ 1.000 m2 đến dưới 2 ha", "area_m2>=1000;area_m2<20000"),
        ("dưới 10 ha và trên 5 tầng", "area_m2<100000;floors>5"),
        ("nhóm B, C", "project_group=B|C"),
        ("dự án nhóm B hoặc nhóm C; dưới 240 tỷ", "project_group=B|C;amount_vnd<240000000000"),
        ("Trong khu công nghệ cao", "site=khu_cong_nghe_cao"),
        ("amount_vnd<240000000000", "amount_vnd<240000000000"),
    ],
)
def test_limits_are_read_from_words(text: str, cell: str) -> None:
    assert limits_typed(text) == cell


@pytest.mark.parametrize(
    "text",
    [
        "tùy trường hợp",
        "trên 5",
        "dưới 10 ha và trên 5",
        "số tầng dưới 10 ha",
        "dưới 240 tỷ, trừ dự án của tỉnh",
        "dưới 1.23.4 tỷ",
        "dưới 240 tỷ; và gì đó",
    ],
)
def test_what_is_not_surely_a_limit_stays_as_it_was_typed(text: str) -> None:
    assert limits_typed(text) == text


@pytest.mark.parametrize(
    "cell",
    [
        "amount_vnd<240000000000",
        "amount_vnd>=1500000000.5",
        "area_m2<=20000",
        "floors=5",
        "project_group=A|B|C",
        *(f"site={site}" for site in SITE),
    ],
)
def test_the_words_of_a_limit_are_read_back_as_the_limit(cell: str) -> None:
    words = limits_in_words(cell)
    assert words is not None
    assert limits_typed(words) == cell


@pytest.mark.parametrize(
    ("table", "column", "text", "cell"),
    [
        ("grants", "kind", "Ủy quyền", "delegation"),
        ("grants", "kind", "phan cap", "decentralization"),
        ("grants", "kind", "delegation", "delegation"),
        ("grants", "kind", "cho mượn", "cho mượn"),
        ("grants", "valid_until", " 31/12/2026 ", "2026-12-31"),
        ("grants", "valid_until", "hết năm", "hết năm"),
        ("grants", "citation", " Điều 5 ", "Điều 5"),
        ("grants", "recipients", "a;b", "a;b"),
        ("scopes", "unit_kinds", "Phường; xã", "ward;commune"),
        ("powers", "delegable", "Không", "no"),
        ("grants", "nothing", " x ", "x"),
    ],
)
def test_a_cell_is_what_was_meant_in_its_column(table: str, column: str, text: str, cell: str) -> None:
    assert cell_as_typed(table, column, text) == cell
    assert cell_as_typed(table, column, cell) == cell
