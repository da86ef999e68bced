"""What each column of an annex holds, as recognised or as a person corrected it. Plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from delegation.annex.headings import SEVERAL, Target
from delegation.annex.wording import plain


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """What a column is taken for, how surely (0 to 100), and why, in words."""

    column: int
    heading: str
    target: Target
    confidence: int
    reason: str


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What the columns of one table are taken for; `heading` are the numbers of its heading rows.

    `why_not` says why a table is not read; empty for one that is.
    """

    heading: tuple[int, ...]
    columns: tuple[ColumnReading, ...]
    why_not: str = ""

    def column_of(self, target: Target) -> int | None:
        """The column that holds something, None without one."""
        return next(iter(self.columns_of(target)), None)

    def columns_of(self, target: Target) -> list[int]:
        """Every column that holds something."""
        return [reading.column for reading in self.columns if reading.target is target]


@dataclass(frozen=True, slots=True)
class AnnexMapping:
    """What the columns of each table of an annex are taken for, in the order of its tables."""

    tables: tuple[TableMapping, ...]

    def corrected(self, choices: Mapping[tuple[int, int], Target]) -> AnnexMapping:
        """With what a person chose, by table and column from 0; a choice takes a target away from another column."""
        return AnnexMapping(
            tuple(
                _corrected(
                    table, {column: target for (at, column), target in choices.items() if at == number}
                )
                for number, table in enumerate(self.tables)
            )
        )

    def remembered(self) -> dict[str, str]:
        """By folded heading what each column was taken for: to be kept for the issuer, and given to `recognise`."""
        return {
            plain(reading.heading): reading.target.value
            for table in self.tables
            if not table.why_not
            for reading in table.columns
            if plain(reading.heading)
        }


def judged(mapping: TableMapping) -> TableMapping:
    """With why the table is not read, if it has no column that names powers."""
    names_power = any(
        mapping.columns_of(target) for target in (Target.POWER, Target.PROCEDURES, Target.POWER_KEY)
    )
    why_not = "" if names_power else _("bảng không có cột nhiệm vụ, quyền hạn hoặc mã thủ tục")
    return replace(mapping, why_not=why_not)


def _corrected(mapping: TableMapping, choices: Mapping[int, Target]) -> TableMapping:
    taken = set(choices.values()) - SEVERAL
    columns = tuple(_chosen(reading, choices.get(reading.column), taken) for reading in mapping.columns)
    return judged(replace(mapping, columns=columns))


def _chosen(reading: ColumnReading, target: Target | None, taken: set[Target]) -> ColumnReading:
    if target is not None:
        return replace(reading, target=target, confidence=100, reason=_("do người nhập chọn"))
    if reading.target in taken:
        reason = _("người nhập đã chọn cột khác")
        return replace(reading, target=Target.IGNORED, confidence=100, reason=reason)
    return reading
