"""Units through time: versions, codes and successions that contradict one another. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext

from delegation.bundle.cells import read_territory
from delegation.bundle.checks.merged import Merged, place_of
from delegation.bundle.faults import Fault, quoted
from delegation.bundle.format import TABLES
from delegation.bundle.rows import Row
from units.geography import UnitVersion

Version = tuple[UnitVersion, Row]

_UNITS = TABLES["units"]
_SUCCESSIONS = TABLES["successions"]


def unit_faults(merged: Merged) -> Iterator[Fault]:
    """Every contradiction between units, and every recorded territory that a correction takes away."""
    yield from _overlapping_versions(merged)
    yield from _codes_borne_twice(merged)
    yield from _ids_that_are_codes(merged)
    yield from _twice_whole(merged)
    yield from _territories_taken_away(merged)


def _overlapping_versions(merged: Merged) -> Iterator[Fault]:
    for unit, versions in _grouped((version.unit, (version, row)) for version, row in merged.versions):
        for (_, row), (other, _) in _overlaps(versions):
            yield _fault(
                row,
                "valid_from",
                gettext(
                    "đơn vị %(unit)s đã có phiên bản khác trùng ngày (%(days)s); "
                    "hãy sửa valid_from, valid_until."
                )
                % {"unit": quoted(unit), "days": _days(other)},
            )


def _codes_borne_twice(merged: Merged) -> Iterator[Fault]:
    for code, versions in _grouped((version.code, (version, row)) for version, row in merged.versions):
        for (version, row), (other, other_row) in _overlaps(versions):
            if version.unit == other.unit:
                continue
            yield _fault(
                row,
                "code",
                gettext(
                    "mã số %(code)s trùng với đơn vị %(other)s (%(place)s, %(days)s); "
                    "trong một ngày một mã số chỉ thuộc một đơn vị, hãy sửa mã số hoặc ngày."
                )
                % {
                    "code": quoted(code),
                    "other": quoted(other.unit),
                    "place": place_of(other_row),
                    "days": _days(other),
                },
            )


def _ids_that_are_codes(merged: Merged) -> Iterator[Fault]:
    """A place is named by an id or by a code: an id that is another unit's code would answer for the wrong one."""
    ids = {version.unit for version, _ in merged.versions}
    for version, row in merged.versions:
        if version.code in ids and version.code != version.unit:
            yield _fault(
                row,
                "code",
                gettext("mã số %(code)s trùng với mã định danh của một đơn vị khác; hãy đổi mã định danh ấy.")
                % {"code": quoted(version.code)},
            )


def _grouped(pairs: Iterable[tuple[str, Version]]) -> Iterable[tuple[str, list[Version]]]:
    groups: dict[str, list[Version]] = defaultdict(list)
    for name, version in pairs:
        groups[name].append(version)
    return groups.items()


def _overlaps(versions: list[Version]) -> Iterator[tuple[Version, Version]]:
    """Each version that shares a day with an earlier one, and that one; first of the two the bundle's."""
    ordered = sorted(versions, key=lambda item: item[0].period.start or date.min)
    reaching_furthest = ordered[0]
    for item in ordered[1:]:
        if item[0].period.overlaps(reaching_furthest[0].period):
            later_in_file = sorted((item, reaching_furthest), key=lambda pair: -(pair[1].line or 0))
            yield later_in_file[0], later_in_file[1]
        if _end(item) > _end(reaching_furthest):
            reaching_furthest = item


def _end(item: Version) -> date:
    return item[0].period.end or date.max


def _twice_whole(merged: Merged) -> Iterator[Fault]:
    read = _SUCCESSIONS.reader("on", "from_unit", "to_unit", "extent")
    first_to: dict[tuple[str, str], tuple[str, Row]] = {}
    for row in sorted(merged.rows("successions"), key=lambda row: row.line or 0):
        on, from_unit, to_unit, extent = read(row.cells)
        if extent != "whole":
            continue
        other, other_row = first_to.setdefault((on, from_unit), (to_unit, row))
        if other_row is not row:
            yield Fault(
                _SUCCESSIONS.file,
                row.line,
                "extent",
                gettext(
                    "ngày %(on)s toàn bộ %(unit)s đã nhập vào %(other)s (%(place)s); hãy sửa thành part "
                    "hoặc bỏ bớt một dòng."
                )
                % {"on": on, "unit": quoted(from_unit), "other": quoted(other), "place": place_of(other_row)},
            )


def _territories_taken_away(merged: Merged) -> Iterator[Fault]:
    """Recorded grants on a unit as it was on a day on which, by the bundle, it does not exist any more."""
    touched = {row.cells[0]: row for row in merged.brought("units").values()}
    if not touched:
        return
    read = TABLES["grants"].reader("grant", "territory")
    for row in merged.kept("grants"):
        grant, cell = read(row.cells)
        territory = read_territory(cell)
        if territory is None or territory.as_of is None or territory.unit not in touched:
            continue
        if not merged.geography.exists(territory.unit, territory.as_of):
            yield _fault(
                touched[territory.unit],
                "valid_until",
                gettext(
                    "dòng trao quyền %(grant)s đã ghi trong sổ có địa bàn %(cell)s, nhưng theo gói này "
                    "đơn vị không tồn tại vào ngày đó; hãy sửa ngày của đơn vị hoặc địa bàn của dòng ấy."
                )
                % {"grant": quoted(grant), "cell": quoted(cell)},
            )


def _fault(row: Row, column: str, message: str) -> Fault:
    return Fault(_UNITS.file, row.line, column, message)


def _days(version: UnitVersion) -> str:
    first, last = version.period.start, version.period.last_day
    return gettext("từ %(first)s đến %(last)s") % {
        "first": first.isoformat() if first else "…",
        "last": last.isoformat() if last else "…",
    }
