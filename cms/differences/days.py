"""Days on which much changes at once, to be suggested where two days are chosen: read off the register itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from cms.catalog import Catalog
from cms.terms import begins, grant_end
from units.periods import ONE_DAY

_MOST_SUGGESTED: Final = 6
# Of all grants, or of all units, at least so many change on a day of note.
_ONE_IN: Final = 50


@dataclass(frozen=True, slots=True)
class DayOfNote:
    """A day with how many grants begin or have ended on it, and how many units were rearranged."""

    day: date
    grants: int
    successions: int


@lru_cache(maxsize=3)
def days_of_note(catalog: Catalog) -> tuple[DayOfNote, ...]:
    """The days on which most changes, in the order of days; the rearrangements of the map are always among them."""
    register = catalog.register
    of_grants: Counter[date] = Counter()
    every = register.grants.of_all_powers(catalog.powers)
    for of_power in every.values():
        for grant in of_power:
            of_grants[begins(register, grant)] += 1
            end = grant_end(register, grant)
            if end is not None and end.last < date.max:
                of_grants[end.last + ONE_DAY] += 1
    geography = register.geography
    of_units = Counter(step.on for unit in geography for step in geography.successions_into(unit))
    enough = max(2, sum(map(len, every.values())) // _ONE_IN)
    of_note = [day for day, _count in of_grants.most_common() if of_grants[day] >= enough]
    chosen = [*of_units, *(day for day in of_note if day not in of_units)][
        : max(_MOST_SUGGESTED, len(of_units))
    ]
    return tuple(DayOfNote(day, of_grants[day], of_units[day]) for day in sorted(chosen))
