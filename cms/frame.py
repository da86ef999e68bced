"""What surrounds every public page: the edition it is read from, the ways through the site, and the other language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.urls.base import translate_url
from django.utils.translation import get_language, gettext, gettext_noop, override
from wagtail.models import Page

from cms.addresses import in_this_edition
from cms.cards import EditionCard
from cms.catalog import current_catalog
from cms.links import Link
from cms.models import MatrixPage
from cms.state import state_now

_DEPTH_OF_HOME: Final = 2

# The parts of the register that lie behind the first doors, in the order of the footer.
_WAYS: Final[tuple[tuple[str, str], ...]] = (
    ("register:prospect", gettext_noop("Dự kiến")),
    ("register:differences", gettext_noop("So sánh hai ngày")),
    ("register:log", gettext_noop("Nhật ký công bố")),
    ("register:opendata", gettext_noop("Dữ liệu mở")),
)


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The same page in another language, by the language's own name."""

    code: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a page. `ways` are parts of the register, `menu` what editors have put into it."""

    edition: EditionCard
    language: str
    home: str
    matrix: str
    ways: tuple[Link, ...]
    menu: tuple[Link, ...]
    other_languages: tuple[OtherLanguage, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """A page that the frame leads to."""

    title: str
    address: str
    language: str
    is_in_menu: bool
    is_matrix: bool
    # What a page and its translations have in common.
    subject: UUID


def frame_of(request: HttpRequest | None, page: Page | None) -> Frame:
    """The frame in the reader's language; `page` is the editors' page that is shown, if it is one."""
    language = get_language() or settings.LANGUAGE_CODE
    pages = _pages(state_now().content)
    menu = (one for one in pages if one.is_in_menu and one.language == language)
    return Frame(
        edition=current_catalog().edition,
        language=language,
        home=in_this_edition(reverse("wagtail_serve", args=[""])),
        matrix=_matrix(pages, language),
        ways=tuple(Link(gettext(words), in_this_edition(reverse(name))) for name, words in _WAYS),
        menu=tuple(Link(one.title, in_this_edition(one.address)) for one in menu),
        other_languages=tuple(
            OtherLanguage(code, name, _translated(request, page, pages, code))
            for code, name in settings.LANGUAGES
            if code != language
        ),
    )


# Every page shows them, and only what editors do changes them; each time they do it they are read once more.
@lru_cache(maxsize=2)
def _pages(_content: int) -> tuple[_Way, ...]:
    """The public pages below the home pages that are in the menu, and the matrix; in one statement."""
    top = (
        Page.objects.live().public().filter(depth=3).order_by("path").select_related("locale", "content_type")
    )
    ways = (
        _Way(
            one.title,
            one.url or "",
            one.locale.language_code,
            one.show_in_menus,
            one.cached_content_type.model_class() is MatrixPage,
            one.translation_key,
        )
        for one in top
    )
    return tuple(way for way in ways if way.is_in_menu or way.is_matrix)


def forget_frame() -> None:
    """Read the pages again when next asked, where what editors did has been undone without a word."""
    _pages.cache_clear()


def _matrix(pages: tuple[_Way, ...], language: str) -> str:
    """The matrix in the language, else in the register's own."""
    of = {one.language: one for one in reversed(pages) if one.is_matrix}
    found = of.get(language) or of.get(settings.LANGUAGE_CODE)
    return in_this_edition(found.address) if found else ""


def _translated(request: HttpRequest | None, page: Page | None, pages: tuple[_Way, ...], code: str) -> str:
    """The page in another language; where its editors have not translated it, the home page of that language."""
    with override(code):
        home = in_this_edition(reverse("wagtail_serve", args=[""]))
        if request is None:
            return home
        if page is None:
            return translate_url(request.get_full_path(), code)
    if page.depth == _DEPTH_OF_HOME:
        return home
    translation = _translation(page, pages, code)
    if not translation:
        return home
    # What follows the page's own address (a day, a query) is kept.
    rest = request.get_full_path().removeprefix(page.url or "")
    return f"{translation}{rest}" if rest != request.get_full_path() else translation


def _translation(page: Page, pages: tuple[_Way, ...], code: str) -> str:
    """The address of the page in a language, empty where there is none; most are known from the frame."""
    for way in pages:
        if (way.subject, way.language) == (page.translation_key, code):
            return way.address
    found = page.get_translations().live().public().filter(locale__language_code=code).first()
    return (found.url or "") if found else ""
