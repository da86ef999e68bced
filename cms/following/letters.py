"""The letters: one that asks to confirm, and the digest. Plain words, as text and as simple HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from cms.following.entries import Entry
from cms.following.places import Followed, in_full
from cms.models.subscription import Subscription

_LONGEST_SUBJECT: Final = 150


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that begins or ends soon, in words."""

    day: date
    sentence: str
    address: str


def confirmation_letter(
    subscription: Subscription, followed: Followed, token: str, language: str
) -> EmailMultiAlternatives:
    """The letter that leads to the button by which following begins."""
    with translation.override(language):
        subject = gettext("Xác nhận theo dõi: %(name)s") % {"name": followed.name}
        said = {
            "followed": followed,
            "confirm": in_full(reverse("register:follow_confirm", kwargs={"token": token})),
            "is_followed": subscription.confirmed_at is not None,
            "leave": leaving_address(subscription),
        }
        return _letter(subscription, subject, "confirmation", said)


def digest_letter(
    subscription: Subscription, followed: Followed, entries: Sequence[Entry], coming: Sequence[Coming]
) -> EmailMultiAlternatives:
    """The digest, in the language that is set: what editions told of the topic, and what begins or ends soon."""
    count = sum(entry.total for entry in entries)
    if entries:
        subject = ngettext("%(count)d thay đổi: %(name)s", "%(count)d thay đổi: %(name)s", count)
    else:
        subject = gettext("Sắp có hiệu lực, sắp hết hiệu lực: %(name)s")
    leave = leaving_address(subscription)
    said = {
        "followed": followed,
        "entries": entries,
        "coming": coming,
        "page": in_full(followed.address or followed.following),
        "leave": leave,
        "base": in_full(""),
    }
    letter = _letter(subscription, subject % {"count": count, "name": followed.name}, "digest", said)
    # Out with one click, for programs that read mail (RFC 8058).
    letter.extra_headers["List-Unsubscribe"] = f"<{leave}>"
    letter.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter.extra_headers["List-Id"] = f"<so-tham-quyen.{_host()}>"
    # The same digest, should it ever be sent a second time, is the same letter: it is named by what was told before it.
    told = f"{subscription.told_edition}.{subscription.looked_on}"
    letter.extra_headers["Message-ID"] = f"<{subscription.pk.hex}.{told}@{_host()}>"
    letter.extra_headers["Auto-Submitted"] = "auto-generated"
    return letter


def leaving_address(subscription: Subscription) -> str:
    """The page with the button by which following ends."""
    return in_full(reverse("register:follow_leave", kwargs={"subscription": subscription.pk}))


def _letter(
    subscription: Subscription, subject: str, name: str, said: Mapping[str, Any]
) -> EmailMultiAlternatives:
    context = {**said, "subject": subject, "language": translation.get_language()}
    # A title may hold line breaks; a subject may not.
    letter = EmailMultiAlternatives(
        " ".join(subject.split())[:_LONGEST_SUBJECT],
        render_to_string(f"mail/following/{name}.txt", context).strip() + "\n",
        to=[subscription.address],
    )
    letter.attach_alternative(render_to_string(f"mail/following/{name}.html", context), "text/html")
    return letter


def _host() -> str:
    return urlsplit(in_full("/")).hostname or "localhost"
