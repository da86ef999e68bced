"""What a fresh register says of itself, in both languages, and that its editors keep the last word."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, TestCase
from django.utils.html import strip_tags
from wagtail.models import Locale, Page, Workflow, WorkflowPage

from cms.first_pages import english, vietnamese
from cms.models import ArticlePage, HomePage, QuestionsPage
from tests.cms.pages import heading, own_links, page

pytestmark = pytest.mark.usefixtures("register", "site")


def again() -> None:
    """Make the pages once more."""
    call_command("create_site", stdout=io.StringIO())


def everything() -> list[tuple[object, ...]]:
    """What there is of pages."""
    return [(one.pk, one.title, one.url_path, one.live, one.latest_revision_id) for one in Page.objects.all()]


def test_both_languages_say_the_same_things() -> None:
    assert vietnamese.PAGES.keys() == english.PAGES.keys()
    for key, words in vietnamese.PAGES.items():
        others = english.PAGES[key]
        assert [block["type"] for block in words.body] == [block["type"] for block in others.body], key
        assert len(strip_tags(others.text)) > 20, key


@pytest.mark.parametrize("start", ["/", "/en/"])
def test_every_first_page_answers_and_is_led_to(client: Client, start: str) -> None:
    led_to = set(own_links(page(client, start)))
    for key in vietnamese.PAGES:
        assert heading(page(client, f"{start}{key}/" if key else start))
        assert "/" in key or key in ("", "ma-tran") or f"{start}{key}/" in led_to, key
    for key in ("hoi-dap", "huong-dan/cach-doc-so"):
        for address in set(own_links(page(client, f"{start}{key}/"))):
            assert client.get(address).status_code == 200, address


def test_the_english_pages_are_english(client: Client) -> None:
    shown = page(client, "/en/hoi-dap/")
    assert heading(shown) == "Questions and answers"
    assert shown.html is not None
    assert shown.html["lang"] == "en"
    guide = page(client, "/en/huong-dan/cach-doc-so/")
    assert heading(guide) == "How to read the register"
    assert guide.select(".live")
    assert all(str(link["href"]).startswith("/en/") for link in guide.select(".live a"))


def test_making_them_again_changes_nothing() -> None:
    before = everything()
    again()
    assert everything() == before


def test_an_older_site_gets_what_it_lacks_and_keeps_what_it_has() -> None:
    for home in HomePage.objects.exclude(locale__language_code="vi"):
        home.delete()
    Locale.objects.exclude(language_code="vi").delete()
    QuestionsPage.objects.get().delete()
    article = ArticlePage.objects.get(slug="ve-so-nay")
    article.title = "Lời của biên tập viên"
    article.save_revision().publish()
    again()
    assert (
        ArticlePage.objects.get(slug="ve-so-nay", locale__language_code="vi").title == "Lời của biên tập viên"
    )
    assert HomePage.objects.count() == len(settings.LANGUAGES)
    # What was taken off the site on purpose does not come back.
    assert not QuestionsPage.objects.exists()


def test_a_page_that_was_renamed_is_not_made_a_second_time() -> None:
    article = ArticlePage.objects.get(slug="ve-so-nay", locale__language_code="vi")
    article.slug = "gioi-thieu"
    with TestCase.captureOnCommitCallbacks(execute=True):
        article.save_revision().publish()
    before = everything()
    again()
    assert everything() == before


def test_the_installation_s_language_becomes_the_register_s() -> None:
    for home in HomePage.objects.exclude(locale__language_code="vi"):
        home.delete()
    Locale.objects.exclude(language_code="vi").delete()
    Locale.objects.update(language_code="fr")
    again()
    assert {one.language_code for one in Locale.all_objects.all()} == {"vi", "en"}
    assert HomePage.objects.get(locale__language_code="vi").slug == "trang-chu"


def test_every_public_page_is_approved() -> None:
    WorkflowPage.objects.all().delete()
    again()
    assert all(one.get_workflow() for one in HomePage.objects.all())
    chosen = Workflow.objects.create(name="Của chúng tôi")
    WorkflowPage.objects.update(workflow=chosen)
    again()
    assert [one.workflow for one in WorkflowPage.objects.all()] == [chosen]
