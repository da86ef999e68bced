"""How large a made register is: a city, the whole country, and one small enough for a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each thing a made register has.

    `communes` are those of today; `old_communes` is how many of the old map each of them was made of, 0 where the old
    map ends at districts; `merged_provinces` went into others on 2025-07-01. `commune_powers` is how many powers the
    law gives to commune chairs, and how many more to commune committees.
    """

    name: str
    provinces: int
    merged_provinces: int
    districts: int
    communes: int
    old_communes: int
    powers: int
    commune_powers: int
    grants: int


# State, city, 20 districts of the old map and 168 communes of today: 190 units.
CITY: Final = Size("city", 1, 0, 20, 168, 0, 2_700, 250, 10_000)
# The country of today over that of before 2025-07-01: 63 provinces, 696 districts, two communes for each of today's.
NATIONAL: Final = Size("national", 34, 29, 696, 3_321, 2, 6_738, 250, 160_000)
SMALL: Final = Size("small", 3, 2, 10, 12, 2, 60, 8, 600)

SIZES: Final = {size.name: size for size in (CITY, NATIONAL, SMALL)}
