"""What somebody can follow: a unit, an office, a field, a power, an instrument, a search, or everything. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

UNIT: Final = "unit"
OFFICE: Final = "office"
FIELD: Final = "field"
POWER: Final = "power"
INSTRUMENT: Final = "instrument"
SEARCH: Final = "search"
ALL: Final = "everything"

# Records that an edition can touch; a search is found among them, and everything is all of them.
RECORDS: Final = (UNIT, OFFICE, FIELD, POWER, INSTRUMENT)
KINDS: Final = (*RECORDS, SEARCH, ALL)


@dataclass(frozen=True, slots=True, order=True)
class Topic:
    """What is followed. `key` is the register's own of a record, the text of a search, and empty for everything."""

    kind: str
    key: str = ""


EVERYTHING: Final = Topic(ALL)
