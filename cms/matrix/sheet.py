"""The matrix of a day as far as it was asked for: columns, a page of powers, and what else can be asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Final

from django.utils.translation import gettext

from cms.catalog import Catalog
from cms.links import Link, unit_link
from cms.matrix.addresses import asking, edition_kept, field_anchor
from cms.matrix.asked import OF_GRANTS, Asked
from cms.matrix.choices import Choice, Facet, chosen_links, facets
from cms.matrix.facets import choose, choose_powers
from cms.matrix.layout import DayLayout, Entry, day_layout
from cms.matrix.words import class_words, level_words, short_class_words
from cms.pager import Pager, paginate
from delegation.matrix import MatrixRow
from delegation.office_classes import OfficeClass, in_order

_MOST_PLACES: Final = 12


@dataclass(frozen=True, slots=True)
class Restriction:
    """What the editors of a page show: fields of law and classes of offices by their keys; empty means all."""

    fields: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Column:
    """A class of offices: the heading, the class in full, how many offices are in it, where they are listed."""

    office_class: OfficeClass
    short: str
    full: str
    members: int


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """The columns of one level."""

    level: str
    words: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class FieldRows:
    """The powers of one field of law that stand on this page."""

    field: str
    name: str
    anchor: str
    powers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixSheet:
    """The matrix of a day. `cells` holds every row that was asked for, by power and class."""

    day: date
    layout: DayLayout
    asked: Asked
    unit: Link | None
    problem: str
    places: tuple[Link, ...]
    groups: tuple[ColumnGroup, ...]
    powers: Pager[str]
    grants: int
    in_all: int
    facets: tuple[Facet, ...]
    chosen: tuple[Choice, ...]
    nobody: Choice
    entries: tuple[Entry, ...] = field(repr=False)

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, from the centre down."""
        return tuple(column for group in self.groups for column in group.columns)

    @property
    def fields(self) -> list[FieldRows]:
        """The powers on this page by their fields, in order."""
        catalog = self.layout.catalog
        by_field = groupby(self.powers.items, key=lambda power: catalog.powers[power].field)
        return [
            FieldRows(key, catalog.fields.get(key, key), field_anchor(key), tuple(some))
            for key, some in by_field
        ]

    @property
    def is_whole(self) -> bool:
        """Whether every power that was asked for stands on this page."""
        return self.powers.pages == 1


def matrix_sheet(catalog: Catalog, day: date, asked: Asked, only: Restriction | None = None) -> MatrixSheet:
    """The matrix of a day as asked, within what the editors show."""
    only = only or Restriction()
    layout = day_layout(catalog, day)
    unit, problem, places = _unit(catalog, asked, day)
    entries = _entries(layout, only, asked, unit)
    chosen = choose(catalog, entries, asked)
    without = choose_powers(catalog, layout.without_grants, only.fields, asked)
    kept = () if asked.nobody else chosen.entries
    powers = without if asked.nobody else list(dict.fromkeys(entry.row.grant.power for entry in kept))
    size = max(len(powers), 1) if asked.is_whole else asked.rows_a_page
    return MatrixSheet(
        day=day,
        layout=layout,
        asked=asked,
        unit=unit_link(catalog, unit, day) if unit else None,
        problem=problem,
        places=places,
        groups=_groups(layout, _shown_classes(kept, asked, only)),
        powers=paginate(powers, asked.page, size, {**dict(asked.query), **edition_kept()}),
        grants=len({entry.row.grant.grant for entry in kept}),
        in_all=len({entry.row.grant.power for entry in entries}),
        facets=() if asked.nobody else facets(catalog, layout, chosen.counts, asked, only.classes),
        chosen=chosen_links(catalog, layout, asked),
        nobody=Choice(
            "1",
            gettext("Việc chưa ghi nhận cơ quan nào"),
            len(without),
            asking(asked, nobody="" if asked.nobody else "1", **dict.fromkeys(OF_GRANTS, "")),
            bool(asked.nobody),
        ),
        entries=kept,
    )


def class_shown(office_class: OfficeClass, asked: Asked, only: Collection[str]) -> bool:
    """Whether the column of a class is among what was asked for."""
    return (
        (not only or office_class.key in only)
        and asked.office_class in ("", office_class.key)
        and asked.level in ("", office_class.level)
    )


def cells_of(sheet: MatrixSheet, powers: Iterable[str]) -> dict[str, dict[OfficeClass, list[MatrixRow]]]:
    """By power and class, the rows that were asked for; columns that are not shown are left out."""
    shown = {column.office_class for column in sheet.columns}
    found: dict[str, dict[OfficeClass, list[MatrixRow]]] = {power: {} for power in powers}
    for entry in sheet.entries:
        cells = found.get(entry.row.grant.power)
        if cells is None:
            continue
        for office_class in entry.classes:
            if office_class in shown:
                cells.setdefault(office_class, []).append(entry.row)
    return found


def _unit(catalog: Catalog, asked: Asked, day: date) -> tuple[str, str, tuple[Link, ...]]:
    """The unit that was asked for, else what is wrong and what may have been meant."""
    if not asked.unit:
        return "", "", ()
    found = catalog.places.find(asked.unit, day)
    if found.unit:
        return found.unit, "", ()
    if not found.choices:
        return "", gettext("Sổ không có đơn vị hành chính nào mang tên “%s”.") % asked.unit, ()
    places = tuple(
        Link(link.text, asking(asked, unit=choice.unit), link.note)
        for choice in found.choices[:_MOST_PLACES]
        for link in [unit_link(catalog, choice.unit, day)]
        if choice.standing == "exists"
    )
    if not places:
        return "", gettext("“%s” không tồn tại vào ngày này.") % asked.unit, ()
    return "", gettext("Hãy chọn đơn vị hành chính muốn xem:"), places


def _entries(layout: DayLayout, only: Restriction, asked: Asked, unit: str) -> Sequence[Entry]:
    if asked.unit and not unit:
        return ()
    entries = layout.of_unit(unit) if unit else layout.entries
    if not only.fields and not only.classes:
        return entries
    return [
        entry
        for entry in entries
        if (not only.fields or entry.field in only.fields)
        and (not only.classes or any(one.key in only.classes for one in entry.classes))
    ]


def _shown_classes(entries: Iterable[Entry], asked: Asked, only: Restriction) -> list[OfficeClass]:
    """The classes that what was asked for stands in."""
    # Hundreds of rows name the same recipients.
    by_recipient = {entry.row.recipient: entry.classes for entry in entries}
    found = {one for classes in by_recipient.values() for one in classes}
    return in_order(one for one in found if class_shown(one, asked, only.classes))


def _groups(layout: DayLayout, classes: list[OfficeClass]) -> tuple[ColumnGroup, ...]:
    return tuple(
        ColumnGroup(
            level,
            level_words(layout.classes, level),
            tuple(
                Column(one, short_class_words(one), class_words(one), len(layout.classes.members(one)))
                for one in some
            ),
        )
        for level, some in groupby(classes, key=lambda one: one.level)
    )
