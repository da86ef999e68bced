"""Makes the first pages where there are none. What editors wrote, moved or took off the site stays as they left it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from cms.addresses import competence_address, question_address, search_address
from cms.catalog import current_catalog
from cms.first_pages import english, vietnamese
from cms.first_pages.words import Block, PageWords
from cms.models import (
    ArticleIndexPage,
    ArticlePage,
    CoveragePage,
    HomePage,
    MatrixPage,
    QuestionsPage,
    RetiredAddress,
)
from cms.state import note_change

_WORDS: Final[Mapping[str, Mapping[str, PageWords]]] = {"vi": vietnamese.PAGES, "en": english.PAGES}
_HOME_SLUG: Final = "trang-chu"


@dataclass(frozen=True, slots=True)
class FirstPage:
    """A page of a fresh register. `key` is where its words stand: its slug, below that of its parent."""

    key: str
    model: type[Page]
    in_menu: bool = True
    fixed: Mapping[str, Any] | None = None

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return self.key.rpartition("/")[2]

    @property
    def parent(self) -> str:
        """The key of the page that it stands below."""
        return self.key.rpartition("/")[0]


_PAGES: Final = (
    FirstPage("ma-tran", MatrixPage, in_menu=False),
    FirstPage("tin-quyet-dinh", ArticleIndexPage),
    FirstPage("huong-dan", ArticleIndexPage, fixed={"newest_first": False}),
    FirstPage("huong-dan/cach-doc-so", ArticlePage, in_menu=False),
    FirstPage("hoi-dap", QuestionsPage),
    FirstPage("muc-do-day-du", CoveragePage),
    FirstPage("ve-so-nay", ArticlePage),
    FirstPage("tiep-can", ArticlePage),
)


def ensure_locales() -> list[Locale]:
    """The languages of the register, its own first; the one that Wagtail's installation made becomes its own."""
    codes = [code for code, _name in settings.LANGUAGES]
    known = list(Locale.all_objects.all())
    if len(known) == 1 and known[0].language_code not in codes:
        known[0].language_code = settings.LANGUAGE_CODE
        known[0].save()
    codes.sort(key=lambda code: code != settings.LANGUAGE_CODE)
    return [Locale.objects.get_or_create(language_code=code)[0] for code in codes]


def ensure_home(locale: Locale) -> HomePage:
    """The home page in the register's own language."""
    home: HomePage | None = HomePage.objects.filter(locale=locale).order_by("path").first()
    if home is None:
        home = HomePage(slug=_HOME_SLUG, locale=locale)
        _say(home, "")
        root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
        root.add_child(instance=home)
    return home


def ensure_pages(home: HomePage, locales: list[Locale]) -> None:
    """Every first page that is missing, and its translations. The site leads to `home` already."""
    others = [locale for locale in locales if locale != home.locale]
    for locale in others:
        if not home.has_translation(locale):
            _translate(home, "", locale)
    made: dict[str, Page] = {"": home}
    for first in _PAGES:
        if parent := made.get(first.parent):
            page = _ensure_page(first, parent, others)
            if page is not None:
                made[first.key] = page
    note_change()


def _ensure_page(first: FirstPage, parent: Page, others: list[Locale]) -> Page | None:
    """The page, as it stands or newly made, with its translations."""
    found = _found(first, parent)
    page = found or _made(first, parent)
    for locale in others:
        above = parent.get_translation_or_none(locale)
        if page is None or above is None or page.has_translation(locale):
            continue
        if found is None:
            _made(first, above, page)
        elif found.live and not _was_there(above, found.slug):
            # What editors have set on a page of an older site goes with it.
            _translate(found, first.key, locale)
    return page


def _found(first: FirstPage, parent: Page) -> Page | None:
    """The page as it stands, under whatever address; of articles there are many, so theirs is asked for."""
    below = first.model.objects.child_of(parent)
    if first.model in (ArticleIndexPage, ArticlePage):
        below = below.filter(slug=first.slug)
    page: Page | None = below.order_by("path").first()
    return page


def _made(first: FirstPage, parent: Page, original: Page | None = None) -> Page | None:
    """A new page, as the translation of `original` if there is one; None where its editors took it off the site."""
    if _was_there(parent, first.slug):
        return None
    page = first.model(
        slug=first.slug, show_in_menus=first.in_menu, locale=parent.locale, **(first.fixed or {})
    )
    if original is not None:
        page.translation_key = original.translation_key
    _say(page, first.key)
    parent.add_child(instance=page)
    return page


def _translate(page: Page, key: str, locale: Locale) -> None:
    copy = page.copy_for_translation(locale)
    _say(copy, key)
    copy.save_revision().publish()


def _was_there(parent: Page, slug: str) -> bool:
    """Whether a page stood at the address and was moved or taken off by its editors."""
    path = f"{(parent.get_url_parts() or ('', '', ''))[2]}{slug}/"
    moved = Redirect.objects.filter(old_path=Redirect.normalise_path(path))
    return bool(path) and (moved.exists() or RetiredAddress.objects.filter(path=path).exists())


def _say(page: Page, key: str) -> None:
    """Give a page the words that stand under a key in its language."""
    words = _WORDS[page.locale.language_code][key]
    page.title = page.draft_title = words.title
    if isinstance(page, ArticlePage):
        page.summary = words.text
        page.body = _stream(words.body, page.locale.language_code)
        return
    page.introduction = words.text
    if isinstance(page, QuestionsPage):
        page.questions = _stream(words.body, page.locale.language_code)


def _stream(blocks: tuple[Block, ...], language: str) -> str:
    """The blocks as they are kept, with addresses filled in; a card of a power that is not recorded is left out."""
    powers = current_catalog().powers
    kept = [one for one in blocks if one["type"] != "power" or one["value"]["power"] in powers]
    with override(language):
        addresses = {
            "{question}": question_address(),
            "{competence}": competence_address(),
            "{search}": search_address(""),
        }
    written = json.dumps(kept, ensure_ascii=False)
    for name, address in addresses.items():
        written = written.replace(name, address)
    return written
