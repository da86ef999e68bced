"""A small sound register as rows of text, to be broken in one place by a test."""

from __future__ import annotations

import copy
import csv
from pathlib import Path

from delegation.bundle.datapackage import descriptor_text
from delegation.bundle.format import DESCRIPTOR, TABLES, Table
from delegation.bundle.rows import Bundle, Cells, Key, Row

Record = dict[str, str]
Tables = dict[str, list[Record]]

CITY = "79@2016-01-01"
DISTRICT = "769@2016-01-01"
SUCCESSOR = "769@2021-01-01"
WARD = "26740@2021-01-01"

_MINIMAL: Tables = {
    "fields": [{"field": "dat-dai", "name": "Đất đai"}],
    "units": [
        {
            "unit": CITY,
            "valid_from": "2016-01-01",
            "code": "79",
            "name": "Thành phố Hồ Chí Minh",
            "kind": "municipality",
        },
        {
            "unit": DISTRICT,
            "valid_from": "2016-01-01",
            "valid_until": "2020-12-31",
            "code": "769",
            "name": "Quận 2",
            "kind": "urban_district",
            "parent": CITY,
        },
        {
            "unit": SUCCESSOR,
            "valid_from": "2021-01-01",
            "valid_until": "2025-06-30",
            "code": "769",
            "name": "Thành phố Thủ Đức",
            "kind": "municipal_city",
            "parent": CITY,
        },
        {
            "unit": WARD,
            "valid_from": "2021-01-01",
            "valid_until": "2025-06-30",
            "code": "26740",
            "name": "Phường Thảo Điền",
            "kind": "ward",
            "parent": SUCCESSOR,
        },
    ],
    "offices": [
        {"office": f"{CITY}/committee", "unit": CITY, "kind": "committee", "name": "UBND Thành phố"},
        {
            "office": f"{CITY}/department:xd",
            "unit": CITY,
            "kind": "department",
            "name": "Sở Xây dựng",
            "valid_from": "2016-01-01",
            "field": "dat-dai",
        },
        {
            "office": f"{SUCCESSOR}/chair",
            "unit": SUCCESSOR,
            "kind": "chair",
            "name": "Chủ tịch UBND thành phố Thủ Đức",
        },
    ],
    "scopes": [
        {
            "scope": "ct-ubnd-cap-huyen",
            "name": "Chủ tịch UBND cấp huyện",
            "office_kind": "chair",
            "unit_kinds": "municipal_city;urban_district",
            "within": CITY,
            "except": f"{DISTRICT};{SUCCESSOR}/chair",
        }
    ],
    "instruments": [
        {
            "instrument": "luat",
            "number": "72/2025/QH15",
            "type": "Luật",
            "title": "Luật Tổ chức chính quyền địa phương",
            "issuer": "Quốc hội",
            "normative": "yes",
            "issued_on": "2025-06-16",
            "confidence": "official_text",
        },
        {
            "instrument": "qd",
            "number": "031/2025/QĐ-UBND",
            "type": "Quyết định",
            "title": "Phân cấp",
            "issuer": "UBND Thành phố",
            "effective_from": "2025-07-01",
            "effective_until": "2026-12-31",
            "confidence": "unverified",
        },
    ],
    "successions": [
        {
            "on": "2021-01-01",
            "from_unit": DISTRICT,
            "to_unit": SUCCESSOR,
            "extent": "whole",
            "instrument": "luat",
        }
    ],
    "instrument_relations": [{"instrument": "qd", "relation": "based_on", "target": "luat"}],
    "powers": [
        {
            "power": "cap-phep",
            "title": "Cấp giấy phép",
            "field": "dat-dai",
            "procedures": "1.000001;2.000815",
            "delegable": "yes",
            "collective": "no",
            "confidence": "unverified",
        }
    ],
    "grants": [
        {
            "grant": "g1",
            "power": "cap-phep",
            "kind": "allocation",
            "recipients": f"{CITY}/committee",
            "instrument": "luat",
            "confidence": "official_text",
        },
        {
            "grant": "g2",
            "power": "cap-phep",
            "kind": "delegation",
            "grantor": f"{CITY}/committee",
            "recipients": f"{SUCCESSOR}/chair;ct-ubnd-cap-huyen",
            "territory": f"{DISTRICT}/2020-12-31",
            "instrument": "qd",
            "valid_from": "2025-07-01",
            "valid_until": "2026-12-31",
            "limits": "amount_vnd<240000000000;project_group=B|C",
            "confidence": "unverified",
            "note": 'Ghi chú có dấu phẩy, dấu "nháy"\nvà hai dòng',
        },
    ],
    "changes": [
        {
            "change": "c1",
            "grant": "g2",
            "action": "revoke",
            "instrument": "qd",
            "from": "2026-01-01",
            "recipients": f"{SUCCESSOR}/chair",
        }
    ],
}


def tables() -> Tables:
    """A copy to break."""
    return copy.deepcopy(_MINIMAL)


def cells(table: Table, record: Record) -> Cells:
    """The cells of a record; what it does not say is empty."""
    unknown = record.keys() - set(table.header)
    assert not unknown, unknown
    return tuple(record.get(column, "") for column in table.header)


def rows(content: Tables, *, recorded: bool = False) -> dict[str, dict[Key, Row]]:
    """The records as rows of a bundle, or as rows that the register holds already."""
    return {
        name: {
            table.key_reader()(found): Row(None if recorded else line, found)
            for line, found in enumerate((cells(table, record) for record in content.get(name, [])), start=2)
        }
        for name, table in TABLES.items()
    }


def bundle(content: Tables) -> Bundle:
    """The records as a bundle that was read."""
    return Bundle(rows(content))


def write(folder: Path, content: Tables) -> Path:
    """The records as a folder of files."""
    folder.mkdir(exist_ok=True)
    for name, table in TABLES.items():
        with (folder / table.file).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(table.header)
            writer.writerows(cells(table, record) for record in content.get(name, []))
    (folder / DESCRIPTOR).write_text(descriptor_text(), encoding="utf-8")
    return folder
