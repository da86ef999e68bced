"""Names that must tell things apart: recipients, and the numbers of documents. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from delegation.bundle.cells import read_day
from delegation.bundle.checks.merged import Merged, place_of
from delegation.bundle.faults import Fault, quoted
from delegation.bundle.format import TABLES
from delegation.bundle.rows import Row
from delegation.numbers import canonical_number


def name_faults(merged: Merged) -> Iterator[Fault]:
    """Every name of the bundle that could mean two things."""
    yield from _scopes_named_like_offices(merged)
    yield from _numbers_given_twice(merged)


def _scopes_named_like_offices(merged: Merged) -> Iterator[Fault]:
    for table, other in (("scopes", "offices"), ("offices", "scopes")):
        # A pair that is wholly of the bundle is told once, at the scope.
        taken = (
            merged.identities(other) if table == "scopes" else {row.cells[0] for row in merged.kept(other)}
        )
        for row in merged.brought(table).values():
            if row.cells[0] in taken:
                yield Fault(
                    TABLES[table].file,
                    row.line,
                    TABLES[table].header[0],
                    gettext(
                        "mã %(value)s vừa là một nhóm vừa là một cơ quan, chức danh; "
                        "hãy đặt mã khác cho nhóm."
                    )
                    % {"value": quoted(row.cells[0])},
                )


def _numbers_given_twice(merged: Merged) -> Iterator[Fault]:
    """One instrument an issuer, symbol, number and year: that of issue, else that of taking effect."""
    instruments = TABLES["instruments"]
    read = instruments.reader("instrument", "number", "issuer", "issued_on", "effective_from")
    bearers: dict[tuple[str, str, int], tuple[str, Row]] = {}
    # What is recorded comes first, so that of two bearers the one of the bundle is told.
    for row in sorted(merged.rows("instruments"), key=lambda row: row.line or 0):
        instrument, number, issuer, issued_on, effective_from = read(row.cells)
        year = _year(issued_on or effective_from)
        if not number or year is None:
            continue
        other, other_row = bearers.setdefault((issuer, canonical_number(number), year), (instrument, row))
        if other_row is not row:
            yield Fault(
                instruments.file,
                row.line,
                "number",
                gettext(
                    "số %(number)s năm %(year)d của %(issuer)s đã thuộc văn bản %(other)s (%(place)s); "
                    "hãy sửa số, hoặc dùng chung một văn bản."
                )
                % {
                    "number": quoted(number),
                    "year": year,
                    "issuer": quoted(issuer),
                    "other": quoted(other),
                    "place": place_of(other_row),
                },
            )


def _year(cell: str) -> int | None:
    """The year of a day; None where it is reported elsewhere that there is no day."""
    try:
        day = read_day(cell)
    except ValueError:
        return None
    return None if day is None else day.year
