"""How many powers of each field of law are recorded, and how many of them somebody holds on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from cms.addresses import field_address
from cms.catalog import Catalog
from cms.matching import in_order
from delegation.matrix import matrix
from delegation.records import CONFERRING_KINDS


@dataclass(frozen=True, slots=True)
class FieldCovered:
    """A field of law. `held` powers have a recorded holder on the day; `said` is its editors' statement, if any.

    `address` is where the field is shown.
    """

    field: str
    name: str
    held: int
    powers: int
    said: Mapping[str, Any] | None
    address: str

    @property
    def without_holder(self) -> int:
        """Powers of which the register knows no holder on the day."""
        return self.powers - self.held


def fields_covered(
    catalog: Catalog, day: date, said: Mapping[str, Mapping[str, Any]]
) -> tuple[FieldCovered, ...]:
    """Every recorded field, by name; `said` is what editors say of some of them, by key."""
    powers = Counter(card.field for card in catalog.powers.values())
    held = Counter(catalog.powers[power].field for power in _held(catalog, day))
    covered = (
        FieldCovered(key, name, held[key], powers[key], said.get(key), field_address(key))
        for key, name in catalog.fields.items()
    )
    return tuple(sorted(covered, key=lambda one: in_order(one.name)))


@lru_cache(maxsize=3)
def _held(catalog: Catalog, day: date) -> frozenset[str]:
    """The powers that the register says somebody holds on the day, anywhere."""
    of_powers = catalog.register.grants.of_all_powers(catalog.powers)
    return frozenset(
        row.grant.power
        for row in matrix(catalog.day(day), of_powers.values())
        if row.grant.kind in CONFERRING_KINDS and not row.lapsed
    )
