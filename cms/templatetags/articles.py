"""What templates need to lay out articles: live cards, and the addresses of questions on their page."""

from __future__ import annotations

from typing import Final

from django import template
from django.utils.text import slugify

from cms.live.cards import AnswerCard, Card, CutCard, GrantsCard, MissingCard, OfficeCard, UnitCard
from units.text import fold

register = template.Library()

_TEMPLATES: Final[dict[type[Card], str]] = {
    MissingCard: "blocks/card_missing.html",
    AnswerCard: "blocks/card_answer.html",
    GrantsCard: "blocks/card_grants.html",
    CutCard: "blocks/card_cut.html",
    UnitCard: "blocks/card_unit.html",
    OfficeCard: "blocks/card_office.html",
}
_LONGEST_NAME: Final = 70


@register.filter
def card_template(card: Card) -> str:
    """The template that lays a card out."""
    return _TEMPLATES[type(card)]


@register.filter
def anchor_name(question: str) -> str:
    """What a question is called in an address: hoi-ai-duoc-ky-chung-thuc."""
    return f"hoi-{slugify(fold(question))[:_LONGEST_NAME].strip('-')}"
