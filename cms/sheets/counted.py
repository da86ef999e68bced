"""How many powers there are on a day, by level, kind and field, as bars that lead to the rows they count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from django.utils.translation import gettext

from cms import wording
from cms.addresses import field_address, in_this_edition
from cms.catalog import Catalog
from cms.drawings.counts import Counts, Given, count, share
from cms.links import Link
from cms.matrix.layout import day_layout
from cms.matrix.words import LEVEL
from delegation.matrix import MatrixRow
from delegation.office_classes import OfficeClasses
from delegation.records import GRANT_KINDS

# A day's counts are a few numbers; those of the days that are asked for most stay.
_DAYS_KEPT: Final = 32


@dataclass(frozen=True, slots=True)
class CountBar:
    """A number with its bar: what is counted, and where the rows are (empty where nothing lists them)."""

    key: str
    counted: Link
    count: int
    width: str
    rows: str


@lru_cache(maxsize=_DAYS_KEPT)
def counts_of_day(catalog: Catalog, day: date) -> Counts:
    """The powers of all fields that stand in the matrix of a day."""
    return count(
        Given(
            entry.row.grant.power, entry.field, entry.row.grant.kind, _levels(entry.classes), entry.row.lapsed
        )
        for entry in day_layout(catalog, day).entries
    )


def counts_of_rows(catalog: Catalog, classes: OfficeClasses, rows: Iterable[MatrixRow]) -> Counts:
    """The powers in some of a day's rows."""
    return count(
        Given(
            row.grant.power,
            catalog.powers[row.grant.power].field,
            row.grant.kind,
            _levels(classes.of_recipient(row.recipient)),
            row.lapsed,
        )
        for row in rows
    )


def _levels(classes: Iterable[Any]) -> frozenset[str]:
    return frozenset(one.level for one in classes)


def level_bars(counts: Counts, matrix: str, day: date, **asked: str) -> tuple[CountBar, ...]:
    """A bar for each level of government, from the centre down."""
    gone = gettext("nay không còn; văn bản còn ghi")
    links = {
        level: Link(str(words), note=gone if level in counts.lapsed_levels else "")
        for level, words in LEVEL.items()
    }
    return _bars(counts.by_level, links, lambda level: rows_address(matrix, day, cap=level, **asked))


def kind_bars(counts: Counts, matrix: str, day: date, **asked: str) -> tuple[CountBar, ...]:
    """A bar for each kind of grant."""
    links = {kind: Link(wording.word(wording.GRANT_KIND, kind)) for kind in GRANT_KINDS}
    return _bars(
        counts.by_kind, links, lambda kind: rows_address(matrix, day, **asked, **{"hinh-thuc": kind})
    )


def field_bars(catalog: Catalog, counts: Counts, matrix: str, day: date) -> tuple[CountBar, ...]:
    """A bar for each field of law in which there is anything, the longest first."""
    order = sorted(
        counts.by_field, key=lambda field: (-counts.by_field[field], catalog.fields.get(field, field))
    )
    links = {field: Link(catalog.fields.get(field, field), field_address(field)) for field in order}
    return _bars(counts.by_field, links, lambda field: rows_address(matrix, day, **{"linh-vuc": field}))


def rows_address(matrix: str, day: date, **asked: str) -> str:
    """The rows of the matrix of a day that a filter leaves; empty while there is no page of the matrix."""
    if not matrix:
        return ""
    path, _, _ = matrix.partition("?")
    return in_this_edition(f"{path}{day.isoformat()}/?{urlencode(asked)}")


def _bars(counts: Mapping[str, int], links: Mapping[str, Link], rows: Any) -> tuple[CountBar, ...]:
    most = max(counts.values(), default=0)
    return tuple(
        CountBar(key, link, counts[key], share(counts[key], most), rows(key))
        for key, link in links.items()
        if counts.get(key)
    )
