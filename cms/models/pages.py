"""Wagtail pages: editors write titles and introductions; every row comes from the register."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.addresses import in_this_edition
from cms.catalog import current_catalog
from cms.days import read_day
from cms.matching import clean
from cms.presenting import public
from cms.questions import read_question
from cms.sheets.matrix import matrix_sheet
from delegation.models import Field, FieldEntry
from units.clock import today

_PLAIN_TEXT = ["h2", "h3", "bold", "ol", "ul", "link"]


class SharedPage:
    """A page of the public site, the same for everybody unless its editors have restricted who may read it.

    It stands before every other base, so that whatever these answer is marked.
    """

    def serve(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, marked as one that may be kept and shared where that is so."""
        response: HttpResponse = super().serve(request, *args, **kwargs)  # type: ignore[misc]
        return response if self.get_view_restrictions().exists() else public(response)


class HomePage(SharedPage, Page):
    """The front door: the question, and what the register is."""

    introduction = RichTextField(_("giới thiệu"), blank=True, features=_PLAIN_TEXT)

    template = "pages/home.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count = 1
    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("trang chủ")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page with an empty question and the size of the register."""
        catalog = current_catalog()
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "catalog": catalog, "asked": read_question({}, today())}


class LawFieldChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Fields of law to choose from by their names: a field itself is only an identity."""

    def label_from_instance(self, obj: Any) -> str:
        """The name of the field as it is recorded now."""
        return self.names.get(obj.pk, str(obj.pk))

    @cached_property
    def names(self) -> dict[str, str]:
        """Every field's name, read once a form."""
        return dict(FieldEntry.objects.recorded().values_list("field_id", "name"))


class MatrixPageForm(WagtailAdminPageForm):
    """The editors' form of the matrix page."""

    law_fields = LawFieldChoice(
        queryset=Field.objects.order_by("key"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Lĩnh vực"),
        help_text=_("Để trống là mọi lĩnh vực."),
    )


class MatrixPage(SharedPage, RoutablePageMixin, Page):
    """The authority matrix of a day, of all fields of law or of some; the day stands in the path."""

    introduction = RichTextField(_("giới thiệu"), blank=True, features=_PLAIN_TEXT)
    law_fields = ParentalManyToManyField(
        Field,
        verbose_name=_("lĩnh vực"),
        blank=True,
        related_name="+",
        help_text=_("Để trống là mọi lĩnh vực."),
    )
    default_day = models.DateField(
        _("ngày mặc định"), null=True, blank=True, help_text=_("Để trống là ngày người đọc mở trang.")
    )

    template = "pages/matrix.html"
    base_form_class = MatrixPageForm
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("default_day"),
        FieldPanel("law_fields"),
    ]

    class Meta:
        verbose_name = _("ma trận thẩm quyền")

    @path("")
    def by_default(self, request: HttpRequest) -> HttpResponse:
        """The matrix of the editors' day, else of today."""
        return self._moved(request) or self._shown(request, self.default_day or today())

    @path("<str:day>/")
    def on_day(self, request: HttpRequest, day: str) -> HttpResponse:
        """The matrix of the day in the path; a day written in another way has its address with the others."""
        shown = read_day(day)
        if day != shown.isoformat():
            return self._at(request, shown)
        return self._moved(request) or self._shown(request, shown)

    def _moved(self, request: HttpRequest) -> HttpResponse | None:
        """A day picked on the page moves into the path."""
        chosen = clean(request.GET.get("ngay", ""))
        return self._at(request, read_day(chosen)) if chosen else None

    def _at(self, request: HttpRequest, day: date) -> HttpResponse:
        query = request.GET.copy()
        for name in ("ngay", "trang"):
            query.pop(name, None)
        kept = f"?{query.urlencode()}" if query else ""
        return HttpResponseRedirect(f"{self.get_url(request)}{day.isoformat()}/{kept}")

    def _shown(self, request: HttpRequest, day: date) -> HttpResponse:
        only = set(self.law_fields.values_list("pk", flat=True))
        sheet = matrix_sheet(current_catalog(), day, only, request.GET.dict())
        response: HttpResponse = self.render(request, context_overrides={"sheet": sheet})
        return response


def matrix_address() -> str:
    """Where the matrix is shown in the reader's language, else in Vietnamese; empty while no page is published."""
    live = MatrixPage.objects.live().order_by("path")
    pages = {page.locale.language_code: page for page in live.select_related("locale")[:20][::-1]}
    page = pages.get(get_language() or "") or pages.get(settings.LANGUAGE_CODE)
    return in_this_edition(page.url) if page and page.url else ""
