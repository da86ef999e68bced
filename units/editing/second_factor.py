"""The pages of the second step of signing in: pass it, set it up, look after it."""

from __future__ import annotations

from typing import Any

import segno
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin import messages

from units import second_factor
from units.editing.forms import CodeForm, RemovalForm
from units.second_factor import CodeRefused

STATUS = "units_second_factor"


@sensitive_post_parameters("code")
def check_view(request: HttpRequest) -> HttpResponse:
    """Ask for the code that completes the signing in."""
    if second_factor.missing_step(request) != second_factor.CHECK:
        return HttpResponseRedirect(_next(request))
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            second_factor.pass_second_step(request, form.cleaned_data["code"])
        except CodeRefused as refused:
            form.add_error("code", str(refused))
        else:
            return HttpResponseRedirect(_next(request))
    return render(request, "desk/second_factor_check.html", {"form": form, "next": _next(request)})


@sensitive_post_parameters("code")
def setup_view(request: HttpRequest) -> HttpResponse:
    """Show the secret as a picture and as letters, and take the telephone into use once it gives the right code."""
    user: Any = request.user
    if second_factor.device_of(user):
        return redirect(STATUS)
    form = CodeForm(request.POST or None)
    # There are no recovery codes yet, and the page says what to do.
    form.fields["code"].help_text = ""
    if form.is_valid():
        try:
            codes = second_factor.set_up(request, form.cleaned_data["code"])
        except CodeRefused as refused:
            form.add_error("code", str(refused))
        else:
            return _codes(request, codes)
    device = second_factor.new_device(user)
    context = {
        "form": form,
        "next": _next(request),
        "picture": _picture(device),
        "secret": second_factor.secret_of(device),
        "is_required": second_factor.is_required(user),
    }
    return render(request, "desk/second_factor_setup.html", context)


def status_view(
    request: HttpRequest, removal: RemovalForm | None = None, renewal: CodeForm | None = None
) -> HttpResponse:
    """Whether the account has a second step, how many recovery codes are left, and the ways to change that."""
    user: Any = request.user
    context = {
        "device": second_factor.device_of(user),
        "codes_left": StaticToken.objects.filter(device__user=user).count(),
        "is_required": second_factor.is_required(user),
        "removal": removal or RemovalForm(prefix="removal"),
        "renewal": renewal or CodeForm(prefix="renewal"),
        "header_title": _("Xác thực hai bước"),
        "header_icon": "key",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Trang chủ")},
            {"url": reverse("wagtailadmin_account"), "label": _("Tài khoản")},
            {"url": "", "label": _("Xác thực hai bước")},
        ],
    }
    return render(request, "desk/second_factor.html", context)


@require_POST
@sensitive_post_parameters()
def renew_codes_view(request: HttpRequest) -> HttpResponse:
    """Give out new recovery codes, for a code."""
    user: Any = request.user
    form = CodeForm(request.POST, prefix="renewal")
    if form.is_valid():
        try:
            second_factor.check_code(user, form.cleaned_data["code"])
        except CodeRefused as refused:
            form.add_error("code", str(refused))
        else:
            return _codes(request, second_factor.renew_recovery_codes(user))
    return status_view(request, renewal=form)


@require_POST
@sensitive_post_parameters()
def remove_view(request: HttpRequest) -> HttpResponse:
    """Take the second step away, for the password and a code. An account without a password gives a code only."""
    user: Any = request.user
    form = RemovalForm(request.POST, prefix="removal")
    if form.is_valid() and _has_password(request, form) and _has_code(request, form):
        second_factor.remove(user, acting_user=user)
        messages.success(request, _("Đã bỏ bước xác thực thứ hai của tài khoản này."))
        return redirect(STATUS)
    return status_view(request, removal=form)


def _has_password(request: HttpRequest, form: RemovalForm) -> bool:
    """Asked before the code, so that a wrong password costs no code; wrong ones are counted as at the sign-in."""
    user: Any = request.user
    if not user.has_usable_password():
        return True
    given = form.cleaned_data["password"]
    if authenticate(request, username=user.get_username(), password=given) == user:
        return True
    form.add_error("password", _("Mật khẩu không đúng; hãy nhập lại."))
    return False


def _has_code(request: HttpRequest, form: RemovalForm) -> bool:
    user: Any = request.user
    try:
        second_factor.check_code(user, form.cleaned_data["code"])
    except CodeRefused as refused:
        form.add_error("code", str(refused))
        return False
    return True


def _codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """The recovery codes, this once: they are not shown again."""
    return render(request, "desk/second_factor_codes.html", {"codes": codes, "next": _next(request)})


def _picture(device: TOTPDevice) -> str:
    # Without a size of its own it is as large as the page allows.
    drawn = segno.make(device.config_url, error="l", micro=False).svg_inline(omitsize=True, light="white")
    return mark_safe(drawn)  # noqa: S308  # drawn here, from a secret made here


def _next(request: HttpRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_here = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_here else reverse("wagtailadmin_home")
