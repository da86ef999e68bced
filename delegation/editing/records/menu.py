"""The entry of the records in the desk's menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from delegation.editing.records.page import may_read_records


class _ForOfficers(MenuItem):
    """Shown to who has any right on any unit."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person of the request sees the entry."""
        return may_read_records(request.user)


def menu_items() -> list[MenuItem]:
    """The entries, to be shown to those whom they are for."""
    return [
        _ForOfficers(
            _("Sổ đã công bố"), reverse("register_records"), name="records", icon_name="table", order=300
        )
    ]
