"""Articles with live cards, made as editors would leave them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

from cms.models import ArticleIndexPage, ArticlePage

POWER: Final = "chung-thuc.01"
WARD: Final = "27112@2025-07-01"

Block = dict[str, Any]


def card(kind: str, day: str | None = None, /, **keys: Any) -> Block:
    """A live card of one of the kinds of cms.blocks."""
    return {"type": kind, "value": {"day": day, **keys}}


def one_of_each(power: str = POWER, unit: str = WARD, instrument: str = "nd-120-2025") -> list[Block]:
    """A card of every kind."""
    return [
        card("power", power=power, place=""),
        card("power", power=power, place=unit),
        card("answer", "2025-12-01", power=power, place=unit),
        card("instrument", instrument=instrument),
        card("cut", law_field="chung-thuc", kind="", recipient="", rows=4),
        card("unit", unit=unit),
        card("office", office=f"{unit}/chair"),
    ]


def news() -> ArticleIndexPage:
    """The list of news in Vietnamese."""
    found: ArticleIndexPage = ArticleIndexPage.objects.get(slug="tin-quyet-dinh", locale__language_code="vi")
    return found


def article(
    *body: Block, slug: str = "bai", title: str = "Bài thử", written_on: date | None = None, live: bool = True
) -> ArticlePage:
    """An article among the news; a draft where it is not `live`."""
    page = ArticlePage(
        title=title, slug=slug, summary="Tóm tắt.", written_on=written_on, body=json.dumps(body), live=live
    )
    news().add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return page
