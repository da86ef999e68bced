"""What the pages of records share: who may open them, and the furniture around them."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from delegation.actions.refusal import NotAllowed
from delegation.editing.desk import Crumb, DeskPage, home_crumb
from delegation.editing.records.addresses import table_address
from units.models import User
from units.rights import Right, may_anywhere


class OfficersOnly(View):
    """Opens for who has any right on any unit: what is published anybody may read, but the desk is for its work."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, if the person may look."""
        if not may_read_records(request.user):
            raise NotAllowed(
                _(
                    "Bạn chưa có quyền ở đơn vị nào; hãy nhờ người quản lý quyền của đơn vị. "
                    "Các trang công khai của sổ thì ai cũng xem được."
                )
            )
        return super().dispatch(request, *args, **kwargs)


def may_read_records(user: Any) -> bool:
    """Whether the records in the desk are for this person."""
    return isinstance(user, User) and may_anywhere(user, *Right)


class RecordsPage(DeskPage, OfficersOnly):
    """A page about records of one table."""

    @property
    def table(self) -> str:
        """The name of the table."""
        return str(self.kwargs["table"])

    def get_crumbs(self) -> list[Crumb]:
        """By way of the list of the table."""
        title = table_title(self.table)
        return [
            home_crumb(),
            {"url": reverse("register_records"), "label": _("Sổ")},
            {"url": table_address(self.table), "label": title},
            {"url": "", "label": self.get_heading()},
        ]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The context, with whether the person may begin a correction."""
        may_draft = may_anywhere(self.person, Right.DRAFT)
        return super().get_context_data(**{"table": self.table, "may_draft": may_draft, **context})


_TITLES: Final = {
    "grants": gettext_lazy("Trao quyền"),
    "changes": gettext_lazy("Thay đổi"),
    "instruments": gettext_lazy("Văn bản"),
    "instrument_relations": gettext_lazy("Quan hệ văn bản"),
    "powers": gettext_lazy("Quyền hạn"),
    "fields": gettext_lazy("Lĩnh vực"),
    "units": gettext_lazy("Đơn vị"),
    "offices": gettext_lazy("Cơ quan, chức danh"),
    "scopes": gettext_lazy("Nhóm cơ quan"),
    "successions": gettext_lazy("Kế thừa"),
}


def table_title(table: str) -> str:
    """What a table is called in a row of tables, shorter than the format calls it."""
    return str(_TITLES[table])
