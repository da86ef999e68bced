"""What the environment says about signing in; whatever cannot be meant is refused at the start, in a sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured

# The rights of units.rights.Right by name, and the administrators.
WHO_MAY_NEED_A_SECOND_FACTOR: Final = ("draft", "approve", "publish", "audit", "manage", "superuser")

_OPENID_REQUIRED: Final = (
    "OIDC_RP_CLIENT_ID",
    "OIDC_RP_CLIENT_SECRET",
    "OIDC_OP_AUTHORIZATION_ENDPOINT",
    "OIDC_OP_TOKEN_ENDPOINT",
    "OIDC_OP_USER_ENDPOINT",
    "OIDC_OP_JWKS_ENDPOINT",
    "OIDC_OP_ISSUER",
)


def whole_number(environment: Mapping[str, str], name: str, default: int, *, least: int = 0) -> int:
    """The number under that name, or the default. Raises ImproperlyConfigured for what is no such number."""
    asked = environment.get(name) or str(default)
    if not asked.isascii() or not asked.isdigit() or int(asked) < least:
        raise ImproperlyConfigured(f"{name} phải là một số nguyên từ {least} trở lên, không phải “{asked}”.")
    return int(asked)


def second_factor_required_for(
    environment: Mapping[str, str], default: Collection[str] = ()
) -> frozenset[str]:
    """Who has to sign in with a second factor: names of WHO_MAY_NEED_A_SECOND_FACTOR, by comma; "none" is nobody.

    Raises ImproperlyConfigured for any other name.
    """
    asked = environment.get("SECOND_FACTOR_REQUIRED_FOR")
    if not asked:
        return frozenset(default)
    names = frozenset(name.strip() for name in asked.split(",")) - {"", "none"}
    unknown = names - set(WHO_MAY_NEED_A_SECOND_FACTOR)
    if unknown:
        raise ImproperlyConfigured(
            f"SECOND_FACTOR_REQUIRED_FOR có tên lạ: {', '.join(sorted(unknown))}. "
            f"Chỉ nhận: {', '.join(WHO_MAY_NEED_A_SECOND_FACTOR)}, hoặc none."
        )
    return names


def openid_connect(environment: Mapping[str, str]) -> dict[str, Any]:
    """The settings of mozilla-django-oidc, or none where no OIDC_… is set.

    Raises ImproperlyConfigured where some but not all that is needed is set.
    """
    given = {name: environment.get(name, "") for name in _OPENID_REQUIRED}
    if not any(given.values()):
        return {}
    missing = [name for name, value in given.items() if not value]
    if missing:
        raise ImproperlyConfigured(f"Đăng nhập bằng OpenID Connect còn thiếu: {', '.join(missing)}.")
    return given | {
        "OIDC_RP_SIGN_ALGO": environment.get("OIDC_RP_SIGN_ALGO") or "RS256",
        "OIDC_RP_SCOPES": environment.get("OIDC_RP_SCOPES") or "openid email profile",
        "OIDC_USERNAME_CLAIM": environment.get("OIDC_USERNAME_CLAIM") or "preferred_username",
        "OIDC_CREATE_USER": environment.get("OIDC_CREATE_USERS") == "yes",
        "OIDC_SECOND_FACTOR_TRUSTED": environment.get("OIDC_SECOND_FACTOR") == "trusted",
        "OIDC_CALLBACK_CLASS": "units.editing.openid.CallbackView",
        "OIDC_USE_PKCE": True,
        "OIDC_TIMEOUT": 10,
    }
