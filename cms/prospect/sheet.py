"""The page of what is to come: recorded by a day, but beginning or ending only after it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext

from cms import wording
from cms.addresses import instrument_address, unit_address
from cms.catalog import Catalog
from cms.links import Link, instrument_link
from cms.matching import in_order
from cms.terms import begins, instrument_end
from delegation.diagnostics.draft import Ground
from delegation.records import Grant
from delegation.review import Ending, ending_within
from units.periods import ONE_DAY

# Days within which what ends is told apart; within the last all that is told.
HORIZONS: Final = (30, 60, 90, 365)


@dataclass(frozen=True, slots=True)
class InstrumentToCome:
    """An instrument that begins after the day, leading to its page on its first day."""

    begins: date
    instrument: Link
    grants: int


@dataclass(frozen=True, slots=True)
class GrantsToCome:
    """Grants of one instrument that begin on one day after the day."""

    begins: date
    instrument: Link
    grants: tuple[Grant, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.grants)


@dataclass(frozen=True, slots=True)
class EndingGroup:
    """Grants of one instrument that end after the same day for the same reason."""

    last: date
    days: int
    cause: str
    instrument: Link
    ended_by: tuple[Link, ...]
    endings: tuple[Ending, ...]

    @property
    def count(self) -> int:
        """How many grants there are, each once however many its recipients."""
        return len({ending.row.grant.grant for ending in self.endings})


@dataclass(frozen=True, slots=True)
class Horizon:
    """What ends within so many days, and after those of the horizon before."""

    since: int
    days: int
    groups: tuple[EndingGroup, ...]

    @property
    def count(self) -> int:
        """How many grants end."""
        return sum(group.count for group in self.groups)


@dataclass(frozen=True, slots=True)
class InstrumentToEnd:
    """An instrument that is in force and is known to end."""

    last: date
    cause: str
    instrument: Link
    by: Link | None


@dataclass(frozen=True, slots=True)
class UnitToCome:
    """A unit that begins, ends or is called otherwise from a day on."""

    on: date
    what: str
    unit: Link


@dataclass(frozen=True, slots=True)
class ProspectSheet:
    """Everything that is known to come after a day."""

    day: date
    instruments: tuple[InstrumentToCome, ...]
    grants: tuple[GrantsToCome, ...]
    horizons: tuple[Horizon, ...]
    endings: tuple[InstrumentToEnd, ...]
    units: tuple[UnitToCome, ...]

    @property
    def grants_to_come(self) -> int:
        """How many grants begin after the day."""
        return sum(group.count for group in self.grants)


def prospect_sheet(catalog: Catalog, day: date) -> ProspectSheet:
    """What is to come after a day, as the catalog has it."""
    grants = [
        grant
        for of_power in catalog.register.grants.of_all_powers(catalog.powers).values()
        for grant in of_power
    ]
    per_instrument = Counter(grant.instrument for grant in grants)
    return ProspectSheet(
        day=day,
        instruments=tuple(_instruments(catalog, day, per_instrument)),
        grants=tuple(_grants(catalog, day, grants)),
        horizons=tuple(_horizons(catalog, day)),
        endings=tuple(_instruments_to_end(catalog, day)),
        units=tuple(_units(catalog, day)),
    )


def _instruments(catalog: Catalog, day: date, grants: Counter[str]) -> Iterator[InstrumentToCome]:
    records = catalog.register.instruments.values()
    coming = sorted((record.begins, record.instrument) for record in records if record.begins > day)
    for first, key in coming:
        yield InstrumentToCome(first, _instrument(catalog, key, first), grants[key])


def _instrument(catalog: Catalog, key: str, day: date) -> Link:
    """An instrument, leading to its page on a day."""
    link = instrument_link(catalog, key)
    return Link(link.text, instrument_address(key, day), link.note, key)


def _grants(catalog: Catalog, day: date, grants: Iterable[Grant]) -> Iterator[GrantsToCome]:
    found: dict[tuple[date, str], list[Grant]] = defaultdict(list)
    for grant in grants:
        first = begins(catalog.register, grant)
        if first > day:
            found[first, grant.instrument].append(grant)
    for (first, key), of_instrument in sorted(found.items()):
        yield GrantsToCome(
            first,
            _instrument(catalog, key, first),
            tuple(sorted(of_instrument, key=lambda grant: (grant.power, grant.grant))),
        )


def _horizons(catalog: Catalog, day: date) -> Iterator[Horizon]:
    endings = _endings(catalog, day)
    since = 0
    for days in HORIZONS:
        within = [ending for ending in endings if since < max((ending.last - day).days, 1) <= days]
        yield Horizon(since + 1, days, tuple(_groups(catalog, day, within)))
        since = days


# Nearly everybody asks from today.
@lru_cache(maxsize=4)
def _endings(catalog: Catalog, day: date) -> list[Ending]:
    # Beyond the end of the calendar nothing ends.
    reach = min(HORIZONS[-1], (date.max - day).days - 1)
    ground = Ground(catalog.register, catalog.register.grants.of_all_powers(catalog.powers))
    return ending_within(ground, day, reach) if reach > 0 else []


def _groups(catalog: Catalog, day: date, endings: Iterable[Ending]) -> Iterator[EndingGroup]:
    found: dict[tuple[date, str, tuple[str, ...], str], list[Ending]] = defaultdict(list)
    for ending in endings:
        found[ending.last, ending.cause, ending.instruments, ending.row.grant.instrument].append(ending)
    for (last, cause, by, key), of_one in sorted(found.items()):
        after = last + ONE_DAY
        yield EndingGroup(
            last,
            (last - day).days,
            _cause(cause),
            _instrument(catalog, key, after),
            tuple(_instrument(catalog, one, after) for one in by if one != key),
            tuple(of_one),
        )


def _cause(cause: str) -> str:
    words = {
        "term": gettext("hết thời hạn hoặc bị thu hồi"),
        "instrument": gettext("văn bản giao quyền hết hiệu lực"),
        "basis": gettext("văn bản làm căn cứ hết hiệu lực"),
    }
    return words[cause]


def _instruments_to_end(catalog: Catalog, day: date) -> Iterator[InstrumentToEnd]:
    found = []
    for key in catalog.register.instruments:
        end = instrument_end(catalog.register, key)
        if end is not None and day <= end.last < date.max and catalog.day(day).begun(key):
            found.append((end.last, key, end))
    for last, key, end in sorted(found, key=lambda item: item[:2]):
        by = end.instrument if end.instrument and end.instrument != key else None
        yield InstrumentToEnd(
            last,
            wording.word(wording.END_CAUSE, end.cause),
            _instrument(catalog, key, last + ONE_DAY),
            _instrument(catalog, by, last + ONE_DAY) if by else None,
        )


def _units(catalog: Catalog, day: date) -> Iterator[UnitToCome]:
    geography = catalog.register.geography
    found: list[UnitToCome] = []
    for unit in geography:
        history = geography.history(unit)
        for version in history:
            first = version.period.start
            if first is not None and first > day:
                what = gettext("bắt đầu") if version is history[0] else gettext("đổi tên, mã hoặc cấp trên")
                found.append(UnitToCome(first, what, Link(version.name, unit_address(unit, first), key=unit)))
        end = history[-1].period.end
        if end is not None and end > day:
            link = Link(history[-1].name, unit_address(unit, end), key=unit)
            found.append(UnitToCome(end, gettext("chấm dứt"), link))
    return iter(sorted(found, key=lambda one: (one.on, one.what, in_order(one.unit.text), one.unit.key)))
