"""The entries of this app in the desk's menu; the app above puts them into its group."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from units.rights import Right, may_anywhere


class _ForThoseWhoLookAfterRights(MenuItem):
    """Shown to who sets or audits rights anywhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person of the request sees the entry."""
        return may_anywhere(request.user, Right.MANAGE, Right.AUDIT)


def menu_items() -> list[MenuItem]:
    """The entries, to be shown to those whom they are for."""
    return [
        _ForThoseWhoLookAfterRights(
            _("Quyền theo đơn vị"), reverse("units_rights"), name="units-rights", icon_name="key", order=800
        ),
        _ForThoseWhoLookAfterRights(
            _("Nhật ký bảo mật"),
            reverse("units_security_log"),
            name="units-security-log",
            icon_name="history",
            order=810,
        ),
    ]
