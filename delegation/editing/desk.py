"""What all pages of the desk share: the furniture of Wagtail's admin around them, and refusals told as sentences."""

from __future__ import annotations

from typing import Any, TypedDict

from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from delegation.actions.refusal import NotAllowed
from units.editing.sent import drop_nuls
from units.models import User

PAGE_LENGTH = 30


class Crumb(TypedDict):
    """One step of the way to a page."""

    url: str
    label: str


class DeskView(View):
    """A view of the desk. What is not there, or not allowed, is answered in a sentence."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer the request; 404 and 403 keep the desk's menu around them."""
        drop_nuls(request)
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            told = _("Không có trang này, hoặc trang không thuộc phạm vi của bạn. Hãy quay về danh sách.")
            return refusal_page(request, told, status=404)
        except NotAllowed as refused:
            return refusal_page(request, str(refused), status=403)

    @property
    def person(self) -> User:
        """Who asks. The desk lets nobody in who has not signed in."""
        user = self.request.user
        if not isinstance(user, User):
            raise NotAllowed(_("Hãy đăng nhập."))
        return user


class DeskPage(DeskView, TemplateView):
    """A page under a heading of its own."""

    heading: str | Promise = ""

    def get_heading(self) -> str:
        """The words above the page."""
        return str(self.heading)

    def get_crumbs(self) -> list[Crumb]:
        """The way to the page, the page itself last."""
        return [home_crumb(), {"url": "", "label": self.get_heading()}]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The context, with what Wagtail's header asks for."""
        heading = self.get_heading()
        return super().get_context_data(
            **{
                "heading": heading,
                "header_title": heading,
                "page_title": heading,
                "breadcrumbs_items": self.get_crumbs(),
                **context,
            }
        )


def home_crumb() -> Crumb:
    """The first step of every way."""
    return {"url": reverse("my_work"), "label": _("Việc của tôi")}


def refusal_page(request: HttpRequest, sentence: str, *, status: int) -> TemplateResponse:
    """A page that says why there is nothing else to see."""
    heading = {404: _("Không có trang này"), 403: _("Bạn không được làm việc này")}[status]
    context = {
        "heading": heading,
        "header_title": heading,
        "page_title": heading,
        "breadcrumbs_items": [home_crumb(), {"url": "", "label": heading}],
        "sentence": sentence,
    }
    return TemplateResponse(request, "desk/refused.html", context, status=status)
