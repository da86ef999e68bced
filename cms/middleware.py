"""What holds for every public page: headers that forbid what the pages do not need, and clear pages for what is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.defaults import page_not_found

from cms.absence import NotRecorded
from cms.addresses import EDITION, at_edition
from cms.days import BadDay, bad_day_sentence
from cms.gone import NOT_FOUND, absent_page, path_written_otherwise
from cms.matching import clean
from cms.newest import newest_edition
from cms.presenting import TABLE, only_table, present
from cms.tongues import DATA_LANGUAGE, with_languages_marked

CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


class Reading:
    """Sets the language of a public page by its path, edition and table by its query; sees nothing of the reader."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request in its language, at its edition."""
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language), only_table(request.GET.get(TABLE, "")):
            request.LANGUAGE_CODE = language
            asked = request.GET.get(EDITION, "")
            if not asked or request.path_info.startswith(reverse("wagtailadmin_home")):
                return self.get_response(request)
            number = _recorded_number(asked)
            if number is None:
                message = gettext("Sổ không có lần ghi nào mang số “%s”.") % clean(asked)[:20]
                return _not_recorded(request, message, "")
            with at_edition(number):
                return self.get_response(request)


def _recorded_number(text: str) -> int | None:
    """The number of a recorded edition, or None; the newest may be asked for like any other."""
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        return None
    return int(text) if 0 < int(text) <= newest_edition() else None


def _not_recorded(request: HttpRequest, message: str, sought: str) -> HttpResponse:
    return present(request, "pages/not_recorded.html", {"message": message, "sought": sought}, status=404)


class PublicRegister:
    """Guards the public pages; the editors' desk brings its own scripts and is left alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, with the headers where it was for a public page."""
        # A database refuses to be asked about a NUL, and no address has one.
        response = page_not_found(request, Http404()) if "\0" in request.path else self.get_response(request)
        if response.status_code == NOT_FOUND and (written := path_written_otherwise(request.path)):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{written}?{query}" if query else written)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and not request.path.startswith(reverse("wagtailadmin_home")):
            response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
            response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
            if translation.get_language() != DATA_LANGUAGE and not response.streaming:
                response.content = with_languages_marked(response.content.decode()).encode()
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a key that is not recorded or no more, or for a day that is none; else not its business."""
        if isinstance(exception, BadDay):
            return _not_recorded(request, bad_day_sentence(exception.text), "")
        if isinstance(exception, NotRecorded):
            return absent_page(request, exception)
        return None
