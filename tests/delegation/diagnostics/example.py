"""A small city in which everything is in order, and what the checks find once some cells are changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from delegation.bundle.format import TABLES
from delegation.bundle.records import read_paper
from delegation.bundle.rows import Bundle, Key
from delegation.diagnostics import Diagnostic, Draft, Ground, diagnose
from delegation.diagnostics.draft import drafts_from
from tests.bundles import bundle_of
from tests.registers import Tables, cells_of, register_from

Rows = dict[str, dict[str, str]]

COLUMNS = {
    "units": "unit valid_from valid_until code name kind parent",
    "successions": "on from_unit to_unit extent instrument",
    "offices": "office unit kind name valid_from valid_until field",
    "scopes": "scope name office_kind unit_kinds within except",
    "instruments": "instrument number issuer signer normative issued_on effective_from effective_until gazette",
    "instrument_relations": "instrument relation target on until",
    "powers": "power delegable collective",
    "grants": "grant power kind grantor recipients territory instrument citation valid_from valid_until limits"
    " conditions",
    "changes": "change grant action instrument from until recipients",
}
OFFICES = {
    "VN": ("prime_minister", "ministry", "government"),
    "79": ("council", "committee", "chair", "vice_chair", "department", "department_head"),
    "w1": ("committee", "chair", "civil_servant"),
    "w2": ("committee", "chair", "civil_servant"),
}


def row(table: str, **cells: str) -> dict[str, str]:
    """A row with the other cells empty."""
    return dict.fromkeys(COLUMNS[table].split(), "") | {
        name.rstrip("_"): value for name, value in cells.items()
    }


def city() -> dict[str, Rows]:
    """A law gives a power to the city's chair, a normative decision and a decision of 2025 pass it on: all in order."""
    open_from = {"valid_from": "2016-01-01"}
    units = {
        unit: row("units", unit=unit, code=unit, name=unit, kind=kind, parent=parent, **open_from)
        for unit, kind, parent in (
            ("VN", "state", ""),
            ("79", "municipality", "VN"),
            ("w1", "ward", "79"),
            ("w2", "commune", "79"),
        )
    }
    offices = {
        f"{unit}/{kind}": row("offices", office=f"{unit}/{kind}", unit=unit, kind=kind, name=f"{kind} {unit}")
        for unit, kinds in OFFICES.items()
        for kind in kinds
    }
    scopes = {
        "wards": row("scopes", scope="wards", name="wards", office_kind="chair", unit_kinds="ward;commune"),
        "ward-committees": row(
            "scopes",
            scope="ward-committees",
            name="wards",
            office_kind="committee",
            unit_kinds="ward;commune",
        ),
    }
    instruments = {
        "law": row("instruments", instrument="law", number="72/2025/QH15", issued_on="2016-01-01"),
        "norm": row(
            "instruments",
            instrument="norm",
            number="25/2025/QĐ-UBND",
            issuer="UBND",
            signer="Chủ tịch",
            normative="yes",
            issued_on="2025-07-10",
            gazette="Công báo số 1",
        ),
        "act": row(
            "instruments",
            instrument="act",
            number="33/QĐ-UBND",
            issuer="Chủ tịch",
            signer="Chủ tịch",
            normative="no",
            issued_on="2025-07-10",
            effective_from="2025-07-15",
        ),
    }
    relation = row("instrument_relations", instrument="act", relation="based_on", target="law")
    powers = {
        "p": row("powers", power="p", delegable="yes", collective="no"),
        "q": row("powers", power="q", delegable="yes", collective="no"),
    }
    grants = {
        "root-p": row(
            "grants", grant="root-p", power="p", kind="allocation", recipients="79/chair", instrument="law"
        ),
        "root-q": row(
            "grants",
            grant="root-q",
            power="q",
            kind="allocation",
            recipients="79/committee",
            instrument="law",
        ),
        "delegated": row(
            "grants",
            grant="delegated",
            power="p",
            kind="delegation",
            grantor="79/chair",
            recipients="79/department_head",
            instrument="act",
            citation="Điều 1",
            valid_until="2026-12-31",
        ),
        "decentralized": row(
            "grants",
            grant="decentralized",
            power="q",
            kind="decentralization",
            grantor="79/committee",
            recipients="79/department",
            instrument="norm",
            citation="Điều 2",
        ),
    }
    return {
        "units": units,
        "successions": {},
        "offices": offices,
        "scopes": scopes,
        "instruments": instruments,
        "instrument_relations": {"act>law": relation},
        "powers": powers,
        "grants": grants,
        "changes": {},
    }


def changed(changes: dict[str, Any]) -> Tables:
    """The tables of the city with cells changed: `{"grants.delegated": {"valid_until": ""}}` adds or changes a row."""
    tables = city()
    for where, cells in changes.items():
        table, _, name = where.partition(".")
        if cells is None:
            tables[table].pop(name, None)
        else:
            tables[table][name] = tables[table].get(name, row(table)) | cells
    return {table: list(rows.values()) for table, rows in tables.items()}


def found(tables: Tables, *, unstated: bool = False) -> list[Diagnostic]:
    """What the checks find. `unstated`: a person read the texts and missed resources and the ban on passing on."""
    ground, drafts = ground_and_drafts(tables)
    if unstated:
        drafts = [
            replace(draft, paper=replace(draft.paper, states_resources=False, forbids_passing_on=False))
            for draft in drafts
        ]
    return diagnose(drafts, ground)


def ground_and_drafts(tables: Tables) -> tuple[Ground, list[Draft]]:
    """What the checks look at, from rows."""
    register = register_from(tables)
    ground = Ground(register, register.grants.of_all_powers(register.powers))
    papers = [read_paper(cells_of(TABLES["instruments"], row)) for row in tables["instruments"]]
    grants = [grant for of_power in ground.grants.values() for grant in of_power]
    return ground, drafts_from(papers, grants, {row["grant"]: row["citation"] for row in tables["grants"]})


def drafted(changes: dict[str, Any], recorded: Tables | None = None) -> tuple[Bundle, dict[str, list[Key]]]:
    """The changes as a draft on the city, or on another register: rows brought, and keys of rows withdrawn."""
    before = recorded if recorded is not None else changed({})
    after = changed(changes)
    brought = {table: [row for row in rows if row not in before[table]] for table, rows in after.items()}
    keys = {table: {_key(table, row) for row in rows} for table, rows in after.items()}
    gone = {table: [_key(table, row) for row in rows] for table, rows in before.items()}
    return bundle_of(brought), {
        table: [key for key in rows if key not in keys[table]] for table, rows in gone.items()
    }


def _key(table: str, cells: Mapping[str, str]) -> Key:
    return tuple(cells[column] for column in TABLES[table].key)
