"""Whose powers a dossier touches besides those of its own unit: they are asked to agree. Pure.

A grant is its grantor's affair, an office its unit's. What belongs to no office of the province (fields, powers,
scopes, documents of others, grants by law) is kept by the province that the dossier's unit lies in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from delegation.bundle.format import TABLES
from delegation.bundle.rows import Key, Row
from delegation.dossiers.content import Content
from units.geography import Geography, UnitVersion
from units.kinds import PROVINCE_LEVEL

Recorded = Mapping[str, Mapping[Key, Row]]

_ENDING: Final = frozenset({"repeals", "replaces", "suspends"})
_OF_THE_PROVINCE: Final = ("fields", "scopes", "successions", "powers")


def touched_units(content: Content, recorded: Recorded, unit: str, geography: Geography) -> frozenset[str]:
    """The units other than `unit` that must agree. `recorded` holds the rows of the register, by table and key."""
    province = province_of(unit, geography)
    owners = set(_owners(content, recorded))
    answering = {_answering(owner, province, geography) for owner in owners}
    return frozenset(answering - {unit})


def province_of(unit: str, geography: Geography) -> str:
    """The province that the unit last lay in, or is; the unit itself where none is recorded."""
    history = geography.history(unit)
    if not history:
        return unit
    day = history[-1].period.last_day or history[-1].period.start
    above = _above(unit, geography) if day is None else geography.ancestors(unit, day)
    return next((one for one in above if _is_province(geography.history(one))), unit)


def _above(unit: str, geography: Geography) -> tuple[str, ...]:
    """A unit without any day of its own: its parents as the newest versions name them."""
    found: list[str] = []
    current: str | None = unit
    while current is not None and current not in found:
        found.append(current)
        history = geography.history(current)
        current = history[-1].parent if history else None
    return tuple(found)


def _is_province(history: list[UnitVersion]) -> bool:
    return bool(history) and history[-1].kind in PROVINCE_LEVEL


def _answering(owner: str | None, province: str, geography: Geography) -> str:
    """Who answers for a unit's affairs: itself, if it lies in the province; else the province, which records them."""
    return owner if owner is not None and province_of(owner, geography) == province else province


def _owners(content: Content, recorded: Recorded) -> Iterator[str | None]:
    """The unit of each thing that is brought, corrected or taken out; None where it belongs to no office."""
    units = _Cells("offices", "unit", content, recorded)
    yield from (units.first(grantor) for grantor in _grantors(content, recorded))
    yield from (units.first(row.cells[0]) for row in _rows("offices", content))
    known = {key[0] for key in recorded.get("units", {})}
    yield from (row.cells[0] if row.cells[0] in known else None for row in _rows("units", content))
    if any(_rows(name, content) for name in _OF_THE_PROVINCE) or _has_foreign_texts(content, recorded):
        yield None


def _grantors(content: Content, recorded: Recorded) -> Iterator[str]:
    """Who gives, or gave, what the grants and changes are about; "" where the law itself does."""
    grantors = _Cells("grants", "grantor", content, recorded)
    read_grant, read_target = TABLES["grants"].reader("grant", "grantor"), TABLES["changes"].reader("grant")
    for row in content.withdrawn["grants"].values():
        yield grantors.first(row.cells[0]) or ""
    for row in content.bundle.tables["grants"].values():
        key, grantor = read_grant(row.cells)
        yield grantor
        yield grantors.recorded(key) or grantor
    for row in _rows("changes", content):
        yield grantors.first(read_target(row.cells)) or ""
    yield from _grantors_under(_ended_by(content), recorded)


def _ended_by(content: Content) -> frozenset[str]:
    """The documents that the dossier's relations take out of force, or put back."""
    read = TABLES["instrument_relations"].reader("relation", "target")
    acts = (read(row.cells) for row in _rows("instrument_relations", content))
    return frozenset(target for relation, target in acts if relation in _ENDING)


def _grantors_under(instruments: frozenset[str], recorded: Recorded) -> Iterator[str]:
    """Who gave by the documents. Where the law itself gave, nobody is asked: the text that acts answers for it."""
    read = TABLES["grants"].reader("instrument", "grantor")
    if instruments:
        for row in recorded.get("grants", {}).values():
            instrument, grantor = read(row.cells)
            if instrument in instruments and grantor:
                yield grantor


def _rows(table: str, content: Content) -> list[Row]:
    return [*content.bundle.tables[table].values(), *content.withdrawn[table].values()]


def _has_foreign_texts(content: Content, recorded: Recorded) -> bool:
    """Whether there are documents other than the dossier's own new one, or relations that it does not make."""
    known = recorded.get("instruments", {})
    return any(
        row.cells[0] != content.instrument or (row.cells[0],) in known
        for row in _rows("instruments", content)
    ) or any(row.cells[0] != content.instrument for row in _rows("instrument_relations", content))


class _Cells:
    """One cell of a table's rows by their key, as the dossier says it or else as the register has it."""

    def __init__(self, table: str, cell: str, content: Content, recorded: Recorded) -> None:
        self._read = TABLES[table].reader(cell)
        self._brought = content.bundle.tables[table]
        self._recorded = recorded.get(table, {})

    def first(self, key: str) -> str | None:
        """What the dossier says, else what is recorded; None if neither knows the key."""
        row = self._brought.get((key,)) or self._recorded.get((key,))
        return None if row is None else str(self._read(row.cells))

    def recorded(self, key: str) -> str | None:
        """What is recorded; None if the key is not."""
        row = self._recorded.get((key,))
        return None if row is None else str(self._read(row.cells))
