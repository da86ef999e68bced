"""What editors write around the register: news of decisions, guides, questions and answers, with live cards in them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.addresses import in_this_edition
from cms.blocks import BodyBlock, QuestionsBlock, asked_in, live_cards
from cms.models.pages import PLAIN_TEXT, SharedPage
from cms.pager import paginate

ARTICLES_A_PAGE = 20


class ArticleIndexPage(SharedPage, Page):
    """A list of articles: news of decisions, newest first, or guides in their editors' order."""

    introduction = RichTextField(_("giới thiệu"), blank=True, features=PLAIN_TEXT)
    newest_first = models.BooleanField(
        _("bài mới đứng trước"),
        default=True,
        help_text=_("Bỏ chọn thì các bài đứng theo thứ tự đã sắp trong mục trang."),
    )

    template = "pages/articles.html"
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.ArticlePage"]
    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("newest_first"),
    ]

    class Meta:
        verbose_name = _("mục bài viết")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page with its published articles, so many at a time."""
        articles = ArticlePage.objects.child_of(self).live().public()
        order = (models.F("written_on").desc(nulls_last=True), "-path") if self.newest_first else ("path",)
        listed = list(articles.order_by(*order).defer("body"))
        pager = paginate(listed, request.GET.get("trang", ""), ARTICLES_A_PAGE, request.GET.dict())
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "pager": pager}


class ArticlePage(SharedPage, Page):
    """News of a decision, a guide, or what has to be said of the register itself."""

    written_on = models.DateField(
        _("ngày viết"),
        null=True,
        blank=True,
        help_text=_("Hiện ở đầu bài và trong danh sách; có thể để trống."),
    )
    summary = models.TextField(
        _("tóm tắt"), max_length=400, help_text=_("Một hai câu: bài nói gì, cho ai. Hiện trong danh sách.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("nội dung"), blank=True)

    template = "pages/article.html"
    parent_page_types: ClassVar[list[str]] = ["cms.ArticleIndexPage", "cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("written_on"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("bài viết")

    @property
    def address(self) -> str:
        """Where it is read, at the edition that is being read."""
        return in_this_edition(self.url or "")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page with the cards in it made ready at once."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "live": live_cards(asked_in(self.body))}


class QuestionsPage(SharedPage, Page):
    """Questions and answers, with their contents at the top; each question has an address of its own on the page."""

    introduction = RichTextField(_("giới thiệu"), blank=True, features=PLAIN_TEXT)
    questions = StreamField(QuestionsBlock(), verbose_name=_("hỏi và đáp"), blank=True)

    template = "pages/questions_answers.html"
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("questions"),
    ]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("questions")]

    class Meta:
        verbose_name = _("hỏi và đáp")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page with the cards in it made ready at once."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "live": live_cards(asked_in(self.questions))}
