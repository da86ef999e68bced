"""What became of a record: its readings by edition, the drafts about it, and whether it has moved on under a draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from delegation.bundle.faults import Fault
from delegation.bundle.format import TABLES
from delegation.bundle.rows import Cells
from delegation.dossiers.correcting import Difference, canonical, changed
from delegation.dossiers.entries import RecordKey, cells_of, entries_under, recorded_cells, shelf_of
from delegation.models import Dossier, DossierLine
from units.models import Edition


@dataclass(frozen=True, slots=True)
class Reading:
    """What the register said of a record between two editions; `differences` are from the reading before, if any.

    `replaced` None: it says so still. `is_last` of a replaced one: that edition took the record out.
    """

    cells: Cells
    brought: Edition
    replaced: Edition | None
    differences: tuple[Difference, ...]
    is_first: bool
    is_last: bool

    @property
    def is_withdrawn(self) -> bool:
        """Whether the edition that closed the reading put nothing in its place."""
        return self.is_last and self.replaced is not None


def readings(record: RecordKey) -> list[Reading]:
    """Every reading of a record, the earliest first. Raises ValueError for a key that cannot be one."""
    entries = entries_under(record)
    cells = cells_of(shelf_of(record.table), entries)
    spans = list(entries.values_list("id", "recorded_in_id", "replaced_in_id"))
    editions = Edition.objects.select_related("dossier").in_bulk(
        {number for _id, *numbers in spans for number in numbers if number is not None}
    )
    found: list[Reading] = []
    for place, (entry, brought, replaced) in enumerate(spans):
        before = found[-1].cells if found else None
        after = spans[place + 1][1] if place + 1 < len(spans) else None
        found.append(
            Reading(
                cells[entry],
                editions[brought],
                editions[replaced] if replaced is not None else None,
                changed(record.table, before, cells[entry]) if before is not None else (),
                is_first=before is None,
                # A record that was taken out and later recorded again had an end before its next reading.
                is_last=after is None or after != replaced,
            )
        )
    return found


def reading_at(record: RecordKey, edition: int) -> Reading | None:
    """What the register said of the record at an edition; None if it said nothing."""
    return next(
        (
            reading
            for reading in readings(record)
            if reading.brought.number <= edition
            and (reading.replaced is None or edition < reading.replaced.number)
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class LineStep:
    """One writing of a line: when, by whom, why, and what it changed; `act` says what became of the line."""

    at: datetime
    by: str
    why: str
    kind: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line of a dossier about a record, with everything that was written in it, the earliest first."""

    dossier: Dossier
    line: UUID
    act: str
    serial: int
    is_gone: bool
    steps: tuple[LineStep, ...]


def draft_lines(record: RecordKey, dossiers: QuerySet[Dossier]) -> list[DraftLine]:
    """The lines of these dossiers that are, or once were, about the record, newest dossier first."""
    written = DossierLine.history.filter(
        _about(record), table=record.table, dossier__in=dossiers.order_by().values("pk")
    )
    lines = set(written.values_list("id", flat=True))
    trail: dict[UUID, list[Any]] = defaultdict(list)
    for one in (
        DossierLine.history.filter(id__in=lines)
        .select_related("history_user")
        .order_by("history_date", "history_id")
    ):
        trail[one.id].append(one)
    known = {dossier.pk: dossier for dossier in dossiers.filter(lines__in=lines)} | {
        dossier.pk: dossier
        for dossier in dossiers.filter(pk__in={steps[-1].dossier_id for steps in trail.values()})
    }
    found = [
        DraftLine(
            known[steps[-1].dossier_id],
            line,
            steps[-1].act,
            steps[-1].serial,
            steps[-1].history_type == "-",
            tuple(_steps(steps)),
        )
        for line, steps in trail.items()
    ]
    return sorted(found, key=lambda one: (-one.dossier.pk, one.serial))


def _about(record: RecordKey) -> Q:
    """The lines that name the key in their cells, or were given it."""
    named = Q()
    for column, cell in zip(TABLES[record.table].key, record.key, strict=True):
        of_column = Q(**{f"cells__{column}": cell})
        if not cell:
            of_column |= ~Q(cells__has_key=column)
        named &= of_column
    return named | Q(key=record.identity) if len(record.key) == 1 else named


def _steps(written: Iterable[Any]) -> Iterator[LineStep]:
    before: Cells | None = None
    for one in written:
        columns = TABLES[one.table].columns
        cells = tuple(canonical(column, one.cells.get(column.name, "")) for column in columns)
        differences = changed(one.table, before or ("",) * len(cells), cells)
        yield LineStep(
            one.history_date,
            _called(one.history_user),
            one.history_change_reason or "",
            one.history_type,
            differences if one.history_type != "-" else (),
        )
        before = cells


def _called(user: Any) -> str:
    return user.get_full_name() or user.get_username() if user else ""


@dataclass(frozen=True, slots=True)
class MovedOn:
    """A record has another reading than the one that a line was begun with, since `edition`.

    `began` is that reading and `recorded` the one of now; None where the register said, or says, nothing.
    """

    line: DossierLine
    record: RecordKey
    edition: int
    began: Cells | None
    recorded: Cells | None


def moved_on(dossier: Dossier) -> list[MovedOn]:
    """The lines of an open dossier whose record has been corrected or taken out since they were begun."""
    if not dossier.is_open:
        return []
    began_at: dict[int, dict[RecordKey, DossierLine]] = defaultdict(dict)
    for line in dossier.lines.order_by("serial"):
        edition = line.origin.get("edition")
        if isinstance(edition, int):
            began_at[edition][record_of(line)] = line
    now = recorded_cells(record for lines in began_at.values() for record in lines)
    found = []
    for edition, lines in began_at.items():
        then = recorded_cells(lines, edition)
        for record, line in lines.items():
            began, recorded = then.get(record), now.get(record)
            if began != recorded:
                found.append(MovedOn(line, record, _since(record, edition), began, recorded))
    return sorted(found, key=lambda one: one.line.serial)


def moved_on_faults(dossier: Dossier) -> list[Fault]:
    """The same, told at the lines: they cannot be published until somebody has looked."""
    return [
        Fault(TABLES[one.record.table].file, one.line.serial, TABLES[one.record.table].key[0], _sentence(one))
        for one in moved_on(dossier)
    ]


def _sentence(moved: MovedOn) -> str:
    if moved.recorded is None:
        return _(
            "bản ghi đã được rút khỏi sổ ở lần %(edition)d sau khi bạn bắt đầu; hãy đối chiếu với sổ, "
            "rồi cập nhật hoặc bỏ dòng này."
        ) % {"edition": moved.edition}
    return _(
        "bản ghi đã được đính chính ở lần %(edition)d sau khi bạn bắt đầu; hãy đối chiếu với sổ rồi cập nhật dòng này."
    ) % {"edition": moved.edition}


def _since(record: RecordKey, edition: int) -> int:
    """The newest edition after that one which wrote about the record."""
    later = Q(recorded_in__gt=edition) | Q(replaced_in__gt=edition)
    spans = entries_under(record).filter(later).values_list("recorded_in_id", "replaced_in_id")
    newest: int = max(number for span in spans for number in span if number is not None)
    return newest


def record_of(line: DossierLine) -> RecordKey:
    """The key that a line stands under, as far as it is filled in."""
    table = TABLES[line.table]
    columns = {column.name: column for column in table.columns}
    key = tuple(canonical(columns[name], line.cells.get(name, "")) for name in table.key)
    return RecordKey(line.table, (key[0] or line.key, *key[1:]))
