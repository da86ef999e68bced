"""What if an instrument were repealed on a day: a draft that does nothing else. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from delegation.bundle.format import TABLES
from delegation.bundle.rows import Bundle, Cells, Key, Row
from delegation.register import Register

REPEALING: Final = "bai-bo-gia-dinh"


def repeal(register: Register, instrument: str, day: date) -> Bundle:
    """A bundle of one instrument that is not recorded and repeals the given one from the day on.

    It is for asking, not for recording: its row says nothing else. Raises KeyError for an unknown instrument.
    """
    target = register.instruments[instrument].instrument
    repealing = _unused_key(register)
    on = day.isoformat()
    return Bundle(
        {
            "instruments": _rows("instruments", {"instrument": repealing, "effective_from": on}),
            "instrument_relations": _rows(
                "instrument_relations",
                {"instrument": repealing, "relation": "repeals", "target": target, "on": on},
            ),
        }
    )


def _unused_key(register: Register) -> str:
    key = REPEALING
    while key in register.instruments:
        key += "-"
    return key


def _rows(table: str, said: Mapping[str, str]) -> dict[Key, Row]:
    cells: Cells = tuple(said.get(column, "") for column in TABLES[table].header)
    return {TABLES[table].key_reader()(cells): Row(None, cells)}
