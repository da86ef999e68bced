"""The official page of the authority matrix: what its editors choose to show, and the addresses below it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.addresses import FORMS, in_this_edition
from cms.catalog import current_catalog
from cms.days import read_day
from cms.links import Link, instrument_link
from cms.matching import clean
from cms.matrix.addresses import asking, class_address
from cms.matrix.asked import PAGE_SIZES, WHOLE, read_asked
from cms.matrix.members import class_sheet
from cms.matrix.serving import ROWS_HERE, streamed
from cms.matrix.sheet import MatrixSheet, Restriction, matrix_sheet
from cms.matrix.subjects import ClassAsked, matrix_subject
from cms.matrix.writing import RowWriter
from cms.models.matrix_form import MatrixPageForm
from cms.models.pages import PLAIN_TEXT, SharedPage
from cms.presenting import taken_away
from delegation.models import Field, InstrumentEntry
from units.clock import today


class MatrixPage(SharedPage, RoutablePageMixin, Page):
    """The authority matrix of a day, of all fields of law or of some; the day stands in the path."""

    introduction = RichTextField(_("giới thiệu"), blank=True, features=PLAIN_TEXT)
    law_fields = ParentalManyToManyField(
        Field,
        verbose_name=_("lĩnh vực"),
        blank=True,
        related_name="+",
        help_text=_("Để trống là mọi lĩnh vực."),
    )
    office_classes = models.JSONField(_("nhóm cơ quan"), blank=True, default=list)
    default_day = models.DateField(
        _("ngày mặc định"), null=True, blank=True, help_text=_("Để trống là ngày người đọc mở trang.")
    )
    published_with = models.CharField(
        _("công bố kèm theo"),
        max_length=200,
        blank=True,
        help_text=_("Văn bản công bố ma trận này; để trống nếu chưa có."),
    )
    note = RichTextField(_("ghi chú dưới bảng"), blank=True, features=PLAIN_TEXT)

    template = "pages/matrix.html"
    class_template = "pages/matrix_class.html"
    base_form_class = MatrixPageForm
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("published_with"),
        MultiFieldPanel(
            [FieldPanel("default_day"), FieldPanel("law_fields"), FieldPanel("office_classes")],
            heading=_("Nêu những gì"),
        ),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("ma trận thẩm quyền")

    def clean(self) -> None:
        """Refuse an instrument that the register does not have."""
        super().clean()
        key = self.published_with
        if key and not InstrumentEntry.objects.recorded().filter(instrument_id=key).exists():
            raise ValidationError(
                {"published_with": _("Sổ không có văn bản này. Hãy ghi văn bản vào sổ trước.")}
            )

    @path("")
    def by_default(self, request: HttpRequest) -> HttpResponseBase:
        """The matrix of the editors' day, else of today."""
        return self._moved(request) or self._shown(request, self.default_day or today())

    @path("<str:day>/")
    def on_day(self, request: HttpRequest, day: str) -> HttpResponseBase:
        """The matrix of the day in the path; a day written in another way has its address with the others."""
        shown = read_day(day)
        if day != shown.isoformat():
            return self._at(request, shown)
        return self._moved(request) or self._shown(request, shown)

    @path("<str:day>/tai-ve.<str:form>/")
    def on_day_taken_away(self, request: HttpRequest, day: str, form: str) -> HttpResponse:
        """The matrix of a day as a file, with the same choices."""
        if form not in FORMS:
            raise Http404
        shown, asked = read_day(day), read_asked(request.GET)
        return taken_away(matrix_subject(self._base(request, shown), shown, asked, self._only), form)

    @path("<str:day>/nhom/<str:key>/tai-ve.<str:form>/")
    def on_class_taken_away(self, request: HttpRequest, day: str, key: str, form: str) -> HttpResponse:
        """The offices of a class on a day, as a file."""
        return self._class_shown(request, ClassAsked.read(day, key, form=form))

    @path("<str:day>/nhom/<str:key>/")
    def on_class(self, request: HttpRequest, day: str, key: str) -> HttpResponse:
        """The offices of a class on a day."""
        return self._class_shown(request, ClassAsked.read(day, key))

    @path("<str:day>/nhom/<str:key>/<str:power>/tai-ve.<str:form>/")
    def on_class_for_taken_away(
        self, request: HttpRequest, day: str, key: str, power: str, form: str
    ) -> HttpResponse:
        """Whether each office of a class holds a power on a day, as a file."""
        return self._class_shown(request, ClassAsked.read(day, key, power, form))

    @path("<str:day>/nhom/<str:key>/<str:power>/")
    def on_class_for(self, request: HttpRequest, day: str, key: str, power: str) -> HttpResponse:
        """Whether each office of a class holds a power on a day."""
        return self._class_shown(request, ClassAsked.read(day, key, power))

    @cached_property
    def _only(self) -> Restriction:
        """What the editors show; read once for each request, as a page is."""
        fields = self.law_fields.values_list("pk", flat=True)
        return Restriction(frozenset(fields), frozenset(self.office_classes or ()))

    def _moved(self, request: HttpRequest) -> HttpResponse | None:
        """A day picked on the page moves into the path."""
        chosen = clean(request.GET.get("ngay", ""))
        return self._at(request, read_day(chosen)) if chosen else None

    def _at(self, request: HttpRequest, day: date) -> HttpResponse:
        query = request.GET.copy()
        for name in ("ngay", "trang"):
            query.pop(name, None)
        for name in [name for name, value in query.items() if not value]:
            del query[name]
        kept = f"?{query.urlencode()}" if query else ""
        return HttpResponseRedirect(f"{self._base(request, day)}{kept}")

    def _base(self, request: HttpRequest, day: date) -> str:
        """The address of the matrix of a day, without edition or query."""
        return f"{self.get_url(request)}{day.isoformat()}/"

    def _shown(self, request: HttpRequest, day: date) -> HttpResponseBase:
        asked, base = read_asked(request.GET), self._base(request, day)
        sheet = matrix_sheet(current_catalog(), day, asked, self._only)
        bodies = RowWriter(sheet, base).bodies()
        if asked.is_whole:
            page = self._rendered(request, sheet, base, ROWS_HERE)
            return streamed(request, page, bodies)
        return HttpResponse(self._rendered(request, sheet, base, "".join(bodies)))

    def _rendered(self, request: HttpRequest, sheet: MatrixSheet, base: str, rows: str) -> str:
        subject = matrix_subject(base, sheet.day, sheet.asked, self._only)
        context = {
            "sheet": sheet,
            # Written and escaped by RowWriter.
            "rows": mark_safe(rows),  # noqa: S308
            "base": base,
            "columns": [(column, class_address(base, column.office_class.key)) for column in sheet.columns],
            "page_sizes": PAGE_SIZES,
            "published_with": self._publication(),
            "whole": "" if sheet.is_whole else asking(sheet.asked, view=WHOLE),
            "subject": subject,
        }
        response = self.render(request, context_overrides=context)
        response.render()
        content: str = response.content.decode()
        return content

    def _publication(self) -> Link | None:
        """The instrument with which the matrix was published; None where the edition that is read has none."""
        catalog = current_catalog()
        known = self.published_with in catalog.instruments
        return instrument_link(catalog, self.published_with) if known else None

    def _class_shown(self, request: HttpRequest, asked: ClassAsked) -> HttpResponse:
        catalog, base = current_catalog(), self._base(request, asked.day)
        chosen = clean(request.GET.get("ngay", ""))
        if chosen or not asked.is_permanent:
            base = self._base(request, read_day(chosen)) if chosen else base
            return HttpResponseRedirect(class_address(base, asked.key, asked.power))
        office_class = asked.office_class(catalog)
        subject = asked.subject(base)
        if asked.form:
            return taken_away(subject, asked.form)
        context = {
            "sheet": class_sheet(
                catalog, asked.day, office_class, asked.power, base, page=request.GET.get("trang", "")
            ),
            "matrix": in_this_edition(base),
            "subject": subject,
        }
        response: HttpResponse = self.render(request, context_overrides=context, template=self.class_template)
        return response
