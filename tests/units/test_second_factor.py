"""The second step of signing in, as it is asked for and as it is done."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils.timezone import now
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.cms.test_desk import addresses
from tests.units.officers import CITY, WARD, officer
from units import second_factor
from units.models import SecurityEvent, User
from units.rights import Right

pytestmark = pytest.mark.usefixtures("register")

CHECK = reverse("units_second_factor_check")
SETUP = reverse("units_second_factor_setup")
STATUS = reverse("units_second_factor")
CODES = reverse("units_second_factor_codes")
REMOVE = reverse("units_second_factor_remove")
PASSWORD = "một mật khẩu đủ dài"


@pytest.fixture(autouse=True)
def _exact_clocks(settings: Any) -> None:
    """Telephones whose clocks are not adjusted to, so that the next code is always within what is taken."""
    settings.OTP_TOTP_SYNC = False


@pytest.fixture
def user() -> User:
    user = officer("an", (Right.APPROVE, WARD))
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def device(user: User) -> TOTPDevice:
    """The telephone of somebody who has set it up, with recovery codes."""
    second_factor.renew_recovery_codes(user)
    return TOTPDevice.objects.create(user=user, name="Điện thoại")


def code_of(device: TOTPDevice, *, steps_later: int = 0) -> str:
    """What the telephone shows, or will show some half minutes later; each code is good once."""
    device.refresh_from_db()
    generator = TOTP(device.bin_key, device.step, device.t0, device.digits)
    generator.time = now().timestamp() + steps_later * device.step
    return f"{generator.token():06}"


def wrong(code: str) -> str:
    return f"{(int(code) + 500_000) % 1_000_000:06}"


def newest() -> SecurityEvent:
    return SecurityEvent.objects.all()[0]


@pytest.fixture
def at_the_door(client: Client, user: User, device: TOTPDevice) -> Client:
    """Signed in with the password only."""
    client.force_login(user)
    return client


@pytest.fixture
def inside(at_the_door: Client, device: TOTPDevice) -> Client:
    """Signed in with both steps."""
    assert at_the_door.post(CHECK, {"code": code_of(device)}).status_code == 302
    return at_the_door


def test_with_only_a_password_nothing_on_the_desk_opens(at_the_door: Client) -> None:
    desk = [one for one in addresses(get_resolver().url_patterns) if one.startswith("/admin/")]
    open_to_all = {"/admin/login/", "/admin/logout/", "/admin/sprite/", "/admin/jsi18n/", CHECK}
    for address in [one for one in desk if one not in open_to_all]:
        answer = at_the_door.get(address)
        assert answer.status_code == 302, address
        assert answer.headers["Location"].startswith(f"{CHECK}?next="), address
    # A second telephone cannot be set up on the way either.
    assert at_the_door.post(SETUP, {"code": "123456"}).headers["Location"].startswith(CHECK)
    assert at_the_door.get("/documents/1/a.pdf").headers["Location"].startswith(CHECK)
    assert at_the_door.get("/admin/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
    assert at_the_door.get("/tim-kiem/").status_code == 200
    assert at_the_door.post("/admin/logout/").headers["Location"] == "/admin/login/"


def test_a_code_from_the_telephone_completes_the_signing_in(at_the_door: Client, device: TOTPDevice) -> None:
    key = at_the_door.session.session_key
    code = code_of(device)
    answer = at_the_door.post(CHECK, {"code": f" {code[:3]} {code[3:]} ", "next": "/admin/account/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/account/")
    assert at_the_door.session.session_key != key
    assert at_the_door.get("/admin/").status_code == 200
    assert (newest().kind, newest().details) == ("second_factor_passed", {"by": "telephone"})
    # The step is behind; and the code is used up.
    assert at_the_door.get(CHECK).status_code == 302
    other = Client()
    other.force_login(device.user)
    assert other.post(CHECK, {"code": code}).status_code == 200


def test_a_recovery_code_does_it_once(at_the_door: Client, user: User) -> None:
    code = StaticToken.objects.filter(device__user=user)[0].token
    assert at_the_door.post(CHECK, {"code": code.upper()}).status_code == 302
    assert newest().details == {"by": "recovery code"}
    assert StaticToken.objects.filter(device__user=user).count() == 9
    other = Client()
    other.force_login(user)
    assert "Mã không đúng" in other.post(CHECK, {"code": code}).content.decode()
    assert other.get("/admin/").status_code == 302


def test_guessing_is_slowed_down_and_noted(at_the_door: Client, device: TOTPDevice) -> None:
    right = code_of(device)
    page = at_the_door.post(CHECK, {"code": wrong(right)})
    assert "Mã không đúng" in page.content.decode()
    assert (newest().kind, newest().subject, newest().details) == (
        "sign_in_failed",
        "an",
        {"step": "second factor"},
    )
    noted = SecurityEvent.objects.count()
    assert "Đã nhập sai 1 lần; hãy đợi đến" in at_the_door.post(CHECK, {"code": right}).content.decode()
    assert SecurityEvent.objects.count() == noted
    device.refresh_from_db()
    assert device.throttling_failure_count == 1
    assert at_the_door.get("/admin/").status_code == 302


def test_after_it_one_is_only_led_on_within_the_house(at_the_door: Client, device: TOTPDevice) -> None:
    answer = at_the_door.post(CHECK, {"code": code_of(device), "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/admin/"


@pytest.mark.parametrize(
    ("asked", "who", "needed"),
    [
        ({"approve"}, [(Right.APPROVE, WARD)], True),
        ({"approve", "publish"}, [(Right.PUBLISH, CITY, True)], True),
        ({"approve"}, [(Right.DRAFT, CITY, True)], False),
        (set(), [(Right.APPROVE, WARD)], False),
        ({"superuser"}, [(Right.APPROVE, WARD)], False),
    ],
)
def test_of_whom_a_second_step_is_required(
    asked: set[str], who: list[Any], needed: bool, client: Client, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED_FOR = frozenset(asked)
    client.force_login(officer("binh", *who))
    answer = client.get("/admin/")
    assert answer.status_code == (302 if needed else 200)
    if needed:
        assert answer.headers["Location"] == f"{SETUP}?next=%2Fadmin%2F"
        assert client.get(SETUP).status_code == 200


@pytest.mark.parametrize("asked", ["superuser", "manage"])
def test_of_administrators_it_can_be_required_too(asked: str, client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED_FOR = frozenset({asked})
    client.force_login(officer("quan-tri", superuser=True))
    assert client.get("/admin/").headers["Location"].startswith(SETUP)


def test_setting_up_a_telephone(client: Client, user: User, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED_FOR = frozenset({"approve"})
    client.force_login(user)
    page = client.get(SETUP).content.decode()
    assert "<svg" in page
    device = TOTPDevice.objects.get(user=user)
    assert second_factor.secret_of(device) in page
    # Looked at again, it is the same secret; and what has not been tried out guards nothing yet.
    assert second_factor.secret_of(device) in client.get(SETUP).content.decode()
    assert second_factor.device_of(user) is None
    assert client.get("/admin/").headers["Location"].startswith(SETUP)
    page = client.post(SETUP, {"code": code_of(device)}).content.decode()
    codes = re.findall(r"<code>([a-z2-7]{8})</code>", page)
    assert sorted(codes) == sorted(StaticToken.objects.values_list("token", flat=True))
    assert len(codes) == 10
    assert newest().kind == "second_factor_added"
    assert second_factor.device_of(user) == device
    assert client.get("/admin/").status_code == 200
    assert client.get(SETUP).headers["Location"] == STATUS


def test_a_wrong_code_sets_nothing_up(client: Client, user: User) -> None:
    client.force_login(user)
    client.get(SETUP)
    device = TOTPDevice.objects.get(user=user)
    assert "Mã không đúng" in client.post(SETUP, {"code": wrong(code_of(device))}).content.decode()
    assert second_factor.device_of(user) is None
    assert not StaticToken.objects.exists()
    assert not SecurityEvent.objects.filter(kind="second_factor_added").exists()


def test_it_is_taken_away_for_the_password_and_a_code(inside: Client, user: User, device: TOTPDevice) -> None:
    def asked(**told: str) -> str:
        form = {"removal-password": PASSWORD, "removal-code": code_of(device, steps_later=1)}
        return inside.post(
            REMOVE, {**form, **{f"removal-{key}": value for key, value in told.items()}}
        ).content.decode()

    assert "Mật khẩu không đúng" in asked(password="sai")
    # The password is asked first: the code was not used up.
    assert TOTPDevice.objects.filter(user=user, throttling_failure_count=0).exists()
    assert "Mã không đúng" in asked(code="aaaaaaaa")
    assert second_factor.device_of(user) == device
    assert not SecurityEvent.objects.filter(kind="second_factor_removed").exists()
    asked()
    assert second_factor.device_of(user) is None
    assert not StaticToken.objects.exists()
    assert (newest().kind, newest().actor) == ("second_factor_removed", user)
    assert inside.get("/admin/").status_code == 200


def test_wrong_passwords_lock_there_as_at_the_sign_in(inside: Client, device: TOTPDevice) -> None:
    answers = [
        inside.post(REMOVE, {"removal-password": "sai", "removal-code": "1"}).status_code for _ in range(5)
    ]
    assert answers == [200] * 4 + [429]


def test_new_recovery_codes_take_the_place_of_the_old(inside: Client, user: User, device: TOTPDevice) -> None:
    old = set(StaticToken.objects.values_list("token", flat=True))
    assert "Mã không đúng" in inside.post(CODES, {"renewal-code": "bbbbbbbb"}).content.decode()
    assert set(StaticToken.objects.values_list("token", flat=True)) == old
    page = inside.post(CODES, {"renewal-code": code_of(device, steps_later=1)}).content.decode()
    new = set(StaticToken.objects.values_list("token", flat=True))
    assert len(new) == 10
    assert not new & old
    assert all(code in page for code in new)


def test_somebody_elses_telephone_is_of_no_use(at_the_door: Client) -> None:
    other = TOTPDevice.objects.create(user=officer("binh"), name="Điện thoại")
    assert at_the_door.post(CHECK, {"code": code_of(other)}).status_code == 200
    assert at_the_door.get("/admin/").status_code == 302


def test_who_has_lost_all_is_helped_on_the_machine(user: User, device: TOTPDevice) -> None:
    said = io.StringIO()
    call_command("remove_second_factor", "an", stdout=said)
    assert "Đã bỏ" in said.getvalue()
    assert second_factor.device_of(user) is None
    assert (newest().kind, newest().subject, newest().actor_name) == (
        "second_factor_removed",
        "an",
        "dòng lệnh",
    )
    noted = SecurityEvent.objects.count()
    call_command("remove_second_factor", "an", stdout=said)
    assert "không có bước xác thực" in said.getvalue()
    with pytest.raises(CommandError, match="Không có tài khoản"):
        call_command("remove_second_factor", "nobody")
    assert SecurityEvent.objects.count() == noted
