"""Signing in through an identity provider (OpenID Connect): to accounts that exist, unless it may make them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from units.models import User


class OpenIdBackend(OIDCAuthenticationBackend):
    """Finds the account by the claim `OIDC_USERNAME_CLAIM`; of the claim "email" it asks that it be verified."""

    def verify_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """The claims of the identity token. Raises SuspiciousOperation if it was not made for this register."""
        claims: dict[str, Any] = super().verify_token(token, **kwargs)
        audience = claims.get("aud")
        meant_for = audience if isinstance(audience, list) else [audience]
        if self.get_settings("OIDC_RP_CLIENT_ID") not in meant_for or claims.get("iss") != self.get_settings(
            "OIDC_OP_ISSUER"
        ):
            raise SuspiciousOperation("The identity token was issued by or for somebody else.")
        return claims

    def get_userinfo(self, access_token: str, id_token: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        """The claims about the person. Raises SuspiciousOperation if they are about another than the token."""
        claims: dict[str, Any] = super().get_userinfo(access_token, id_token, payload)
        if not claims.get("sub") or claims["sub"] != payload.get("sub"):
            raise SuspiciousOperation("The claims are not about who the identity token is about.")
        return claims

    def verify_claims(self, claims: Mapping[str, Any]) -> bool:
        """Whether the claims say, reliably, who it is."""
        name = self.get_settings("OIDC_USERNAME_CLAIM")
        return bool(claims.get(name)) and (name != "email" or claims.get("email_verified") is True)

    def filter_users_by_claims(self, claims: Mapping[str, Any]) -> QuerySet[User]:
        """The accounts that the claims are about; more than one is as good as none."""
        name = self.get_settings("OIDC_USERNAME_CLAIM")
        field = "email__iexact" if name == "email" else "username"
        return User.objects.filter(**{field: claims[name]})

    def create_user(self, claims: Mapping[str, Any]) -> User:
        """A new account, without a password and in no group."""
        return User.objects.create_user(
            self.get_username(claims),
            email=claims.get("email", ""),
            first_name=str(claims.get("given_name", ""))[:150],
            last_name=str(claims.get("family_name", ""))[:150],
        )

    def get_username(self, claims: Mapping[str, Any]) -> str:
        """The name of a new account: what the claim says."""
        return str(claims[self.get_settings("OIDC_USERNAME_CLAIM")])
