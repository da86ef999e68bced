"""Asking, confirming and leaving: nothing without the owner of the address, and nobody is told who follows what."""

from __future__ import annotations

import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from cms.following import asking
from cms.following.asking import LETTERS_A_DAY, REQUESTS_AN_HOUR, AskingRefused, read_address
from cms.models.subscription import Subscription, SubscriptionRequest
from tests.cms.following.recorded import ADDRESS, POWER, letters, on_day
from tests.cms.pages import page, words
from units.clock import today

pytestmark = pytest.mark.usefixtures("register", "site")

PAGE = f"/theo-doi/tham-quyen/{POWER}/"


def sent(client: Client, email: str = ADDRESS, address: str = PAGE, **more: str) -> HttpResponse:
    answer: Any = client.post(f"{address}dang-ky/", {"email": email, "frequency": "daily", **more})
    return answer


def link(body: str, part: str) -> str:
    (found,) = re.findall(rf"https?://[^/\s]+(/\S*{part}\S*)", body)
    return str(found)


def test_from_the_form_to_the_first_letter_and_out_again(client: Client) -> None:
    answer = sent(client)
    assert (answer.status_code, answer["Location"]) == (303, "/theo-doi/da-gui-thu/")
    assert not answer.cookies
    (letter,) = letters()
    assert letter.to == [ADDRESS]
    assert "\n" not in letter.subject
    assert Subscription.objects.get().confirmed_at is None
    confirm = link(str(letter.body), "xac-nhan")
    # What opens every link of a letter confirms nothing.
    shown = page(client, confirm)
    assert Subscription.objects.get().confirmed_at is None
    assert shown.find("form", method="post")
    assert client.get(confirm)["Cache-Control"] == "private, no-store"
    client.post(confirm)
    kept = Subscription.objects.get()
    assert kept.confirmed_at is not None
    assert (kept.kind, kept.key, kept.frequency, kept.language, kept.told_edition) == (
        "power",
        POWER,
        "daily",
        "vi",
        1,
    )
    leave = f"/theo-doi/thoi/{kept.pk}/"
    assert page(client, leave).find("form", method="post")
    assert Subscription.objects.exists()
    assert client.post(leave, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()
    assert "Đã thôi theo dõi" in words(page(client, leave))


def test_a_browser_that_guards_against_forgery_is_let_through() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert sent(strict).status_code == 303
    confirm = link(str(letters()[0].body), "xac-nhan")
    assert strict.post(confirm).status_code == 200


def test_in_the_language_in_which_it_was_asked_for(client: Client) -> None:
    answer = sent(client, address=f"/en{PAGE}")
    assert answer["Location"] == "/en/theo-doi/da-gui-thu/"
    (letter,) = letters()
    confirm = link(str(letter.body), "xac-nhan")
    assert confirm.startswith("/en/")
    client.post(confirm)
    assert Subscription.objects.get().language == "en"


def test_an_address_that_follows_already_is_answered_like_any_other(client: Client) -> None:
    first = sent(client)
    client.post(link(str(letters()[0].body), "xac-nhan"))
    before = Subscription.objects.get()
    again = sent(client, frequency="weekly")
    assert (again.status_code, again["Location"], again.content) == (
        first.status_code,
        first["Location"],
        first.content,
    )
    after = Subscription.objects.get()
    # Whoever else asks changes nothing; the owner can.
    assert (after.confirmed_at, after.frequency) == (before.confirmed_at, "daily")
    (letter,) = letters()
    client.post(link(str(letter.body), "xac-nhan"))
    changed = Subscription.objects.get()
    assert (changed.confirmed_at, changed.frequency) == (before.confirmed_at, "weekly")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a@",
        "a@b",
        "a b@example.vn",
        "a@example.vn\nBcc: b@example.vn",
        "a@example.vn\r\nBcc: b@example.vn",
        "a@example.vn, b@example.vn",
        "A <a@example.vn>",
        "a\0@example.vn",
        "người@example.vn",
        f"{'a' * 250}@example.vn",
    ],
)
def test_what_is_no_address_is_refused_in_words_and_nothing_is_kept(client: Client, text: str) -> None:
    with pytest.raises(AskingRefused):
        read_address(text)
    answer = sent(client, text)
    assert answer.status_code == 422
    assert "không phải là một địa chỉ thư" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert not Subscription.objects.exists()
    assert not mail.outbox


def test_the_host_of_an_address_is_the_same_in_any_letters() -> None:
    assert read_address("  Nguoi.Dan@EXAMPLE.vn ") == "Nguoi.Dan@example.vn"


def test_what_fills_in_everything_is_thanked_and_gets_nothing(client: Client) -> None:
    assert sent(client, website="x").status_code == 303
    assert not Subscription.objects.exists()
    assert not mail.outbox


def test_an_address_gets_so_many_letters_a_day_and_nobody_can_tell(client: Client) -> None:
    answers = {sent(client).status_code for _ in range(LETTERS_A_DAY + 2)}
    assert answers == {303}
    assert len(letters()) == LETTERS_A_DAY
    assert ADDRESS not in str(list(SubscriptionRequest.objects.values_list()))


def test_from_one_place_so_much_is_asked_an_hour(client: Client) -> None:
    statuses = [sent(client, f"a{number}@example.vn").status_code for number in range(REQUESTS_AN_HOUR + 1)]
    assert statuses == [303] * REQUESTS_AN_HOUR + [422]
    assert Subscription.objects.count() == REQUESTS_AN_HOUR


def test_the_newer_addresses_of_one_network_are_one_place() -> None:
    assert (
        asking._network("2001:db8::1") == asking._network("2001:db8::2:1") != asking._network("2001:db9::1")
    )


def test_where_no_letter_can_be_sent_it_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise SMTPServerDisconnected("x")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", fail)
    answer = sent(client)
    assert answer.status_code == 422
    assert "Chưa gửi được thư" in answer.content.decode()


def test_what_is_not_confirmed_in_time_is_deleted_and_its_letter_leads_nowhere(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(client)
    confirm = link(str(letters()[0].body), "xac-nhan")
    assert asking.forget_unconfirmed() == 0
    on_day(monkeypatch, today() + timedelta(days=5))
    assert asking.forget_unconfirmed() == 1
    assert not Subscription.objects.exists()
    assert not SubscriptionRequest.objects.exists()
    assert "đăng ký lại" in words(page(client, confirm, 404))
    assert client.post(confirm).status_code == 404
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("token", ["x", "a:b:c", "A" * 3000])
def test_a_letter_that_was_never_sent_confirms_nothing(client: Client, token: str) -> None:
    sent(client)
    assert client.post(f"/theo-doi/xac-nhan/{token}/").status_code == 404
    assert Subscription.objects.get().confirmed_at is None


def test_who_follows_nothing_can_leave(client: Client) -> None:
    address = "/theo-doi/thoi/00000000-0000-4000-8000-000000000000/"
    assert client.get(address).status_code == client.post(address).status_code == 200


def test_only_the_form_is_answered(client: Client) -> None:
    assert client.get(f"{PAGE}dang-ky/").status_code == 405
    assert client.post(PAGE).status_code == 405
    assert client.post("/theo-doi/tham-quyen/khong-co/dang-ky/", {"email": ADDRESS}).status_code == 404
    assert not Subscription.objects.exists()
