"""Named references that pages show as links: an address and the words for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from cms.addresses import instrument_address, office_address, power_address, unit_address
from cms.catalog import Catalog
from cms.days import short_day
from units.geography import Territory


@dataclass(frozen=True, slots=True)
class Link:
    """Words with an address; no address where there is no page of its own.

    `key` is the register's own of what is linked, where it is a record.
    """

    text: str
    address: str = ""
    note: str = ""
    key: str = ""


def office_link(catalog: Catalog, office: str, day: date | None = None) -> Link:
    """An office by its name."""
    return Link(catalog.office_name(office), office_address(office, day), key=office)


def recipient_link(catalog: Catalog, recipient: str, day: date | None = None) -> Link:
    """A recipient of a grant: an office, or a class of offices, which has no page of its own."""
    if recipient in catalog.register.directory.scopes:
        return Link(catalog.recipient_name(recipient), key=recipient)
    return office_link(catalog, recipient, day)


def recipient_links(catalog: Catalog, recipients: Iterable[str], day: date | None = None) -> tuple[Link, ...]:
    """Recipients by name."""
    links = (recipient_link(catalog, recipient, day) for recipient in recipients)
    return tuple(sorted(links, key=lambda link: link.text))


def instrument_link(catalog: Catalog, instrument: str) -> Link:
    """An instrument as texts cite it, with its title as a note."""
    card = catalog.instruments[instrument]
    return Link(card.cited, instrument_address(instrument), card.title if card.number else "", instrument)


def power_link(catalog: Catalog, power: str, day: date | None = None) -> Link:
    """A power by its title, with its field."""
    card = catalog.powers[power]
    return Link(card.title, power_address(power, day), catalog.fields.get(card.field, card.field), power)


def unit_link(catalog: Catalog, unit: str, day: date | None = None) -> Link:
    """A unit by the name of the day, else by its last one; the note says in what it lies."""
    geography = catalog.register.geography
    version = geography.version(unit, day) if day else None
    history = geography.history(unit)
    shown = version or (history[-1] if history else None)
    if shown is None:
        return Link(unit, key=unit)
    above = geography.version(shown.parent, day or shown.period.start or date.min) if shown.parent else None
    return Link(shown.name, unit_address(unit, day if version else None), above.name if above else "", unit)


def territory_link(catalog: Catalog, territory: Territory | None) -> Link | None:
    """The area of effect of a grant, with the day of the map that is meant."""
    if territory is None:
        return None
    link = unit_link(catalog, territory.unit, territory.as_of)
    if territory.as_of is None:
        return link
    words = gettext("%(unit)s theo địa giới đến ngày %(day)s") % {
        "unit": link.text,
        "day": short_day(territory.as_of),
    }
    return Link(words, link.address, key=f"{territory.unit}/{territory.as_of.isoformat()}")
