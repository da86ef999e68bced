"""An extract as JSON: every fact and table under its key, for programs."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from cms.extracts.extract import Extract
from cms.stamps import Stamp


def write_json(extract: Extract, stamp: Stamp) -> bytes:
    """Everything that the page says."""
    said: dict[str, Any] = {
        "title": extract.title,
        "as_at": stamp.day,
        "edition": stamp.edition,
        "recorded_at": stamp.recorded_at,
        "address": stamp.address,
        "short_address": stamp.short,
        "facts": {fact.key: fact.value for fact in extract.facts},
        "tables": {
            table.key: [
                dict(zip((column.key for column in table.columns), row, strict=True)) for row in table.rows
            ]
            for table in extract.tables
        },
    }
    return json.dumps(said, ensure_ascii=False, indent=1, default=_text).encode()


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
