"""Where the rows of each table stand in the database, and how a cell is read from and written to its columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import models

from delegation.bundle.cells import read_day, read_list, read_territory
from delegation.bundle.format import LIST_SEPARATOR, TABLES, Table
from delegation.bundle.rows import Cells, Key, Row
from delegation.models import (
    ChangeEntry,
    ChangeRecipient,
    Field,
    FieldEntry,
    Grant,
    GrantEntry,
    GrantRecipient,
    Instrument,
    InstrumentEntry,
    Power,
    PowerEntry,
    RelationEntry,
)
from units.geography import Territory
from units.models import (
    Office,
    OfficeEntry,
    Scope,
    ScopeEntry,
    ScopeException,
    SuccessionEntry,
    Unit,
    UnitVersion,
)
from units.periods import Period


@dataclass(frozen=True)
class Storing:
    """One column of a table kept in fields of a model: `read` makes the fields' values of a cell, `write` the cell."""

    column: str
    fields: tuple[str, ...]
    read: Callable[[str], tuple[Any, ...]]
    write: Callable[..., str]


@dataclass(frozen=True)
class Parts:
    """A list column kept one line an item: `field_of` names the field for an item of each table that it may name."""

    column: str
    model: type[models.Model]
    field_of: Mapping[str, str]


@dataclass(frozen=True)
class Shelf:
    """A table's place: the model of its entries, that of the identities it makes, and how each column is kept."""

    table: Table
    model: Any
    storing: tuple[Storing, ...]
    identity: Any = None
    parts: Parts | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of all fields that hold cells, in the order of `storing`."""
        return tuple(name for column in self.storing for name in column.fields)

    def values(self, cells: Cells) -> dict[str, Any]:
        """The values of the model's fields for a row."""
        values: dict[str, Any] = {}
        for column in self.storing:
            values.update(
                zip(column.fields, column.read(cells[self.table.position(column.column)]), strict=True)
            )
        return values

    def items(self, cells: Cells) -> list[str]:
        """The items of the row's list column that is kept in parts."""
        return read_list(cells[self.table.position(self.parts.column)]) if self.parts else []

    def rows(self, edition: int | None = None) -> Iterator[tuple[int, Row]]:
        """Every entry recorded at an edition (now, without one), with its number in the database."""
        listed = self._lists(edition)
        sources = self._sources()
        for entry, *values in (
            self.model.objects.recorded(edition).values_list("id", *self.fields).iterator(chunk_size=20_000)
        ):
            yield entry, Row(None, tuple(source(values, listed.get(entry, "")) for source in sources))

    def keyed_rows(self, edition: int | None = None) -> dict[Key, Row]:
        """The rows recorded at an edition, by key."""
        key_of = self.table.key_reader()
        return {key_of(row.cells): row for _, row in self.rows(edition)}

    def _sources(self) -> list[Callable[[list[Any], str], str]]:
        """For each column of the table, in order, where its cell comes from."""
        places: dict[str, Callable[[list[Any], str], str]] = {}
        start = 0
        for column in self.storing:
            end = start + len(column.fields)
            places[column.column] = _from_fields(column.write, start, end)
            start = end
        if self.parts:
            places[self.parts.column] = _from_list
        return [places[name] for name in self.table.header]

    def _lists(self, edition: int | None) -> dict[int, str]:
        if self.parts is None:
            return {}
        found: dict[int, list[str]] = defaultdict(list)
        entries = self.model.objects.recorded(edition).values("id")
        names = [f"{field}_id" for field in self.parts.field_of.values()]
        parts: Any = self.parts.model
        for entry, *named in (
            parts.objects.filter(entry__in=entries)
            .values_list("entry_id", *names)
            .iterator(chunk_size=20_000)
        ):
            found[entry].append(next(name for name in named if name is not None))
        return {entry: LIST_SEPARATOR.join(sorted(items)) for entry, items in found.items()}


def _from_fields(write: Callable[..., str], start: int, end: int) -> Callable[[list[Any], str], str]:
    return lambda values, _listed: write(*values[start:end])


def _from_list(_values: list[Any], listed: str) -> str:
    return listed


def _text(column: str, field: str | None = None) -> Storing:
    return Storing(column, (field or column,), lambda cell: (cell,), str)


