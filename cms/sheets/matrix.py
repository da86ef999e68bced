"""The authority matrix of a day as people read it: filtered, a page at a time, by field and power."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cms import wording
from cms.catalog import Catalog
from cms.links import Link, office_link, power_link, recipient_link
from cms.matching import all_words_in, clean, in_order, words_of
from cms.pager import Pager, paginate
from cms.sheets.grants import GrantRow, grant_rows
from delegation.day import Day
from delegation.matrix import MatrixRow, matrix
from delegation.records import GRANT_KINDS
from units.text import fold

ROWS_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter with how many rows it would leave."""

    value: str
    words: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """One row of the matrix: a recipient as the text names it, beside the grant."""

    power: Link
    field: str
    recipient: Link
    row: GrantRow
    defects: tuple[str, ...]
    lapsed: bool
    exceptions: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MatrixSheet:
    """The matrix of a day, as far as it was asked for."""

    day: date
    fields: tuple[Option, ...]
    kinds: tuple[Option, ...]
    holder: str
    in_all: int
    lines: Pager[MatrixLine]


def matrix_sheet(
    catalog: Catalog, day: date, only_fields: Collection[str], sent: Mapping[str, str]
) -> MatrixSheet:
    """The matrix of a day; `only_fields` empty means all, `sent` may hold linh-vuc, hinh-thuc, co-quan and trang."""
    on = catalog.day(day)
    rows = [
        row for row in _rows_of_day(catalog, on) if not only_fields or _field(catalog, row) in only_fields
    ]
    field, kind = clean(sent.get("linh-vuc", "")), clean(sent.get("hinh-thuc", ""))
    holder = clean(sent.get("co-quan", ""))
    words = words_of(holder)
    kept = [
        row
        for row in rows
        if (not field or _field(catalog, row) == field)
        and (not kind or row.grant.kind == kind)
        and (not words or all_words_in(words, fold(catalog.recipient_name(row.recipient))))
    ]
    pager = paginate(kept, sent.get("trang", ""), ROWS_A_PAGE, sent)
    return MatrixSheet(
        day=day,
        fields=_field_options(catalog, rows, field),
        kinds=_kind_options(rows, kind),
        holder=holder,
        in_all=len(rows),
        lines=pager.showing(_lines(catalog, on, pager.items)),
    )


# Laying out a day costs the same whatever is then filtered, so a few days are kept.
@lru_cache(maxsize=3)
def _rows_of_day(catalog: Catalog, on: Day) -> list[MatrixRow]:
    of_powers = catalog.register.grants.of_all_powers(catalog.powers)
    rows = matrix(on, of_powers.values())
    return sorted(rows, key=lambda row: (catalog.fields.get(_field(catalog, row), ""), row.key))


def _field(catalog: Catalog, row: MatrixRow) -> str:
    return catalog.powers[row.grant.power].field


def _lines(catalog: Catalog, on: Day, rows: Sequence[MatrixRow]) -> list[MatrixLine]:
    grants = {row.grant.grant: row.grant for row in rows}
    shown = {row.grant: row for row in grant_rows(catalog, on, grants.values())}
    return [
        MatrixLine(
            power=power_link(catalog, row.grant.power, on.day),
            field=catalog.fields.get(_field(catalog, row), ""),
            recipient=recipient_link(catalog, row.recipient, on.day),
            row=shown[row.grant.grant],
            defects=tuple(wording.word(wording.DEFECT, defect) for defect in row.defects),
            lapsed=row.lapsed,
            exceptions=tuple(office_link(catalog, office, on.day) for office in row.exceptions),
        )
        for row in rows
    ]


def _field_options(catalog: Catalog, rows: Sequence[MatrixRow], chosen: str) -> tuple[Option, ...]:
    counts = Counter(_field(catalog, row) for row in rows)
    options = (
        Option(key, catalog.fields.get(key, key), count, key == chosen) for key, count in counts.items()
    )
    return tuple(sorted(options, key=lambda option: in_order(option.words)))


def _kind_options(rows: Sequence[MatrixRow], chosen: str) -> tuple[Option, ...]:
    counts = Counter(row.grant.kind for row in rows)
    return tuple(
        Option(kind, wording.word(wording.GRANT_KIND, kind), counts[kind], kind == chosen)
        for kind in GRANT_KINDS
        if counts[kind]
    )
