"""Questions to put to a made register: always the same for the same register and number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

from delegation.reading import register_at
from delegation.register import Register
from units.kinds import COMMUNE_LEVEL, DISTRICT_LEVEL

DAY: Final = date(2026, 6, 1)
DAY_BEFORE: Final = date(2025, 6, 30)
DAY_AFTER: Final = date(2025, 7, 1)
_DAYS: Final = (DAY, DAY, DAY, DAY_AFTER, date(2025, 11, 15), DAY_BEFORE, date(2024, 3, 1), date(2021, 9, 30))
# Of a hundred questions of the stream: who decides, was an office competent; the rest ask what an office may do.
_DECIDE, _COMPETENT = 60, 38

Case = tuple[str, str, str]


def write_stream(count: str, file: str) -> None:
    """Write so many questions about the register as it is into a file, as `ask --jsonl` reads them."""
    lines = Questions(register_at(), seed=4).stream(int(count))
    Path(file).write_text("".join(lines), encoding="utf-8")


class Questions:
    """Draws questions about a register."""

    def __init__(self, register: Register, seed: int = 1) -> None:
        self._random = Random(seed)
        self._powers = sorted(register.powers)
        self._places = {
            day: sorted(
                version.unit
                for version in register.geography.existing(day)
                if version.kind in COMMUNE_LEVEL | DISTRICT_LEVEL
            )
            for day in set(_DAYS)
        }

    def cases(self, count: int) -> list[Case]:
        """Powers, each once as far as they go, with a place and a day."""
        powers = self._random.sample(self._powers, min(count, len(self._powers)))
        return [(power, self._place(DAY), DAY.isoformat()) for power in powers]

    def offices(self, count: int) -> list[str]:
        """Chairs and committees of communes of today."""
        return [self._office(DAY) for _ in range(count)]

    def stream(self, count: int) -> Iterator[str]:
        """Lines for `ask --jsonl`: all three questions, on days before and since the reorganisation."""
        for _ in range(count):
            yield json.dumps(self._question(self._random.choice(_DAYS))) + "\n"

    def _question(self, day: date) -> dict[str, Any]:
        kind = self._random.randrange(100)
        if kind >= _DECIDE + _COMPETENT:
            return {"ask": "may", "office": self._office(day), "on": day.isoformat()}
        place = self._place(day)
        case = {"power": self._random.choice(self._powers), "place": place, "on": day.isoformat()}
        if kind < _DECIDE:
            return {"ask": "decide", **case}
        return {
            "ask": "competent",
            "office": f"{place}/{self._random.choice(('chair', 'committee'))}",
            **case,
        }

    def _place(self, day: date) -> str:
        return self._random.choice(self._places[day])

    def _office(self, day: date) -> str:
        return f"{self._place(day)}/{self._random.choice(('chair', 'committee'))}"
