"""Reads a bundle folder into plain rows and writes plain rows as a bundle folder (docs/interchange-format.md)."""

import csv
import json
from pathlib import Path
from typing import Any

from .register import Row, Tables

COLUMNS: dict[str, tuple[str, ...]] = {
    "units": ("unit", "valid_from", "valid_until", "code", "name", "kind", "parent"),
    "successions": ("on", "from_unit", "to_unit", "extent", "instrument"),
    "offices": ("office", "unit", "kind", "name", "valid_from", "valid_until", "field"),
    "scopes": ("scope", "name", "office_kind", "unit_kinds", "within", "except"),
    "instruments": (
        *("instrument", "number", "type", "title", "issuer", "signer", "signing_capacity", "normative"),
        *("issued_on", "effective_from", "effective_until", "gazette", "source", "confidence", "note"),
    ),
    "instrument_relations": ("instrument", "relation", "target", "on", "until", "note"),
    "fields": ("field", "name"),
    "powers": (
        *("power", "title", "field", "procedures", "legal_basis"),
        *("delegable", "collective", "confidence", "note"),
    ),
    "grants": (
        *("grant", "power", "kind", "grantor", "recipients", "territory", "instrument", "citation"),
        *("valid_from", "valid_until", "limits", "conditions", "confidence", "note"),
    ),
    "changes": ("change", "grant", "action", "instrument", "from", "until", "recipients", "note"),
}
KEYS: dict[str, tuple[str, ...]] = {
    "units": ("unit", "valid_from"),
    "successions": ("on", "from_unit", "to_unit"),
    "offices": ("office",),
    "scopes": ("scope",),
    "instruments": ("instrument",),
    "instrument_relations": ("instrument", "relation", "target", "on"),
    "fields": ("field",),
    "powers": ("power",),
    "grants": ("grant",),
    "changes": ("change",),
}
DAYS = frozenset(
    {"valid_from", "valid_until", "on", "until", "from", "issued_on", "effective_from", "effective_until"}
)


def read_bundle(folder: Path) -> Tables:
    """The rows of each file of a bundle, by file stem."""
    tables = {}
    for table in COLUMNS:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            tables[table] = list(csv.DictReader(file))
    return tables


def sort_rows(table: str, rows: list[Row]) -> list[Row]:
    """Rows in the order of their primary key, by code point."""
    return sorted(rows, key=lambda row: tuple(row[column] for column in KEYS[table]))


def write_bundle(tables: Tables, folder: Path, *, name: str = "so-dang-ky-thu") -> None:
    """Write the rows as a bundle folder with its datapackage.json; the folder is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, columns in COLUMNS.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(sort_rows(table, tables[table]))
    text = json.dumps(describe_package(name), ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def describe_package(name: str) -> dict[str, Any]:
    """The Frictionless descriptor of a bundle."""
    return {
        "name": name,
        "profile": "tabular-data-package",
        "title": name,
        "resources": [describe_resource(table) for table in COLUMNS],
    }


def describe_resource(table: str) -> dict[str, Any]:
    """One file of the bundle with its Table Schema."""
    fields = [{"name": column, "type": "date" if column in DAYS else "string"} for column in COLUMNS[table]]
    return {
        "name": table.replace("_", "-"),
        "path": f"{table}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": list(KEYS[table]), "missingValues": [""]},
    }
