from __future__ import annotations

import pytest

from cms.tongues import is_vietnamese, with_languages_marked


@pytest.mark.parametrize("text", ["Phường An Khánh", "đồng", "UỶ BAN", "cafe\u0301"])
def test_letters_tell_vietnamese_from_english(text: str) -> None:
    assert is_vietnamese(text)


@pytest.mark.parametrize("text", ["Who has authority?", "1 July 2025 – “so”", "m²", ""])
def test_signs_that_english_has_too_do_not(text: str) -> None:
    assert not is_vietnamese(text)


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ("<p>Quận 2</p>", '<p><span lang="vi">Quận 2</span></p>'),
        (
            "<p>Ask about Phường An Khánh, which exists.</p>",
            '<p>Ask about <span lang="vi">Phường An Khánh,</span> which exists.</p>',
        ),
        ('<p lang="vi">Quận <b>Bình Thạnh</b></p>', '<p lang="vi">Quận <b>Bình Thạnh</b></p>'),
        ('<a lang="vi">Ủy ban</a><i>Sở</i>', '<a lang="vi">Ủy ban</a><i><span lang="vi">Sở</span></i>'),
        ("<option>Đặc khu</option>", '<option lang="vi">Đặc khu</option>'),
        ("<svg><text x='1'>Xã</text></svg>", "<svg><text x='1' lang=\"vi\">Xã</text></svg>"),
        ('<input value="Xã"><br><p>Xã</p>', '<input value="Xã"><br><p><span lang="vi">Xã</span></p>'),
        ("<!-- Xã --><script>'Xã'</script>", "<!-- Xã --><script>'Xã'</script>"),
        ('<html lang="en"><p>No name</p></html>', '<html lang="en"><p>No name</p></html>'),
        ("Xã", '<span lang="vi">Xã</span>'),
    ],
)
def test_what_is_vietnamese_is_marked_where_it_is_not_yet(page: str, marked: str) -> None:
    assert with_languages_marked(page) == marked


def test_a_marked_page_stays_as_it_is() -> None:
    once = with_languages_marked("<h1>Sở Xây dựng Thành phố Hồ Chí Minh</h1><title>Sở – Register</title>")
    assert with_languages_marked(once) == once
