"""The editors' pages that the whole site leads to: those in the menu, and the matrix."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from cms.addresses import in_this_edition
from cms.state import state_now


@dataclass(frozen=True, slots=True)
class LeadingPage:
    """A public page below a home page."""

    title: str
    address: str
    language: str
    is_in_menu: bool
    is_matrix: bool
    # What a page and its translations have in common.
    subject: UUID


def leading_pages() -> tuple[LeadingPage, ...]:
    """The pages of every language, in the order in which editors have put them."""
    return _pages(state_now().content)


def matrix_address() -> str:
    """Where the matrix is shown in the reader's language, else in the register's own; empty while none is public."""
    of = {one.language: one for one in reversed(leading_pages()) if one.is_matrix}
    found = of.get(get_language() or "") or of.get(settings.LANGUAGE_CODE)
    return in_this_edition(found.address) if found else ""


# Every page shows them, and only what editors do changes them; each time they do it they are read once more.
@lru_cache(maxsize=2)
def _pages(_content: int) -> tuple[LeadingPage, ...]:
    """All of them in one statement."""
    top = (
        Page.objects.live().public().filter(depth=3).order_by("path").select_related("locale", "content_type")
    )
    pages = (
        LeadingPage(
            one.title,
            one.url or "",
            one.locale.language_code,
            one.show_in_menus,
            # By name: the page of the matrix is made of much that asks where it is.
            one.cached_content_type.model == "matrixpage",
            one.translation_key,
        )
        for one in top
    )
    return tuple(page for page in pages if page.is_in_menu or page.is_matrix)


def forget_leading_pages() -> None:
    """Read the pages again when next asked, where what editors did has been undone without a word."""
    _pages.cache_clear()
