"""The second step of signing in: a code from a telephone (TOTP), or one of the codes kept for its loss."""

from __future__ import annotations

from base64 import b32encode
from typing import Final

import django_otp
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from units import rights, security_log
from units.models import SecurityEvent, User
from units.rights import Right

CHECK: Final = "units_second_factor_check"
SETUP: Final = "units_second_factor_setup"

_RECOVERY_CODES: Final = 10
_LETTERS_OF_A_RECOVERY_CODE: Final = 8
_NAME: Final = "Điện thoại"
_OPENID_BACKEND: Final = "units.openid.OpenIdBackend"


class CodeRefused(Exception):
    """A code was not accepted; its text is the sentence to show."""


def is_required(user: User) -> bool:
    """Whether the settings ask a second factor of the person, for a right held anywhere or as an administrator."""
    asked = settings.SECOND_FACTOR_REQUIRED_FOR
    return ("superuser" in asked and user.is_superuser) or rights.may_anywhere(
        user, *(right for right in Right if right.name.lower() in asked)
    )


def device_of(user: User) -> TOTPDevice | None:
    """The telephone that the person's codes come from, once it has been tried out."""
    device: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    return device


def missing_step(request: HttpRequest) -> str | None:
    """The name of the address at which the person's signing in goes on; None if it is complete."""
    user = request.user
    if isinstance(user, AnonymousUser) or user.is_verified() or _is_trusted(request):  # type: ignore[attr-defined]
        return None
    if device_of(user):
        return CHECK
    return SETUP if is_required(user) else None


def _is_trusted(request: HttpRequest) -> bool:
    """Whether an identity provider vouches for the second step too."""
    vouched = getattr(settings, "OIDC_SECOND_FACTOR_TRUSTED", False)
    return vouched and request.session.get(BACKEND_SESSION_KEY) == _OPENID_BACKEND


def new_device(user: User) -> TOTPDevice:
    """The telephone being set up: its secret stays the same until it has been tried out."""
    begun: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=False).order_by("pk").first()
    return begun or TOTPDevice.objects.create(user=user, confirmed=False, name=_NAME)


def secret_of(device: TOTPDevice) -> str:
    """The secret as it is typed into an application that cannot read the picture: letters by fours."""
    letters = b32encode(device.bin_key).decode("ascii")
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def set_up(request: HttpRequest, code: str) -> list[str]:
    """Take the new telephone into use, since it gives the right code; returns the recovery codes.

    Raises CodeRefused. From then on the person is signed in with both steps.
    """
    user = _person(request)
    if device_of(user):
        raise CodeRefused(_("Tài khoản đã có bước xác thực thứ hai; hãy bỏ bước cũ rồi mới cài bước mới."))
    device = new_device(user)
    _verify(user, device, _plain(code))
    with transaction.atomic():
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
        device.confirmed = True
        codes = renew_recovery_codes(user)
        security_log.record(
            SecurityEvent.Kind.SECOND_FACTOR_ADDED, subject=user.username, actor=user, request=request
        )
    _sign_in(request, device)
    return codes


def pass_second_step(request: HttpRequest, code: str) -> None:
    """Complete the signing in with a code from the telephone or a recovery code. Raises CodeRefused."""
    user = _person(request)
    device = check_code(user, code)
    security_log.record(
        SecurityEvent.Kind.SECOND_FACTOR_PASSED,
        subject=user.username,
        actor=user,
        details={"by": "telephone" if isinstance(device, TOTPDevice) else "recovery code"},
        request=request,
    )
    _sign_in(request, device)


def check_code(user: User, code: str) -> TOTPDevice | StaticDevice:
    """What the code is of: the telephone, or the recovery codes, of which it is then used up. Raises CodeRefused."""
    plain = _plain(code)
    kind = StaticDevice if len(plain) == _LETTERS_OF_A_RECOVERY_CODE else TOTPDevice
    device = kind.objects.filter(user=user, confirmed=True).first()
    if device is None:
        raise CodeRefused(_("Mã không đúng; hãy xem lại mã đang hiện trên điện thoại rồi nhập lại."))
    _verify(user, device, plain)
    return device


@transaction.atomic
def renew_recovery_codes(user: User) -> list[str]:
    """New recovery codes in the place of all former ones; each is good once."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="Mã dự phòng")
    codes = [StaticToken.random_token() for _number in range(_RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


@transaction.atomic
def remove(user: User, *, acting_user: User | None) -> bool:
    """Take the second factor of an account away, with its recovery codes; whether it had one."""
    had_one = device_of(user) is not None
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    if had_one:
        security_log.record(
            SecurityEvent.Kind.SECOND_FACTOR_REMOVED, subject=user.username, actor=acting_user
        )
    return had_one


def _verify(user: User, device: TOTPDevice | StaticDevice, code: str) -> None:
    allowed, why = device.verify_is_allowed()
    if not allowed:
        until = localtime(why["locked_until"])
        raise CodeRefused(
            _("Đã nhập sai %(count)d lần; hãy đợi đến %(until)s rồi nhập lại.")
            % {"count": why["failure_count"], "until": f"{until:%H:%M:%S %d/%m/%Y}"}
        )
    # The wrong attempt is counted in a transaction of its own, which a refusal must not undo.
    if django_otp.verify_token(user, device.persistent_id, code) is None:
        security_log.record(
            SecurityEvent.Kind.SIGN_IN_FAILED,
            subject=user.username,
            actor=user,
            details={"step": "second factor"},
        )
        raise CodeRefused(_("Mã không đúng; hãy xem lại mã đang hiện trên điện thoại rồi nhập lại."))


def _sign_in(request: HttpRequest, device: TOTPDevice | StaticDevice) -> None:
    request.session.cycle_key()
    django_otp.login(request, device)


def _person(request: HttpRequest) -> User:
    user = request.user
    if isinstance(user, AnonymousUser):
        raise TypeError("Nobody has signed in.")
    return user


def _plain(code: str) -> str:
    return "".join(code.split()).lower()
