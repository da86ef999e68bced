"""The rows of an annex in words: what would be recorded of each, and how it was come by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from delegation.annex.lookup import Matched
from delegation.annex.proposal import ProposedCell, ProposedRow
from delegation.editing.labels import Names

_HOW: Final[Mapping[str, Promise]] = {
    "key": gettext_lazy("khớp theo mã trong sổ"),
    "code": gettext_lazy("khớp theo mã thủ tục"),
    "name": gettext_lazy("khớp theo tên"),
}
_SOURCE: Final[Mapping[str, Promise]] = {
    "section": gettext_lazy("theo tiêu đề mục"),
    "default": gettext_lazy("theo giá trị chung"),
}


@dataclass(frozen=True, slots=True)
class CellShown:
    """A cell in words: what would be recorded, how it was come by, what is to be settled or worth a look."""

    words: str
    how: str = ""
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row of the annex as it would be recorded; `cells` by column of the table of grants."""

    place: str
    cells: Mapping[str, CellShown]
    is_clear: bool
    remarks: tuple[str, ...]


def row_shown(row: ProposedRow, names: Names, names_tables: bool) -> RowShown:
    """A row as it would be recorded; `names_tables`: its number alone does not tell where it stands."""
    labels = names.line_labels("grants", row.values)
    cells = {
        column: _cell_shown(cell, _in_words(labels.get(column), cell.value))
        for column, cell in row.cells.items()
    }
    place = f"{row.place.table}, {row.place.row}" if names_tables else str(row.place.row)
    return RowShown(place, cells, not row.faults, row.remarks)


def _in_words(label: object, value: str) -> str:
    if isinstance(label, list):
        return "; ".join(one or item for one, item in zip(label, value.split(";"), strict=False))
    return str(label or value)


def _cell_shown(cell: ProposedCell, words: str) -> CellShown:
    hows = list(dict.fromkeys(str(_HOW[match.how]) for match in cell.matches if isinstance(match, Matched)))
    if cell.source in _SOURCE and cell.value:
        hows = [str(_SOURCE[cell.source])]
    return CellShown(words, ", ".join(hows), cell.faults, cell.remarks)
