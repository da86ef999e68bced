"""An address of an editors' page, once given, answers for good: the page, the way to it, or why it is gone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client, TestCase
from wagtail.models import Page

from cms.models import ArticlePage, MatrixPage, RetiredAddress
from cms.retired import explain
from tests.cms.articles import article, news
from tests.cms.pages import heading, page, words
from units.models import User

pytestmark = pytest.mark.usefixtures("register", "site")
ADDRESS = "/tin-quyet-dinh/bai/"


def test_a_page_that_was_taken_off_says_when_and_why(client: Client) -> None:
    written = article(title="Tin đã đăng")
    client.get(ADDRESS)
    written.unpublish()
    explain([written.pk], "Gộp vào bài khác.")
    gone = page(client, ADDRESS, 410)
    assert heading(gone) == "Tin đã đăng"
    assert "đã được gỡ lúc" in words(gone)
    assert "Lý do: Gộp vào bài khác." in words(gone)


def test_nothing_is_made_up_where_no_reason_was_given(client: Client) -> None:
    article().unpublish()
    assert "Người gỡ không ghi lý do." in words(page(client, ADDRESS, 410))


def test_a_page_that_is_back_is_shown_again(client: Client) -> None:
    written = article()
    written.unpublish()
    page(client, ADDRESS, 410)
    written.save_revision().publish()
    assert heading(page(client, ADDRESS)) == "Bài thử"
    assert not RetiredAddress.objects.exists()


def test_a_page_that_was_deleted_says_so_with_those_below_it(client: Client) -> None:
    article()
    news().delete()
    page(client, ADDRESS, 410)
    page(client, "/tin-quyet-dinh/", 410)


def test_a_draft_that_is_deleted_had_no_address(client: Client) -> None:
    article(live=False).delete()
    page(client, ADDRESS, 404)
    assert not RetiredAddress.objects.exists()


def test_deleting_what_was_taken_off_before_keeps_its_day_and_reason(client: Client) -> None:
    written = article()
    written.unpublish()
    explain([written.pk], "Sai số.")
    before = RetiredAddress.objects.get().retired_at
    ArticlePage.objects.get(pk=written.pk).delete()
    assert RetiredAddress.objects.get().retired_at == before
    assert "Sai số." in words(page(client, ADDRESS, 410))


def renamed(page_: Page, slug: str) -> None:
    """Give a published page another address; Wagtail notes it when all of that is kept for good."""
    page_.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):
        page_.save_revision().publish()


def test_a_page_that_moved_is_led_to(client: Client) -> None:
    written = article()
    renamed(written, "ten-moi")
    moved = client.get(f"{ADDRESS}?lan-ghi=1")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/tin-quyet-dinh/ten-moi/?lan-ghi=1")
    assert not moved.cookies
    ArticlePage.objects.get(pk=written.pk).unpublish()
    page(client, "/tin-quyet-dinh/ten-moi/", 410)
    ArticlePage.objects.get(pk=written.pk).delete()
    page(client, "/tin-quyet-dinh/ten-moi/", 410)


def test_an_address_in_vietnamese_letters_is_no_different(client: Client) -> None:
    written = article()
    renamed(written, "bài-về-" + "ế" * 100)
    address = f"/tin-quyet-dinh/{written.slug}/"
    assert heading(page(client, address)) == "Bài thử"
    renamed(written, "bài-khác")
    assert client.get(address).status_code == 301
    ArticlePage.objects.get(pk=written.pk).unpublish()
    page(client, "/tin-quyet-dinh/bài-khác/", 410)
    ArticlePage.objects.get(pk=written.pk).save_revision().publish()
    assert heading(page(client, "/tin-quyet-dinh/bài-khác/")) == "Bài thử"


def test_the_addresses_that_led_to_a_deleted_page_say_so_too(client: Client) -> None:
    written = article()
    renamed(written, "ten-moi")
    ArticlePage.objects.get(pk=written.pk).delete()
    page(client, ADDRESS, 410)


def test_what_stands_below_a_page_s_address_moves_with_it(client: Client) -> None:
    matrix = MatrixPage.objects.get(locale__language_code="vi")
    renamed(matrix, "ma-tran-moi")
    moved = client.get("/ma-tran/2025-07-01/?hinh-thuc=delegation")
    assert moved.status_code == 301
    assert moved.headers["Location"] == "/ma-tran-moi/2025-07-01/?hinh-thuc=delegation"
    moved = client.get("/ma-tran/2025-07-01/tai-ve.csv")
    assert moved.headers["Location"] == "/ma-tran-moi/2025-07-01/tai-ve.csv"
    MatrixPage.objects.get(pk=matrix.pk).unpublish()
    page(client, "/ma-tran-moi/2025-07-01/", 410)


def test_what_never_was_is_not_said_to_be_gone(client: Client) -> None:
    article().unpublish()
    page(client, f"{ADDRESS}chua-tung-co/", 404)
    page(client, "/chua-tung-co/", 404)


def test_who_deletes_a_public_page_is_first_asked_for_the_reason(client: Client) -> None:
    written = article()
    client.force_login(User.objects.create_superuser("quan-tri"))
    refused = client.post(f"/admin/pages/{written.pk}/delete/")
    assert refused.headers["Location"] == f"/admin/pages/{written.pk}/unpublish/"
    assert ArticlePage.objects.get(pk=written.pk).live
    assert "Lý do gỡ" in client.get(f"/admin/pages/{written.pk}/unpublish/").content.decode()
    client.post(f"/admin/pages/{written.pk}/unpublish/", {"reason": "Đã có\0 bản mới."})
    assert RetiredAddress.objects.get().reason == "Đã có bản mới."
    client.post(f"/admin/pages/{written.pk}/delete/")
    assert not ArticlePage.objects.filter(pk=written.pk).exists()
    page(Client(), ADDRESS, 410)


@pytest.mark.parametrize(("group", "may_publish"), [("Người soạn trang", False), ("Người duyệt trang", True)])
def test_who_writes_pages_does_not_publish_them(client: Client, group: str, may_publish: bool) -> None:
    written = article(live=False)
    officer = User.objects.create_user("can-bo", password="mật khẩu dài lắm")
    officer.groups.add(Group.objects.get(name=group))
    assert written.permissions_for_user(officer).can_publish() is may_publish
    assert written.permissions_for_user(officer).can_edit()
    assert written.get_workflow() is not None
    client.force_login(officer)
    shown = client.get(f"/admin/pages/{written.pk}/edit/").content.decode()
    assert ('name="action-publish"' in shown) is may_publish
    assert 'name="action-submit"' in shown
