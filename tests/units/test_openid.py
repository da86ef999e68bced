"""Signing in through an identity provider, which here answers from this file."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from jwt.algorithms import RSAAlgorithm

from config.settings.sign_in import openid_connect
from tests.units.officers import WARD, officer
from units.models import SecurityEvent, User
from units.rights import Right

pytestmark = pytest.mark.usefixtures("register")

ISSUER = "https://id.example"
ENVIRONMENT = {
    "OIDC_RP_CLIENT_ID": "register",
    "OIDC_RP_CLIENT_SECRET": "secret",
    "OIDC_OP_ISSUER": ISSUER,
    "OIDC_OP_AUTHORIZATION_ENDPOINT": f"{ISSUER}/authorize",
    "OIDC_OP_TOKEN_ENDPOINT": f"{ISSUER}/token",
    "OIDC_OP_USER_ENDPOINT": f"{ISSUER}/user",
    "OIDC_OP_JWKS_ENDPOINT": f"{ISSUER}/keys",
}
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)

SignIn = Callable[..., Any]


def answer(body: Any, status: int = 200) -> requests.Response:
    response = requests.Response()
    response.status_code = status
    response._content = json.dumps(body).encode()
    response.headers["content-type"] = "application/json"
    return response


@pytest.fixture
def configure(settings: Any) -> Callable[..., None]:
    """Settings as they are with these variables of the environment."""

    def set_all(**more: str) -> None:
        for name, value in openid_connect(ENVIRONMENT | more).items():
            setattr(settings, name, value)
        settings.OPENID_CONNECT = {"yes": True}
        settings.ROOT_URLCONF = "tests.units.openid_urls"
        if "units.openid.OpenIdBackend" not in settings.AUTHENTICATION_BACKENDS:
            settings.AUTHENTICATION_BACKENDS = [
                *settings.AUTHENTICATION_BACKENDS,
                "units.openid.OpenIdBackend",
            ]

    set_all()
    return set_all


@pytest.fixture
def sign_in(configure: Any, client: Client, monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """Goes to the provider and comes back with claims about somebody; `token` changes what the identity token says."""

    def go(claims: dict[str, Any], *, key: Any = KEY, status: int = 200, **token: Any) -> Any:
        start = client.get("/admin/openid/authenticate/?next=/admin/account/")
        sent = {
            name: values[0] for name, values in parse_qs(urlsplit(start.headers["Location"]).query).items()
        }
        assert start.headers["Location"].startswith(f"{ISSUER}/authorize?")
        assert sent["code_challenge_method"] == "S256"
        told = {"sub": "1", "iss": ISSUER, "aud": "register", "nonce": sent["nonce"]} | token
        signed = jwt.encode(told, key, algorithm="RS256", headers={"kid": "1"})
        public = RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True) | {"kid": "1", "alg": "RS256"}

        def get(url: str, **_kwargs: Any) -> requests.Response:
            return answer({"keys": [public]} if url.endswith("/keys") else {"sub": "1"} | claims)

        monkeypatch.setattr(requests, "get", get)
        monkeypatch.setattr(
            requests, "post", lambda *_a, **_k: answer({"id_token": signed, "access_token": "x"}, status)
        )
        return client.get("/admin/openid/callback/", {"code": "c", "state": sent["state"]})

    return go


def is_inside(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def test_an_account_is_found_by_its_name(sign_in: SignIn, client: Client) -> None:
    user = officer("an")
    done = sign_in({"preferred_username": "an", "email": "other@b.vn"})
    assert (done.status_code, done.headers["Location"]) == (302, "/admin/account/")
    assert is_inside(client)
    event = SecurityEvent.objects.get(kind="signed_in")
    assert (event.actor, event.details) == (user, {"by": "OpenIdBackend"})


@pytest.mark.parametrize(
    "claims",
    [
        {"preferred_username": "nobody"},
        {"preferred_username": "inactive"},
        {"preferred_username": ""},
        {"email": "an@b.vn", "email_verified": True},
        # About another than the token is about.
        {"preferred_username": "an", "sub": "2"},
    ],
)
def test_who_is_not_known_is_told_so_and_no_account_is_made(
    claims: dict[str, Any], sign_in: SignIn, client: Client
) -> None:
    officer("an")
    User.objects.create(username="inactive", is_active=False)
    before = User.objects.count()
    page = sign_in(claims)
    assert page.headers["Location"] == "/admin/login/"
    assert "Không đăng nhập được qua hệ thống đăng nhập chung" in client.get("/admin/login/").content.decode()
    assert not is_inside(client)
    assert User.objects.count() == before


@pytest.mark.parametrize(
    "token",
    [
        {"aud": "another program"},
        {"iss": "https://elsewhere.example"},
        {"nonce": "another"},
        {"exp": 1},
        {"key": rsa.generate_private_key(public_exponent=65537, key_size=2048)},
        {"status": 500},
    ],
    ids=["audience", "issuer", "nonce", "expired", "signature", "provider fails"],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    token: dict[str, Any], sign_in: SignIn, client: Client
) -> None:
    officer("an")
    assert sign_in({"preferred_username": "an"}, **token).headers["Location"] == "/admin/login/"
    assert not is_inside(client)
    assert not SecurityEvent.objects.filter(kind="signed_in").exists()


def test_by_e_mail_only_if_the_provider_has_verified_it(
    configure: Any, sign_in: SignIn, client: Client
) -> None:
    configure(OIDC_USERNAME_CLAIM="email")
    user = officer("an")
    User.objects.filter(pk=user.pk).update(email="an@b.vn")
    sign_in({"email": "An@B.vn"})
    assert not is_inside(client)
    sign_in({"email": "An@B.vn", "email_verified": True})
    assert is_inside(client)
    client.logout()
    User.objects.create(username="same", email="AN@b.vn")
    sign_in({"email": "an@b.vn", "email_verified": True})
    assert not is_inside(client)


def test_where_it_may_make_accounts_they_have_no_rights(
    configure: Any, sign_in: SignIn, client: Client
) -> None:
    configure(OIDC_CREATE_USERS="yes")
    sign_in({"preferred_username": "moi", "given_name": "An", "family_name": "Lê"})
    user = User.objects.get(username="moi")
    assert (user.get_full_name(), user.has_usable_password(), user.groups.count()) == ("Lê An", False, 0)
    assert not user.is_superuser
    assert not is_inside(client)


@pytest.mark.parametrize("trusted", [False, True])
def test_the_second_step_is_the_providers_only_where_it_is_trusted_with_it(
    trusted: bool, configure: Any, sign_in: SignIn, client: Client, settings: Any
) -> None:
    configure(OIDC_SECOND_FACTOR="trusted" if trusted else "")
    settings.SECOND_FACTOR_REQUIRED_FOR = frozenset({"publish"})
    user = officer("an", (Right.PUBLISH, WARD))
    sign_in({"preferred_username": "an"})
    assert is_inside(client) is trusted
    # With a password the provider vouches for nothing.
    other = Client()
    other.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    TOTPDevice.objects.create(user=user, name="Điện thoại")
    assert not is_inside(other)


def test_the_sign_in_page_offers_it_and_keeps_where_one_was_going(configure: Any, client: Client) -> None:
    page = client.get("/admin/login/?next=/admin/account/").content.decode()
    assert (
        f"{reverse('oidc_authentication_init', urlconf='tests.units.openid_urls')}?next=/admin/account/"
        in page
    )
