"""Signing in with a password: locks, limits of a session, and what the log says of it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse

from tests.units.officers import officer
from units import clock
from units.models import SecurityEvent, User

pytestmark = pytest.mark.usefixtures("register")

LOGIN = "/admin/login/"
PASSWORD = "một mật khẩu đủ dài"
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng"
LOCKED = "Tạm khóa đăng nhập"


@pytest.fixture
def user() -> User:
    user = officer("an")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the clock to some minutes after the beginning of the test."""
    start = clock.now()

    def set_clock(minutes: float) -> None:
        moment: datetime = start + timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return set_clock


def sign_in(client: Client, username: str = "an", password: str = PASSWORD, **headers: Any) -> Any:
    return client.post(LOGIN, {"username": username, "password": password, "next": "/admin/"}, **headers)


def kinds() -> list[str]:
    noted = SecurityEvent.objects.exclude(kind__in=["account_changed", "membership_changed", "right_given"])
    return [kind for kind in noted.values_list("kind", flat=True) if kind != "password_changed"]


def test_signing_in_and_out_is_noted(client: Client, user: User) -> None:
    answer = sign_in(client)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200
    client.post(reverse("wagtailadmin_logout"))
    assert client.get("/admin/").status_code == 302
    assert kinds() == ["signed_out", "signed_in"]
    event = SecurityEvent.objects.get(kind="signed_in")
    assert (event.actor, event.subject, event.address) == (user, "an", "127.0.0.1")
    assert event.details == {"by": "ModelBackend"}


def test_a_session_gets_another_key_when_somebody_signs_in(client: Client, user: User) -> None:
    client.get("/admin/")
    session = client.session
    session["before"] = "yes"
    session.save()
    before = str(session.session_key)
    client.cookies["sessionid"] = before
    sign_in(client)
    assert client.cookies["sessionid"].value != before
    # It ends with the browser at the latest.
    assert client.cookies["sessionid"]["max-age"] == ""


def test_after_five_wrong_passwords_the_name_is_locked_at_that_address(client: Client, user: User) -> None:
    for _attempt in range(4):
        assert WRONG in sign_in(client, password="sai").content.decode()
    page = sign_in(client, password="sai")
    assert page.status_code == 429
    assert LOCKED in page.content.decode()
    # Now the right one does not help either.
    assert sign_in(client).status_code == 429
    assert sorted(kinds()) == ["locked_out"] + ["sign_in_failed"] * 5
    assert client.get("/admin/").status_code == 302
    # From another address it can still be signed in: who locks a name locks only himself out.
    assert sign_in(Client(REMOTE_ADDR="10.9.8.7")).status_code == 302


def test_after_a_quarter_of_an_hour_it_is_open_again(client: Client, user: User) -> None:
    for _attempt in range(5):
        sign_in(client, password="sai")
    AccessAttempt.objects.update(attempt_time=clock.now() - timedelta(minutes=14))
    assert sign_in(client).status_code == 429
    AccessAttempt.objects.update(attempt_time=clock.now() - timedelta(minutes=16))
    assert sign_in(client).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_a_right_password_makes_the_wrong_ones_forgotten(client: Client, user: User) -> None:
    for _round in range(2):
        for _attempt in range(4):
            sign_in(client, password="sai")
        assert sign_in(client).status_code == 302
        client.logout()


@pytest.mark.parametrize("who", ["unknown", "inactive"])
def test_a_name_that_there_is_not_is_answered_as_one_that_there_is(
    who: str, client: Client, user: User
) -> None:
    User.objects.create(username="inactive", is_active=False, password=user.password)
    answers = {name: [sign_in(client, name, password="sai") for _attempt in range(6)] for name in ("an", who)}
    told = [[(a.status_code, WRONG in a.content.decode()) for a in of] for of in answers.values()]
    assert told[0] == told[1]
    # Each page holds a token of its own.
    bodies = [re.sub(r'"[A-Za-z0-9]{64}"', "", of[5].content.decode()) for of in answers.values()]
    assert bodies[0] == bodies[1]


def test_the_page_has_labels_and_says_what_is_wrong(client: Client, settings: Any) -> None:
    page = client.get(LOGIN).content.decode()
    for part in ('lang="vi"', 'for="id_username"', 'for="id_password"', 'autocomplete="current-password"'):
        assert part in page
    assert "tài khoản chung" not in page
    assert 'role="alert"' in sign_in(client, password="sai").content.decode()


def test_who_is_idle_is_signed_out(client: Client, user: User, at: Any) -> None:
    sign_in(client)
    for minutes in (0, 50, 100):
        at(minutes)
        assert client.get("/admin/").status_code == 200
    at(161)
    page = client.get("/admin/", follow=True)
    assert page.redirect_chain[0][0].startswith(LOGIN)
    assert "Phiên làm việc đã hết hạn" in page.content.decode()
    out = SecurityEvent.objects.get(kind="signed_out")
    assert (out.subject, out.details) == ("an", {"because": "idle"})


def test_what_a_page_left_open_asks_for_is_no_work(client: Client, user: User, at: Any) -> None:
    sign_in(client)
    client.get("/admin/")
    for minutes in (20, 40, 61):
        at(minutes)
        client.post("/admin/editing-sessions/ping/wagtailcore/page/1/1/")
    assert SecurityEvent.objects.filter(kind="signed_out").exists()


def test_after_a_day_of_work_one_signs_in_again(client: Client, user: User, at: Any) -> None:
    sign_in(client)
    for minutes in range(0, 481, 40):
        at(minutes)
        assert client.get("/admin/").status_code == 200
    at(482)
    assert client.get("/admin/").status_code == 302
    assert SecurityEvent.objects.get(kind="signed_out").details == {"because": "age"}


def test_a_new_password_ends_the_other_sessions(client: Client, user: User) -> None:
    other = Client()
    for one in (client, other):
        sign_in(one)
    changed = {
        "password-old_password": PASSWORD,
        "password-new_password1": "một mật khẩu khác hẳn",
        "password-new_password2": "một mật khẩu khác hẳn",
        "name_email-first_name": "An",
        "name_email-last_name": "Lê",
        "name_email-email": "an@b.vn",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "",
    }
    assert client.post(reverse("wagtailadmin_account"), changed).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert other.get("/admin/").status_code == 302
    assert SecurityEvent.objects.filter(kind="password_changed", actor=user).exists()


def test_public_pages_do_not_look_at_who_asks(client: Client, user: User) -> None:
    sign_in(client)
    for page in ("/tim-kiem/", "/admin/"):
        answer = client.get(page)
        is_public = page != "/admin/"
        assert ("Cookie" in answer.headers.get("Vary", "")) is not is_public
        assert bool(answer.cookies) is not is_public or not answer.cookies
