"""The desk's own group in Wagtail's menu: each entry for those who can do something with it."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from delegation.editing.notices import unread
from delegation.editing.receipts import menu_items as items_of_receipts
from delegation.editing.records.menu import menu_items as items_of_records
from units.editing.menu import menu_items as items_of_rights
from units.models import User
from units.rights import Right, may_anywhere

# Other modules put their entries into the group by this hook.
GROUP_HOOK: Final = "register_desk_menu_item"


class OfficersItem(MenuItem):
    """An entry for whoever has a right on any unit."""

    rights: tuple[Right, ...] = tuple(Right)

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person of the request sees the entry."""
        return may_anywhere(request.user, *self.rights)


class ReadersItem(OfficersItem):
    """An entry for whoever can read dossiers."""

    rights = (Right.DRAFT, Right.APPROVE, Right.PUBLISH, Right.AUDIT)


class NoticesItem(OfficersItem):
    """The notices, with the number of those that are unread."""

    def render_component(self, request: HttpRequest) -> Any:
        """The entry for this person."""
        component = super().render_component(request)
        count = unread(request.user).count() if isinstance(request.user, User) else 0
        if count:
            component.label = _("Thông báo (%(count)d chưa đọc)") % {"count": count}
        return component


def desk_group() -> MenuItem:
    """The group, with its entries in their order."""
    items = [
        OfficersItem(
            gettext_lazy("Việc của tôi"), reverse("my_work"), name="my-work", icon_name="tasks", order=100
        ),
        NoticesItem(
            gettext_lazy("Thông báo"), reverse("notices"), name="notices", icon_name="mail", order=150
        ),
        ReadersItem(
            gettext_lazy("Hồ sơ"), reverse("dossiers"), name="dossiers", icon_name="folder", order=200
        ),
        OfficersItem(
            gettext_lazy("Nếu bãi bỏ một văn bản"),
            reverse("what_if"),
            name="what-if",
            icon_name="glasses",
            order=700,
        ),
        *items_of_records(),
        *items_of_receipts(),
        *items_of_rights(),
    ]
    return SubmenuMenuItem(
        gettext_lazy("Sổ thẩm quyền"),
        Menu(register_hook_name=GROUP_HOOK, items=items),
        name="register",
        icon_name="list-ul",
        order=50,
    )
