"""The pages about following: what is followed, the feed, the form, and the buttons that letters lead to.

The forms are sent without a token against forgery, for there is no cookie to tie one to. They need none: nothing is
done in anybody's name. What somebody else makes a browser send is a letter to an address, which a script could ask for
as well, and which asking.py counts; and the buttons of a letter are known only to whoever holds the letter.
"""

from __future__ import annotations

import logging
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.absence import NotRecorded
from cms.catalog import current_catalog
from cms.following.asking import (
    AskingRefused,
    Wish,
    ask,
    asked_by,
    confirm,
    confirmation,
    leave,
    read_address,
)
from cms.following.atom import CONTENT_TYPE, FeedPage, feed
from cms.following.entries import ENTRIES_A_PAGE, Told, count_told, entries, is_in_first, told_of
from cms.following.index import FIRST, catch_up
from cms.following.letters import confirmation_letter
from cms.following.places import Followed, asking_address, followed, followed_anyhow, in_full
from cms.following.topics import EVERYTHING, OFFICE, SEARCH, Topic
from cms.matching import clean
from cms.models.subscription import Subscription
from cms.presenting import present, public
from units import clock
from units.client_address import client_address

_log = logging.getLogger("register.digests")
_NEWEST_SHOWN: Final = 10
# Filled in by programs, for people do not see it.
_TRAP: Final = "website"


def _topic(request: HttpRequest, kind: str, keys: dict[str, str]) -> Topic:
    if kind == SEARCH:
        return Topic(kind, clean(request.GET.get("q", "")))
    if kind == OFFICE:
        return Topic(kind, f"{keys['unit']}/{keys['post']}")
    return Topic(kind, keys.get("key", ""))


@require_safe
def following_view(request: HttpRequest, kind: str, **keys: str) -> HttpResponse:
    """How a topic is followed, and what has been told of it lately."""
    topic = _topic(request, kind, keys)
    subject = followed(current_catalog(), topic)
    return present(request, "following/topic.html", _page(topic, subject))


def _page(topic: Topic, subject: Followed) -> dict[str, Any]:
    catalog = current_catalog()
    catch_up()
    told = _told(topic, catalog.edition.number, 0, _NEWEST_SHOWN)
    return {
        "followed": subject,
        "feed": in_full(subject.feed),
        "entries": entries(catalog, subject.name, told, topic),
        "asking": asking_address(topic),
        "frequencies": Subscription.Frequency.choices,
        "trap": _TRAP,
        "everything": followed(catalog, EVERYTHING) if topic != EVERYTHING else None,
    }


def _told(topic: Topic, until: int, first: int, most: int) -> list[Told]:
    """A stretch of all that was told; that the register begins comes last of all."""
    found = told_of(topic, until=until, first=first, most=most)
    if len(found) < most and _began_with(topic, until):
        found.append(Told(FIRST, (), 0))
    return found


def _began_with(topic: Topic, until: int) -> bool:
    """Whether it is to be told that the register begins: of everything that is told like any other edition."""
    return until >= FIRST and topic != EVERYTHING and is_in_first(topic)


def _count(topic: Topic, until: int) -> int:
    return count_told(topic, until) + _began_with(topic, until)


@require_safe
def feed_view(request: HttpRequest, kind: str, **keys: str) -> HttpResponse:
    """The topic's Atom feed; `trang` counts its pages from the newest."""
    catalog = current_catalog()
    topic = _topic(request, kind, keys)
    subject = followed(catalog, topic)
    catch_up()
    number = catalog.edition.number
    pages = max(1, -(-_count(topic, number) // ENTRIES_A_PAGE))
    at = _page_number(request.GET.get("trang", "1"), pages)
    told = _told(topic, number, (at - 1) * ENTRIES_A_PAGE, ENTRIES_A_PAGE)
    shown = entries(catalog, subject.name, told, topic)
    page = FeedPage(
        followed=subject,
        entries=shown,
        language=get_language() or settings.LANGUAGE_CODE,
        updated=shown[0].recorded_at if shown else catalog.edition.recorded_at or clock.now(),
        own=_paged(subject.feed, at),
        first=subject.feed,
        last=_paged(subject.feed, pages),
        newer=_paged(subject.feed, at - 1) if at > 1 else "",
        older=_paged(subject.feed, at + 1) if at < pages else "",
    )
    return public(HttpResponse(feed(page), content_type=CONTENT_TYPE))


def _page_number(text: str, pages: int) -> int:
    if text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= pages:
        return int(text)
    raise NotRecorded(gettext("Nguồn tin này không có trang “%s”.") % text[:20], "")


def _paged(address: str, at: int) -> str:
    return address if at == 1 else f"{address}{'&' if '?' in address else '?'}trang={at}"


@csrf_exempt
@require_POST
def asked_view(request: HttpRequest, kind: str, **keys: str) -> HttpResponse:
    """The form was sent: a letter goes out, whatever the address follows already."""
    topic = _topic(request, kind, keys)
    subject = followed(current_catalog(), topic)
    try:
        address = read_address(request.POST.get("email", ""))
        if not request.POST.get(_TRAP):
            _write_to(topic, subject, address, request)
    except AskingRefused as refused:
        sent = {"problem": str(refused), "email": clean(request.POST.get("email", ""))}
        return render(request, "following/topic.html", {**_page(topic, subject), **sent}, status=422)
    response = HttpResponseRedirect(reverse("register:follow_sent"))
    response.status_code = 303
    return response


def _write_to(topic: Topic, subject: Followed, address: str, request: HttpRequest) -> None:
    frequency = request.POST.get("frequency", "")
    if frequency not in Subscription.Frequency:
        frequency = Subscription.Frequency.WEEKLY
    wish = Wish(topic, address, get_language() or settings.LANGUAGE_CODE, frequency)
    subscription = ask(wish, client_address(request))
    if subscription is None:
        return
    letter = confirmation_letter(subscription, subject, confirmation(subscription, wish), wish.language)
    try:
        letter.send()
    except (OSError, ValueError) as error:
        _log.warning("a letter was not sent: %s", type(error).__name__)
        raise AskingRefused(
            gettext("Chưa gửi được thư vì máy chủ thư không trả lời. Hãy thử lại sau ít phút.")
        ) from error


@require_safe
def sent_view(request: HttpRequest) -> HttpResponse:
    """What everybody reads who has asked."""
    return present(request, "following/sent.html", {})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_view(request: HttpRequest, token: str) -> HttpResponse:
    """The letter was opened: a button, and once it is pressed, the word that it is done."""
    try:
        if request.method == "POST":
            subscription, is_done = confirm(token), True
        else:
            (subscription, _language, _frequency), is_done = asked_by(token), False
    except AskingRefused as refused:
        return render(request, "following/over.html", {"message": str(refused)}, status=404)
    subject = followed_anyhow(current_catalog(), Topic(subscription.kind, subscription.key))
    return render(
        request,
        "following/confirm.html",
        {"followed": subject, "is_done": is_done, "subscription": subscription},
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave_view(request: HttpRequest, subscription: UUID) -> HttpResponse:
    """Out: by a button, or without a page where a mail program asks by itself (RFC 8058)."""
    if request.method == "POST":
        leave(subscription)
        return render(request, "following/left.html")
    found = Subscription.objects.filter(pk=subscription).first()
    if found is None:
        return render(request, "following/left.html")
    subject = followed_anyhow(current_catalog(), Topic(found.kind, found.key))
    return render(request, "following/leave.html", {"followed": subject})