def _named(column: str, field: str | None = None) -> Storing:
    """A reference to one record, by its key."""
    return Storing(column, (f"{field or column}_id",), lambda cell: (cell or None,), lambda key: key or "")


def _day(column: str, field: str | None = None) -> Storing:
    return Storing(column, (field or column,), lambda cell: (read_day(cell),), _iso)


def _last_day_before(column: str, field: str) -> Storing:
    """A last day, kept as the first day after it."""
    return Storing(
        column,
        (field,),
        lambda cell: (Period.of_days(None, read_day(cell)).end,),
        lambda end: _iso(Period(None, end).last_day),
    )


def _yes_or_no(column: str) -> Storing:
    return Storing(
        column,
        (column,),
        lambda cell: ({"yes": True, "no": False}.get(cell),),
        lambda value: {True: "yes", False: "no", None: ""}[value],
    )


def _territory() -> Storing:
    return Storing("territory", ("territory_id", "territory_as_of"), _read_territory, _write_territory)


def _read_territory(cell: str) -> tuple[str | None, date | None]:
    territory = read_territory(cell)
    return (territory.unit, territory.as_of) if territory else (None, None)


def _write_territory(unit: str | None, as_of: date | None) -> str:
    return str(Territory(unit, as_of)) if unit else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


_VALIDITY = (_day("valid_from"), _last_day_before("valid_until", "valid_to"))
_CONFIDENCE_AND_NOTE = (_text("confidence"), _text("note"))
_TO_OFFICES_AND_SCOPES = {"offices": "office", "scopes": "scope"}

SHELVES: Final = (
    Shelf(TABLES["fields"], FieldEntry, (_named("field"), _text("name")), Field),
    Shelf(
        TABLES["units"],
        UnitVersion,
        (_named("unit"), *_VALIDITY, _text("code"), _text("name"), _text("kind"), _named("parent")),
        Unit,
    ),
    Shelf(
        TABLES["offices"],
        OfficeEntry,
        (_named("office"), _named("unit"), _text("kind"), _text("name"), *_VALIDITY, _text("field")),
        Office,
    ),
    Shelf(
        TABLES["scopes"],
        ScopeEntry,
        (_named("scope"), _text("name"), _text("office_kind"), _text("unit_kinds"), _named("within")),
        Scope,
        Parts("except", ScopeException, {"units": "unit", "offices": "office"}),
    ),
    Shelf(
        TABLES["instruments"],
        InstrumentEntry,
        (
            _named("instrument"),
            *map(_text, ("number", "type", "title", "issuer", "signer", "signing_capacity")),
            _yes_or_no("normative"),
            *map(_day, ("issued_on", "effective_from", "effective_until")),
            *map(_text, ("gazette", "source")),
            *_CONFIDENCE_AND_NOTE,
        ),
        Instrument,
    ),
    Shelf(
        TABLES["successions"],
        SuccessionEntry,
        (_day("on"), _named("from_unit"), _named("to_unit"), _text("extent"), _text("instrument")),
    ),
    Shelf(
        TABLES["instrument_relations"],
        RelationEntry,
        (
            _named("instrument"),
            _text("relation"),
            _named("target"),
            _day("on"),
            _day("until"),
            _text("note"),
        ),
    ),
    Shelf(
        TABLES["powers"],
        PowerEntry,
        (
            _named("power"),
            _text("title"),
            _named("field"),
            _text("procedures"),
            _text("legal_basis"),
            _yes_or_no("delegable"),
            _yes_or_no("collective"),
            *_CONFIDENCE_AND_NOTE,
        ),
        Power,
    ),
    Shelf(
        TABLES["grants"],
        GrantEntry,
        (
            _named("grant"),
            _named("power"),
            _text("kind"),
            _named("grantor"),
            _territory(),
            _named("instrument"),
            _text("citation"),
            *_VALIDITY,
            _text("limits"),
            _text("conditions"),
            *_CONFIDENCE_AND_NOTE,
        ),
        Grant,
        Parts("recipients", GrantRecipient, _TO_OFFICES_AND_SCOPES),
    ),
    Shelf(
        TABLES["changes"],
        ChangeEntry,
        (
            _text("change"),
            _named("grant"),
            _text("action"),
            _named("instrument"),
            _day("from", "since"),
            _day("until"),
            _text("note"),
        ),
        parts=Parts("recipients", ChangeRecipient, _TO_OFFICES_AND_SCOPES),
    ),
)
