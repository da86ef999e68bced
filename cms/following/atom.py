"""An Atom feed (RFC 4287) of what was told of a topic, a page at a time (RFC 5005, 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from django.template.loader import render_to_string
from django.utils.translation import gettext

from cms.following.entries import Entry
from cms.following.places import Followed, in_full

CONTENT_TYPE: Final = "application/atom+xml; charset=utf-8"
_ATOM: Final = "http://www.w3.org/2005/Atom"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
# The day on which the names in the tags below were the register's (RFC 4151); it must never change.
_NAMED_ON: Final = "2026-01-01"

register_namespace("", _ATOM)


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of a feed, and the addresses of its neighbours, "" where there is none."""

    followed: Followed
    entries: Sequence[Entry]
    language: str
    updated: datetime
    own: str
    first: str
    last: str
    newer: str
    older: str


def feed(page: FeedPage) -> bytes:
    """The feed as XML."""
    root = Element(_name("feed"), {f"{{{_XML}}}lang": page.language})
    _text(root, "id", tag(page.followed, page.language))
    _text(
        root,
        "title",
        gettext("%(name)s – Sổ thẩm quyền Thành phố Hồ Chí Minh") % {"name": page.followed.name},
    )
    _text(root, "subtitle", gettext("Những gì mỗi lần ghi sổ thay đổi về mục này, mới nhất trước."))
    _text(root, "updated", _moment(page.updated))
    author = SubElement(root, _name("author"))
    _text(author, "name", gettext("Sổ thẩm quyền Thành phố Hồ Chí Minh"))
    for relation, address in (
        ("self", page.own),
        ("alternate", page.followed.following),
        ("first", page.first),
        ("last", page.last),
        ("previous", page.newer),
        ("next", page.older),
    ):
        if address:
            kind = "text/html" if relation == "alternate" else "application/atom+xml"
            _link(root, relation, address, kind)
    for one in page.entries:
        _entry(root, page, one)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def tag(followed: Followed, language: str, edition: int | None = None) -> str:
    """The name of a feed, or of what an edition told in it: the same for ever, wherever the register is served."""
    topic = followed.topic
    authority = urlsplit(in_full("/")).hostname or "localhost"
    parts = [language, topic.kind, *([quote(topic.key, safe="@:.")] if topic.key else [])]
    if edition is not None:
        parts.append(str(edition))
    return f"tag:{authority},{_NAMED_ON}:{'/'.join(parts)}"


def _entry(root: Element, page: FeedPage, told: Entry) -> None:
    entry = SubElement(root, _name("entry"))
    _text(entry, "id", tag(page.followed, page.language, told.edition))
    _text(entry, "title", told.title)
    _text(entry, "published", _moment(told.recorded_at))
    _text(entry, "updated", _moment(told.recorded_at))
    _link(entry, "alternate", told.address, "text/html")
    if told.log != told.address:
        _link(entry, "related", told.log, "text/html")
    _text(entry, "summary", summary(told))
    lines = [(line, in_full(line.address) if line.address else "") for line in told.lines]
    content = render_to_string(
        "following/feed_entry.html", {"entry": told, "lines": lines, "log": in_full(told.log)}
    )
    _text(entry, "content", content.strip(), type="html")


def summary(told: Entry) -> str:
    """What is told in plain words, a thing a line."""
    if not told.lines and told.total == 0:
        return gettext("Từ lần ghi này sổ có mục này.")
    lines = [str(line) for line in told.lines]
    if told.more > 0:
        lines.append(gettext("và %(count)d thay đổi nữa") % {"count": told.more})
    return "\n".join(lines)


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    # XML has no place for control characters, and no name in the register needs one.
    SubElement(parent, _name(name), attributes).text = "".join(
        letter for letter in text if letter >= " " or letter == "\n"
    )


def _link(parent: Element, relation: str, address: str, kind: str) -> None:
    SubElement(parent, _name("link"), {"rel": relation, "type": kind, "href": in_full(address)})


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
