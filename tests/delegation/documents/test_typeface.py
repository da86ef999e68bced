from __future__ import annotations

import unicodedata

import pytest
from PIL import ImageFont

from delegation.documents.typeface import FAMILY, FONTS, MILLIMETRES_A_POINT, STYLES, face

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LETTERS = {
    unicodedata.normalize("NFC", f"{vowel}{tone}") for vowel in _VOWELS + _VOWELS.upper() for tone in _TONES
} | set("bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX0123456789.,;:-–()/“”…²₫")


@pytest.mark.parametrize("style", STYLES)
def test_every_vietnamese_letter_can_be_printed_in_every_style(style: str) -> None:
    assert not {letter for letter in LETTERS if not face(style).has(letter)}


@pytest.mark.parametrize("style", STYLES)
def test_the_styles_have_the_same_characters(style: str) -> None:
    assert face(style).advances.keys() == face().advances.keys()


@pytest.mark.parametrize("character", ["①", "中", "😀"])
def test_what_the_typeface_lacks_is_known(character: str) -> None:
    assert not face().has(character)


@pytest.mark.parametrize("style", STYLES)
def test_letters_are_as_wide_as_another_reader_of_the_file_finds(style: str) -> None:
    other = ImageFont.truetype(str(FONTS / f"{FAMILY}-{style}.ttf"), face(style).units)
    for letter in sorted(LETTERS):
        points = face(style).units
        assert face(style).width(letter, points) == pytest.approx(
            other.getlength(letter) * MILLIMETRES_A_POINT, abs=0.51
        ), letter
