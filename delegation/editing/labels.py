"""What the cells of a dossier are called: keys by the names of what they stand for, choices and limits in words. Pure.

Names come from rows of the interchange format, recorded ones and those of the dossier alike, so that what is new in a
dossier is named and chosen like what is recorded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from delegation.bundle.cells import read_day, read_list, read_period, read_territory
from delegation.bundle.format import EXTENTS, TABLES, YES_NO, Column, Holds
from delegation.bundle.rows import TableRows
from delegation.choosing import Choosable
from delegation.limits import BadValue, UnknownDimension, read_limits
from delegation.records import CHANGE_ACTIONS, CONFIDENCES, GRANT_KINDS, RELATION_KINDS
from delegation.wording import (
    CHANGE_ACTION,
    CONFIDENCE,
    GRANT_KIND,
    OFFICE_KIND,
    RELATION_MADE,
    UNIT_KIND,
    Words,
    limit_in_words,
)
from units.kinds import OFFICE_KINDS, UNIT_KINDS
from units.periods import Period

Cells = Mapping[str, str]
Label = str | list[str | None] | None

_WORDS: Final[Mapping[tuple[str, ...], Words]] = {
    GRANT_KINDS: GRANT_KIND,
    RELATION_KINDS: RELATION_MADE,
    CHANGE_ACTIONS: CHANGE_ACTION,
    CONFIDENCES: CONFIDENCE,
    UNIT_KINDS: UNIT_KIND,
    OFFICE_KINDS: OFFICE_KIND,
    EXTENTS: {"whole": _("Toàn bộ"), "part": _("Một phần")},
    YES_NO: {"yes": _("Có"), "no": _("Không")},
}


def choice_words(column: Column) -> dict[str, str]:
    """What may be chosen in a column, each with its words, in the order in which the format lists them."""
    words = _WORDS.get(column.choices, {})
    return {value: str(words.get(value, value)) for value in column.choices}


def short_day(day: date) -> str:
    """The day in figures, as decisions write it: 01/07/2025."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def span_in_words(period: Period) -> str:
    """A period by its first and last day; "" for one without either."""
    first, last = period.start, period.last_day
    if first and last:
        return gettext("%(first)s đến hết %(last)s") % {"first": short_day(first), "last": short_day(last)}
    if first:
        return gettext("từ %(first)s") % {"first": short_day(first)}
    return gettext("đến hết %(last)s") % {"last": short_day(last)} if last else ""


def limits_in_words(cell: str) -> str | None:
    """The limits of a cell as a person says them: "số tiền dưới 240.000.000.000 đồng"; None if they cannot be read."""
    try:
        return "; ".join(map(limit_in_words, read_limits(cell)))
    except (UnknownDimension, BadValue):
        return None


