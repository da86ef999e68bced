"""What is printed on everything that is taken away: as at which day, by which edition, and where to look it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from cms.addresses import at_edition, in_this_edition
from cms.catalog import Catalog
from cms.subjects import Subject


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a page was true. `day` is the day asked about, `address` the permanent one, of this edition, in full."""

    day: date | None
    edition: int
    recorded_at: datetime | None
    address: str


def stamp_of(catalog: Catalog, subject: Subject) -> Stamp:
    """The stamp of a page as the catalog has it."""
    edition = catalog.edition
    with at_edition(edition.number):
        address = f"{settings.WAGTAILADMIN_BASE_URL}{in_this_edition(subject.address)}"
    return Stamp(subject.day, edition.number, edition.recorded_at, address)
