"""Whether what was printed is what the register says now about that day, and whether it is so today.

What differs is traced to the edition that first said otherwise, and to the day since when it is otherwise, by halving:
an edition before which the print was right and with which it is not any more. Each step is a register read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from cms.addresses import at_edition
from cms.catalog import Catalog, catalog_of, current_catalog
from cms.checking.pages import subject_of
from cms.choices import places_instead
from cms.extracts import EXTRACTS
from cms.extracts.comparing import Comparison, compare, is_same
from cms.extracts.extract import Extract
from cms.links import Link, unit_link
from cms.references import BadReference, Reference
from cms.stamps import Stamp, stamp_of
from cms.subjects import Subject
from cms.turning_points import turning_points
from units.models import Edition
from units.periods import ONE_DAY

# They lay out the whole register: to find the day on which one of them changed would take a minute.
_WHOLE: Final = frozenset({"matrix", "matrix_class", "prospect"})


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the register says now about the day of the print.

    `is_gone`: what it was about is not recorded any more. `cause` is the edition with which it stopped being right.
    """

    comparison: Comparison
    is_gone: bool
    cause: Edition | None
    address: str

    @property
    def is_same(self) -> bool:
        """Whether it is what was printed."""
        return not self.is_gone and self.comparison.is_same


@dataclass(frozen=True, slots=True)
class Today:
    """What the register says about today; `since` is the first day on which it says otherwise than on the print's.

    `former` is the place that was asked about where it does not exist any more, and `instead` the same question about
    each place that it went into; then nothing is compared.
    """

    comparison: Comparison
    since: date | None
    address: str
    former: Link | None = None
    instead: tuple[Link, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether it is what the register says about the day of the print."""
        return self.former is None and self.comparison.is_same


@dataclass(frozen=True, slots=True)
class Checked:
    """A print beside the register; `address` is the page as it was printed.

    `today` is None for what is of no day, of a day to come, or not recorded now.
    """

    title: str
    stamp: Stamp
    address: str
    is_ahead: bool
    recorded: Recorded
    today: Today | None


def check(reference: Reference, query: Mapping[str, str], today: date) -> Checked:
    """Look a print up, from the newest edition. Raises BadReference where it is of no page."""
    printed_by = catalog_of(reference.edition)
    try:
        with at_edition(reference.edition):
            subject = subject_of(reference, query)
            printed = EXTRACTS[subject.view](printed_by, subject)
    except (LookupError, ValueError) as error:
        raise BadReference(reference.view) from error
    newest = current_catalog()
    current = subject_of(reference, query)
    said = printed if newest is printed_by else extract_of(newest, current)
    is_ahead = current.day is not None and current.day > today
    return Checked(
        title=printed.title,
        stamp=stamp_of(printed_by, subject),
        address=subject.address,
        is_ahead=is_ahead,
        recorded=_recorded(reference.edition, newest.edition.number, current, printed, said),
        today=_today(newest, (reference, current.day), query, said, today)
        if said and current.day and not is_ahead
        else None,
    )


def extract_of(catalog: Catalog, subject: Subject) -> Extract | None:
    """What the register says of a subject; None where its records are not in that edition."""
    known = catalog.keys
    recorded = {*known.powers, *known.units, *known.offices, *known.instruments, *known.fields}
    ever = [key for key in subject.keys if key not in recorded]
    try:
        return EXTRACTS[subject.view](catalog, subject)
    except LookupError:
        if not ever:
            raise
        return None


def _recorded(
    printed_at: int, newest: int, subject: Subject, printed: Extract, said: Extract | None
) -> Recorded:
    comparison = compare(printed, said) if said else Comparison((), ())
    cause = None
    if said is None or not comparison.is_same:

        def differs(number: int) -> bool:
            current_catalog()  # So that the register everybody reads stays among those that are kept.
            then = extract_of(catalog_of(number), subject)
            return then is None or not is_same(printed, then)

        number = first_to_differ(printed_at, newest, differs)
        cause = Edition.objects.get(number=number)
    return Recorded(comparison, said is None, cause, subject.address)


def _today(
    newest: Catalog, seen: tuple[Reference, date], query: Mapping[str, str], said: Extract, today: date
) -> Today:
    reference, printed = seen
    place = _former_place(newest, reference, today)
    if place is not None:
        return _elsewhere_now(newest, reference, query, place, today)

    def on(day: date) -> Extract:
        subject = subject_of(replace(reference, day=day), query)
        return EXTRACTS[subject.view](newest, subject)

    now = on(today)
    since = None
    if reference.view not in _WHOLE and not is_same(said, now):
        points = turning_points(newest, reference.view, reference.keys)
        since = first_day_to_differ(printed, today, points, lambda day: not is_same(said, on(day)))
    address = subject_of(replace(reference, day=today), query).address
    return Today(compare(said, now), since, address)


def _former_place(newest: Catalog, reference: Reference, today: date) -> str | None:
    """The place that a question was about, where it does not exist today."""
    if reference.view not in ("answer", "competence"):
        return None
    geography = newest.register.geography
    return next(
        (key for key in reference.keys if key in geography and not geography.exists(key, today)), None
    )


def _elsewhere_now(
    newest: Catalog, reference: Reference, query: Mapping[str, str], place: str, today: date
) -> Today:
    choice = newest.places.choice(place, today)

    def asked_of(unit: str) -> str:
        keys = tuple(unit if key == place else key for key in reference.keys)
        return subject_of(replace(reference, keys=keys, day=today), query).address

    return Today(
        Comparison((), ()),
        choice.last + ONE_DAY if choice.last else None,
        "",
        former=unit_link(newest, place, choice.last),
        instead=tuple(
            Link(link.text, asked_of(unit), link.note) for unit, link in places_instead(newest, choice, today)
        ),
    )


def first_day_to_differ(
    same: date, other: date, points: Iterable[date], differs: Callable[[date], bool]
) -> date:
    """The first day that differs; looked for among the days on which the record changes, of which there are few."""
    steps = [same, *(day for day in points if same < day < other), other]
    at = first_to_differ(0, len(steps) - 1, lambda number: differs(steps[number]))
    last, first = steps[at - 1].toordinal(), steps[at].toordinal()

    def differs_on(number: int) -> bool:
        return differs(date.fromordinal(number))

    # What differs already on the day before changed between two of them.
    if first - last > 1 and differs_on(first - 1):
        first = first_to_differ(last, first - 1, differs_on)
    return date.fromordinal(first)


def first_to_differ(same: int, other: int, differs: Callable[[int], bool]) -> int:
    """A number that differs while the one before it does not: `same` does not differ, `other`, beyond it, does."""
    while other - same > 1:
        middle = (same + other) // 2
        if differs(middle):
            other = middle
        else:
            same = middle
    return other
