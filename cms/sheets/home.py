"""What the front page tells of the register today: how much, where, what was recorded last and what ends soon."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from cms import wording
from cms.addresses import edition_address, log_address, prospect_address
from cms.catalog import Catalog
from cms.links import Link, instrument_link
from cms.matrix.layout import day_layout
from cms.sheets.counted import CountBar, counts_of_day, field_bars, level_bars
from cms.terms import grant_end
from units.models import Edition

_FIELDS_SHOWN: Final = 10
_EDITIONS_SHOWN: Final = 3
_ENDS_SHOWN: Final = 4
_TEXTS_NAMED: Final = 3
# In days.
_SOON: Final = 366


@dataclass(frozen=True, slots=True)
class Recorded:
    """One of the last editions."""

    number: int
    kind: str
    recorded_at: datetime
    reason: str
    address: str


@dataclass(frozen=True, slots=True)
class EndingSoon:
    """A day after which powers are no longer held by what they are held by now; `more` texts are not named."""

    last: date
    cause: str
    instruments: tuple[Link, ...]
    more: int
    powers: int


@dataclass(frozen=True, slots=True)
class HomeSheet:
    """The front page of a day. `more_fields` are folded away, each with its number; `more_ends`: days not told."""

    day: date
    powers: int
    without_grants: int
    levels: tuple[CountBar, ...]
    fields: tuple[CountBar, ...]
    more_fields: tuple[Link, ...]
    editions: tuple[Recorded, ...]
    log: str
    ends: tuple[EndingSoon, ...]
    more_ends: int
    prospect: str


def home_sheet(catalog: Catalog, day: date, matrix: str) -> HomeSheet:
    """The front page; `matrix` is where the matrix is shown, empty while it is not."""
    counts = counts_of_day(catalog, day)
    fields = field_bars(catalog, counts, matrix, day)
    ends = _ends(catalog, day)
    return HomeSheet(
        day=day,
        powers=counts.powers,
        without_grants=len(catalog.powers) - counts.powers,
        levels=level_bars(counts, matrix, day),
        fields=fields[:_FIELDS_SHOWN],
        more_fields=tuple(
            Link(bar.counted.text, bar.counted.address, wording.number(bar.count))
            for bar in fields[_FIELDS_SHOWN:]
        ),
        editions=tuple(_editions(catalog.edition.number)),
        log=log_address(),
        ends=tuple(_told(catalog, ends[:_ENDS_SHOWN])),
        more_ends=len(ends) - len(ends[:_ENDS_SHOWN]),
        prospect=prospect_address(day),
    )


def _editions(newest: int) -> Iterator[Recorded]:
    """The last editions that the reader's one knows of."""
    known = Edition.objects.filter(number__lte=newest).order_by("-number")[:_EDITIONS_SHOWN]
    for number, kind, recorded_at, reason in known.values_list("number", "kind", "recorded_at", "reason"):
        yield Recorded(number, str(Edition.Kind(kind).label), recorded_at, reason, edition_address(number))


@lru_cache(maxsize=8)
def _ends(catalog: Catalog, day: date) -> list[tuple[date, str, Counter[str]]]:
    """The days within a year after which something ends, with the cause, and the texts by how many powers they end."""
    found: dict[tuple[date, str], set[tuple[str, str]]] = defaultdict(set)
    for grant in {entry.row.grant for entry in day_layout(catalog, day).entries}:
        end = grant_end(catalog.register, grant)
        if end and day <= end.last <= date.fromordinal(min(day.toordinal() + _SOON, date.max.toordinal())):
            # What runs out by itself does so by the text that gave it.
            found[end.last, end.cause].add((end.instrument or grant.instrument, grant.power))
    return [
        (last, cause, Counter(text for text, _power in found[last, cause])) for last, cause in sorted(found)
    ]


def _told(catalog: Catalog, ends: list[tuple[date, str, Counter[str]]]) -> Iterator[EndingSoon]:
    for last, cause, texts in ends:
        named = [text for text, _ in texts.most_common(_TEXTS_NAMED)]
        yield EndingSoon(
            last=last,
            cause=wording.word(wording.END_CAUSE, cause),
            instruments=tuple(instrument_link(catalog, text) for text in named),
            more=len(texts) - len(named),
            powers=texts.total(),
        )
