"""What editors wrote, as far as everybody may read it: found by title and by text like everything else.

The texts are compared in memory, as those of the register are, so that both databases answer alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import CharField, Field, TextField
from django.utils.translation import get_language
from wagtail.models import Page

from cms.searching.rows import PAGES, Row, Rows
from cms.state import state_now


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page that editors wrote: its words, where it is, and its language."""

    key: str
    title: str
    body: str
    address: str
    language: str


@dataclass(frozen=True, slots=True)
class WrittenPages:
    """The pages that a reader of one language is shown, with their names."""

    pages: dict[str, WrittenPage]
    rows: Rows


def written_pages() -> WrittenPages:
    """The pages as they are published now: a translation in the reader's language stands for what it translates."""
    return _written_pages(state_now().content, get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=2 * len(settings.LANGUAGES))
def _written_pages(_content: int, language: str) -> WrittenPages:
    read = Page.objects.live().public().filter(depth__gt=1).select_related("locale").specific()
    translations: dict[Any, Page] = {}
    for page in read.order_by("path"):
        known = translations.get(page.translation_key)
        if known is None or page.locale.language_code == language:
            translations[page.translation_key] = page
    pages = {written.key: written for written in map(_written, translations.values()) if written.address}
    rows = (Row(PAGES, page.key, page.title, page.body) for page in pages.values())
    return WrittenPages(pages, Rows(rows))


def forget_pages() -> None:
    """Read them anew, where another database stands behind the same state."""
    _written_pages.cache_clear()


def _written(page: Page) -> WrittenPage:
    body = " ".join(" ".join(_texts(page)).split())
    return WrittenPage(str(page.pk), page.title, body, page.url or "", page.locale.language_code)


def _texts(page: Page) -> Iterator[str]:
    """Every text of a page beside those that each page has, which say nothing to its readers."""
    common = {field.name for field in Page._meta.get_fields()}
    own = (
        field for field in page._meta.get_fields() if isinstance(field, Field) and field.name not in common
    )
    yield page.search_description
    for field in own:
        value = field.value_from_object(page)
        if hasattr(field, "get_searchable_content"):
            yield from map(str, _flat(field.get_searchable_content(value)))
        elif isinstance(field, CharField | TextField) and value and not field.choices:
            yield str(value)


def _flat(content: Iterable[Any]) -> Iterator[Any]:
    for part in content:
        if isinstance(part, list | tuple):
            yield from _flat(part)
        else:
            yield part
