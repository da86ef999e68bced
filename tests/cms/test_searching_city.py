"""Twenty things that people look for, over the whole register of the city: what has to come first."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest

from cms.catalog import Catalog, current_catalog
from cms.powers import title_core
from cms.searching import Hit, search
from cms.searching.sayings import SAYINGS
from cms.word_index import words_in
from delegation.register import Register
from units.text import fold

TODAY = date(2026, 2, 1)


@pytest.fixture
def catalog(city_register: Register) -> Catalog:
    return current_catalog()


def first(catalog: Catalog, text: str) -> Hit:
    hit = search(catalog, text, TODAY, "/ma-tran/").first
    assert hit is not None
    return hit


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("1.001193", "powers", "Giải quyết TTHC: Thủ tục đăng ký khai sinh"),
        ("TTHC 1001193.H29", "powers", "Giải quyết TTHC: Thủ tục đăng ký khai sinh"),
        ("khai sinh", "powers", "Giải quyết TTHC: Thủ tục đăng ký khai sinh"),
        ("dang ky khai sing", "powers", "Giải quyết TTHC: Thủ tục đăng ký khai sinh"),
        ("đăng kí kết hôn", "powers", "Giải quyết TTHC: Thủ tục đăng ký kết hôn"),
        ("giay phep xay dung", "powers", "Cấp giấy phép xây dựng"),
        ("giaays pheps xaay duwngj", "powers", "Cấp giấy phép xây dựng"),
        ("31/2011", "instruments", "Quyết định 31/2011/QĐ-UBND"),
        ("qd 31 2011 ubnd", "instruments", "Quyết định 31/2011/QĐ-UBND"),
        ("QĐ số 31/2011/QĐ-UBND", "instruments", "Quyết định 31/2011/QĐ-UBND"),
        ("nghi quyet 1685", "instruments", "Nghị quyết 1685/NQ-UBTVQH15 (16/06/2025)"),
        ("luật 72/2025", "instruments", "Luật 72/2025/QH15 (16/06/2025)"),
        ("luật đất đai", "instruments", "Luật 31/2024/QH15 (18/01/2024)"),
        ("phường thảo điền, quận 2", "units", "Phường Thảo Điền"),
        ("thao dien", "units", "Phường Thảo Điền"),
        ("sai gon", "units", "Phường Sài Gòn"),
        ("Q.2", "units", "Quận 2"),
        ("Hoà Hưng", "units", "Phường Hòa Hưng"),
        ("sở xây dựng", "offices", "Sở Xây dựng Thành phố Hồ Chí Minh"),
        ("UBND phường Sài Gòn", "offices", "Ủy ban nhân dân phường Sài Gòn"),
        ("hộ tịch", "fields", "Hộ tịch"),
        (
            "karaoke",
            "powers",
            "Giải quyết TTHC: Thủ tục cấp Giấy phép đủ điều kiện kinh doanh dịch vụ karaoke",
        ),
        (
            "công chứng nhà đất",
            "powers",
            "Chứng thực hợp đồng, giao dịch về quyền sử dụng đất, nhà ở (trừ di chúc)",
        ),
        ("Tha\u0309o \u0110ie\u0302\u0300n", "units", "Phường Thảo Điền"),
    ],
)
def test_what_is_looked_for_comes_first(catalog: Catalog, text: str, kind: str, title: str) -> None:
    hit = first(catalog, text)
    assert (hit.kind, hit.text) == (kind, title)


def test_the_ward_that_a_former_one_became_is_named(catalog: Catalog) -> None:
    assert [link.text for link in first(catalog, "Thảo Điền").now] == ["Phường An Khánh"]


def test_what_people_say_has_words_in_the_register(catalog: Catalog) -> None:
    titles = [f" {' '.join(words_in(title_core(card.title)))} " for card in catalog.powers.values()]
    unknown = {
        saying.official
        for saying in SAYINGS
        if not any(set(words_in(saying.official)) <= set(title.split()) for title in titles)
    }
    assert unknown == set()


@pytest.mark.parametrize("text", ["sổ đỏ", "so do", "SO  DO"])
def test_what_people_say_is_understood_without_accents_too(catalog: Catalog, text: str) -> None:
    assert "Giấy chứng nhận quyền sử dụng đất" in first(catalog, text).text


def test_every_saying_leads_to_the_same_without_accents(catalog: Catalog) -> None:
    for saying in SAYINGS:
        assert first(catalog, fold(saying.said)).key == first(catalog, saying.said).key, saying


@pytest.mark.parametrize(
    "text", ["phường", "cấp", "ủy ban nhân dân phường", "zzzz qqqq wwww", "a b c d e f g h"]
)
def test_no_text_makes_the_register_look_for_long(catalog: Catalog, text: str) -> None:
    search(catalog, text, TODAY, "")
    begun = perf_counter()
    search(catalog, text, TODAY, "")
    # A guard against what grows with the square of the register, not a measurement.
    assert perf_counter() - begun < 2
