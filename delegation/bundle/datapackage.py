"""The descriptor of a bundle, datapackage.json: written whole, read only to see that it is one. Pure.

Frictionless Data Package and Table Schema, version 1. The same register always gives the same bytes.
"""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext

from delegation.bundle.faults import listed
from delegation.bundle.format import LIST_SEPARATOR, TABLES, Column, Holds, Table

Json = dict[str, Any]

_DESCRIPTIONS = {
    Holds.LAST_DAY: "Ngày cuối cùng còn hiệu lực; để trống nếu chưa có ngày kết thúc.",
    Holds.LIMITS: "Các so sánh, cách nhau bằng dấu chấm phẩy: amount_vnd<240000000000, project_group=B|C.",
    Holds.TERRITORY: "Một đơn vị, hoặc một đơn vị như vào một ngày: <unit>/<YYYY-MM-DD>.",
}
_LIST_DESCRIPTION = "Nhiều giá trị cách nhau bằng dấu chấm phẩy."


def unfit_descriptor(content: bytes) -> str | None:
    """Why the content of a datapackage.json does not describe a bundle; None if it does."""
    try:
        descriptor = json.loads(content.decode("utf-8"))
    except UnicodeDecodeError:
        return gettext("tệp không phải là văn bản UTF-8; hãy lưu lại ở dạng UTF-8.")
    except (ValueError, RecursionError):
        return gettext("tệp không đúng dạng JSON; hãy lấy lại datapackage.json từ một gói dữ liệu đã xuất.")
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list):
        return gettext(
            "thiếu danh sách “resources”; hãy lấy lại datapackage.json từ một gói dữ liệu đã xuất."
        )
    paths = [resource.get("path") for resource in resources if isinstance(resource, dict)]
    missing = [table.file for table in TABLES.values() if table.file not in paths]
    if missing:
        return gettext("“resources” chưa kể các tệp: %(files)s; hãy thêm vào.") % {"files": listed(missing)}
    return None


def descriptor_text() -> str:
    """The text of datapackage.json for every bundle that the register writes."""
    descriptor = {
        "name": "delegation-registry",
        "title": "Sổ đăng ký phân quyền, phân cấp, ủy quyền",
        "profile": "tabular-data-package",
        "description": "Các ngày là ngày dương lịch theo giờ Việt Nam (Asia/Ho_Chi_Minh). "
        "valid_until, until, effective_until là ngày cuối cùng; để trống là chưa kết thúc.",
        "resources": [_resource(table) for table in TABLES.values()],
    }
    return json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"


def _resource(table: Table) -> Json:
    return {
        "name": table.name.replace("_", "-"),
        "path": table.file,
        "title": table.title,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": {
            "fields": [_field(table, column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                _foreign_key(table, column) for column in table.columns if _is_foreign_key(column)
            ],
            "missingValues": [""],
        },
    }


def _field(table: Table, column: Column) -> Json:
    field: Json = {"name": column.name, "title": column.title, "type": "string"}
    if column.holds in (Holds.DAY, Holds.LAST_DAY):
        field |= {"type": "date", "format": "%Y-%m-%d"}
    description = _DESCRIPTIONS.get(column.holds, _LIST_DESCRIPTION if column.many else None)
    if description is not None:
        field["description"] = description
    constraints = _constraints(table, column)
    if constraints:
        field["constraints"] = constraints
    return field


def _constraints(table: Table, column: Column) -> Json:
    constraints: Json = {}
    if column.required:
        constraints["required"] = True
    if table.key == (column.name,):
        constraints["unique"] = True
    if column.choices and not column.many:
        constraints["enum"] = list(column.choices)
    if column.choices and column.many:
        one = f"({'|'.join(column.choices)})"
        constraints["pattern"] = f"{one}({LIST_SEPARATOR}{one})*"
    return constraints


def _is_foreign_key(column: Column) -> bool:
    """Whether a Table Schema can say what the column refers to: one record of one table."""
    return column.holds is Holds.REFERENCE and not column.many and len(column.refers_to) == 1


def _foreign_key(table: Table, column: Column) -> Json:
    (target,) = column.refers_to
    return {
        "fields": column.name,
        "reference": {
            # The empty name is the standard's way to say: this table itself.
            "resource": "" if target == table.name else target.replace("_", "-"),
            "fields": TABLES[target].header[0],
        },
    }
