"""The decisions of one province of a made register, since 2016: their numbers, their bases, and what replaced them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from benchmarks.country import Province
from benchmarks.offices import SECTORS
from benchmarks.rows import Rows

# What a decision does, and whether the committee or the chair signs it.
PassingOn = tuple[str, str]

_YEARS: Final = range(2016, 2025)
# A decision of the old map is replaced by that of so many years later.
_REPLACED_AFTER: Final = 4
_DAYS_SINCE: Final = ("2025-07-01", "2025-10-01", "2026-01-01", "2026-04-01")
_KINDS: Final[tuple[PassingOn, ...]] = (
    ("decentralization", "committee"),
    ("delegation", "committee"),
    ("delegation", "chair"),
)
_SYMBOLS: Final = {"committee": "QĐ-UBND", "chair": "QĐ-CTUBND"}


@dataclass(frozen=True, slots=True)
class Decision:
    """An instrument of a province by which its committee or its chair passes powers on."""

    instrument: str
    kind: str
    signed_by: str
    begins: str


def old_decisions(province: Province, rows: Rows) -> list[Decision]:
    """Write the yearly decisions on the old map; each is replaced after some years."""
    decisions: list[Decision] = []
    for year in _YEARS:
        for passing_on in _KINDS:
            decision = _add(province, passing_on, f"{year}-02-01", len(decisions), rows)
            earlier = len(decisions) - _REPLACED_AFTER * len(_KINDS)
            if earlier >= 0:
                _relate(decision, "replaces", decisions[earlier].instrument, rows)
            decisions.append(decision)
    return decisions


def new_decisions(province: Province, rows: Rows) -> list[Decision]:
    """Write the decisions since the reorganisation."""
    days = [(day, passing_on) for day in _DAYS_SINCE for passing_on in _KINDS]
    return [_add(province, passing_on, day, 100 + at, rows) for at, (day, passing_on) in enumerate(days)]


def _add(province: Province, passing_on: PassingOn, day: str, at: int, rows: Rows) -> Decision:
    kind, signed_by = passing_on
    decision = Decision(f"qd-{province.code}-{at}", kind, signed_by, day)
    rows.add(
        "instruments",
        instrument=decision.instrument,
        number=f"{at + 1}/{day[:4]}/{_SYMBOLS[signed_by]}",
        type="Quyết định",
        title=f"Quyết định {at + 1} về {_title(kind)} trên địa bàn {province.name}",
        issuer=f"Ủy ban nhân dân {province.name}",
        signer="Chủ tịch",
        normative="yes",
        issued_on=day,
        effective_from=day,
        source="https://vbpl.example/",
        confidence="secondary_source",
    )
    for basis in _bases(day, at):
        _relate(decision, "based_on", basis, rows)
    return decision


def _title(kind: str) -> str:
    return "phân cấp" if kind == "decentralization" else "ủy quyền"


def _bases(day: str, at: int) -> Iterator[str]:
    kind_of_basis = "luat" if day < _DAYS_SINCE[0] else "nd"
    for step in range(2):
        yield f"{kind_of_basis}-{SECTORS[(at + step) % len(SECTORS)]}"


def _relate(decision: Decision, relation: str, target: str, rows: Rows) -> None:
    rows.add("instrument_relations", instrument=decision.instrument, relation=relation, target=target)
