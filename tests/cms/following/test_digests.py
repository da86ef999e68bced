"""Digests: each subscriber hears of every change once, whatever happens to the run that tells of it."""

from __future__ import annotations

from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.following import digests
from cms.following.digests import CLAIM_LASTS, MOST_REFUSALS, send_due
from cms.following.topics import EVERYTHING, SEARCH, Topic
from cms.following.topics import FIELD as OF_FIELD
from cms.following.topics import OFFICE as OF_OFFICE
from cms.following.topics import POWER as OF_POWER
from cms.following.topics import UNIT as OF_UNIT
from cms.models.subscription import Subscription
from tests.cms.following.recorded import (
    CHAIR,
    FIELD,
    OTHER_CHAIR,
    POWER,
    UNIT,
    day_after_recording,
    grant_to,
    letters,
    on_day,
    subscribed,
)
from units import clock

pytestmark = pytest.mark.usefixtures("register", "site")

CONCERNED = [
    Topic(OF_POWER, POWER),
    Topic(OF_OFFICE, CHAIR),
    Topic(OF_UNIT, UNIT),
    Topic(OF_FIELD, FIELD),
    Topic(SEARCH, "chứng thực bản sao"),
    EVERYTHING,
]


# What the power is called that is granted here.
TITLE = "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam cấp"


class _Killed(BaseException):
    """The process ends here."""


@pytest.fixture(autouse=True)
def _nothing_coming(monkeypatch: pytest.MonkeyPatch) -> None:
    """What begins or ends soon depends on the day, and is told of elsewhere."""
    monkeypatch.setattr(digests, "upcoming", lambda *_: [])


def tomorrow(monkeypatch: pytest.MonkeyPatch, days: int = 1) -> None:
    on_day(monkeypatch, day_after_recording(days))


@pytest.mark.parametrize("topic", CONCERNED, ids=lambda topic: topic.kind)
def test_whoever_is_concerned_hears_once(topic: Topic, monkeypatch: pytest.MonkeyPatch) -> None:
    subscription = subscribed(topic)
    grant_to()
    tomorrow(monkeypatch)
    assert send_due().sent == 1
    (letter,) = letters()
    assert letter.subject.startswith("1 thay đổi")
    assert "phường Linh Xuân" in str(letter.body)
    headers = letter.message()
    assert headers["List-Unsubscribe"] == f"<http://127.0.0.1:8000/theo-doi/thoi/{subscription.pk}/>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert str(subscription.pk) in str(letter.body)
    ((html, kind),) = letter.alternatives
    assert kind == "text/html"
    assert "phường Linh Xuân" in str(html)
    for days in (1, 2, 30):
        tomorrow(monkeypatch, days)
        assert (send_due().sent, letters()) == (0, [])


def test_who_is_not_concerned_hears_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for topic in (
        Topic(OF_OFFICE, OTHER_CHAIR),
        Topic(OF_POWER, "chung-thuc.02"),
        Topic(SEARCH, "giao thông"),
    ):
        subscribed(topic)
    grant_to()
    tomorrow(monkeypatch)
    run = send_due()
    assert (run.sent, run.silent, run.left) == (0, 3, 0)
    assert not mail.outbox


def test_what_was_recorded_before_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    grant_to()
    subscribed(Topic(OF_POWER, POWER))
    tomorrow(monkeypatch)
    assert send_due().sent == 0


def test_what_is_not_confirmed_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    subscription = subscribed(Topic(OF_POWER, POWER))
    Subscription.objects.filter(pk=subscription.pk).update(confirmed_at=None)
    grant_to()
    tomorrow(monkeypatch)
    assert send_due().sent == 0


def test_weekly_is_once_a_week(monkeypatch: pytest.MonkeyPatch) -> None:
    subscribed(Topic(OF_POWER, POWER), frequency="weekly")
    grant_to()
    tomorrow(monkeypatch, 1)
    assert send_due().sent == 0
    grant_to(OTHER_CHAIR, grant="thu.2")
    tomorrow(monkeypatch, 8)
    assert send_due().sent == 1
    (letter,) = letters()
    assert letter.subject.startswith("2 thay đổi")


def test_in_the_language_of_the_subscriber(monkeypatch: pytest.MonkeyPatch) -> None:
    subscribed(Topic(OF_POWER, POWER), language="en")
    grant_to()
    tomorrow(monkeypatch)
    send_due()
    (letter,) = letters()
    assert "/en/tham-quyen/" in str(letter.body)


