"""How many powers stand at each level of government, in each field of law and under each kind of grant. Pure.

A power counts once wherever it stands, however many grants of it are in effect.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Given:
    """A grant in effect to a recipient, as far as it is counted; a class of offices may stand at several levels.

    `lapsed`: the recipient no longer exists.
    """

    power: str
    field: str
    kind: str
    levels: frozenset[str]
    lapsed: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """Powers, each counted once: in all, by level, by kind of grant and by field.

    `lapsed_levels` are those at which nobody that a text names exists any more.
    """

    powers: int
    by_level: Mapping[str, int]
    by_kind: Mapping[str, int]
    by_field: Mapping[str, int]
    lapsed_levels: frozenset[str] = frozenset()


def count(given: Iterable[Given]) -> Counts:
    """The powers of what is given."""
    levels: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    fields: dict[str, set[str]] = defaultdict(set)
    powers: set[str] = set()
    alive: set[str] = set()
    for one in given:
        powers.add(one.power)
        kinds[one.kind].add(one.power)
        fields[one.field].add(one.power)
        for level in one.levels:
            levels[level].add(one.power)
        if not one.lapsed:
            alive |= one.levels
    return Counts(
        len(powers), _sizes(levels), _sizes(kinds), _sizes(fields), frozenset(levels.keys() - alive)
    )


def share(count: int, most: int) -> str:
    """How long the bar of a count is beside that of the largest, in per cent as SVG writes it."""
    return f"{count * 100 / most:.2f}%" if most else "0%"


def _sizes(sets: Mapping[str, set[str]]) -> dict[str, int]:
    return {key: len(members) for key, members in sets.items()}
