"""Articles: what editors write is shown, live cards are read when the page is, and drafts are shown nowhere."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.caching import PAGES
from cms.middleware import CONTENT_SECURITY_POLICY
from cms.models import QuestionsPage
from cms.templatetags.articles import anchor_name
from tests.cms.articles import article, card, news, one_of_each
from tests.cms.pages import heading, page, words

pytestmark = pytest.mark.usefixtures("register", "site")


def test_every_card_is_read_from_the_register(client: Client) -> None:
    article(*one_of_each())
    shown = page(client, "/tin-quyet-dinh/bai/")
    cards = [" ".join(found.get_text(" ").split()) for found in shown.select(".live")]
    assert len(cards) == len(one_of_each())
    assert "Chủ tịch UBND cấp xã" in cards[0]
    assert "Chủ tịch Ủy ban nhân dân phường Cát Lái" in cards[1]
    assert "vào ngày 01/12/2025" in cards[2]
    assert "Nghị định 120/2025/NĐ-CP" in cards[3]
    assert "Đang hiện 4 trong" in cards[4]
    assert "Hình thành từ" in cards[5]
    assert "việc: Chứng thực" in cards[6]
    assert all("Lần ghi số 1" in one for one in cards)


def test_a_record_that_is_not_there_breaks_nothing(client: Client) -> None:
    article(
        card("power", power="khong-co", place=""),
        card("power", power="chung-thuc.01", place="khong-co"),
        card("instrument", instrument="khong-co"),
        card("cut", law_field="khong-co", kind="", recipient="", rows=4),
        card("cut", law_field="chung-thuc", kind="", recipient="khong-co", rows=4),
        card("unit", unit="khong-co"),
        card("office", office="khong-co/chair"),
        card("office", office="khong-co"),
    )
    shown = page(client, "/tin-quyet-dinh/bai/")
    cards = shown.select(".live")
    assert len(cards) == 8
    assert all("không còn trong sổ" in found.get_text() for found in cards)
    assert cards[0].select("a[href='/tham-quyen/khong-co/']")
    assert not cards[-1].select("a")


def test_many_cards_ask_no_more_of_the_database_than_few(client: Client) -> None:
    article(*one_of_each(), slug="it")
    others = one_of_each("chung-thuc.02", "26740@2025-07-01", "nd-280-2025")
    article(*one_of_each(), *others, *one_of_each("chung-thuc.03"), slug="nhieu")
    few, many = (_statements(client, f"/tin-quyet-dinh/{slug}/") for slug in ("it", "nhieu"))
    assert many <= few


def _statements(client: Client, address: str) -> int:
    PAGES.clear()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_card_is_of_the_edition_that_is_asked_for(client: Client) -> None:
    article(*one_of_each())
    shown = page(client, "/tin-quyet-dinh/bai/?lan-ghi=1")
    links = [str(link["href"]) for link in shown.select(".live a")]
    assert links
    assert all("lan-ghi=1" in link for link in links)


def test_what_editors_write_besides_is_laid_out(client: Client) -> None:
    article(
        {"type": "heading", "value": "Đề mục <b>"},
        {"type": "text", "value": "<p>Chữ <b>đậm</b></p><script>alert(1)</script>"},
        {"type": "quote", "value": {"quote": "Nguyên văn", "source": "Điều 14", "address": ""}},
        {"type": "callout", "value": {"tone": "heed", "text": "<p>Chú ý</p>"}},
        {
            "type": "table",
            "value": {
                "columns": [{"type": "text", "heading": "Việc"}],
                "rows": [{"values": ["Chứng thực"]}],
                "caption": "Bảng việc",
            },
        },
    )
    shown = page(client, "/tin-quyet-dinh/bai/")
    body = shown.select_one(".article-body")
    assert body is not None
    said = [found.get_text(strip=True) for found in body.select("h2, blockquote, .notice-heed")]
    assert said == ["Đề mục <b>", "Nguyên văn", "Chú ý"]
    assert [cell.get_text() for cell in body.select("th[scope=col], td")] == ["Việc", "Chứng thực"]


def test_news_stand_newest_first(client: Client) -> None:
    article(slug="cu", title="Tin cũ", written_on=date(2025, 7, 1))
    article(slug="moi", title="Tin mới", written_on=date(2025, 12, 1))
    article(slug="khong-ngay", title="Tin không ngày")
    titles = [found.get_text() for found in page(client, "/tin-quyet-dinh/").select(".articles h2")]
    assert titles == ["Tin mới", "Tin cũ", "Tin không ngày"]


def test_a_draft_is_shown_nowhere(client: Client) -> None:
    article(slug="nhap", title="Bản nháp bí mật", live=False)
    assert client.get("/tin-quyet-dinh/nhap/").status_code == 404
    for address in ("/", "/tin-quyet-dinh/", "/tim-kiem/?q=Bản+nháp+bí+mật", "/sitemap-trang-1.xml"):
        said = client.get(address).content.decode()
        assert "tin-quyet-dinh/nhap" not in said, address
        assert "<a>Bản nháp" not in said, address


def test_what_is_written_over_a_published_page_waits(client: Client) -> None:
    written = article(title="Đã duyệt")
    written.title = "Chưa duyệt"
    written.save_revision()
    assert heading(page(client, "/tin-quyet-dinh/bai/")) == "Đã duyệt"
    assert "Chưa duyệt" not in words(page(client, "/tin-quyet-dinh/"))


def test_a_preview_keeps_to_the_rules_of_public_pages() -> None:
    response = article(*one_of_each(), live=False).make_preview_request()
    said = response.content.decode()
    assert response.status_code == 200
    assert "Từ sổ thẩm quyền" in said
    assert "style=" not in said
    assert "<script>" not in said
    assert response.headers.get("Content-Security-Policy", CONTENT_SECURITY_POLICY)


def test_each_question_has_an_address_on_its_page(client: Client) -> None:
    shown = page(client, "/hoi-dap/")
    linked = [str(link["href"]).removeprefix("#") for link in shown.select(".contents a")]
    assert len(linked) == len(set(linked)) >= 10
    assert [str(section["id"]) for section in shown.select(".asked-and-answered")] == linked
    assert anchor_name("Ai được ký chứng thực?") == "hoi-ai-duoc-ky-chung-thuc"


def test_a_live_card_may_stand_in_an_answer(client: Client) -> None:
    questions = QuestionsPage.objects.get(locale__language_code="vi")
    asked = {"question": "Ai ký?", "answer": one_of_each()[:1]}
    questions.questions = [
        ("question", questions.questions.stream_block.child_blocks["question"].to_python(asked))
    ]
    questions.save_revision().publish()
    assert page(client, "/hoi-dap/").select(".asked-and-answered .live")


def test_a_list_without_articles_says_so(client: Client) -> None:
    assert news().get_children().count() == 0
    assert "Chưa có bài nào." in words(page(client, "/tin-quyet-dinh/"))
