"""A unit on both sides: on a day on which it did not exist, the one unit that its ground lay in, if there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cms.catalog import Catalog
from cms.choices import places_instead
from cms.links import Link


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a unit stands on a day: `place` is whom to ask about, None where that is not one unit.

    `instead`: the units that lay there, where the unit itself did not exist.
    """

    place: str | None
    instead: tuple[Link, ...] = ()
    is_recorded: bool = True


def stand(catalog: Catalog, unit: str, day: date) -> Stand:
    """Where the unit stands on the day, as the catalog has it."""
    if unit not in catalog.register.geography:
        return Stand(None, is_recorded=False)
    choice = catalog.places.choice(unit, day)
    if choice.standing == "exists":
        return Stand(unit)
    others = places_instead(catalog, choice, day)
    links = tuple(link for _unit, link in others)
    return Stand(others[0][0] if len(others) == 1 else None, links)
