"""Addresses of editors' pages are permanent: one that moved leads on, one that is gone says when and why.

Wagtail notes where pages moved (wagtail.contrib.redirects); what became of the others is noted here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page
from wagtail.views import serve

from cms.addresses import in_this_edition
from cms.models.retired import RetiredAddress
from cms.presenting import present, public
from units.clock import now


class PermanentAddresses:
    """Looks at what was not found: leads on to where a page is now, or says that it is gone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD") or _is_not_a_page(request):
            return response
        return _moved(request) or _gone(request) or response


def retire(pages: Iterable[Page], reason: str = "") -> None:
    """Note that pages are no longer at their addresses, nor at those that led to them."""
    retired_at = now()
    for page in pages:
        for path in {_path_of(page), *_paths_leading_to(page)} - {""}:
            RetiredAddress.objects.update_or_create(
                path=path,
                defaults={
                    "page": page.pk,
                    "title": page.title,
                    "retired_at": retired_at,
                    "reason": reason,
                    "covers_below": _is_routable(page),
                },
            )


def explain(pages: Iterable[int], reason: str) -> None:
    """Add the editor's reason to what was noted of pages, by their keys."""
    for address in RetiredAddress.objects.filter(page__in=list(pages)):
        address.reason = reason[:500]
        address.save()


def revive(page: Page) -> None:
    """Forget what was noted of an address at which a page is again."""
    for address in RetiredAddress.objects.filter(path=_path_of(page)):
        address.delete()


def when_unpublished(sender: Any, instance: Page, **_: Any) -> None:
    """Listens to Wagtail."""
    retire([instance])


def when_deleted(sender: Any, instance: Page, **_: Any) -> None:
    """Listens to Wagtail; what was not public had no address, and what was retired before keeps its day and reason."""
    if instance.live:
        retire([instance])


def when_published(sender: Any, instance: Page, **_: Any) -> None:
    """Listens to Wagtail."""
    revive(instance)


def _is_not_a_page(request: HttpRequest) -> bool:
    match = request.resolver_match
    # What lies below the matrix page is served by Wagtail, too.
    is_register = match is not None and match.namespace == "register" and match.func is not serve
    return is_register or "\0" in request.path or request.path.startswith(reverse("wagtailadmin_home"))


def _moved(request: HttpRequest) -> HttpResponse | None:
    """The way to where the page is now; what followed its own address (a day, a query) is kept."""
    above = dict(_with_what_follows(request.path))
    wanted = {Redirect.normalise_path(path): path for path in above}
    redirects = Redirect.objects.filter(old_path__in=wanted).select_related("redirect_page")
    for redirect in sorted(redirects, key=lambda one: len(one.old_path), reverse=True):
        rest, link = above[wanted[redirect.old_path]], redirect.link
        if not link or (rest and not (redirect.redirect_page and _is_routable(redirect.redirect_page))):
            continue
        query = urlsplit(request.get_full_path()).query
        address = in_this_edition(f"{link}{rest}{'?' if query else ''}{query}")
        kind = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
        return public(kind(address))
    return None


def _gone(request: HttpRequest) -> HttpResponse | None:
    above = dict(_with_what_follows(request.path))
    for address in sorted(
        RetiredAddress.objects.filter(path__in=above), key=lambda one: len(one.path), reverse=True
    ):
        if address.covers_below or not above[address.path]:
            return present(request, "pages/retired.html", {"retired": address}, status=410)
    return None


def _with_what_follows(path: str) -> Iterator[tuple[str, str]]:
    """An address and those above it, each with what follows it in the address: /a/ and b/."""
    whole = path if path.endswith("/") else f"{path}/"
    for at, letter in enumerate(whole):
        if letter == "/":
            yield whole[: at + 1], path[at + 1 :]


def _path_of(page: Page) -> str:
    """The path of a page as a request has it, in letters, published or not; "" for one outside every site."""
    parts = page.get_url_parts()
    return unquote(parts[2] or "") if parts else ""


def _paths_leading_to(page: Page) -> set[str]:
    """The addresses at which the page was before; nothing leads on from them once it is gone."""
    return {
        f"{path}/" for path in Redirect.objects.filter(redirect_page=page).values_list("old_path", flat=True)
    }


def _is_routable(page: Page) -> bool:
    return issubclass(page.specific_class or Page, RoutablePageMixin)
