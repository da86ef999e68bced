from __future__ import annotations

from datetime import date

import pytest

from cms.catalog import Catalog
from cms.searching import Found, Hit, search

TODAY = date(2026, 2, 1)

pytestmark = pytest.mark.usefixtures("site")


def found(catalog: Catalog, text: str, kind: str = "", page: str = "") -> Found:
    return search(catalog, text, TODAY, "/ma-tran/", kind=kind, page=page)


def of(catalog: Catalog, text: str, kind: str) -> tuple[Hit, ...]:
    return next((hits.hits for hits in found(catalog, text).kinds if hits.kind == kind), ())


def first(catalog: Catalog, text: str, kind: str) -> str:
    return of(catalog, text, kind)[0].text


def marks(hit: Hit) -> list[str]:
    return [piece.text for piece in hit.title if piece.is_marked]


@pytest.mark.parametrize("text", ["giay phep xay dung", "Giấy phép xây dựng", "GIẤY PHÉP  xây dựng!"])
def test_accents_may_be_missing(catalog: Catalog, text: str) -> None:
    assert first(catalog, text, "powers") == "Cấp giấy phép xây dựng"


@pytest.mark.parametrize("text", ["Quận 2", "quan 2", "Q2", "Q.02"])
def test_a_unit_is_found_by_a_name_it_once_had(catalog: Catalog, text: str) -> None:
    assert first(catalog, text, "units") == "Quận 2"


def test_a_former_unit_says_where_it_lies_now(catalog: Catalog) -> None:
    hit = of(catalog, "Thảo Điền", "units")[0]
    assert (hit.text, marks(hit)) == ("Phường Thảo Điền", ["Thảo Điền"])
    assert [link.text for link in hit.now] == ["Phường An Khánh"]


def test_where_the_tone_mark_sits_makes_no_difference(catalog: Catalog) -> None:
    assert [hit.key for hit in of(catalog, "Hòa", "units")] == [
        hit.key for hit in of(catalog, "Hoà", "units")
    ]


def test_accents_as_typed_come_first(catalog: Catalog) -> None:
    names = [hit.text for hit in of(catalog, "phú", "units")]
    accented = ["phú" in name.casefold().split() for name in names]
    assert accented == sorted(accented, reverse=True)
    assert any(accented)


def test_words_apart_with_other_accents_are_no_hit(catalog: Catalog) -> None:
    assert of(catalog, "cấp dựng", "powers")
    assert found(catalog, "cạp dũng") == Found()


@pytest.mark.parametrize(
    "text",
    [
        "3321/QĐ-UBND",
        "3321",
        "3321 qd ubnd",
        "Quyết định 3321/QĐ-UBND",
        "03321/QĐ-UBND",
        "QĐ số 3321/QĐ-UBND",
        "quyết định số 3321 năm 2025",
    ],
)
def test_an_instrument_is_found_by_its_number_in_any_writing(catalog: Catalog, text: str) -> None:
    assert first(catalog, text, "instruments") == "Quyết định 3321/QĐ-UBND (26/12/2025)"


def test_another_type_or_year_is_another_instrument(catalog: Catalog) -> None:
    assert found(catalog, "nghị quyết 3321").is_like
    assert found(catalog, "quyết định 3321 năm 2019") == Found()


@pytest.mark.parametrize("text", ["2.000815", "2000815", "TTHC 2.000815.H29", "mã số 2.000815.000.00.00.H29"])
def test_a_procedure_is_found_by_its_code_and_says_so(catalog: Catalog, text: str) -> None:
    hits = of(catalog, text, "powers")
    assert [hit.key for hit in hits] == ["chung-thuc.01", "chung-thuc.02", "chung-thuc.03"]
    assert hits[0].reasons == ("mã thủ tục 2.000815",)


def test_offices_and_fields_are_found_too(catalog: Catalog) -> None:
    assert first(catalog, "so xay dung", "offices").startswith("Sở Xây dựng")
    assert of(catalog, "chung thuc", "fields")[0].address == "/ma-tran/?linh-vuc=chung-thuc"


def test_the_kind_whose_name_begins_so_stands_first(catalog: Catalog) -> None:
    assert found(catalog, "sở xây dựng").kinds[0].kind == "offices"
    assert found(catalog, "quận 2").kinds[0].kind == "units"


@pytest.mark.parametrize("text", ["", "   ", "…", "xqzwjkvfbnm", "[(*+?%_", "\u0301"])
def test_nothing_is_found_for_nothing(catalog: Catalog, text: str) -> None:
    assert found(catalog, text) == Found()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("giay phep xay dugn", "giấy phép xây dựng"),
        ("giaays pheps xaay duwngj", "giấy phép xây dựng"),
        ("giay61 phep1 xay6 du7ng5", "giấy phép xây dựng"),
        ("chứng thưcj chữ ký", "chứng thực chữ ký"),
    ],
)
def test_a_slip_of_the_finger_is_forgiven_and_what_was_meant_is_offered(
    catalog: Catalog, text: str, meant: str
) -> None:
    result = found(catalog, text)
    assert result.is_like
    assert result.instead is not None
    assert result.instead.text == meant
    assert result.first is not None
    assert meant in result.first.text.casefold()
    assert result.first.reasons[0].startswith("gõ gần giống")


def test_words_that_were_run_together_are_taken_apart(catalog: Catalog) -> None:
    hit = found(catalog, "giayphepxaydung").first
    assert hit is not None
    assert "giấy phép xây dựng" in hit.text.casefold()


def test_what_is_found_exactly_is_not_drowned_in_what_is_like_it(catalog: Catalog) -> None:
    result = found(catalog, "giấy phép xây dựng")
    assert not result.is_like
    assert all("gõ gần giống" not in " ".join(hit.reasons) for hit in result.kinds[0].hits)


def test_what_people_say_leads_to_the_words_of_the_register(catalog: Catalog) -> None:
    hit = next(hit for hit in of(catalog, "sao y", "powers"))
    assert hit.text.startswith("Chứng thực bản sao từ bản chính")
    assert hit.reasons == ("tìm thêm theo: “chứng thực bản sao từ bản chính”",)


def test_one_kind_is_shown_a_page_at_a_time(catalog: Catalog) -> None:
    every = found(catalog, "phường")
    kinds = {hits.kind: hits for hits in every.kinds}
    assert kinds["units"].address == "/tim-kiem/?q=ph%C6%B0%E1%BB%9Dng&loai=don-vi"
    assert every.total == sum(hits.total for hits in every.kinds)
    first_page, second_page = (found(catalog, "phường", "don-vi", page).pager for page in ("", "2"))
    assert first_page
    assert second_page
    assert first_page.total == kinds["units"].total
    assert {hit.key for hit in first_page.items}.isdisjoint({hit.key for hit in second_page.items})
    assert "loai=don-vi" in first_page.next


@pytest.mark.parametrize("kind", ["khong-co", "UNITS", "tham-quyen"])
def test_a_kind_of_which_there_is_nothing_shows_everything(catalog: Catalog, kind: str) -> None:
    result = found(catalog, "Thảo Điền", kind)
    assert result.chosen is None
    assert result.kinds


def test_what_editors_wrote_is_found_by_title_and_by_text(catalog: Catalog) -> None:
    (hit,) = of(catalog, "ma trận thẩm quyền", "pages")
    assert hit.address == "/ma-tran/"
    (hit, *_) = of(catalog, "giao cho ai bằng hình thức nào", "pages")
    assert hit.address == "/ma-tran/"
    assert [piece.text for piece in hit.note if piece.is_marked] == ["giao cho ai, bằng hình thức nào"]
