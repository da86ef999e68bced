"""One record: what the register says of it, on which days that holds, all it ever said, and the drafts about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from delegation.bundle.format import TABLES, Column, Holds
from delegation.bundle.rows import Cells
from delegation.dossiers.correcting import Difference
from delegation.dossiers.entries import RecordKey, named_in
from delegation.dossiers.readable import readable_dossiers
from delegation.dossiers.trail import DraftLine, LineStep, Reading, draft_lines, reading_at, readings
from delegation.editing.desk import Crumb
from delegation.editing.labels import Names, instrument_name, short_day
from delegation.editing.records.addresses import (
    named_address,
    public_address,
    record_address,
    written,
)
from delegation.editing.records.effect import Standing, standing
from delegation.editing.records.naming import in_words, names_for
from delegation.editing.records.page import RecordsPage
from delegation.editing.typed import day_typed
from delegation.models import Dossier
from units import clock
from units.models import Edition


@dataclass(frozen=True, slots=True)
class Link:
    """Something that a cell names: in words, by key, and where it is shown on the desk ("" if nowhere)."""

    label: str
    key: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell: in words, as links where it names records, and as it stands where the words may not say it all."""

    title: str
    name: str
    text: str
    raw: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A cell that reads otherwise, in words."""

    title: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class ShownReading:
    """A reading in the history of a record; `dossiers` are those of its editions that the person may open."""

    reading: Reading
    differences: list[ShownDifference]
    brought_by: Dossier | None
    replaced_by: Dossier | None
    address: str


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One writing of a draft line, in words."""

    step: LineStep
    differences: list[ShownDifference]


class RecordPage(RecordsPage):
    """What the register says of a record now, or last said of one that was taken out."""

    template_name = "desk/records/record.html"

    @cached_property
    def record(self) -> RecordKey:
        """The record asked for. Raises Http404 for a key that cannot be one."""
        key = self.kwargs["key"]
        if len(key) != len(TABLES[self.table].key):
            raise Http404
        return RecordKey(self.table, key)

    @cached_property
    def readings(self) -> list[Reading]:
        """All that the register ever said of it. Raises Http404 if that is nothing."""
        try:
            found = readings(self.record)
        except ValueError:
            raise Http404 from None
        if not found:
            raise Http404
        return found

    @property
    def shown(self) -> Reading:
        """The reading that the page shows."""
        return self.readings[-1]

    @cached_property
    def names(self) -> Names:
        """The names of what any reading, or any draft, names."""
        return names_for({self.table: self._all_cells()})

    def _all_cells(self) -> Iterable[Cells]:
        yield from (reading.cells for reading in self.readings)
        blank = ("",) * len(TABLES[self.table].columns)
        for draft in self.drafts:
            for step in draft.steps:
                yield from _with(self.table, blank, step.differences)

    @cached_property
    def drafts(self) -> list[DraftLine]:
        """The lines about it in dossiers that the person may read."""
        return draft_lines(self.record, readable_dossiers(self.person))

    def get_heading(self) -> str:
        """What the record is called."""
        return record_name(self.record, self.shown.cells, self.names)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Everything about the record."""
        typed = self.request.GET.get("ngay", "").strip()
        day = day_typed(typed) if typed else clock.today()
        is_recorded = self.shown.replaced is None
        return super().get_context_data(
            **{
                "record": self.record,
                "reading": self.shown,
                "is_recorded": is_recorded,
                "cells": shown_cells(self.table, self.shown.cells, self.names),
                "day": day,
                "typed_day": typed or short_day(clock.today()),
                "standing": self._standing(day) if is_recorded else None,
                "history": self._history(),
                "drafts": [(draft, self._steps(draft)) for draft in self.drafts],
                "public": public_links(self.record, self.shown.cells),
                "others": self._other_versions(),
                "wishes": _wishes(self.record),
                **context,
            }
        )

    def _standing(self, day: date | None) -> Standing | None:
        return standing(self.record, self.shown.cells, day) if day else None

    def _history(self) -> list[ShownReading]:
        """The readings, the newest first."""
        readable = readable_dossiers(self.person).in_bulk(
            {
                dossier.pk
                for reading in self.readings
                for edition in (reading.brought, reading.replaced)
                if (dossier := dossier_of(edition)) is not None
            }
        )

        def opened(edition: Edition | None) -> Dossier | None:
            dossier = dossier_of(edition)
            return readable.get(dossier.pk) if dossier else None

        return [
            ShownReading(
                reading,
                shown_differences(self.table, reading.differences, self.names),
                opened(reading.brought),
                opened(reading.replaced),
                reverse("register_reading", args=[self.table, self.record.key, reading.brought.number]),
            )
            for reading in reversed(self.readings)
        ]

    def _steps(self, draft: DraftLine) -> list[ShownStep]:
        return [
            ShownStep(step, shown_differences(self.table, step.differences, self.names))
            for step in reversed(draft.steps)
        ]

    def _other_versions(self) -> str:
        """Where the other versions of the same unit are listed."""
        return named_address(self.table, self.record.identity) if self.table == "units" else ""


class ReadingPage(RecordPage):
    """What the register said of a record at an edition."""

    template_name = "desk/records/reading.html"

    @cached_property
    def shown(self) -> Reading:
        """The reading of that edition. Raises Http404 where the register said nothing."""
        if self.kwargs["edition"] > Edition.objects.latest_number():
            raise Http404
        try:
            found = reading_at(self.record, self.kwargs["edition"])
        except ValueError:
            found = None
        if found is None:
            raise Http404
        return found

    @cached_property
    def names(self) -> Names:
        """The names as they were then."""
        return names_for({self.table: [self.shown.cells]}, self.kwargs["edition"])

    def get_crumbs(self) -> list[Crumb]:
        """By way of the record."""
        *way, _last = super().get_crumbs()
        label = _("Như sổ ghi ở lần %d") % self.kwargs["edition"]
        return [
            *way,
            {"url": record_address(self.record), "label": self.get_heading()},
            {"url": "", "label": label},
        ]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The reading, and what has changed since."""
        shown = self.shown
        until = shown.replaced
        return super(RecordPage, self).get_context_data(
            record=self.record,
            reading=shown,
            until=until,
            cells=shown_cells(self.table, shown.cells, self.names),
            record_address=record_address(self.record),
            restoration=_wish_address("register_restore", self.record, lan=str(self.kwargs["edition"])),
            **context,
        )


