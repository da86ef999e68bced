"""The forms of signing in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

_ONE_CODE = {
    "autocomplete": "one-time-code",
    "autocapitalize": "none",
    "spellcheck": "false",
    "autofocus": "",
}


class SignInForm(LoginForm):
    """Name and password. What is wrong is never said more exactly than that one of them is."""

    error_messages = {
        **LoginForm.error_messages,
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra rồi nhập lại."),
    }

    def __init__(self, request: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        # Who signs in stays so while the browser is open, and no longer than the session's limits.
        del self.fields["remember"]
        for name, label, autocomplete in (
            ("username", _("Tên đăng nhập"), "username"),
            ("password", _("Mật khẩu"), "current-password"),
        ):
            field = self.fields[name]
            field.label = label
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["autocomplete"] = autocomplete

    @property
    def identity_provider(self) -> str:
        """The address at which to sign in through an identity provider; empty where there is none."""
        return reverse("oidc_authentication_init") if settings.OPENID_CONNECT else ""


class CodeForm(forms.Form):
    """A code from the telephone, or a recovery code."""

    code = forms.CharField(
        label=_("Mã xác thực"),
        help_text=_("Sáu chữ số đang hiện trong ứng dụng trên điện thoại, hoặc một mã dự phòng."),
        max_length=20,
        widget=forms.TextInput(attrs=_ONE_CODE),
        error_messages={"required": _("Hãy nhập mã xác thực.")},
    )


class RemovalForm(forms.Form):
    """What is asked again before a second factor is taken away."""

    password = forms.CharField(
        label=_("Mật khẩu"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=_("Mã xác thực"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
        error_messages={"required": _("Hãy nhập mã xác thực.")},
    )
