"""One writer for each form in which a page can be taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cms.extracts.extract import Extract
from cms.extracts.writers.delimited import write_csv
from cms.extracts.writers.paper import write_pdf
from cms.extracts.writers.structured import write_json
from cms.extracts.writers.workbook import write_xlsx
from cms.stamps import Stamp


@dataclass(frozen=True, slots=True)
class Writer:
    """Lays an extract out as a file."""

    content_type: str
    write: Callable[[Extract, Stamp], bytes]


WRITERS: Final = {
    "csv": Writer("text/csv; charset=utf-8", write_csv),
    "json": Writer("application/json", write_json),
    "pdf": Writer("application/pdf", write_pdf),
    "xlsx": Writer("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx),
}
