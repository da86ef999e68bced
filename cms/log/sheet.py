"""The pages of the log: its list of editions, and one edition with every row that it touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext

from cms.addresses import EDITION, edition_address, log_address
from cms.catalog import Catalog
from cms.links import Link
from cms.log.acts import ACTS, Act, RowCount
from cms.log.editions import ACT, KINDS, TABLE, EditionLine, edition_lines, numbers_of_kind
from cms.log.names import names_at, row_link
from cms.log.rows import RowChange, rows_between
from cms.newest import newest_edition
from cms.pager import Pager, paginate
from delegation.bundle.format import TABLES, Column
from delegation.bundle.rows import Cells
from delegation.editing.labels import Names
from delegation.wording import word

EDITIONS_A_PAGE: Final = 25
ROWS_A_PAGE: Final = 30
ACT_KEY: Final = {"withdrawn": "rut", "corrected": "dinh-chinh", "new": "ghi-moi"}


@dataclass(frozen=True, slots=True)
class Way:
    """A choice of what is listed, as a link."""

    words: str
    address: str
    is_chosen: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class LogSheet:
    """A page of the list of editions."""

    kinds: tuple[Way, ...]
    kind_words: str
    editions: Pager[EditionLine]


@dataclass(frozen=True, slots=True)
class CellChange:
    """A column of a row: what stood there, and what stands there since; one of them where there is only one."""

    column: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row that the edition touched, with the cells that tell what was done."""

    act: Act
    act_words: str
    table: str
    table_title: str
    record: Link
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class EditionSheet:
    """One edition with a page of the rows that it touched."""

    edition: EditionLine
    acts: tuple[Way, ...]
    tables: tuple[Way, ...]
    lines: Pager[RowLine]
    earlier: str
    later: str
    is_newest: bool


def log_sheet(catalog: Catalog, kind: str, sent: Mapping[str, str]) -> LogSheet:
    """The editions of a kind ("" for all); `sent` may hold trang."""
    pager = paginate(numbers_of_kind(kind), sent.get("trang", ""), EDITIONS_A_PAGE, sent)
    kinds = {"": gettext("Tất cả"), **{key: str(value.label) for key, value in KINDS.items()}}
    return LogSheet(
        kinds=tuple(Way(words, log_address(key), key == kind) for key, words in kinds.items()),
        kind_words=kinds[kind] if kind else "",
        editions=pager.showing(edition_lines(catalog, pager.items)),
    )


def edition_sheet(catalog: Catalog, number: int, sent: Mapping[str, str]) -> EditionSheet:
    """An edition there is; `sent` may hold loai (an act), bang (a table) and trang."""
    (edition,) = edition_lines(catalog, [number])
    counts = edition.counts
    kept = chosen_counts(counts, sent)
    pager = paginate(range(sum(count.rows for count in kept)), sent.get("trang", ""), ROWS_A_PAGE, sent)
    rows = rows_between(number, kept, pager.first - 1, pager.last) if pager.items else []
    newest = newest_edition()
    return EditionSheet(
        edition=edition,
        acts=_act_ways(number, counts, sent),
        tables=_table_ways(number, counts, sent),
        lines=pager.showing(list(row_lines(number, rows, newest))),
        earlier=edition_address(number - 1) if number > 1 else "",
        later=edition_address(number + 1) if number < newest else "",
        is_newest=number == newest,
    )


def chosen_counts(counts: Sequence[RowCount], sent: Mapping[str, str]) -> list[RowCount]:
    """What is left of the counts by loai and bang; what names neither asks nothing."""
    act = next((act for act, key in ACT_KEY.items() if key == sent.get("loai")), None)
    table = sent.get("bang") if sent.get("bang") in TABLES else None
    return [
        count
        for count in counts
        if (act is None or count.act == act) and (table is None or count.table == table)
    ]


def _act_ways(number: int, counts: Sequence[RowCount], sent: Mapping[str, str]) -> tuple[Way, ...]:
    chosen = sent.get("loai", "")
    ways = [
        Way(
            word(ACT, act),
            _narrowed(number, sent, loai=ACT_KEY[act], bang=""),
            chosen == ACT_KEY[act],
            sum(count.rows for count in counts if count.act == act),
        )
        for act in ACTS
    ]
    every = Way(
        gettext("Tất cả"),
        _narrowed(number, sent, loai="", bang=""),
        chosen not in ACT_KEY.values(),
        sum(count.rows for count in counts),
    )
    return (every, *(way for way in ways if way.count))


def _table_ways(number: int, counts: Sequence[RowCount], sent: Mapping[str, str]) -> tuple[Way, ...]:
    of_act = chosen_counts(counts, {"loai": sent.get("loai", "")})
    return tuple(
        Way(
            word(TABLE, name),
            _narrowed(number, sent, bang=name),
            sent.get("bang") == name,
            rows,
        )
        for name in TABLES
        if (rows := sum(count.rows for count in of_act if count.table == name))
    )


def _narrowed(number: int, sent: Mapping[str, str], **asked: str) -> str:
    kept = {**{name: sent.get(name, "") for name in ("loai", "bang")}, **asked}
    query = "&".join(f"{name}={value}" for name, value in kept.items() if value and _is_plain(value))
    address = edition_address(number)
    if not query:
        return address
    return f"{address}{'&' if f'?{EDITION}=' in address else '?'}{query}"


def _is_plain(value: str) -> bool:
    return value in ACT_KEY.values() or value in TABLES


def row_lines(
    number: int, rows: Sequence[RowChange], newest: int, told: Collection[Act] = ACTS
) -> Iterator[RowLine]:
    """Rows of an edition in words, with links to where the register shows them, or showed them last.

    `told`: the acts of which the cells are told, too.
    """
    said = [(row.table, cells) for row in rows for cells in (row.before, row.after) if cells]
    names = names_at(number, said)
    for row in rows:
        at = number - 1 if row.act == "withdrawn" else number
        yield RowLine(
            act=row.act,
            act_words=word(ACT, row.act),
            table=row.table,
            table_title=word(TABLE, row.table),
            record=row_link(names, row.table, row.said, None if at == newest else at),
            cells=tuple(_cells(row, names)) if row.act in told else (),
        )


def _cells(row: RowChange, names: Names) -> Iterator[CellChange]:
    columns = TABLES[row.table].columns
    blank: Cells = ("",) * len(columns)
    for column, one, other in zip(columns, row.before or blank, row.after or blank, strict=True):
        if one == other or column.name == TABLES[row.table].header[0]:
            continue
        yield CellChange(
            column.name, gettext(column.title), in_words(names, column, one), in_words(names, column, other)
        )


def in_words(names: Names, column: Column, cell: str) -> str:
    """A cell as a person reads it: names for keys, days in figures; what has no words stands as it is."""
    label = names.cell_label(column, cell)
    if isinstance(label, list):
        return "; ".join(_filled(label, cell))
    return cell if label is None else label


def _filled(labels: Iterable[str | None], cell: str) -> Iterator[str]:
    for label, key in zip(labels, cell.split(";"), strict=False):
        yield label or key
