"""Units that lie in one another in a ring on some day. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.translation import gettext

from delegation.bundle.checks.merged import Merged
from delegation.bundle.faults import Fault
from delegation.bundle.format import TABLES
from units.geography import UnitVersion

_LONGEST_RING_SHOWN: Final = 10


def parent_faults(merged: Merged) -> Iterator[Fault]:
    """Units that on some day lie in themselves, each ring once.

    A ring that exists on a day exists from the day on which the last of its versions begins, so it is enough
    to climb from each version on its first day; and only from units that some climb can lead back to.
    """
    ringed = _between_rings(merged)
    rows = {version: row for version, row in merged.versions if version.unit in ringed}
    told: set[str] = set()
    for version, row in rows.items():
        day = version.period.start or date.min
        ring = {} if version.unit in told else _ring(merged, version.unit, day)
        if not ring:
            continue
        told.update(ring)
        brought = (rows[other] for other in ring.values() if rows[other].line is not None)
        yield Fault(
            TABLES["units"].file,
            next(brought, row).line,
            "parent",
            gettext(
                "vòng lặp cấp trên vào ngày %(day)s: %(ring)s; hãy sửa cột parent của một đơn vị trong vòng."
            )
            % {"day": day.isoformat(), "ring": _drawn(list(ring))},
        )


def _drawn(ring: list[str]) -> str:
    """The ring as it is shown, not all of it if it is long."""
    shown = ring if len(ring) <= _LONGEST_RING_SHOWN else [*ring[:_LONGEST_RING_SHOWN], "…"]
    return " → ".join([*shown, ring[0]])


def _between_rings(merged: Merged) -> set[str]:
    """The units from which neither climbing nor descending, on whatever days, need end, as on a ring."""
    steps = {(version.unit, version.parent) for version, _ in merged.versions if version.parent is not None}
    upwards = _without_ends(steps)
    return {unit for step in _without_ends({(parent, unit) for unit, parent in upwards}) for unit in step}


def _without_ends(steps: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The steps from one unit to another after which one can go on for ever."""
    leading_to: dict[str, list[str]] = defaultdict(list)
    ways_on: Counter[str] = Counter()
    for start, goal in steps:
        leading_to[goal].append(start)
        ways_on[start] += 1
    ends = [unit for unit in leading_to if not ways_on[unit]]
    ended = set(ends)
    while ends:
        for unit in leading_to[ends.pop()]:
            ways_on[unit] -= 1
            if not ways_on[unit]:
                ended.add(unit)
                ends.append(unit)
    return {step for step in steps if ended.isdisjoint(step)}


def _ring(merged: Merged, unit: str, day: date) -> dict[str, UnitVersion]:
    """The versions of the ring on which `unit` lies on `day`, by unit, its own first; else empty."""
    ring: dict[str, UnitVersion] = {}
    current: str | None = unit
    while current is not None and current not in ring:
        version = merged.geography.version(current, day)
        if version is None:
            return {}
        ring[current] = version
        current = version.parent
    return ring if current == unit else {}
