"""Made registers of a given size, always the same for the same size: bundles like those that a city would fill in.

The law allocates each power, once for the old map and once for that of today; the provinces decentralize and delegate
to scopes of communes, some with exceptions, and to heads of departments, in several decisions a year since 2016; some
grants are limited, conditional, for a territory of the old map, excluded, revoked, suspended or extended.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from benchmarks.country import Country
from benchmarks.offices import add_offices, add_scopes
from benchmarks.passing_on import PassingOn
from benchmarks.powers import Laws
from benchmarks.rows import Rows
from benchmarks.sizes import SIZES, Size
from delegation.bundle.rows import Cells
from delegation.bundle.writing import write_bundle

# The share of the provinces' grants that were made on the old map.
_ON_OLD_MAP: Final = 0.25


def make_register(size: Size) -> dict[str, list[Cells]]:
    """The rows of a register of that size, by table."""
    rows = Rows()
    country = Country(size, rows)
    add_offices(country, rows)
    add_scopes(country, rows)
    laws = Laws(size, rows)
    writers = [PassingOn(province, country, laws, rows) for province in country.provinces]
    left = size.grants - len(rows.tables["grants"])
    old = _shares(int(left * _ON_OLD_MAP), len(writers))
    for writer, count in zip(writers, old, strict=True):
        writer.on_old_map(count)
    new = _shares(left - sum(old), size.provinces)
    for writer, count in zip(writers[: size.provinces], new, strict=True):
        writer.since_reorganisation(count, min(size.commune_powers, count // 4))
    return rows.tables


def write_register(size: str, folder: str) -> None:
    """Write the register of the size of that name as a bundle into a folder."""
    write_bundle(Path(folder), make_register(SIZES[size]))


def _shares(total: int, among: int) -> list[int]:
    """The total in equal whole parts, the first ones greater by one where it does not come out even."""
    return [total // among + (at < total % among) for at in range(among)]
