"""What this app adds to the desk."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from units.editing.accounts import refuse_deletion, refuse_deletions
from units.editing.urls import urlpatterns

hooks.register("before_delete_user", refuse_deletion)
hooks.register("before_bulk_action", refuse_deletions)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The screens of rights, of the security log, and of the second step of signing in."""
    return urlpatterns


@hooks.register("register_account_menu_item")
def second_factor(_request: HttpRequest) -> dict[str, str]:
    """The way to the second step, from the page of one's own account."""
    return {
        "url": reverse("units_second_factor"),
        "label": _("Xác thực hai bước"),
        "help_text": _("Cài, đổi hoặc bỏ mã xác thực trên điện thoại khi đăng nhập."),
    }
