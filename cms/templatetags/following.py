"""The ways from a page to following what it is about."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from cms.following.places import feed_address, following_address
from cms.following.topics import Topic

register = template.Library()


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a topic is followed, and its feed."""

    following: str
    feed: str


@register.simple_tag
def followed_at(kind: str, key: str = "") -> Ways:
    """The ways to follow a topic."""
    topic = Topic(kind, key)
    return Ways(following_address(topic), feed_address(topic))


@register.simple_tag
def feed_link(kind: str, key: str = "") -> SafeString:
    """By which a feed reader finds the feed of a page: a line for the head."""
    return format_html(
        '<link rel="alternate" type="application/atom+xml" title="{}" href="{}">',
        gettext("Thay đổi về mục này"),
        feed_address(Topic(kind, key)),
    )
