"""Before anything is recorded every page still answers, and says that nothing is recorded."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page, Site

from cms.models import HomePage, MatrixPage
from tests.cms.pages import heading, page, words

pytestmark = pytest.mark.usefixtures("site")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/ai-co-tham-quyen/?viec=a&noi=b", 200),
        ("/tim-kiem/?q=a", 200),
        ("/tim-kiem/", 200),
        ("/ma-tran/", 200),
        ("/ma-tran/2025-07-01/?linh-vuc=x", 200),
        ("/don-vi/79@2016-01-01/", 404),
    ],
)
def test_every_page_answers(client: Client, address: str, status: int) -> None:
    heading(page(client, address, status))


def test_home_says_that_nothing_is_recorded(client: Client) -> None:
    assert "Sổ chưa ghi nhận dữ liệu nào" in words(page(client, "/"))


def test_making_the_pages_again_changes_nothing() -> None:
    before = [(kept.pk, kept.title, kept.url_path) for kept in Page.objects.order_by("path")]
    call_command("create_site", stdout=io.StringIO())
    assert [(kept.pk, kept.title, kept.url_path) for kept in Page.objects.order_by("path")] == before
    assert HomePage.objects.count() == MatrixPage.objects.count() == len(settings.LANGUAGES)
    assert Site.objects.count() == 1


def test_what_editors_wrote_stays() -> None:
    home = HomePage.objects.get(locale__language_code="vi")
    home.title = "Tra cứu thẩm quyền"
    home.save_revision().publish()
    call_command("create_site", stdout=io.StringIO())
    assert HomePage.objects.get(locale__language_code="vi").title == "Tra cứu thẩm quyền"


def test_without_its_page_the_matrix_is_not_linked(client: Client) -> None:
    MatrixPage.objects.get(locale__language_code="vi").unpublish()
    assert "/ma-tran/" not in {link["href"] for link in page(client, "/").find_all("a")}
    page(client, "/tim-kiem/?q=a")
