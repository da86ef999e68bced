"""The page on which editors say how far each field of law is recorded."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.blocks import DateBlock, StreamBlock, StructBlock, TextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.blocks import refuse_twice
from cms.catalog import current_catalog
from cms.coverage_of_fields import fields_covered
from cms.models.pages import PLAIN_TEXT, SharedPage
from cms.records_chosen import RecordBlock
from units.clock import today


class StatementBlock(StructBlock):
    """What is said of one field of law."""

    law_field = RecordBlock("fields", label=_("Lĩnh vực"))
    recorded = TextBlock(label=_("Đã ghi những gì"), rows=3, max_length=800)
    complete_as_at = DateBlock(
        label=_("Đủ tính đến ngày"),
        required=False,
        help_text=_(
            "Ngày cuối mà mọi văn bản giao quyền đang có hiệu lực đã được ghi. Để trống nếu chưa dám chắc."
        ),
    )
    missing = TextBlock(label=_("Biết là còn thiếu gì"), rows=3, max_length=800, required=False)

    class Meta:
        icon = "doc-full-inverse"
        label = _("Nhận định về một lĩnh vực")


class StatementsBlock(StreamBlock):
    """At most one statement for each field."""

    statement = StatementBlock()

    def clean(self, value: Any) -> Any:
        """The statements. Raises a validation error where a field has two."""
        cleaned = super().clean(value)
        message = gettext("Lĩnh vực này đã có một nhận định; mỗi lĩnh vực chỉ ghi một.")
        refuse_twice([child.value["law_field"] for child in cleaned], message)
        return cleaned


class CoveragePage(SharedPage, Page):
    """How far each field of law is recorded, and how many of its powers have a holder."""

    introduction = RichTextField(_("giới thiệu"), blank=True, features=PLAIN_TEXT)
    statements = StreamField(StatementsBlock(), verbose_name=_("nhận định"), blank=True)

    template = "pages/coverage.html"
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("statements"),
    ]

    class Meta:
        verbose_name = _("mức độ đầy đủ của sổ")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page with every recorded field, those of which nothing is said included."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        said = {child.value["law_field"]: child.value for child in self.statements}
        day = today()
        return {
            **context,
            "day": day,
            "fields": fields_covered(current_catalog(), day, said),
        }
