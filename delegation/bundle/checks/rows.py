"""What the cells of one row say together. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from delegation.bundle.cells import read_period
from delegation.bundle.checks.merged import Merged
from delegation.bundle.faults import Fault, quoted
from delegation.bundle.format import TABLES, Table
from delegation.records import GRANT_KINDS, ORIGIN_KINDS

# Law itself allocates or devolves, and a text may exclude, without an office that gives.
_KINDS_WITH_GRANTOR = frozenset(GRANT_KINDS) - ORIGIN_KINDS - {"exclusion"}


def row_faults(merged: Merged) -> Iterator[Fault]:
    """Every fault that a row of the bundle has by itself."""
    for table in TABLES.values():
        for first, last in table.periods:
            yield from _periods_out_of_order(merged, table, first, last)
    yield from _unit_ids(merged)
    yield from _office_ids(merged)
    yield from _instruments_without_day(merged)
    yield from _on_itself(merged, TABLES["successions"], "from_unit", "to_unit")
    yield from _on_itself(merged, TABLES["instrument_relations"], "instrument", "target")
    yield from _grants_without_grantor(merged)


def _periods_out_of_order(merged: Merged, table: Table, first: str, last: str) -> Iterator[Fault]:
    read = table.reader(first, last)
    for row in merged.brought(table.name).values():
        first_day, last_day = read(row.cells)
        if first_day > last_day and last_day and _are_days(first_day, last_day):
            yield Fault(
                table.file,
                row.line,
                last,
                gettext(
                    "ngày cuối %(last)s (%(last_column)s) đứng trước ngày đầu %(first)s (%(first_column)s); "
                    "hãy sửa một trong hai ngày."
                )
                % {"last": last_day, "last_column": last, "first": first_day, "first_column": first},
            )


def _are_days(first: str, last: str) -> bool:
    """Whether both cells are sound; where one is not, that is reported as a fault of the cell."""
    try:
        read_period(first, last)
    except ValueError:
        return False
    return True


def _unit_ids(merged: Merged) -> Iterator[Fault]:
    for row in merged.brought("units").values():
        if "/" in row.cells[0]:
            yield Fault(
                TABLES["units"].file,
                row.line,
                "unit",
                gettext("mã đơn vị %(value)s có dấu /; hãy đặt mã không có dấu này, ví dụ 769@2021-01-01.")
                % {"value": quoted(row.cells[0])},
            )


def _office_ids(merged: Merged) -> Iterator[Fault]:
    offices = TABLES["offices"]
    read = offices.reader("office", "unit", "kind")
    for row in merged.brought("offices").values():
        office, unit, kind = read(row.cells)
        plain = f"{unit}/{kind}"
        if office == plain or (office.startswith(f"{plain}:") and office != f"{plain}:"):
            continue
        if office and unit and kind:
            yield Fault(
                offices.file,
                row.line,
                "office",
                gettext(
                    "mã %(value)s không khớp với cột unit và kind; "
                    "hãy viết %(plain)s, hoặc %(plain)s:tên-riêng."
                )
                % {"value": quoted(office), "plain": plain},
            )


def _instruments_without_day(merged: Merged) -> Iterator[Fault]:
    instruments = TABLES["instruments"]
    read = instruments.reader("instrument", "issued_on", "effective_from")
    for row in merged.brought("instruments").values():
        instrument, issued_on, effective_from = read(row.cells)
        if not issued_on and not effective_from:
            yield Fault(
                instruments.file,
                row.line,
                "issued_on",
                gettext(
                    "văn bản %(value)s không có ngày ban hành lẫn ngày có hiệu lực; "
                    "hãy điền issued_on hoặc effective_from."
                )
                % {"value": quoted(instrument)},
            )


def _on_itself(merged: Merged, table: Table, acting: str, acted_on: str) -> Iterator[Fault]:
    read = table.reader(acting, acted_on)
    for row in merged.brought(table.name).values():
        one, other = read(row.cells)
        if one and one == other:
            yield Fault(
                table.file,
                row.line,
                acted_on,
                gettext("%(value)s ở cả hai cột %(acting)s và %(acted_on)s; hãy sửa một trong hai ô.")
                % {"value": quoted(one), "acting": acting, "acted_on": acted_on},
            )


def _grants_without_grantor(merged: Merged) -> Iterator[Fault]:
    grants = TABLES["grants"]
    read = grants.reader("kind", "grantor")
    for row in merged.brought("grants").values():
        kind, grantor = read(row.cells)
        if not grantor and kind in _KINDS_WITH_GRANTOR:
            yield Fault(
                grants.file,
                row.line,
                "grantor",
                gettext(
                    "dòng loại %(kind)s phải có bên trao thẩm quyền; hãy điền mã cơ quan, chức danh trao."
                )
                % {"kind": quoted(kind)},
            )
