"""The security log on the desk: filtered, page by page, and as a table to download."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from units.clock import REGISTER_ZONE
from units.editing.event_words import described
from units.editing.tables import download
from units.models import SecurityEvent
from units.periods import ONE_DAY
from units.rights import Right, may_anywhere
from units.security_log import visible_to

_ON_A_PAGE = 50


class EventFilter(forms.Form):
    """Which lines are asked for; an empty field asks nothing."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Loại việc"),
        required=False,
        choices=[("", gettext_lazy("Tất cả")), *SecurityEvent.Kind.choices],
    )
    who = forms.CharField(label=gettext_lazy("Một phần tên tài khoản, nhóm"), required=False, max_length=254)
    unit = forms.CharField(label=gettext_lazy("Mã đơn vị"), required=False, max_length=100)
    first = forms.DateField(
        label=gettext_lazy("Từ ngày"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    last = forms.DateField(
        label=gettext_lazy("Đến hết ngày"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def chosen(self, events: QuerySet[SecurityEvent]) -> QuerySet[SecurityEvent]:
        """Those of the events that are asked for; none while a field cannot be read."""
        if not self.is_valid():
            return events.none()
        asked = self.cleaned_data
        if asked["kind"]:
            events = events.filter(kind=asked["kind"])
        if asked["who"]:
            events = events.filter(Q(actor_name__icontains=asked["who"]) | Q(subject__icontains=asked["who"]))
        if asked["unit"]:
            events = events.filter(unit=asked["unit"])
        if asked["first"]:
            events = events.filter(at__gte=datetime.combine(asked["first"], time.min, REGISTER_ZONE))
        if asked["last"]:
            after = asked["last"] + ONE_DAY
            events = events.filter(at__lt=datetime.combine(after, time.min, REGISTER_ZONE))
        return events


def _require_sight(request: HttpRequest) -> None:
    if not may_anywhere(request.user, Right.AUDIT, Right.MANAGE):
        raise PermissionDenied


class SecurityLogView(WagtailAdminTemplateMixin, TemplateView):
    """The lines that the person may read, newest first."""

    template_name = "desk/security_log.html"
    page_title = gettext_lazy("Nhật ký bảo mật")
    header_icon = "history"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, if there is anything that the person may read."""
        _require_sight(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """The way to this screen."""
        here = {"url": reverse("units_security_log"), "label": str(self.page_title)}
        return [*self.breadcrumbs_items, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of lines, and the filter."""
        form = EventFilter(self.request.GET)
        page = Paginator(form.chosen(visible_to(self.request.user)), _ON_A_PAGE).get_page(
            self.request.GET.get("p")
        )
        query = self.request.GET.copy()
        query.pop("p", None)
        lines = [(event, described(event)) for event in page]
        return super().get_context_data(
            **kwargs, form=form, lines=lines, page_of_lines=page, query=query.urlencode()
        )


class SecurityLogExportView(View):
    """The lines that the filter leaves, as a table."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The CSV file."""
        _require_sight(request)
        heading = [
            _("Thời điểm"),
            _("Việc"),
            _("Người làm"),
            _("Tài khoản hoặc nhóm"),
            _("Mã đơn vị"),
            _("Chi tiết"),
            _("Địa chỉ mạng"),
        ]
        events = EventFilter(request.GET).chosen(visible_to(request.user))
        rows = (
            [
                localtime(event.at).isoformat(sep=" ", timespec="seconds"),
                str(event.get_kind_display()),
                event.actor_name,
                event.subject,
                event.unit,
                described(event),
                event.address,
            ]
            for event in events.iterator()
        )
        return download("nhat-ky-bao-mat", "csv", heading, rows)
