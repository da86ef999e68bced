"""Reading the register before anybody asks: once, in the process that the workers are then parted from."""

from __future__ import annotations

from typing import Final

from django.db import DatabaseError, connections

from cms.catalog import current_catalog
from cms.competence.asking import offices_of
from cms.matrix.layout import day_layout
from cms.powers import find_power
from cms.searching import search
from units.clock import today

_WORDS: Final = "giấy phép"


def read_ahead() -> str | None:
    """Read what every page needs, and leave no connection open; the sentence of the database if it cannot be read.

    Without it the first reader of each power, and of each time between two changes of units, would wait for it in each
    worker.
    """
    try:
        catalog = current_catalog()
        catalog.register.grants.of_all_powers(catalog.powers)
        day_layout(catalog, today()).rows_of_power  # noqa: B018
        # Any words at all: the names in the register are put in order for the first who types some.
        find_power(catalog.powers, _WORDS)
        offices_of(catalog)
        search(catalog, _WORDS, today(), "/")
        for snapshot in catalog.register.directory.newest_snapshots():
            for scope in snapshot.directory.scopes:
                snapshot.members(scope)
    except DatabaseError as error:
        return str(error)
    finally:
        connections.close_all()
    return None
