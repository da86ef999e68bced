from __future__ import annotations

import pytest

from cms.word_index import WordIndex, words_in

TEXTS = (
    "Cấp giấy phép xây dựng",
    "Thu hồi giấy phép xây dựng",
    "Thủ tục đăng ký khai sinh",
    "Đăng ký khai thác tuyến sông",
    "Ủy ban nhân dân phường 2",
    "Ủy ban nhân dân phường 12",
    "Kỹ thuật viên",
)


@pytest.fixture(scope="module")
def index() -> WordIndex:
    return WordIndex(TEXTS)


def nearest(index: WordIndex, text: str) -> str:
    near = index.near(words_in(text))
    return TEXTS[near[0].text] if near else ""


def test_every_word_must_stand_there_and_the_last_may_be_begun(index: WordIndex) -> None:
    assert index.having(words_in("xay dung")) == {0, 1}
    assert index.having(words_in("xay dun")) == {0, 1}
    assert index.having(words_in("xa dung")) == set()
    assert index.having(()) == set()


def test_a_number_is_that_number_alone(index: WordIndex) -> None:
    assert index.having(words_in("UBND phường 02")) == {4}
    assert index.having(words_in("UBND P.1")) == set()
    assert nearest(index, "UBND phường 3") == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cap giay phep xay dugn", TEXTS[0]),
        ("khai sing", TEXTS[2]),
        ("thu hooif giaays pheps", TEXTS[1]),
        ("thu ho6i2 giay61 phep1", TEXTS[1]),
        ("thuhoigiayphep", TEXTS[1]),
        ("ki thuat vien", TEXTS[6]),
        ("toi muon lam khai sinh cho con", TEXTS[2]),
    ],
)
def test_what_was_mistyped_or_said_around_it_is_forgiven(index: WordIndex, typed: str, meant: str) -> None:
    assert nearest(index, typed) == meant


def test_words_side_by_side_are_nearer_than_words_apart(index: WordIndex) -> None:
    near = index.near(words_in("dang ky khai xinh"))
    assert [one.text for one in near][:1] == [2]
    assert near[0].words["xinh"] == "sinh"
    assert near[0].score > near[-1].score or len(near) == 1


@pytest.mark.parametrize("typed", ["", "karaoke", "zzzz qqqq", "x" * 200, "1 2 3 4 5"])
def test_what_is_like_nothing_finds_nothing(index: WordIndex, typed: str) -> None:
    assert nearest(index, typed) == ""


def test_an_index_of_nothing_is_asked_in_vain() -> None:
    assert WordIndex(()).near(("khai", "sinh")) == []
    assert WordIndex(()).having(("khai",)) == set()
