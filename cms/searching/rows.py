"""Every name under which something of the register can be found, with the words beside it that help to find it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cms.catalog import Catalog
from cms.powers import title_core
from cms.word_index import WordIndex

POWERS: Final = "powers"
UNITS: Final = "units"
OFFICES: Final = "offices"
INSTRUMENTS: Final = "instruments"
FIELDS: Final = "fields"
PAGES: Final = "pages"


@dataclass(frozen=True, slots=True)
class Row:
    """One name of one thing; words `aside` find it too, but tell less: codes, a field, what it lies in, a title."""

    kind: str
    key: str
    name: str
    aside: str = ""


class Rows:
    """Names with the index of their words."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.all = tuple(rows)
        self.words = WordIndex(f"{row.name} {row.aside}" for row in self.all)
        self._of: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.all:
            self._of[row.kind, row.key].append(row)

    def of(self, kind: str, key: str) -> list[Row]:
        """Every name of one thing."""
        return self._of[kind, key]


# As many as catalogs are kept at a time.
@lru_cache(maxsize=3)
def rows_of(catalog: Catalog) -> Rows:
    """The names in a register, put in order once."""
    return Rows(_rows(catalog))


def _rows(catalog: Catalog) -> Iterator[Row]:
    for key, power in catalog.powers.items():
        aside = " ".join((*power.procedures, catalog.fields.get(power.field, "")))
        yield Row(POWERS, key, title_core(power.title), aside)
    geography = catalog.register.geography
    for unit in geography:
        names: dict[str, set[str]] = {}
        for version in geography.history(unit):
            above = geography.history(version.parent) if version.parent else []
            names.setdefault(version.name, set()).update(other.name for other in above)
        for name, above_it in names.items():
            yield Row(UNITS, unit, name, " ".join(sorted(above_it)))
    for key, office in catalog.register.directory.offices.items():
        yield Row(OFFICES, key, office.name)
    for key, field in catalog.fields.items():
        yield Row(FIELDS, key, field)
    yield from _instruments(catalog)


def _instruments(catalog: Catalog) -> Iterator[Row]:
    """People know a law by its title, a decision by its number."""
    for key, card in catalog.instruments.items():
        yield Row(INSTRUMENTS, key, card.title, f"{card.number} {card.issuer}")
        if card.number:
            yield Row(INSTRUMENTS, key, card.name, f"{card.title} {card.issuer}")
