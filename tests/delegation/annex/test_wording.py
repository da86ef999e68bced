from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.annex.procedures import bare_code, procedure_codes, without_codes
from delegation.annex.wording import accents_agree, cleaned, is_ditto, spoken


@pytest.mark.parametrize(
    "text",
    ["nt", "NT", "-nt-", "- nt -", "(nt)", "n.t", "như trên", "Như trên.", '"', "''", "”", "〃", "- “ -"],
)
def test_dittos(text: str) -> None:
    assert is_ditto(text)


@pytest.mark.parametrize("text", ["", "-", "--", ",", "nt1", "không", "như trên đây", "ntn", "1"])
def test_what_is_no_ditto(text: str) -> None:
    assert not is_ditto(text)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("CT UBND P. Bình Phú", "Chủ tịch Ủy ban nhân dân phường Bình Phú"),
        ("CT. UBND TP.HCM", "Chủ tịch Uỷ ban nhân dân Thành phố Hồ Chí Minh"),
        ("UBND TPHCM", "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
        ("GĐ Sở Xây dựng", "Giám đốc Sở Xây dựng"),
        ("UBND Q.01", "Ủy ban nhân dân quận 1"),
        ("BQL các KCX", "Ban quản lý các khu chế xuất"),
        ("HĐND TP", "Hội đồng nhân dân thành phố"),
    ],
)
def test_short_forms_are_written_out(short: str, full: str) -> None:
    assert spoken(short) == spoken(full)


def test_what_only_looks_like_a_short_form_is_left() -> None:
    assert spoken("Sở TP") == "so tp"
    assert spoken("Cấp GĐ 1") == "cap gd 1"


@pytest.mark.parametrize(
    ("text", "agree"),
    [
        ("phường Hoà Hưng", True),
        ("phuong hoa hung", True),
        ("phường Hóa Hưng", False),
        ("Phường HÒA HƯNG", True),
        ("P. Hoa Hưng", True),
    ],
)
def test_accents(text: str, agree: bool) -> None:
    assert accents_agree(text, "Ủy ban nhân dân phường Hòa Hưng") is agree


@given(st.text(max_size=80))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\u200b" not in once


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("1.004259", ["1.004259"]),
        ("1.014199.H29; 2.000815.000.00.00.H48", ["1.014199", "2.000815"]),
        ("Cấp phép (Mã TTHC: 1.004259)", ["1.004259"]),
        ("1.004259 1.004259", ["1.004259"]),
        ("4.004259", []),
        ("1.0042591", []),
        ("11.004259", []),
        ("1.00425", []),
        ("Điều 1.2", []),
    ],
)
def test_codes_of_procedures(text: str, codes: list[str]) -> None:
    assert procedure_codes(text) == codes


def test_a_code_that_a_spreadsheet_took_for_a_number() -> None:
    assert procedure_codes("1.00119", is_number=True) == ["1.001190"]
    assert procedure_codes("12", is_number=True) == []


def test_titles_without_codes() -> None:
    assert without_codes("Cấp phép (Mã TTHC: 1.004259.H29)") == "Cấp phép"
    assert without_codes("1.004259 - Cấp phép (lần 2)") == "Cấp phép (lần 2)"
    assert (bare_code("1.004259.H29"), bare_code("abc")) == ("1.004259", "abc")
