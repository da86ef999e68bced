from __future__ import annotations

import pytest

from cms.matching import LONGEST_QUERY, Wanted, all_words_in, clean, in_order, words_of
from units.text import accented


def test_control_characters_and_what_is_too_long_are_left_out() -> None:
    assert clean("giấy\x00phép\n  xây \u200bdựng") == "giấy phép xây dựng"
    assert len(clean("a" * 5000)) == LONGEST_QUERY


@pytest.mark.parametrize(("one", "other"), [("Hòa", "Hoà"), ("ủy", "uỷ"), ("THỦY", "thuỷ")])
def test_where_a_tone_mark_sits_makes_no_difference(one: str, other: str) -> None:
    assert accented(one) == accented(other)


@pytest.mark.parametrize(("one", "other"), [("Hòa", "Hoa"), ("đất", "dất"), ("mã", "mả")])
def test_other_accents_make_one(one: str, other: str) -> None:
    assert accented(one) != accented(other)


def test_words_are_folded_and_stripped_of_punctuation() -> None:
    assert words_of("“Giấy phép”, (Xây dựng) 31/2011/QĐ-UBND.") == [
        "giay",
        "phep",
        "xay",
        "dung",
        "31/2011/qd-ubnd",
    ]
    assert words_of("… ?!") == []


def test_every_word_must_occur() -> None:
    assert all_words_in(["giay", "dung"], "cap giay phep xay dung")
    assert not all_words_in(["giay", "dat"], "cap giay phep xay dung")


def test_accents_as_typed_come_first_then_the_nearer_beginning() -> None:
    texts = ["Hội đồng hoa", "Hòa giải", "Hoa kiểng", "Việc hòa giải"]
    assert sorted(texts, key=Wanted("hoà").closeness) == [
        "Hòa giải",
        "Việc hòa giải",
        "Hoa kiểng",
        "Hội đồng hoa",
    ]


def test_names_stand_in_the_order_in_which_people_look_them_up() -> None:
    names = ["Phường Đa Kao", "Phường 10", "Phường Cô Giang", "Phường 2", "Phường Bến Nghé"]
    assert sorted(names, key=in_order) == [
        "Phường 2",
        "Phường 10",
        "Phường Bến Nghé",
        "Phường Cô Giang",
        "Phường Đa Kao",
    ]
