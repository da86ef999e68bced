"""Registers in memory for the pure ring: from the rows of a bundle straight to the rules, without a database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from delegation.limits import read_limits
from delegation.records import Change, Grant, Instrument, Power, Relation
from delegation.register import GrantsInMemory, Register
from units.directory import Directory, Office, Scope
from units.geography import Geography, Succession, Territory, UnitVersion
from units.periods import Period

Tables = Mapping[str, Sequence[Mapping[str, str]]]


def register_from(tables: Tables) -> Register:
    """The pure register that a bundle's rows describe."""
    geography = Geography(
        [
            UnitVersion(r["unit"], _period(r), r["code"], r["name"], r["kind"], r["parent"] or None)
            for r in tables["units"]
        ],
        [
            Succession(
                date.fromisoformat(r["on"]), r["from_unit"], r["to_unit"], r["extent"], r["instrument"]
            )
            for r in tables["successions"]
        ],
    )
    offices = [
        Office(r["office"], r["unit"], r["kind"], r["name"], _period(r), r["field"] or None)
        for r in tables["offices"]
    ]
    scopes = [
        Scope(
            r["scope"],
            r["name"],
            r["office_kind"],
            _names(r["unit_kinds"]),
            r["within"] or None,
            _names(r["except"]),
        )
        for r in tables["scopes"]
    ]
    return Register(
        Directory(geography, offices, scopes),
        [
            Instrument(
                r["instrument"], _day(r["issued_on"]), _day(r["effective_from"]), _day(r["effective_until"])
            )
            for r in tables["instruments"]
        ],
        [
            Relation(r["instrument"], r["relation"], r["target"], _day(r["on"]), _day(r["until"]))
            for r in tables["instrument_relations"]
        ],
        [Power(r["power"], r["delegable"] == "yes") for r in tables["powers"]],
        GrantsInMemory(_grants(tables)),
    )


def _grants(tables: Tables) -> list[Grant]:
    changes: dict[str, list[Change]] = defaultdict(list)
    for r in tables["changes"]:
        change = Change(
            r["change"],
            r["grant"],
            r["action"],
            r["instrument"],
            _day(r["from"]),
            _day(r["until"]),
            _names(r["recipients"]),
        )
        changes[r["grant"]].append(change)
    return [
        Grant(
            r["grant"],
            r["power"],
            r["kind"],
            r["grantor"] or None,
            _names(r["recipients"]),
            _territory(r["territory"]),
            r["instrument"],
            _period(r),
            read_limits(r["limits"]),
            r["conditions"],
            tuple(changes[r["grant"]]),
        )
        for r in tables["grants"]
    ]


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _period(row: Mapping[str, str]) -> Period:
    last = _day(row["valid_until"])
    return Period.of_days(_day(row["valid_from"]), None if last == date.max else last)


def _names(cell: str) -> frozenset[str]:
    return frozenset(name.strip() for name in cell.split(";") if name.strip())


def _territory(cell: str) -> Territory | None:
    if not cell:
        return None
    unit, _, day = cell.partition("/")
    return Territory(unit, _day(day))
