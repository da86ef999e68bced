"""Wagtail pages: editors write titles and introductions; every row comes from the register."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageViewRestriction

from cms.catalog import current_catalog
from cms.leading_pages import matrix_address
from cms.presenting import public
from cms.questions import read_question
from cms.sheets.home import home_sheet
from units.clock import today

PLAIN_TEXT = ["h2", "h3", "bold", "ol", "ul", "link"]


class SharedPage:
    """A page of the public site, the same for everybody unless its editors have restricted who may read it.

    It stands before every other base, so that whatever these answer is marked.
    """

    def serve(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, marked as one that may be kept and shared where that is so."""
        response: HttpResponse = super().serve(request, *args, **kwargs)  # type: ignore[misc]
        return response if self.get_view_restrictions().exists() else public(response)

    @cached_property
    def _restrictions(self: Any) -> QuerySet[PageViewRestriction]:
        """Read once for each request, as a page is."""
        restrictions: QuerySet[PageViewRestriction] = super().get_view_restrictions()  # type: ignore[misc]
        return restrictions

    def get_view_restrictions(self: Any) -> QuerySet[PageViewRestriction]:
        """Who may read the page, and whether it may be kept, is asked with the same words."""
        restrictions: QuerySet[PageViewRestriction] = self._restrictions
        return restrictions


class HomePage(SharedPage, Page):
    """The front door: the question, and what the register is."""

    introduction = RichTextField(_("giới thiệu"), blank=True, features=PLAIN_TEXT)

    template = "pages/home.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count = 1
    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("trang chủ")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page with an empty question, the counts of the register, and what is new in it."""
        catalog = current_catalog()
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        sheet = home_sheet(catalog, today(), matrix_address())
        return {**context, "catalog": catalog, "asked": read_question({}, today()), "sheet": sheet}
