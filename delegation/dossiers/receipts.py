"""Who has to take note of what was published to them, and who has.

Asked of grants that came into the register through a dossier and have not ended: an officer of a recipient's own unit
takes note, once for each reading of the grant. Who has a right only from above, as the city's offices have on every
ward, cannot do it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from delegation.day import Day
from delegation.models import GrantEntry, Receipt
from delegation.reading import register_at
from delegation.records import CONFERRING_KINDS, PASSED_ON_KINDS, Grant
from delegation.register import Register
from units.models import User
from units.rights import Right, rights_of, rights_on

OF_AN_OFFICER: Final = frozenset({Right.DRAFT, Right.APPROVE, Right.PUBLISH})


@dataclass(frozen=True, slots=True)
class Awaited:
    """A grant as it read at an edition, and a unit that has not taken note of it."""

    grant: str
    edition: int
    unit: str


def awaited_receipts(
    on: date, *, units: Iterable[str] | None = None, editions: Iterable[int] | None = None
) -> list[Awaited]:
    """Every receipt that is still to come, by grant and unit; of some units, or of what some editions brought."""
    only = None if units is None else frozenset(units)
    published = published_grants(editions)
    asked = recipients_of(published, register_at(), on)
    taken = Receipt.objects.filter(grant__in=published.values("grant"))
    if only is not None:
        taken = taken.filter(unit__in=only)
    noted = set(taken.values_list("grant_id", "unit_id", "edition_id"))
    return [
        Awaited(grant, edition, unit)
        for (grant, edition), reached in sorted(asked.items())
        for unit in sorted(reached if only is None else reached & only)
        if (grant, unit, edition) not in noted
    ]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a unit is with what an edition brought it: grants that it is to take note of, and those it has."""

    unit: str
    asked: int
    taken: int

    @property
    def waiting(self) -> int:
        """How many are still to come."""
        return self.asked - self.taken


def progress(on: date, editions: Iterable[int]) -> dict[int, list[Progress]]:
    """By edition, how far each unit is that it brought something to; those with most still to come first."""
    published = published_grants(editions)
    noted = set(
        Receipt.objects.filter(grant__in=published.values("grant")).values_list(
            "grant_id", "unit_id", "edition_id"
        )
    )
    asked: dict[int, Counter[str]] = defaultdict(Counter)
    taken: dict[int, Counter[str]] = defaultdict(Counter)
    for (grant, edition), reached in recipients_of(published, register_at(), on).items():
        asked[edition].update(reached)
        taken[edition].update(unit for unit in reached if (grant, unit, edition) in noted)
    return {
        edition: sorted(
            (Progress(unit, count, taken[edition][unit]) for unit, count in of_edition.items()),
            key=lambda one: (-one.waiting, one.unit),
        )
        for edition, of_edition in asked.items()
    }


def published_grants(editions: Iterable[int] | None = None) -> QuerySet[Any]:
    """The recorded entries of grants that dossiers brought, of all editions or of some."""
    entries: QuerySet[Any] = GrantEntry.objects.recorded().filter(
        recorded_in__dossier__isnull=False, kind__in=CONFERRING_KINDS
    )
    return entries if editions is None else entries.filter(recorded_in__in=list(editions))


def recipients_of(
    published: QuerySet[Any], register: Register, on: date
) -> dict[tuple[str, int], frozenset[str]]:
    """By grant and the edition that brought it, the units that are to take note of it."""
    brought = dict(published.values_list("grant_id", "recorded_in_id"))
    grants = register.grants.of_all_powers(published.values_list("power_id", flat=True).distinct())
    reached = _Reached(register, on)
    return {
        (grant.grant, brought[grant.grant]): reached.units(grant)
        for of_power in grants.values()
        for grant in of_power
        if grant.grant in brought
    }


def recipient_units(grants: Iterable[Grant], register: Register, on: date) -> frozenset[str]:
    """The units of the offices that grants reach: on a day, or on their first day if that is still to come."""
    reached = _Reached(register, on)
    return frozenset().union(*map(reached.units, grants))


class _Reached:
    """The units that grants reach. Three hundred grants go to the same few scopes, so those are worked out once."""

    def __init__(self, register: Register, on: date) -> None:
        self._register = register
        self._on = on
        self._days: dict[date, Day] = {}
        self._offices: dict[tuple[str, date], tuple[tuple[str, str], ...]] = {}

    def units(self, grant: Grant) -> frozenset[str]:
        """The units of the offices for which the grant runs, or will run from its first day; none once it is over."""
        begins = self._register.instruments[grant.instrument].begins
        day = max(filter(None, (self._on, begins, grant.period.start)))
        on = self._days.setdefault(day, Day(self._register, day))
        if on.ended(grant.instrument):
            return frozenset()
        return frozenset(self._reached(grant, on))

    def _reached(self, grant: Grant, on: Day) -> Iterator[str]:
        changes = bool(grant.changes)
        if not changes and on.day not in grant.period:
            return
        for recipient in grant.recipients:
            for office, unit in self._holders(recipient, on):
                if office == grant.grantor and grant.kind in PASSED_ON_KINDS:
                    continue
                if changes and (on.has_run_out(grant, office) or on.is_revoked(grant, office)):
                    continue
                yield unit

    def _holders(self, recipient: str, on: Day) -> tuple[tuple[str, str], ...]:
        """The offices that a recipient means on a day, with their units."""
        known = self._offices.get((recipient, on.day))
        if known is None:
            directory = self._register.directory
            offices = (
                directory.members(recipient, on.day)
                if recipient in directory.scopes
                else [directory.offices[recipient]]
                if directory.exists(recipient, on.day)
                else []
            )
            known = self._offices[recipient, on.day] = tuple((one.office, one.unit) for one in offices)
        return known


def taken_receipts(units: Iterable[str]) -> QuerySet[Receipt]:
    """What units have taken note of, newest first."""
    return Receipt.objects.filter(unit__in=list(units)).order_by("-at", "-id")


def officers(units: Iterable[str]) -> Mapping[str, frozenset[int]]:
    """By unit, the numbers of the groups that draft, approve or publish for it by a right on the unit itself."""
    groups: dict[str, set[int]] = defaultdict(set)
    for given in rights_on(units):
        if given.right in OF_AN_OFFICER:
            groups[given.unit].add(given.group)
    return {unit: frozenset(of_unit) for unit, of_unit in groups.items()}


def people_of(units: Iterable[str]) -> list[User]:
    """The active accounts of the units' own officers."""
    groups = frozenset().union(*officers(units).values())
    return list(User.objects.filter(groups__in=groups, is_active=True).distinct().order_by("pk"))


def staffed(units: Iterable[str]) -> frozenset[str]:
    """Of the units, those with at least one active account of an officer of their own."""
    of_units = officers(units)
    groups = frozenset().union(*of_units.values())
    filled = set(
        User.objects.filter(groups__in=groups, is_active=True).values_list("groups", flat=True).distinct()
    )
    return frozenset(unit for unit, own in of_units.items() if own & filled)


def is_officer_of(user: User, unit: str) -> bool:
    """Whether the person drafts, approves or publishes for the unit by a right on the unit itself."""
    return unit in units_of_officer(user)


def units_of_officer(user: User) -> frozenset[str]:
    """The units whose own officer the person is."""
    if not user.is_active:
        return frozenset()
    held = (given for group in user.groups.all() for given in rights_of(group))
    return frozenset(given.unit for given in held if given.right in OF_AN_OFFICER)
