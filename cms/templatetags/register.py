"""What templates need to lay out the register: days, words for kinds, and the frame that every page shares."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

from cms import wording
from cms.addresses import EDITION, asked_edition, in_this_edition, query_address
from cms.days import long_day, short_day, typed_day
from cms.frame import Frame, frame_of
from cms.links import Link
from cms.sources import Noted, noted
from cms.tongues import DATA_LANGUAGE, is_foreign
from units.clock import REGISTER_ZONE

register = template.Library()

_STANDING_TONE: Final = {"in_force": "good", "not_yet": "calm", "suspended": "heed"}


@register.simple_tag(takes_context=True)
def page_frame(context: template.Context) -> Frame:
    """The frame of a page."""
    page = context.get("page")
    return frame_of(context.get("request"), page if isinstance(page, Page) else None)


@register.simple_tag
def to(name: str, *keys: Any, **asked: Any) -> str:
    """The address of a public view in the reader's language, at the edition that is being read."""
    return in_this_edition(reverse(f"register:{name}", args=keys, kwargs=asked))


@register.simple_tag
def to_asked(name: str, **asked: str) -> str:
    """The address of a public view that is told what to show by a query, as `to` otherwise."""
    return query_address(name, **asked)


@register.simple_tag
def edition_field() -> SafeString | str:
    """What a form that is sent by GET carries along, so that its answer is of the same edition."""
    number = asked_edition()
    return (
        "" if number is None else format_html('<input type="hidden" name="{}" value="{}">', EDITION, number)
    )


@register.filter
def day(value: date | None) -> SafeString | str:
    """A day in figures, marked up as a day."""
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), short_day(value))


@register.filter
def in_day_field(value: date) -> str:
    """A day as it is typed; browsers show their own date fields in the reader's locale, which may turn 02/01 round."""
    return typed_day(value)


@register.filter
def day_in_words(value: date | None) -> SafeString | str:
    """A day in words, marked up as a day."""
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), long_day(value))


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """A moment in the register's own time zone."""
    if value is None:
        return ""
    local = value.astimezone(REGISTER_ZONE)
    return format_html(
        '<time datetime="{}">{} {}</time>',
        local.isoformat(timespec="seconds"),
        f"{local:%H:%M}",
        short_day(local.date()),
    )


@register.filter
def anchor(link: Link) -> SafeString:
    """A link, or only its words where it leads nowhere. A filter, as pages hold hundreds of them."""
    if not link.address:
        return data_text(link.text)
    if is_foreign(link.text):
        return format_html('<a href="{}" lang="{}">{}</a>', link.address, DATA_LANGUAGE, link.text)
    return format_html('<a href="{}">{}</a>', link.address, link.text)


@register.filter
def data_text(value: object) -> SafeString:
    """What the register records, marked as Vietnamese on a page in another language."""
    text = str(value)
    if is_foreign(text):
        return format_html('<span lang="{}">{}</span>', DATA_LANGUAGE, text)
    return conditional_escape(text)


@register.filter
def lang(value: object) -> SafeString | str:
    """The attribute for an element that holds only what the register records: <h1{{ title|lang }}>{{ title }}</h1>."""
    return format_html(' lang="{}"', DATA_LANGUAGE) if is_foreign(str(value)) else ""


@register.filter
def in_language(code: str) -> SafeString | str:
    """The attribute for an element in a language that may be another than the page's."""
    return format_html(' lang="{}"', code) if code and code != get_language() else ""


@register.filter
def anchors(links: Iterable[Link]) -> SafeString:
    """Several links, each with its note, in one go: a table of fifty rows would take long over them one by one."""
    return format_html_join("; ", "{}{}", ((anchor(link), _note_of(link)) for link in links))


def _note_of(link: Link) -> SafeString | str:
    return format_html(' <span class="note-inline">({})</span>', link.note) if link.note else ""


@register.filter
def names(links: Iterable[Link]) -> SafeString:
    """Several links without their notes."""
    return format_html_join("; ", "{}", ((anchor(link),) for link in links))


@register.simple_tag
def standing(key: str, words: str) -> SafeString:
    """How a grant or an instrument stands on the day, in words with a shape of its own, never by colour alone."""
    return format_html('<span class="status status-{}">{}</span>', _STANDING_TONE.get(key, "quiet"), words)


@register.filter
def in_two_parts(text: str) -> Noted:
    """A recorder's note: what readers can follow, apart from marks of data sets."""
    return noted(text)


@register.filter
def confidence(value: str) -> SafeString:
    """How far a record was verified, with a mark of its own for each step."""
    return format_html(
        '<span class="confidence confidence-{}">{}</span>', value, wording.word(wording.CONFIDENCE, value)
    )


@register.filter
def confidence_meaning(value: str) -> str:
    """What that means for who relies on it."""
    return wording.word(wording.CONFIDENCE_MEANING, value)


@register.filter
def kind_meaning(value: str) -> str:
    """What a kind of grant is."""
    return wording.word(wording.GRANT_KIND_MEANING, value)


@register.filter
def in_figures(value: int) -> str:
    """A number as it is written in Vietnamese: 1.855."""
    return wording.number(value)


@register.simple_tag
def site_words() -> list[tuple[str, str]]:
    """The places with a regime of their own, for a list to choose from."""
    return [(key, str(words)) for key, words in wording.SITE.items()]