def dossier_of(edition: Edition | None) -> Dossier | None:
    """The dossier that an edition published; a bundle has none."""
    return getattr(edition, "dossier", None) if edition is not None else None


def record_name(record: RecordKey, cells: Cells, names: Names) -> str:
    """What a record is called: by what it is itself, else by what it joins."""
    said = dict(zip(TABLES[record.table].header, cells, strict=True))
    match record.table:
        case "grants":
            return _called(names, record.table, "kind", said["kind"], names.name_of("powers", said["power"]))
        case "changes":
            return _called(
                names, record.table, "action", said["action"], names.name_of("grants", said["grant"])
            )
        case "instruments":
            return instrument_name(said)
        case "instrument_relations":
            return "{} → {}".format(
                names.name_of("instruments", said["instrument"]), names.name_of("instruments", said["target"])
            )
        case "successions":
            return "{} → {}".format(
                names.name_of("units", said["from_unit"]), names.name_of("units", said["to_unit"])
            )
    return said.get("name") or said.get("title") or record.identity


def _called(names: Names, table: str, column: str, choice: str, about: str) -> str:
    """What is done, and with what: "Ủy quyền: Cấp giấy phép xây dựng"."""
    described = TABLES[table].columns[TABLES[table].position(column)]
    return f"{in_words(names, described, choice)}: {about}"


def shown_cells(table: str, cells: Cells, names: Names) -> list[ShownCell]:
    """The cells that are filled, in words."""
    return [
        ShownCell(
            _(column.title),
            column.name,
            in_words(names, column, cell),
            cell if column.holds in (Holds.LIMITS, Holds.TERRITORY) else "",
            tuple(_link(names, column, item) for item in named_in(column, cell)),
        )
        for column, cell in zip(TABLES[table].columns, cells, strict=True)
        if cell
    ]


def _link(names: Names, column: Column, item: str) -> Link:
    table = next((name for name in column.refers_to if names.rows(name, item)), column.refers_to[0])
    return Link(names.name_of(table, item), item, named_address(table, item))


def shown_differences(table: str, differences: Iterable[Difference], names: Names) -> list[ShownDifference]:
    """Differences in words."""
    columns = {column.name: column for column in TABLES[table].columns}
    return [
        ShownDifference(
            _(columns[one.column].title),
            _told(names, columns[one.column], one.was),
            _told(names, columns[one.column], one.now),
        )
        for one in differences
    ]


def _told(names: Names, column: Column, cell: str) -> str:
    """A cell in words; with its key where two things of one name would look the same."""
    words = in_words(names, column, cell)
    is_key = column.holds in (Holds.REFERENCE, Holds.TERRITORY) and not column.many
    return f"{words} ({cell})" if is_key and cell and words != cell else words


def _with(table: str, blank: Cells, differences: Iterable[Difference]) -> Iterable[Cells]:
    """Rows that hold what differences speak of, so that it can be named."""
    header = TABLES[table].header
    for one in differences:
        place = header.index(one.column)
        for text in (one.was, one.now):
            yield (*blank[:place], text, *blank[place + 1 :])


def public_links(record: RecordKey, cells: Cells) -> list[tuple[str, str]]:
    """The public pages about a record, each with its title."""
    said = dict(zip(TABLES[record.table].header, cells, strict=True))
    places = {
        "units": (_("Trang công khai của đơn vị"), record.identity),
        "offices": (_("Trang công khai của cơ quan, chức danh"), record.identity),
        "powers": (_("Trang công khai của quyền hạn"), said.get("power") or record.identity),
        "instruments": (_("Trang công khai của văn bản"), said.get("instrument") or record.identity),
    }
    about = {
        "grants": ("powers", "instruments"),
        "changes": ("instruments",),
        "instrument_relations": ("instruments",),
        "successions": ("instruments",),
    }.get(record.table, (record.table,))
    found = ((places[name][0], public_address(name, places[name][1])) for name in about if name in places)
    return [(title, address) for title, address in found if address]


def _wishes(record: RecordKey) -> dict[str, str]:
    """Where a correction or a withdrawal of the record begins."""
    return {
        "correct": _wish_address("register_correct", record),
        "withdraw": _wish_address("register_withdraw", record),
    }


def _wish_address(name: str, record: RecordKey, **more: str) -> str:
    return f"{reverse(name)}?{urlencode({'ban-ghi': written(record), **more})}"
