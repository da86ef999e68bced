"""Reading the register before anybody asks: once, in the process that the workers are then parted from."""

from __future__ import annotations

from django.db import DatabaseError, connections

from cms.catalog import current_catalog
from cms.matrix.layout import day_layout
from units.clock import today


def read_ahead() -> str | None:
    """Read what every page needs, and leave no connection open; the sentence of the database if it cannot be read.

    Without it the first reader of each power in each worker would wait for it.
    """
    try:
        catalog = current_catalog()
        catalog.register.grants.of_all_powers(catalog.powers)
        day_layout(catalog, today()).rows_of_power  # noqa: B018
    except DatabaseError as error:
        return str(error)
    finally:
        connections.close_all()
    return None
