"""Editions recorded on the small register, and letters that come of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from cms.following import asking
from cms.following.asking import Wish, confirm, confirmation
from cms.following.topics import Topic
from cms.models.subscription import Subscription
from tests.bundles import bundle_of, record_bundle
from units.clock import REGISTER_ZONE
from units.models import Edition

POWER = "chung-thuc.01"
FIELD = "chung-thuc"
UNIT = "26800@2025-07-01"
CHAIR = f"{UNIT}/chair"
OTHER_CHAIR = "26803@2025-07-01/chair"
CITY = "79@2016-01-01"
INSTRUMENT = "nd-280-2025"
ADDRESS = "nguoi.dan@example.vn"


def grant_to(recipients: str = CHAIR, power: str = POWER, grant: str = "thu.1", **cells: str) -> int:
    """Record a new grant; the number of the edition."""
    row = {
        "grant": grant,
        "power": power,
        "kind": "allocation",
        "recipients": recipients,
        "instrument": INSTRUMENT,
        "confidence": "unverified",
        **cells,
    }
    edition = record_bundle(bundle_of({"grants": [row]})).edition
    assert edition is not None
    return edition


def subscribed(
    topic: Topic, address: str = ADDRESS, frequency: str = "daily", language: str = "vi"
) -> Subscription:
    """A subscription that its owner has confirmed."""
    wish = Wish(topic, address, language, frequency)
    subscription = asking.ask(wish, None)
    assert subscription is not None
    return confirm(confirmation(subscription, wish))


def letters() -> list[EmailMultiAlternatives]:
    """The letters sent since this was last asked."""
    sent = list(mail.outbox)
    mail.outbox.clear()
    return sent  # type: ignore[return-value]


def on_day(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Let it be noon of a day."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=REGISTER_ZONE)
    monkeypatch.setattr("units.clock.now", lambda: noon)


def day_after_recording(days: int = 1) -> date:
    """A day after the newest edition was recorded."""
    return Edition.objects.get(number=Edition.objects.latest_number()).recorded_at.date() + timedelta(
        days=days
    )