class Names:
    """Names of the records that rows describe; where they tell nothing, those of `above` are asked."""

    def __init__(self, rows: Mapping[str, Iterable[Cells]], above: Names | None = None) -> None:
        self._above = above
        self._rows: dict[str, dict[str, list[Cells]]] = {name: defaultdict(list) for name in TABLES}
        for table, of_table in rows.items():
            identity = TABLES[table].header[0]
            for cells in of_table:
                if cells.get(identity):
                    self._rows[table][cells[identity]].append(cells)

    def keys(self, table: str) -> Iterable[str]:
        """The keys that the rows themselves describe."""
        return self._rows[table]

    def label(self, table: str, key: str) -> str | None:
        """What a record is called; None for one that is unknown."""
        rows = self.rows(table, key)
        return _LABELS[table](self, rows[-1]) if rows else None

    def rows(self, table: str, key: str) -> list[Cells]:
        """What is said of a record: one row, or the versions of a unit, earliest first."""
        own = self._rows[table].get(key)
        if own is None:
            return self._above.rows(table, key) if self._above else []
        return sorted(own, key=lambda cells: cells.get("valid_from", "")) if table == "units" else own[-1:]

    def cell_label(self, column: Column, cell: str) -> Label:
        """A cell in words; a list for a column of several; None where it names nothing that is known."""
        if not cell:
            return ""
        if column.many and column.holds is not Holds.LIMITS:
            return [self._item_label(column, item) for item in read_list(cell)]
        return self._item_label(column, cell)

    def _item_label(self, column: Column, item: str) -> str | None:
        match column.holds:
            case Holds.REFERENCE:
                found = (self.label(table, item) for table in column.refers_to)
                return next((label for label in found if label is not None), None)
            case Holds.TERRITORY:
                return self._territory_label(item)
            case Holds.CHOICE:
                return choice_words(column).get(item)
            case Holds.DAY | Holds.LAST_DAY:
                day = _day(item)
                return short_day(day) if day else None
            case Holds.LIMITS:
                return limits_in_words(item)
        return item

    def _territory_label(self, cell: str) -> str | None:
        try:
            territory = read_territory(cell)
        except ValueError:
            return None
        name = self.label("units", territory.unit) if territory else None
        if name is None or territory is None or territory.as_of is None:
            return name
        return gettext("%(unit)s (địa giới ngày %(day)s)") % {"unit": name, "day": short_day(territory.as_of)}

    def line_labels(self, table: str, cells: Cells) -> dict[str, Label]:
        """The labels of a line's cells, by column."""
        return {
            column.name: self.cell_label(column, cells[column.name])
            for column in TABLES[table].columns
            if cells.get(column.name) and column.holds not in (Holds.TEXT, Holds.IDENTITY)
        }

    def choosable(self, table: str, key: str) -> Choosable:
        """A record as something to choose. Raises IndexError for a key that nothing describes."""
        return _CHOOSABLES[table](self, key, self.rows(table, key)[-1])

    def choosables(self, table: str) -> Iterator[Choosable]:
        """Everything to choose that the rows themselves describe."""
        for key in self.keys(table):
            yield self.choosable(table, key)

    def unit_spans(self, unit: str) -> tuple[Period, ...]:
        """The days on which a unit stands, earliest first."""
        return tuple(_period(cells) for cells in self.rows("units", unit))

    def unit_names(self, unit: str) -> list[str]:
        """Every name that a unit ever had, the newest last."""
        return [cells.get("name", "") for cells in self.rows("units", unit)]

    def above(self, unit: str) -> str:
        """What the unit is called that another lies in; "" for the state, in which everything lies."""
        rows = self.rows("units", unit) if unit else []
        return "" if rows and rows[-1].get("kind") == "state" else unit and self.name_of("units", unit)

    def name_of(self, table: str, key: str) -> str:
        """What a record is called, or its key."""
        return self.label(table, key) or key


def names_of(rows: TableRows) -> Names:
    """The names of recorded rows."""
    return Names(
        {
            table: [dict(zip(TABLES[table].header, row.cells, strict=True)) for row in of_table.values()]
            for table, of_table in rows.items()
        }
    )


def instrument_name(cells: Cells) -> str:
    """How a text cites an instrument: type, number and day of issue, else its title."""
    number, day = cells.get("number", ""), _day(cells.get("issued_on", ""))
    name = f"{cells.get('type', '')} {number}".strip() if number else cells.get("title", "")
    return f"{name} ({short_day(day)})" if day else name


def _name(_names: Names, cells: Cells) -> str:
    return cells.get("name", "")


def _title(_names: Names, cells: Cells) -> str:
    return cells.get("title", "")


def _instrument_label(_names: Names, cells: Cells) -> str:
    return instrument_name(cells)


def _grant_label(names: Names, cells: Cells) -> str:
    power = names.name_of("powers", cells.get("power", ""))
    recipients = "; ".join(
        names.label("offices", item) or names.name_of("scopes", item)
        for item in read_list(cells.get("recipients", ""))
    )
    return f"{power} → {recipients}"


