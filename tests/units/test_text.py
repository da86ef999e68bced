from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units.text import accented, fold, normalise


@pytest.mark.parametrize(
    ("written", "shadow"),
    [
        ("Cấp giấy phép xây dựng", "cap giay phep xay dung"),
        ("Hòa", "hoa"),
        ("Hoà", "hoa"),
        ("Ủy ban", "uy ban"),
        ("Uỷ ban", "uy ban"),
        ("  Đặc khu   Côn Đảo ", "dac khu con dao"),
        ("3321/QĐ-UBND", "3321/qd-ubnd"),
        ("", ""),
    ],
)
def test_the_shadow_forgets_accents_case_and_spaces(written: str, shadow: str) -> None:
    assert fold(written) == shadow


@given(st.text())
def test_a_shadow_has_no_shadow_of_its_own(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aăâeêioôơuưyđAĂÂĐ áàảãạ"))
def test_composed_and_decomposed_writing_have_one_shadow(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_text_is_stored_composed_and_otherwise_as_signed() -> None:
    assert (
        normalise(unicodedata.normalize("NFD", "Uỷ ban nhân dân xã Hoà Hiệp"))
        == "Uỷ ban nhân dân xã Hoà Hiệp"
    )


@pytest.mark.parametrize(
    ("one", "other"), [("Hoà", "hòa"), ("xã,", "XÃ,"), ("xã Hoà, phường", "xã  Hòa, phường"), ("uỷ", "ủy")]
)
def test_where_a_tone_mark_sits_makes_no_difference(one: str, other: str) -> None:
    assert accented(one) == accented(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hoa", "Hòa"), ("ma", "má"), ("mà", "má"), ("âm", "am"), ("xã,", "xa,")]
)
def test_what_a_word_is_accented_with_does(one: str, other: str) -> None:
    assert accented(one) != accented(other)
