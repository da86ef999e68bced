"""What is printed on everything that is taken away: as at which day, by which edition, and where to look it up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from cms.addresses import at_edition, in_this_edition
from cms.catalog import Catalog
from cms.days import long_day, short_day
from cms.references import VIEWS, Reference, code_of
from cms.subjects import Subject
from units.clock import REGISTER_ZONE


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a page was true. `day` is the day asked about, `address` the permanent one, of this edition, in full.

    `short` is the short one, in full, where what was seen can be checked; `path` is the same within this site, and
    `qr` leads to its picture. They are empty while nothing is recorded.
    """

    day: date | None
    edition: int
    recorded_at: datetime | None
    address: str
    short: str = ""
    path: str = ""
    qr: str = ""

    @property
    def as_at(self) -> str:
        """As at which day, in words; empty for what is of no day."""
        return gettext("Tính đến %(day)s") % {"day": long_day(self.day)} if self.day else ""

    @property
    def by_edition(self) -> str:
        """By which edition, in words."""
        if self.recorded_at is None:
            return gettext("Sổ chưa có lần ghi nào")
        return gettext("Theo lần ghi sổ số %(number)d, %(time)s") % {
            "number": self.edition,
            "time": self.recorded_in_words,
        }

    @property
    def recorded_in_words(self) -> str:
        """When the edition was recorded, by the register's own clock; empty while there is none."""
        if self.recorded_at is None:
            return ""
        local = self.recorded_at.astimezone(REGISTER_ZONE)
        return gettext("lúc %(time)s ngày %(day)s") % {
            "time": f"{local:%H:%M}",
            "day": short_day(local.date()),
        }


def stamp_of(catalog: Catalog, subject: Subject) -> Stamp:
    """The stamp of a page as the catalog has it."""
    edition = catalog.edition
    with at_edition(edition.number):
        address = in_full(in_this_edition(subject.address))
    if not edition.number or subject.view not in VIEWS:
        return Stamp(subject.day, edition.number, edition.recorded_at, address)
    code = code_of(Reference(edition.number, subject.view, subject.day, subject.keys), catalog.keys)
    path = reference_address(code, subject.query)
    return Stamp(
        subject.day,
        edition.number,
        edition.recorded_at,
        address,
        in_full(path),
        path,
        qr_address(code, subject.query),
    )


def in_full(address: str) -> str:
    """An address of this site as it is written outside of it."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{address}"


def reference_address(code: str, query: Iterable[tuple[str, str]] = ()) -> str:
    """Where what was seen is checked. It names its edition itself, so it is the same at every one."""
    return _with_query(reverse("register:reference", kwargs={"code": code}), query)


def qr_address(code: str, query: Iterable[tuple[str, str]] = ()) -> str:
    """The picture of a short address, for a machine to read from paper."""
    return _with_query(reverse("register:reference_qr", kwargs={"code": code}), query)


def _with_query(path: str, query: Iterable[tuple[str, str]]) -> str:
    pairs = [(name, value) for name, value in query if value]
    return f"{path}?{urlencode(pairs)}" if pairs else path
