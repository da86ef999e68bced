"""The rows of the register as text, for checks on what is about to be recorded.

An edition never changes, so they are kept.
"""

from __future__ import annotations

from functools import lru_cache

from delegation.bundle.rows import TableRows
from delegation.bundle.shelves import SHELVES


@lru_cache(maxsize=1)
def recorded_rows(edition: int) -> TableRows:
    """Every row that the register held at the edition of that number, by table and key."""
    return {shelf.table.name: shelf.keyed_rows(edition) for shelf in SHELVES}
