from __future__ import annotations

import json
import sys
from collections import Counter
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from delegation.diagnostics import SEVERITIES, Diagnostic, Draft, Ground, Paper, diagnose
from delegation.diagnostics.draft import drafts_from
from delegation.management.register_command import RegisterCommand
from delegation.models import GrantEntry, InstrumentEntry
from delegation.reading import register_of
from units.models import Edition

EXIT_FAULTS = 1


class Command(RegisterCommand):
    """`lint [--json]`: the checks of docs/diagnostics/ on what is recorded now; exit 1 if any error is found."""

    help = "Kiểm tra những gì đang ghi trong sổ và nêu từng lỗi: mã, mức độ, dòng, việc phải làm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="in một mảng JSON, cho chương trình đọc")

    def handle(self, *args: Any, **options: Any) -> None:
        found = diagnose_recorded(Edition.objects.latest_number())
        if options["json"]:
            self.stdout.write(json.dumps([_as_json(one) for one in found], ensure_ascii=False))
        else:
            self._tell(found)
        if any(one.severity == "error" for one in found):
            sys.exit(EXIT_FAULTS)

    def _tell(self, found: list[Diagnostic]) -> None:
        words = {"error": _("lỗi"), "warning": _("cảnh báo"), "info": _("lưu ý")}
        for one in found:
            where = f"{one.record.table} {one.record.id}" + (f" @ {one.place}" if one.place else "")
            self.stdout.write(f"{one.code} [{words[one.severity]}] {where}: {one.told(_)} ({one.law})")
        count = Counter(one.severity for one in found)
        self.stdout.write(
            _("%(error)d lỗi, %(warning)d cảnh báo, %(info)d lưu ý.")
            % {level: count[level] for level in SEVERITIES}
        )


def diagnose_recorded(edition: int) -> list[Diagnostic]:
    """What is wrong with the whole register as it stood at the edition of that number."""
    register = register_of(edition)
    ground = Ground(register, register.grants.of_all_powers(register.powers))
    return diagnose(_drafts(edition, ground), ground)


def _drafts(edition: int, ground: Ground) -> list[Draft]:
    """Every recorded document with what it grants. What the register does not record of a text stays unknown."""
    rows = InstrumentEntry.objects.recorded(edition).values_list(
        "instrument_id", "number", "issuer", "signer", "normative", "gazette"
    )
    papers = (Paper(ground.register.instruments[instrument], *said) for instrument, *said in rows)
    grants = (grant for of_power in ground.grants.values() for grant in of_power)
    citations = GrantEntry.objects.recorded(edition).values_list("grant_id", "citation")
    return drafts_from(papers, grants, dict(citations))


def _as_json(one: Diagnostic) -> dict[str, str | None]:
    return {
        "code": one.code,
        "severity": one.severity,
        "table": one.record.table,
        "id": one.record.id,
        "place": one.place,
        "on": None if one.on is None else one.on.isoformat(),
        "law": one.law,
        "message": one.told(_),
    }
