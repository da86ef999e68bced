from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, Final

from django.core.management.base import CommandParser

from delegation.management.register_command import RegisterCommand
from delegation.matrix import MatrixRow, matrix
from delegation.models import FieldEntry, GrantEntry, InstrumentEntry, PowerEntry
from delegation.questions import QuestionRefused, read_day, read_time
from delegation.reading import day_of, register_of
from units.directory import Directory
from units.models import Edition

COLUMNS: Final = (
    "power",
    "title",
    "field",
    "procedures",
    "kind",
    "grantor",
    "recipient",
    "recipient_name",
    "territory",
    "limits",
    "conditions",
    "instrument",
    "number",
    "citation",
    "valid_from",
    "valid_until",
    "effective_until",
    "confidence",
    "defects",
    "lapsed",
    "exceptions",
)

# What is only printed (citations, confidence) is read for so many rows at a time and then let go of.
_ROWS_AT_A_TIME: Final = 5_000


class Command(RegisterCommand):
    """`matrix --on DAY --csv`: every grant in effect on a day, a row for each recipient as its text names it."""

    help = "Ma trận thẩm quyền của một ngày, dạng CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", required=True, metavar="NGÀY", help="ngày được hỏi, YYYY-MM-DD")
        parser.add_argument(
            "--known-at", metavar="LÚC", help="theo những gì sổ đã ghi đến lúc này (ISO 8601)"
        )
        parser.add_argument("--csv", action="store_true", required=True, help="in dạng CSV, mã UTF-8")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            day = read_day(options["on"])
            known_at = read_time(options["known_at"])
        except QuestionRefused as refusal:
            self.refuse(refusal)
        edition = Edition.objects.latest_number() if known_at is None else Edition.objects.number_at(known_at)
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(matrix_lines(day, edition))


def matrix_lines(day: date, edition: int) -> Iterator[list[str]]:
    """The lines of the matrix of a day as it stood at an edition, in the order of COLUMNS."""
    register = register_of(edition)
    grants = register.grants.of_all_powers(register.powers)
    rows = iter(matrix(day_of(register, day), grants.values()))
    sheet = _Sheet(register.directory, edition)
    while some := list(islice(rows, _ROWS_AT_A_TIME)):
        yield from sheet.lines(some)


class _Sheet:
    """Lays rows out as cells, with what is recorded beside the rules: titles, numbers, citations."""

    def __init__(self, directory: Directory, edition: int) -> None:
        self._edition = edition
        self._names = {office.office: office.name for office in directory.offices.values()}
        self._names.update((scope.scope, scope.name) for scope in directory.scopes.values())
        fields = dict(FieldEntry.objects.recorded(edition).values_list("field_id", "name"))
        powers = PowerEntry.objects.recorded(edition)
        self._powers = {
            power: (title, fields[field], procedures)
            for power, title, field, procedures in powers.values_list(
                "power_id", "title", "field_id", "procedures"
            )
        }
        instruments = InstrumentEntry.objects.recorded(edition)
        self._instruments = {
            instrument: (number, until)
            for instrument, number, until in instruments.values_list(
                "instrument_id", "number", "effective_until"
            )
        }

    def lines(self, rows: Iterable[MatrixRow]) -> Iterator[list[str]]:
        """The cells of the rows; one statement reads what the rows' grants add."""
        some = list(rows)
        entries = GrantEntry.objects.recorded(self._edition).filter(
            grant__in={row.grant.grant for row in some}
        )
        texts = {
            grant: (citation, confidence)
            for grant, citation, confidence in entries.values_list("grant_id", "citation", "confidence")
        }
        return (self._line(row, *texts[row.grant.grant]) for row in some)

    def _line(self, row: MatrixRow, citation: str, confidence: str) -> list[str]:
        grant = row.grant
        number, effective_until = self._instruments[grant.instrument]
        return [
            grant.power,
            *self._powers[grant.power],
            grant.kind,
            grant.grantor or "",
            row.recipient,
            self._names[row.recipient],
            str(grant.territory or ""),
            ";".join(limit.text for limit in grant.limits),
            grant.conditions,
            grant.instrument,
            number,
            citation,
            _day(grant.period.start),
            _day(grant.period.last_day),
            _day(effective_until),
            confidence,
            ";".join(row.defects),
            "yes" if row.lapsed else "no",
            ";".join(row.exceptions),
        ]


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
