"""Editions for tests: what is recorded corrected, taken out, and recorded anew, as an officer would."""

from __future__ import annotations

from collections.abc import Mapping

from delegation.bundle.format import TABLES
from delegation.bundle.recorded import recorded_rows
from delegation.bundle.recording import Recording, record
from delegation.bundle.rows import Key, Row
from tests.bundles import bundle_of
from units.models import Edition

POWER = "dau-tu.nhom-c-dia-phuong"
GRANT = "dau-tu.nhom-c-dia-phuong.3"


def said(table: str, key: Key) -> dict[str, str]:
    """What the register says of a row now, by column."""
    row = recorded_rows(Edition.objects.latest_number())[table][key]
    return dict(zip(TABLES[table].header, row.cells, strict=True))


def correct(table: str, key: Key, **cells: str) -> Recording:
    """Record a row of the register with other cells."""
    return _record({table: [said(table, key) | cells]}, {}, "đính chính cho đúng")


def bring(table: str, *rows: Mapping[str, str]) -> Recording:
    """Record new rows."""
    return _record({table: list(rows)}, {}, "ghi thêm")


def withdraw(*keys: tuple[str, Key], reason: str = "ghi nhầm") -> Recording:
    """Take rows out of the register."""
    taken: dict[str, dict[Key, Row]] = {}
    for line, (table, key) in enumerate(keys, 2):
        cells = (*key, *[""] * (len(TABLES[table].header) - len(key)))
        taken.setdefault(table, {})[key] = Row(line, cells)
    return _record({}, taken, reason)


def _record(
    tables: dict[str, list[dict[str, str] | Mapping[str, str]]],
    taken: dict[str, dict[Key, Row]],
    reason: str,
) -> Recording:
    return record(bundle_of(tables), taken, acting_user=None, actor_name="Người Ghi Sổ", reason=reason)
