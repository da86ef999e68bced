"""From where in time a page is read: which day it shows, by which edition, and what has become of that since."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest

from cms.addresses import EDITION, asked_edition, at_edition, difference_address
from cms.cards import EditionCard
from cms.catalog import Catalog, catalog_of, current_catalog
from cms.differences.question import ABOUTS, Moment
from cms.extracts import EXTRACTS
from cms.extracts.comparing import is_same
from cms.newest import newest_edition
from cms.subjects import Subject
from cms.turning_points import around, turning_points
from units.clock import today

Tense = Literal["past", "future", ""]
# What has become since of what a page of an older edition says; "" where the register cannot tell.
Since = Literal["same", "changed", "gone", ""]


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What a reader must know of a page that shows another day than today, or an older edition than the newest.

    `edition` is the older one, None where the newest is read. Addresses are empty where there is nothing to lead to.
    """

    day: date | None
    tense: Tense
    today_address: str
    edition: EditionCard | None
    newest_address: str
    since: Since
    difference: str

    @property
    def is_plain(self) -> bool:
        """Whether the page shows what is now, as it is recorded now."""
        return self.tense == "" and self.edition is None


@dataclass(frozen=True, slots=True)
class DayChoice:
    """The ways from a page to the same page on another day."""

    today: date
    today_address: str
    previous: date | None
    previous_address: str
    next: date | None
    next_address: str
    page: str
    about: str
    key: str


def standpoint(request: HttpRequest | None, subject: Subject | None) -> Standpoint:
    """From where a page is read; `subject` is what it is about, None where it is about no record or day."""
    now = today()
    day = subject.day if subject else None
    tense: Tense = "" if day is None or day == now else "past" if day < now else "future"
    number, newest = asked_edition(), newest_edition()
    is_older = number is not None and number < newest
    return Standpoint(
        day=day,
        tense=tense,
        today_address=on_day(subject, now) if subject and tense else "",
        edition=current_catalog().edition if is_older else None,
        newest_address=_without_edition(request) if is_older else "",
        since=_since(subject, newest) if is_older and subject else "",
        difference=_difference(subject, number, newest) if is_older and subject and number else "",
    )


def on_day(subject: Subject, day: date) -> str:
    """The address of a subject on another day; the day stands in its path, or in its query under ngay."""
    if subject.day is None:
        return subject.address
    shown = subject.day.isoformat()
    path, mark, query = subject.address.partition("?")
    # A key may hold a day of its own, but the page's is a segment, and the last of that kind.
    before, found, rest = path.rpartition(f"/{shown}/")
    if found:
        path = f"{before}/{day.isoformat()}/{rest}"
    query = re.sub(rf"(^|&)ngay={re.escape(shown)}", rf"\g<1>ngay={day.isoformat()}", query)
    return f"{path}{mark}{query}"


def day_choice(subject: Subject) -> DayChoice:
    """The ways from a dated page to other days."""
    now = today()
    points = turning_points(current_catalog(), subject.view, subject.keys)
    before, after = around(points, subject.day or now)
    return DayChoice(
        today=now,
        today_address=on_day(subject, now) if subject.day != now else "",
        previous=before,
        previous_address=on_day(subject, before) if before else "",
        next=after,
        next_address=on_day(subject, after) if after else "",
        page=subject.address,
        about=ABOUTS.get(subject.view, ""),
        key=subject.keys[0] if subject.view in ABOUTS else "",
    )


def _without_edition(request: HttpRequest | None) -> str:
    if request is None:
        return ""
    query = [
        (name, value) for name, value in parse_qsl(request.META.get("QUERY_STRING", "")) if name != EDITION
    ]
    return f"{request.path}?{urlencode(query)}" if query else request.path


def _holds(catalog: Catalog, subject: Subject) -> bool:
    """Whether the catalog has every record that the subject is about."""
    found = zip(_RECORDS[subject.view], subject.keys, strict=False)
    return all(key in holder(catalog) for holder, key in found)


def _since(subject: Subject, newest: int) -> Since:
    """Whether the newest edition says the same of the subject as the one that is being read."""
    if subject.view not in _RECORDS or subject.view not in EXTRACTS:
        return ""
    latest = catalog_of(newest)
    if not _holds(latest, subject):
        return "gone"
    tell = EXTRACTS[subject.view]
    return "same" if is_same(tell(current_catalog(), subject), tell(latest, subject)) else "changed"


def _difference(subject: Subject, number: int, newest: int) -> str:
    """Where what the page says is set beside what the newest edition says of the same day."""
    if subject.view not in ABOUTS or subject.day is None:
        return ""
    before, after = Moment(subject.day, number), Moment(subject.day, newest)
    with at_edition(None):
        return difference_address(str(before), str(after), subject.view, subject.keys[0])


Holder = Callable[[Catalog], Mapping[str, object]]


def _units(catalog: Catalog) -> Mapping[str, object]:
    return dict.fromkeys(catalog.register.geography)


def _powers(catalog: Catalog) -> Mapping[str, object]:
    return catalog.powers


def _offices(catalog: Catalog) -> Mapping[str, object]:
    return catalog.register.directory.offices


def _instruments(catalog: Catalog) -> Mapping[str, object]:
    return catalog.instruments


_RECORDS: Final[Mapping[str, tuple[Holder, ...]]] = {
    "power": (_powers,),
    "office": (_offices,),
    "unit": (_units,),
    "instrument": (_instruments,),
    "answer": (_powers, _units),
}
