"""From the database to a bundle: what the register says, or said at an edition, as ten files."""

from __future__ import annotations

from pathlib import Path

from delegation.bundle.shelves import SHELVES
from delegation.bundle.writing import write_bundle


def export_bundle(folder: Path, edition: int | None = None) -> None:
    """Write the register, as it is or was at an edition, into a folder; a bundle already there is replaced."""
    write_bundle(
        folder,
        {shelf.table.name: (row.cells for _, row in shelf.rows(edition)) for shelf in SHELVES},
    )
