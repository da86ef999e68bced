from __future__ import annotations

from datetime import date

import pytest

from cms.catalog import Catalog
from cms.searching import Hits, number_parts, search

TODAY = date(2026, 2, 1)


def found(catalog: Catalog, text: str) -> dict[str, Hits]:
    return {hits.kind: hits for hits in search(catalog, text, TODAY, "/ma-tran/")}


def first(catalog: Catalog, text: str, kind: str) -> str:
    return found(catalog, text)[kind].links[0].text


@pytest.mark.parametrize("text", ["giay phep xay dung", "Giấy phép xây dựng", "GIẤY PHÉP  xây dựng!"])
def test_accents_may_be_missing(catalog: Catalog, text: str) -> None:
    assert first(catalog, text, "powers") == "Cấp giấy phép xây dựng"


@pytest.mark.parametrize("text", ["Quận 2", "quan 2", "Q2", "Q.02"])
def test_a_unit_is_found_by_a_name_it_once_had(catalog: Catalog, text: str) -> None:
    assert first(catalog, text, "units") == "Quận 2"


def test_where_the_tone_mark_sits_makes_no_difference(catalog: Catalog) -> None:
    one, other = found(catalog, "Hòa"), found(catalog, "Hoà")
    assert {kind: hits.links for kind, hits in one.items()} == {
        kind: hits.links for kind, hits in other.items()
    }


def test_accents_as_typed_come_first(catalog: Catalog) -> None:
    names = [link.text for link in found(catalog, "phú")["units"].links]
    accented = ["phú" in name.casefold().split() for name in names]
    assert accented == sorted(accented, reverse=True)
    assert any(accented)


@pytest.mark.parametrize(
    "text",
    ["3321/QĐ-UBND", "3321", "3321 qd ubnd", "Quyết định 3321/QĐ-UBND", "03321/QĐ-UBND"],
)
def test_an_instrument_is_found_by_its_number_in_any_writing(catalog: Catalog, text: str) -> None:
    assert first(catalog, text, "instruments") == "Quyết định 3321/QĐ-UBND (26/12/2025)"


def test_a_procedure_is_found_by_its_code(catalog: Catalog) -> None:
    assert [link.address for link in found(catalog, "2.000815")["powers"].links] == [
        "/tham-quyen/chung-thuc.01/",
        "/tham-quyen/chung-thuc.02/",
        "/tham-quyen/chung-thuc.03/",
    ]


def test_offices_and_fields_are_found_too(catalog: Catalog) -> None:
    hits = found(catalog, "so xay dung")
    assert hits["offices"].links[0].text.startswith("Sở Xây dựng")
    assert found(catalog, "chung thuc")["fields"].links[0].address == "/ma-tran/?linh-vuc=chung-thuc"


@pytest.mark.parametrize("text", ["", "   ", "…", "khongconoinaonhuthe", "[(*+?%_"])
def test_nothing_is_found_for_nothing(catalog: Catalog, text: str) -> None:
    assert found(catalog, text) == {}


def test_a_number_is_the_same_however_it_is_written() -> None:
    assert number_parts("031/2011/QĐ-UBND") == number_parts("31-2011 qd ubnd") == ("31", "2011", "qd", "ubnd")
