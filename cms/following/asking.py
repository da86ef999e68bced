"""Asking to follow something by e-mail, confirming it, and leaving again.

Nobody is told who follows what: an address that follows already is answered like one that does not. Nothing counts
before its owner has pressed a button on a page that only a letter to the address leads to; a program that opens every
link of a letter presses none.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from cms.following.topics import Topic
from cms.models.subscription import Subscription, SubscriptionRequest
from cms.newest import newest_edition
from units import clock

CONFIRM_WITHIN: Final = timedelta(days=3)
LETTERS_A_DAY: Final = 3
REQUESTS_AN_HOUR: Final = 20
_REMEMBERED: Final = timedelta(days=1)
_SALT: Final = "cms.following.confirm"
_LONGEST_ADDRESS: Final = 254


class AskingRefused(Exception):
    """A wish to follow was refused; the text is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for."""

    topic: Topic
    address: str
    language: str
    frequency: str


def read_address(text: str) -> str:
    """The e-mail address that was typed, its host in small letters. Raises AskingRefused."""
    address = text.strip()
    try:
        if len(address) > _LONGEST_ADDRESS or not address.isascii() or not address.isprintable():
            raise ValidationError("")
        validate_email(address)
    except ValidationError:
        raise AskingRefused(
            _("“%s” không phải là một địa chỉ thư điện tử. Hãy viết như ten@example.vn.") % text[:80]
        ) from None
    name, _at, host = address.rpartition("@")
    return f"{name}@{host.lower()}"


def ask(wish: Wish, client: str | None) -> Subscription | None:
    """Keep the wish until it is confirmed; None where that address has had its letters for today.

    Raises AskingRefused where too much is asked from one place; then nothing is kept.
    """
    now = clock.now()
    if (
        client is not None
        and _counted("client", _network(client), now, timedelta(hours=1)) > REQUESTS_AN_HOUR
    ):
        raise AskingRefused(_("Từ nơi của bạn đã có quá nhiều yêu cầu trong một giờ qua. Hãy thử lại sau."))
    if _counted("address", wish.address.lower(), now, _REMEMBERED) > LETTERS_A_DAY:
        return None
    with transaction.atomic():
        subscription, _made = Subscription.objects.get_or_create(
            address=wish.address,
            kind=wish.topic.kind,
            key=wish.topic.key,
            defaults={"language": wish.language, "frequency": wish.frequency, "asked_at": now},
        )
        # One that counts already stays as its owner left it; only the letter can change it.
        Subscription.objects.filter(pk=subscription.pk).update(asked_at=now)
    return subscription


def _network(client: str) -> str:
    """Who asks: an address, or the network that one household or office has of the newer, longer ones."""
    address = ip_address(client)
    return str(ip_network((client, 64), strict=False) if address.version == 6 else address)


def _counted(what: str, who: str, now: datetime, within: timedelta) -> int:
    """How often it was asked so within the time, this time included. Noted first: two at once count each other."""
    told = hmac.new(settings.SECRET_KEY.encode(), f"{what}:{who}".encode(), sha256).hexdigest()
    SubscriptionRequest.objects.create(digest=told, at=now)
    return SubscriptionRequest.objects.filter(digest=told, at__gt=now - within).count()


def confirmation(subscription: Subscription, wish: Wish) -> str:
    """What a letter brings back: it names the subscription, not the address, and ends after CONFIRM_WITHIN."""
    return signing.dumps([subscription.pk.hex, wish.language, wish.frequency], salt=_SALT)


def asked_by(token: str) -> tuple[Subscription, str, str]:
    """The subscription that a letter is about, with language and frequency. Raises AskingRefused."""
    try:
        pk, language, frequency = signing.loads(token, salt=_SALT, max_age=CONFIRM_WITHIN)
        return Subscription.objects.get(pk=UUID(hex=pk)), language, frequency
    except (signing.BadSignature, ValueError, Subscription.DoesNotExist):
        raise AskingRefused(
            _(
                "Liên kết này đã quá ba ngày, đã được dùng để thôi theo dõi, hoặc bị sao chép thiếu. Hãy đăng ký lại."
            )
        ) from None


@transaction.atomic
def confirm(token: str) -> Subscription:
    """Let the subscription count from now on, as it was asked for. Raises AskingRefused."""
    subscription, language, frequency = asked_by(token)
    changes: dict[str, Any] = {"language": language, "frequency": frequency}
    if subscription.confirmed_at is None:
        today = clock.today()
        changes |= {
            "confirmed_at": clock.now(),
            "told_edition": newest_edition(),
            "told_until": today - timedelta(days=1),
            "looked_on": today,
        }
    Subscription.objects.filter(pk=subscription.pk).update(**changes)
    subscription.refresh_from_db()
    return subscription


def leave(subscription: UUID) -> None:
    """Delete the subscription with its address; there may be none any more."""
    Subscription.objects.filter(pk=subscription).delete()


def forget_unconfirmed() -> int:
    """Delete what nobody confirmed in time, and the counts of earlier days; returns how many addresses went."""
    now = clock.now()
    SubscriptionRequest.objects.filter(at__lte=now - _REMEMBERED).delete()
    gone, _by_model = Subscription.objects.filter(
        confirmed_at__isnull=True, asked_at__lte=now - CONFIRM_WITHIN
    ).delete()
    return gone
