"""What search engines are told: every page that there is, in both languages, and where they need not look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.addresses import instrument_address, office_address, power_address, unit_address
from cms.catalog import Catalog, catalog_of
from cms.newest import newest_edition
from cms.presenting import public

# A file may name 50,000 pages (sitemaps.org); each record has one in either language.
RECORDS_A_FILE: Final = 20_000
_RECORDS: Final[Mapping[str, tuple[Callable[[Catalog], Iterable[str]], Callable[[str], str]]]] = {
    "tham-quyen": (lambda catalog: catalog.powers, power_address),
    "van-ban": (lambda catalog: catalog.instruments, instrument_address),
    "co-quan": (lambda catalog: catalog.register.directory.offices, office_address),
    "don-vi": (lambda catalog: catalog.register.geography, unit_address),
}
_PAGES: Final = "trang"
Alternates = dict[str, str]


@require_safe
def index_view(request: HttpRequest) -> HttpResponse:
    """The list of lists."""
    catalog = catalog_of(newest_edition())
    files = [(_PAGES, 1)]
    for name, (keys, _address) in _RECORDS.items():
        count = len(list(keys(catalog)))
        files += [(name, number) for number in range(1, -(-count // RECORDS_A_FILE) + 1)]
    addresses = [_whole(reverse("sitemap_section", args=one)) for one in files]
    return _answered(request, "sitemap/index.xml", {"addresses": addresses})


@require_safe
def section_view(request: HttpRequest, section: str, number: int) -> HttpResponse:
    """One list: the editors' pages, or some records of a kind. Raises Http404 for a list that there is not."""
    found = _pages() if section == _PAGES and number == 1 else _records(section, number)
    if not found:
        raise Http404
    return _answered(request, "sitemap/section.xml", {"pages": found})


@require_safe
def robots_view(request: HttpRequest) -> HttpResponse:
    """The desk is nothing to search; everything else may be."""
    lines = (
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        "",
        f"Sitemap: {_whole(reverse('sitemap'))}",
        "",
    )
    return public(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


def _answered(request: HttpRequest, template: str, context: Mapping[str, object]) -> HttpResponse:
    return public(render(request, template, context, content_type="application/xml; charset=utf-8"))


def _pages() -> list[Alternates]:
    """The published pages, each with its translations."""
    translations: dict[object, Alternates] = {}
    for page in Page.objects.live().public().filter(depth__gt=1).order_by("path").select_related("locale"):
        if page.url:
            of = translations.setdefault(page.translation_key, {})
            of[page.locale.language_code] = _whole(page.url)
    return list(translations.values())


def _records(section: str, number: int) -> list[Alternates]:
    if section not in _RECORDS:
        return []
    keys, address = _RECORDS[section]
    start = (number - 1) * RECORDS_A_FILE
    some = list(keys(catalog_of(newest_edition())))[max(start, 0) : start + RECORDS_A_FILE]
    by_language: dict[str, list[str]] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            by_language[language] = [_whole(address(key)) for key in some]
    return [dict(zip(by_language, row, strict=True)) for row in zip(*by_language.values(), strict=True)]


def _whole(path: str) -> str:
    """A path with the address of the register before it, unless it has one."""
    return path if "://" in path else f"{settings.WAGTAILADMIN_BASE_URL}{path}"
