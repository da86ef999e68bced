"""Recognising what each column of an annex holds: by its heading, else by its contents. Pure.

What is recognised is a proposal: a person corrects it (`AnnexMapping.corrected`), and it is kept for the next annex of
the same issuer (`AnnexMapping.remembered`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _

from delegation.annex.columns import AnnexMapping, ColumnReading, TableMapping, judged
from delegation.annex.contents import read_contents
from delegation.annex.headings import SEVERAL, SURE, Target, target_of
from delegation.annex.layout import is_numbering, is_serial
from delegation.annex.tables import Annex, Origin, SourceRow, TableRead

_DEEPEST_HEADING: Final = 30
_MOST_HEADING_ROWS: Final = 4
_LONGEST_HEADING: Final = 120


def recognise(
    annex: Annex,
    remembered: Mapping[str, str] | None = None,
    headings: Mapping[int, Sequence[int]] | None = None,
) -> AnnexMapping:
    """What the columns of an annex hold; `remembered` is what the same headings were taken for before.

    `headings` has, by table, the numbers of the heading rows that a person chose; of other tables they are found.
    """
    known = {heading: Target(name) for heading, name in (remembered or {}).items() if name in _NAMES}
    found: list[TableMapping] = []
    before: tuple[TableRead, TableMapping] | None = None
    for number, table in enumerate(annex.tables):
        heading = (headings or {}).get(number)
        rows = _heading_rows(table.rows, known) if heading is None else list(heading)
        mapping = _recognised(table, rows, known, before)
        found.append(mapping)
        if not mapping.why_not:
            before = table, mapping
    return AnnexMapping(tuple(found))


_NAMES: Final = frozenset(target.value for target in Target)


def _recognised(
    table: TableRead,
    heading: Sequence[int],
    known: Mapping[str, Target],
    before: tuple[TableRead, TableMapping] | None,
) -> TableMapping:
    if heading:
        columns = _from_heading(table, heading, known)
        columns = _completed(columns, read_contents(table, heading))
    elif before and before[0].width == table.width and _goes_on(table, before[1]):
        columns = [
            replace(reading, reason=_("bảng nối tiếp bảng trước, không có dòng tiêu đề"))
            for reading in before[1].columns
        ]
    else:
        columns = read_contents(table, ())
        if not any(reading.target in _PLAIN_TO_SEE for reading in columns):
            columns = []
    return judged(TableMapping(tuple(heading), tuple(_each_once(columns, table.width))))


_PLAIN_TO_SEE: Final = frozenset({Target.SERIAL, Target.PROCEDURES})


def _goes_on(table: TableRead, before: TableMapping) -> bool:
    """Whether the first entry of a table without headings stands where those of the table before it stood."""
    serial, power = before.column_of(Target.SERIAL), before.column_of(Target.POWER)
    for row in table.rows[:3]:
        if serial is not None and is_serial(row.cells[serial].text):
            return True
        if serial is None and power is not None and row.cells[power].text:
            return True
    return False


# The rows of the heading


def _heading_rows(rows: Sequence[SourceRow], known: Mapping[str, Target]) -> list[int]:
    """The numbers of the heading rows; none if there are none."""
    top = rows[:_DEEPEST_HEADING]
    scores = [0 if row.spans else len(_targets(row, known)) for row in top]
    best = max(scores, default=0)
    if best < (1 if top and len(top[0].cells) == 1 else 2):
        return []
    first = last = scores.index(best)
    while first > 0 and _leads_to(top[first - 1], top[first]) and last - first < _MOST_HEADING_ROWS:
        first -= 1
    while last + 1 < len(top) and last - first + 1 < _MOST_HEADING_ROWS:
        below = top[last + 1]
        if not (_leads_to(top[last], below) or _is_subheading(below, known)):
            break
        last += 1
    return [row.number for row in top[first : last + 1]]


def _targets(row: SourceRow, known: Mapping[str, Target]) -> set[Target]:
    found = (target_of(text, known) for _column, text in row.own if len(text) <= _LONGEST_HEADING)
    return {target for target, score, _reason in found if score >= SURE}


def _leads_to(above: SourceRow, below: SourceRow) -> bool:
    """Whether a cell of the row above is merged with the one below it."""
    return not above.spans and any(
        cell.origin is Origin.MERGED_DOWN and cell.text == over.text and not is_serial(cell.text)
        for over, cell in zip(above.cells, below.cells, strict=True)
    )


def _is_subheading(row: SourceRow, known: Mapping[str, Target]) -> bool:
    """Whether a row below the heading only names parts of its columns: "từ", "đến"."""
    texts = [text for _column, text in row.own]
    return (
        bool(texts)
        and not is_numbering(row)
        and not row.spans
        and all(target_of(text, known)[1] >= SURE for text in texts)
        and any(cell.origin is not Origin.OWN or not cell.text for cell in row.cells)
    )


# A column by its heading


def _from_heading(
    table: TableRead, heading: Sequence[int], known: Mapping[str, Target]
) -> list[ColumnReading]:
    rows = [row for row in table.rows if row.number in heading]
    columns = []
    for column in range(table.width):
        texts = list(dict.fromkeys(row.cells[column].text for row in rows if row.cells[column].text))
        shown = " / ".join(" ".join(text.split()) for text in texts)
        target, score, reason = max(
            (target_of(text, known) for text in (" ".join(texts), *texts[-1:])), key=lambda found: found[1]
        )
        if score < SURE:
            target, score, reason = Target.IGNORED, 0, _("không nhận ra tiêu đề cột")
        columns.append(ColumnReading(column, shown, target, score, reason))
    return columns


# Both together


def _completed(columns: list[ColumnReading], contents: list[ColumnReading]) -> list[ColumnReading]:
    """What the headings do not tell, from the contents."""
    taken = {reading.target for reading in columns}
    found = []
    for reading, seen in zip(columns, contents, strict=True):
        tells = reading.confidence == 0 and seen.target not in taken and _tells(seen, reading.heading, taken)
        found.append(replace(seen, heading=reading.heading) if tells else reading)
        taken.add(found[-1].target)
    return found


def _tells(seen: ColumnReading, heading: str, taken: set[Target]) -> bool:
    """Whether contents outweigh a heading that was not recognised, or the lack of one."""
    if seen.target is Target.POWER:
        return Target.SERIAL in taken and Target.PROCEDURES not in taken
    if seen.target in _PLAIN_TO_SEE:
        return True
    return seen.target is not Target.IGNORED and not heading


def _each_once(columns: list[ColumnReading], width: int) -> Iterator[ColumnReading]:
    """Each target for the column that shows it most surely; days come in pairs, the first day first."""
    columns = _paired_days(columns)
    counts = Counter(reading.target for reading in columns)
    best: dict[Target, ColumnReading] = {}
    for reading in columns:
        kept = best.setdefault(reading.target, reading)
        if reading.confidence > kept.confidence:
            best[reading.target] = reading
    for reading in columns[:width]:
        if reading.target in SEVERAL or counts[reading.target] == 1 or best[reading.target] is reading:
            yield reading
        else:
            reason = _("cột “%(heading)s” đã được nhận là cột này") % {
                "heading": best[reading.target].heading
            }
            yield replace(reading, target=Target.IGNORED, reason=reason)


def _paired_days(columns: list[ColumnReading]) -> list[ColumnReading]:
    days = [reading for reading in columns if reading.target is Target.VALID_FROM]
    has_last = any(reading.target is Target.VALID_UNTIL for reading in columns)
    if len(days) != 2 or has_last or days[1].heading:
        return columns
    last = replace(days[1], target=Target.VALID_UNTIL)
    return [last if reading is days[1] else reading for reading in columns]
