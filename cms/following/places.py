"""What a topic is called, and the addresses under which it is followed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from cms.absence import NotRecorded
from cms.addresses import (
    field_address,
    in_this_edition,
    instrument_address,
    log_address,
    office_address,
    power_address,
    query_address,
    search_address,
    unit_address,
)
from cms.catalog import Catalog
from cms.following.topics import ALL, FIELD, INSTRUMENT, OFFICE, POWER, SEARCH, UNIT, Topic
from cms.models.subscription import LONGEST_KEY


@dataclass(frozen=True, slots=True)
class Followed:
    """A topic by its name. `address` is its own page, if it has one, `following` the page about following it."""

    topic: Topic
    name: str
    address: str
    following: str
    feed: str


def followed(catalog: Catalog, topic: Topic) -> Followed:
    """What a topic is called and where it is. Raises NotRecorded for one that the register does not have."""
    return _followed(topic, name_of(catalog, topic))


def followed_anyhow(catalog: Catalog, topic: Topic) -> Followed:
    """The same for a topic that may have been withdrawn since: its key then stands for its name."""
    try:
        return followed(catalog, topic)
    except NotRecorded:
        return _followed(topic, topic.key)


def _followed(topic: Topic, name: str) -> Followed:
    return Followed(topic, name, page_address(topic), following_address(topic), feed_address(topic))


def name_of(catalog: Catalog, topic: Topic) -> str:
    """The topic's name in the reader's language. Raises NotRecorded."""
    if len(topic.key) <= LONGEST_KEY:
        name = _NAMES[topic.kind](catalog, topic.key)
        if name is not None:
            return name
    if topic.kind == SEARCH:
        raise NotRecorded(gettext("Hãy tìm gì đó trước, rồi theo dõi kết quả tìm."), "")
    raise NotRecorded(gettext("Sổ không có gì để theo dõi dưới mã “%s”.") % topic.key[:80], topic.key)


def _unit_name(catalog: Catalog, key: str) -> str | None:
    history = catalog.register.geography.history(key)
    return history[-1].name if history else None


def _office_name(catalog: Catalog, key: str) -> str | None:
    office = catalog.register.directory.offices.get(key)
    return office.name if office else None


def _power_name(catalog: Catalog, key: str) -> str | None:
    card = catalog.powers.get(key)
    return card.title if card else None


def _instrument_name(catalog: Catalog, key: str) -> str | None:
    card = catalog.instruments.get(key)
    return card.cited if card else None


def _field_name(catalog: Catalog, key: str) -> str | None:
    return catalog.fields.get(key)


def _search_name(_catalog: Catalog, key: str) -> str | None:
    return gettext("Kết quả tìm “%s”") % key if key.strip() else None


def _everything(_catalog: Catalog, _key: str) -> str | None:
    return gettext("Mọi thay đổi của sổ")


_NAMES: Final[Mapping[str, Callable[[Catalog, str], str | None]]] = {
    UNIT: _unit_name,
    OFFICE: _office_name,
    FIELD: _field_name,
    POWER: _power_name,
    INSTRUMENT: _instrument_name,
    SEARCH: _search_name,
    ALL: _everything,
}


def page_address(topic: Topic) -> str:
    """The public page about the topic."""
    match topic.kind:
        case "unit":
            return unit_address(topic.key)
        case "office":
            return office_address(topic.key)
        case "power":
            return power_address(topic.key)
        case "instrument":
            return instrument_address(topic.key)
        case "search":
            return search_address(topic.key)
        case "field":
            return field_address(topic.key)
    return log_address()


def following_address(topic: Topic) -> str:
    """The page on which the topic is followed."""
    return _address(f"follow_{topic.kind}", topic)


def asking_address(topic: Topic) -> str:
    """Where the form of that page is sent."""
    return _address(f"follow_{topic.kind}_asked", topic)


def feed_address(topic: Topic) -> str:
    """The topic's Atom feed."""
    return _address(f"follow_{topic.kind}_feed", topic)


def _address(name: str, topic: Topic) -> str:
    if topic.kind == SEARCH:
        return query_address(name, q=topic.key)
    return in_this_edition(reverse(f"register:{name}", kwargs=keys_of(topic)))


def keys_of(topic: Topic) -> dict[str, str]:
    """The topic's key as parts of a path."""
    if topic.kind == OFFICE:
        unit, _, post = topic.key.partition("/")
        return {"unit": unit, "post": post}
    return {} if topic.kind in (ALL, SEARCH) else {"key": topic.key}


def in_full(address: str) -> str:
    """An address as it stands in a letter or a feed, with the register's own host."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{address}"
