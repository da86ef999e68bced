"""What holds for every public page: headers that forbid what the pages do not need, and clear pages for what is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.defaults import page_not_found

from cms.absence import NotRecorded
from cms.days import BadDay, bad_day_sentence

CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


class PublicRegister:
    """Guards the public pages; the editors' desk brings its own scripts and is left alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, with the headers where it was for a public page."""
        # A database refuses to be asked about a NUL, and no address has one.
        response = page_not_found(request, Http404()) if "\0" in request.path else self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and not request.path.startswith(reverse("wagtailadmin_home")):
            response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
            response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a key that is not recorded, or for a day that is none; other errors are not its business."""
        if isinstance(exception, BadDay):
            context = {"message": bad_day_sentence(exception.text), "sought": ""}
        elif isinstance(exception, NotRecorded):
            context = {"message": exception.message, "sought": exception.sought}
        else:
            return None
        return render(request, "pages/not_recorded.html", context, status=404)