_LABELS: Final[Mapping[str, Callable[[Names, Cells], str]]] = {
    "fields": _name,
    "units": _name,
    "offices": _name,
    "scopes": _name,
    "instruments": _instrument_label,
    "powers": _title,
    "grants": _grant_label,
    "changes": lambda _names, cells: cells.get("change", ""),
}


def _field(_names: Names, key: str, cells: Cells) -> Choosable:
    return Choosable(key, cells.get("name", ""), key)


def _unit(names: Names, key: str, cells: Cells) -> Choosable:
    spans = names.unit_spans(key)
    whole = Period(spans[0].start, spans[-1].end)
    parent = names.above(cells.get("parent", ""))
    known_as = names.unit_names(key)
    return Choosable(
        key,
        known_as[-1],
        _joined(parent, cells.get("code", ""), span_in_words(whole)),
        spans,
        (cells.get("code", ""), *known_as[:-1], *(f"{name}, {parent}" for name in known_as if parent)),
    )


def _office(names: Names, key: str, cells: Cells) -> Choosable:
    unit = cells.get("unit", "")
    versions = names.rows("units", unit)
    place = versions[-1].get("name", "") if versions else unit
    parent = versions[-1].get("parent", "") if versions else ""
    above = names.above(parent)
    own = _period(cells)
    spans = tuple(days for span in names.unit_spans(unit) if (days := span & own).is_ordered)
    name = cells.get("name", "")
    within = above if place.casefold() in name.casefold() else _joined(place, above)
    whole = Period(spans[0].start, spans[-1].end) if spans else own
    return Choosable(
        key,
        name,
        _joined(within, span_in_words(whole)),
        # Without a day in common with its unit an office stands on none.
        spans or (Period(date.min, date.min),),
        tuple(f"{name}, {part}" for part in (place, above) if part)
        + tuple(f"{name} {part}" for part in (place, above) if part),
        place,
    )


def _scope(_names: Names, key: str, cells: Cells) -> Choosable:
    kind = str(OFFICE_KIND.get(cells.get("office_kind", ""), ""))
    return Choosable(key, cells.get("name", ""), gettext("Nhóm: %(kind)s") % {"kind": kind})


def _instrument(_names: Names, key: str, cells: Cells) -> Choosable:
    number = cells.get("number", "")
    return Choosable(
        key,
        instrument_name(cells),
        cells.get("title", "") if number else cells.get("issuer", ""),
        aliases=tuple(
            filter(None, (number, f"{cells.get('type', '')} {number}".strip(), cells.get("title")))
        ),
        words=cells.get("issuer", ""),
    )


def _power(names: Names, key: str, cells: Cells) -> Choosable:
    procedures = read_list(cells.get("procedures", ""))
    field = names.name_of("fields", cells["field"]) if cells.get("field") else ""
    return Choosable(
        key, cells.get("title", ""), _joined(field, *procedures), aliases=tuple(procedures), words=field
    )


def _grant(names: Names, key: str, cells: Cells) -> Choosable:
    instrument = names.name_of("instruments", cells["instrument"]) if cells.get("instrument") else ""
    return Choosable(
        key,
        _grant_label(names, cells),
        _joined(instrument, cells.get("citation", ""), span_in_words(_period(cells))),
    )


_CHOOSABLES: Final[Mapping[str, Callable[[Names, str, Cells], Choosable]]] = {
    "fields": _field,
    "units": _unit,
    "offices": _office,
    "scopes": _scope,
    "instruments": _instrument,
    "powers": _power,
    "grants": _grant,
    "changes": lambda _names, key, cells: Choosable(key, key, cells.get("grant", "")),
}


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _day(cell: str) -> date | None:
    """The day of a cell that may still be anything."""
    try:
        return read_day(cell)
    except ValueError:
        return None


def _period(cells: Cells) -> Period:
    """The period of a row that may still be incomplete: what cannot be read leaves that side open."""
    try:
        return read_period(cells.get("valid_from", ""), cells.get("valid_until", ""))
    except ValueError:
        return Period(_day(cells.get("valid_from", "")))
