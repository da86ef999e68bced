"""What the provinces of a made register pass on: to communes by scopes and exceptions, to heads of departments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from random import Random
from typing import Final

from benchmarks.country import Country, Province
from benchmarks.decisions import Decision, new_decisions, old_decisions
from benchmarks.offices import scope
from benchmarks.powers import Laws, Power
from benchmarks.rows import Rows

_LIMITS: Final = (
    "area_m2<=1000",
    "amount_vnd<240000000000",
    "floors<7;project_group=B|C",
    "amount_vnd>=80000000000;area_m2<5000",
    "project_group=C",
)
# How many of each hundred grants bear limits or words, are for a part of the province, exclude, assign; are changed.
_LIMITED, _WITH_CONDITIONS, _ON_OLD_MAP, _EXCLUDING, _ASSIGNING, _CHANGED = 12, 4, 8, 2, 1, 3
_LAST_DAY_OF_A_TERM: Final = "2027-02-28"
_FIRST_CHANGES: Final = "2026-05-01"


class PassingOn:
    """Writes the grants of one province and their changes."""

    def __init__(self, province: Province, country: Country, laws: Laws, rows: Rows) -> None:
        self._province = province
        self._rows = rows
        self._random = Random(province.code)
        self._made = 0
        self._powers = {holder: self._endless(laws.of_holder[holder]) for holder in ("committee", "chair")}
        self._old_areas = [
            area
            for other in country.provinces
            if country.heir_of(other) is country.heir_of(province)
            for area in (other.old_map, *other.districts)
        ]
        self._old = old_decisions(province, rows)
        self._new = [] if province.is_merged else new_decisions(province, rows)

    def on_old_map(self, count: int) -> None:
        """Pass on to the districts of the old map, each year something."""
        decisions = cycle(self._old)
        for _ in range(count):
            decision = next(decisions)
            kind = "committee" if decision.kind == "decentralization" else "chair"
            self._grant(decision, scope(kind, "huyen", self._province, with_exceptions=self._one_in(4)))

    def since_reorganisation(self, count: int, to_communes: int) -> None:
        """Pass on to the province's communes, to chairs and committees, and the rest to department heads."""
        to_committees = [decision for decision in self._new if decision.signed_by == "committee"]
        for kind, decisions in (("chair", cycle(self._new)), ("committee", cycle(to_committees))):
            for _ in range(to_communes):
                recipients = scope(kind, "xa", self._province, with_exceptions=self._one_in(4))
                self._grant(next(decisions), recipients)
        decisions = cycle(self._new)
        for _ in range(count - 2 * to_communes):
            self._grant(next(decisions), "")

    def _grant(self, decision: Decision, recipients: str) -> None:
        """One grant; without recipients it goes to the head of the department of the power's sector."""
        power = next(self._powers[decision.signed_by])
        kind = self._kind(decision)
        self._made += 1
        grant = f"{self._province.code}.{self._made:05}"
        self._rows.add(
            "grants",
            grant=grant,
            power=power.power,
            kind=kind,
            grantor=f"{self._province.unit}/{decision.signed_by}",
            recipients=recipients or f"{self._province.unit}/department_head:{power.sector}",
            territory=self._territory(),
            instrument=decision.instrument,
            citation=f"điểm {self._made % 9 + 1} khoản {self._made % 7 + 1} Điều 3",
            valid_from=decision.begins,
            valid_until=_term(decision),
            limits=self._random.choice(_LIMITS) if self._is_among(_LIMITED) else "",
            conditions="đã có ý kiến của cơ quan chuyên môn" if self._is_among(_WITH_CONDITIONS) else "",
            confidence="secondary_source",
        )
        if self._is_among(_CHANGED):
            self._change(grant, recipients)

    def _kind(self, decision: Decision) -> str:
        if self._is_among(_EXCLUDING):
            return "exclusion"
        return "assignment" if self._is_among(_ASSIGNING) else decision.kind

    def _territory(self) -> str:
        if self._is_among(_ON_OLD_MAP):
            return self._random.choice(self._old_areas)
        return self._province.unit if self._one_in(2) else ""

    def _change(self, grant: str, recipients: str) -> None:
        """Revoke, suspend or extend the grant: for a few communes where it went to them, else for all."""
        action = self._random.choice(("revoke", "suspend", "extend"))
        communes = self._random.sample(self._province.communes, 2) if "-xa-" in recipients else []
        office_kind = recipients.partition("-")[0]
        self._rows.add(
            "changes",
            change=f"{grant}.{action}",
            grant=grant,
            action=action,
            instrument=(self._new or self._old)[-1].instrument,
            from_=_FIRST_CHANGES,
            until="" if action == "revoke" else "2028-12-31",
            recipients=";".join(sorted(f"{commune}/{office_kind}" for commune in communes)),
        )

    def _is_among(self, of_a_hundred: int) -> bool:
        return self._random.randrange(100) < of_a_hundred

    def _one_in(self, count: int) -> bool:
        return self._random.randrange(count) == 0

    def _endless(self, powers: list[Power]) -> Iterator[Power]:
        return cycle(self._random.sample(powers, len(powers)))


def _term(decision: Decision) -> str:
    """A delegation is for a term; those of the old map for three years."""
    if decision.kind == "decentralization":
        return ""
    year = int(decision.begins[:4])
    return _LAST_DAY_OF_A_TERM if year >= 2025 else f"{year + 3}-01-31"