def test_a_run_that_is_killed_sends_nobody_the_same_twice_and_loses_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(5):
        subscribed(Topic(OF_POWER, POWER), f"a{number}@example.vn")
    grant_to()
    tomorrow(monkeypatch)
    real = digests._claimed
    asked: list[Subscription] = []

    def killed_at_the_third(subscription: Subscription) -> bool:
        asked.append(subscription)
        if len(asked) == 3:
            raise _Killed
        return real(subscription)

    monkeypatch.setattr(digests, "_claimed", killed_at_the_third)
    with pytest.raises(_Killed):
        send_due()
    first = [letter.to[0] for letter in letters()]
    monkeypatch.setattr(digests, "_claimed", real)
    assert send_due().sent == 3
    second = [letter.to[0] for letter in letters()]
    assert len(first) == 2
    assert sorted(first + second) == [f"a{number}@example.vn" for number in range(5)]


def test_a_letter_in_the_hands_of_a_killed_run_goes_out_again_as_the_same_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    subscribed(Topic(OF_POWER, POWER))
    grant_to()
    tomorrow(monkeypatch)
    monkeypatch.setattr(digests, "_note_told", _kill)
    with pytest.raises(_Killed):
        send_due()
    monkeypatch.undo()
    monkeypatch.setattr(digests, "upcoming", lambda *_: [])
    (first,) = letters()
    tomorrow(monkeypatch)
    # It may still be at work.
    assert send_due().sent == 0
    later = clock.now() + CLAIM_LASTS
    monkeypatch.setattr("units.clock.now", lambda: later)
    assert send_due().sent == 1
    (second,) = letters()
    assert first.message()["Message-ID"] == second.message()["Message-ID"]


def _kill(*_: Any) -> None:
    raise _Killed


def test_of_two_runs_at_once_one_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    subscribed(Topic(OF_POWER, POWER))
    grant_to()
    tomorrow(monkeypatch)
    real = digests._claimed

    def while_another_runs(subscription: Subscription) -> bool:
        monkeypatch.setattr(digests, "_claimed", real)
        assert send_due().sent == 1
        return real(subscription)

    monkeypatch.setattr(digests, "_claimed", while_another_runs)
    assert send_due().sent == 0
    assert len(letters()) == 1


def test_a_mail_server_that_is_down_leaves_all_due(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    subscribed(Topic(OF_POWER, POWER))
    grant_to()
    tomorrow(monkeypatch)
    before = Subscription.objects.values().get()
    with monkeypatch.context() as down:
        down.setattr("django.core.mail.EmailMultiAlternatives.send", _down)
        with pytest.raises((SystemExit, CommandError)):
            call_command("send_digests")
    told = capsys.readouterr()
    assert "còn 1 chưa gửi được" in told.out
    assert "Máy chủ thư không nhận thư" in told.err
    assert Subscription.objects.values().get() == before
    call_command("send_digests")
    assert len(letters()) == 1


def _down(*_: Any, **__: Any) -> None:
    raise ConnectionRefusedError("111")


def test_one_address_that_is_refused_keeps_nobody_else_waiting_and_is_given_up_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    subscribed(Topic(OF_POWER, POWER), "het@example.vn")
    subscribed(Topic(OF_POWER, POWER), "con@example.vn")
    grant_to()
    real = mail.EmailMultiAlternatives.send

    def refusing(letter: Any, *arguments: Any, **named: Any) -> int:
        if letter.to == ["het@example.vn"]:
            raise SMTPRecipientsRefused({"het@example.vn": (550, b"no such user")})
        return real(letter, *arguments, **named)

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refusing)
    tomorrow(monkeypatch)
    run = send_due()
    assert (run.sent, run.left) == (1, 1)
    for _ in range(MOST_REFUSALS - 1):
        run = send_due()
    assert (run.given_up, run.left) == (1, 0)
    assert [one.address for one in Subscription.objects.all()] == ["con@example.vn"]


def test_what_begins_or_ends_soon_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    subscribed(Topic(OF_OFFICE, CHAIR))
    start = day_after_recording(20)
    grant_to(valid_from=start.isoformat(), valid_until=(start + timedelta(days=30)).isoformat())
    told: list[tuple[date, list[str]]] = []
    for days in (1, 2, 3, 19, 20, 21, 40, 55):
        tomorrow(monkeypatch, days)
        send_due()
        said = [str(letter.body) for letter in letters()]
        lines = [line for body in said for line in body.splitlines() if "hiệu lực:" in line and TITLE in line]
        told += [(day_after_recording(days), [line]) for line in lines]
    assert len(told) == 2, told
    (first_day, (begins,)), (_, (ends,)) = told
    assert begins.startswith("- Từ")
    assert ends.startswith("- Hết")
    assert first_day < start


def test_the_number_of_statements_grows_by_two_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    def statements(number: int, days: int) -> int:
        for one in range(number):
            subscribed(Topic(OF_POWER, POWER), f"a{days}.{one}@example.vn")
        grant_to(grant=f"thu.{days}")
        tomorrow(monkeypatch, days)
        with CaptureQueriesContext(connection) as asked:
            send_due()
        assert len(letters()) >= number
        return len(asked)

    statements(1, 1)
    few = statements(1, 2)
    assert statements(4, 3) - few == 4 * 2
