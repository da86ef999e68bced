"""The rows of a bundle while it is being made."""

from __future__ import annotations

from delegation.bundle.format import TABLES
from delegation.bundle.rows import Cells


class Rows:
    """Gathers the rows of all tables; a column that is not given stays empty."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Cells]] = {name: [] for name in TABLES}
        self._headers = {name: table.header for name, table in TABLES.items()}

    def add(self, table: str, **cells: str) -> None:
        """Add a row. `from` and `except` are written with an underscore behind, as Python reserves the words."""
        self.tables[table].append(
            tuple([cells.get(name) or cells.get(f"{name}_", "") for name in self._headers[table]])
        )
