"""Whether a bundle may be recorded: the faults of its rows by themselves and with the register. Pure."""

from __future__ import annotations

from itertools import chain, islice

from delegation.bundle.checks.cells import cell_faults
from delegation.bundle.checks.merged import Merged
from delegation.bundle.checks.names import name_faults
from delegation.bundle.checks.parents import parent_faults
from delegation.bundle.checks.rows import row_faults
from delegation.bundle.checks.units import unit_faults
from delegation.bundle.checks.withdrawals import Withdrawn, withdrawal_faults
from delegation.bundle.faults import MOST_FAULTS, Fault, too_many
from delegation.bundle.format import TABLES
from delegation.bundle.rows import Bundle, TableRows


def check(bundle: Bundle, recorded: TableRows, withdrawn: Withdrawn | None = None) -> list[Fault]:
    """The faults of the register as it would be with the bundle, in the order of files, rows and columns.

    `recorded` is what the register holds, by table name and key; of rows with the same key the bundle's wins.
    `withdrawn` are rows that are taken out of it. Empty if all may be recorded. After MOST_FAULTS faults one more
    says that the list is cut short.
    """
    withdrawn = withdrawn or {}
    left = {
        name: {key: row for key, row in rows.items() if key not in withdrawn.get(name, {})}
        for name, rows in recorded.items()
    }
    merged = Merged(bundle, left)
    faults = chain(
        withdrawal_faults(withdrawn, recorded, merged), chain.from_iterable(find(merged) for find in _FINDERS)
    )
    found = list(islice(faults, MOST_FAULTS))
    is_cut_short = next(faults, None) is not None
    found.sort(key=_order)
    return [*found, too_many(found[-1].file)] if is_cut_short else found


_FINDERS = (cell_faults, row_faults, unit_faults, parent_faults, name_faults)
_FILES = {table.file: (place, table) for place, table in enumerate(TABLES.values())}


def _order(fault: Fault) -> tuple[int, int, int]:
    place, table = _FILES[fault.file]
    return place, fault.row or 0, table.position(fault.column) if fault.column is not None else -1
