"""What is asked of every signed-in request to the desk and to the documents; public pages are let through unread."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from units import clock, second_factor

Answer = Callable[[HttpRequest], HttpResponse]

# How much later a page may be asked for until the session is written again, in seconds.
_A_MOMENT: Final = 60


@cache
def _guarded() -> tuple[str, ...]:
    document = reverse("wagtaildocs_serve", args=[0, "-"])
    return reverse("wagtailadmin_home"), document.removesuffix("0/-")


def _is_signed_in(request: HttpRequest) -> bool:
    """Whether the desk or a document is asked for by who has signed in; without a session nothing is looked up."""
    return (
        request.path.startswith(_guarded())
        and settings.SESSION_COOKIE_NAME in request.COOKIES
        and request.user.is_authenticated
    )


class SessionLimits:
    """Signs out who signed in too long ago, or has not asked for anything for too long."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, of nobody if the session is over."""
        if _is_signed_in(request):
            now = int(clock.now().timestamp())
            over = _over(request, now)
            if over:
                request.signed_out_because = over  # type: ignore[attr-defined]
                logout(request)
                messages.warning(request, _("Phiên làm việc đã hết hạn; hãy đăng nhập lại để làm tiếp."))
            elif "/editing-sessions/" not in request.path:
                # A page left open asks there by itself, every few seconds; that is nobody at work.
                _note(request, now)
        return self.get_response(request)


def _over(request: HttpRequest, now: int) -> str:
    since, seen = request.session.get("signed_in_at", now), request.session.get("seen_at", now)
    if now - since > settings.SESSION_AGE.total_seconds():
        return "age"
    return "idle" if now - seen > settings.SESSION_IDLE.total_seconds() else ""


def _note(request: HttpRequest, now: int) -> None:
    request.session.setdefault("signed_in_at", now)
    if now - request.session.get("seen_at", 0) >= _A_MOMENT:
        request.session["seen_at"] = now


class SecondFactor:
    """Sends who has given only a password to the second step, or, where one is required, to setting it up."""

    # To sign out is free to everybody, and these are what the pages of the second step are made with.
    _always_open: Final = frozenset(
        {
            "wagtailadmin_login",
            "wagtailadmin_logout",
            "wagtailadmin_sprite",
            "wagtailadmin_javascript_catalog",
        }
    )

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> HttpResponse | None:
        """The way to the step that is missing, instead of the page; None where none is."""
        asked = request.resolver_match.view_name if request.resolver_match else ""
        if asked in self._always_open or not _is_signed_in(request):
            return None
        step = second_factor.missing_step(request)
        if step is None or asked == step:
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return HttpResponseForbidden(_("Hãy qua bước xác thực thứ hai rồi làm lại."))
        return redirect(f"{reverse(step)}?{urlencode({'next': request.get_full_path()})}")
