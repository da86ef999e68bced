"""What surrounds every public page: the edition it is read from, the ways through the site, and the other language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.urls.base import translate_url
from django.utils.translation import get_language, gettext, gettext_noop, override
from wagtail.models import Page

from cms.addresses import in_this_edition
from cms.cards import EditionCard
from cms.catalog import current_catalog
from cms.leading_pages import LeadingPage, leading_pages, matrix_address
from cms.links import Link

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


def frame_of(request: HttpRequest | None, page: Page | None) -> Frame:
    """The frame in the reader's language; `page` is the editors' page that is shown, if it is one."""
    language = get_language() or settings.LANGUAGE_CODE
    pages = leading_pages()
    menu = (one for one in pages if one.is_in_menu and one.language == language)
    return Frame(
        edition=current_catalog().edition,
        language=language,
        home=in_this_edition(reverse("wagtail_serve", args=[""])),
        matrix=matrix_address(),
        ways=tuple(Link(gettext(words), in_this_edition(reverse(name))) for name, words in _WAYS),
        menu=tuple(Link(one.title, in_this_edition(one.address)) for one in menu),
        other_languages=tuple(
            OtherLanguage(code, name, _translated(request, page, pages, code))
            for code, name in settings.LANGUAGES
            if code != language
        ),
    )


def _translated(
    request: HttpRequest | None, page: Page | None, pages: tuple[LeadingPage, ...], code: str
) -> str:
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


def _translation(page: Page, pages: tuple[LeadingPage, ...], code: str) -> str:
    """The address of the page in a language, empty where there is none; most are known from the frame."""
    for way in pages:
        if (way.subject, way.language) == (page.translation_key, code):
            return way.address
    found = page.get_translations().live().public().filter(locale__language_code=code).first()
    return (found.url or "") if found else ""
