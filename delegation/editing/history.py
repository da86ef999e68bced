"""The history of a dossier: each field of each record, and the way back to an earlier reading of a line."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.editing.desk import PAGE_LENGTH
from delegation.editing.dossier_page import DossierPage
from delegation.editing.dossier_trail import Trail, restore_line


class HistoryPage(DossierPage):
    """What was done to the dossier, its lines, files and explanations, the newest first."""

    template_name = "desk/history.html"
    tab = "history"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """One page of the trail."""
        trail: Any = Trail(self.dossier)
        page = Paginator(trail, PAGE_LENGTH).get_page(self.request.GET.get("p"))
        return super().get_context_data(page_of_history=page, entries=page.object_list, query="", **context)


class LineRestoration(HistoryPage):
    """Lets a line of a draft read as it did."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> HttpResponse:
        """Restore it, and say what was done."""
        try:
            saved = restore_line(self.dossier, kwargs["reading"], acting_user=self.person)
        except ActionRefused as refused:
            status = 403 if isinstance(refused, NotAllowed) else 409
            return self.render_to_response(self.get_context_data(refused=str(refused)), status=status)
        if saved.lines:
            messages.success(request, _("Đã khôi phục dòng."))
        else:
            messages.info(request, _("Dòng đang có đúng nội dung ấy; không có gì thay đổi."))
        return redirect("dossier_history", self.dossier.pk)
