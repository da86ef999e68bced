"""The page of a field of law: its powers with their holders on a day, how many of each, and how far it is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cms import wording
from cms.catalog import Catalog
from cms.coverage import CoverageStatement, statement_for
from cms.links import Link, power_link, recipient_link
from cms.matching import in_order
from cms.pager import Pager, paginate
from cms.sheets.counted import CountBar, counts_of_rows, kind_bars, level_bars, rows_address
from delegation.matrix import MatrixRow, matrix
from delegation.office_classes import office_classes

ROWS_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody to whom the power is given, or from whom it is taken, by which kind of grant; `row`: the provision."""

    holder: Link
    kind: str
    kind_words: str
    row: str
    lapsed: bool


@dataclass(frozen=True, slots=True)
class PowerLine:
    """A power of the field with what is in effect of it."""

    power: Link
    procedures: tuple[str, ...]
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class FieldSheet:
    """A field of law on a day."""

    field: str
    name: str
    day: date
    in_all: int
    given: int
    coverage: CoverageStatement | None
    levels: tuple[CountBar, ...]
    kinds: tuple[CountBar, ...]
    rows: str
    powers: Pager[PowerLine]


def field_sheet(
    catalog: Catalog, field: str, day: date, matrix_at: str, sent: Mapping[str, str]
) -> FieldSheet:
    """The page of a recorded field; `matrix_at` is where the matrix is shown, `sent` may hold trang."""
    of_power = rows_of_field(catalog, field, day)
    rows = [row for of_one in of_power.values() for row in of_one]
    counts = counts_of_rows(catalog, office_classes(catalog.day(day).snapshot), rows)
    pager = paginate(list(of_power), sent.get("trang", ""), ROWS_A_PAGE, sent)
    asked = {"linh-vuc": field}
    return FieldSheet(
        field=field,
        name=catalog.fields[field],
        day=day,
        in_all=len(of_power),
        given=counts.powers,
        coverage=statement_for(field),
        levels=level_bars(counts, matrix_at, day, **asked),
        kinds=kind_bars(counts, matrix_at, day, **asked),
        rows=rows_address(matrix_at, day, **asked),
        powers=pager.showing([_line(catalog, day, power, of_power[power]) for power in pager.items]),
    )


def rows_of_field(catalog: Catalog, field: str, day: date) -> dict[str, list[MatrixRow]]:
    """Every power of a field with its rows in the matrix of the day: those with any first, then by title."""
    cards = sorted(
        (card for card in catalog.powers.values() if card.field == field),
        key=lambda card: (in_order(card.title), card.power),
    )
    of_power: dict[str, list[MatrixRow]] = {card.power: [] for card in cards}
    grants = catalog.register.grants.of_all_powers(of_power)
    for row in matrix(catalog.day(day), grants.values()):
        of_power[row.grant.power].append(row)
    return dict(sorted(of_power.items(), key=lambda item: not item[1]))


def _line(catalog: Catalog, day: date, power: str, rows: list[MatrixRow]) -> PowerLine:
    link = power_link(catalog, power, day)
    return PowerLine(
        power=link,
        procedures=catalog.powers[power].procedures,
        held=tuple(
            Held(
                recipient_link(catalog, row.recipient, day),
                row.grant.kind,
                wording.word(wording.GRANT_KIND, row.grant.kind),
                f"{link.address}#{row.grant.grant}",
                row.lapsed,
            )
            for row in sorted(rows, key=lambda row: row.key)
        ),
    )
