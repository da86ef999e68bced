"""Putting the tables of a run into docs/performance.md, between two marks; the rest of the page is written by hand."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks.figures import Figure, markdown
from units.clock import today

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
_BETWEEN_MARKS: Final = re.compile(r"(?<=<!-- figures -->\n).*(?=<!-- end of figures -->)", re.DOTALL)


def circumstances() -> str:
    """On what it was measured, and how busy that was: above one for each core, the clock on the wall says little."""
    load = os.getloadavg()[0]
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    return f"Measured on {today().isoformat()}: {machine}; load average before: {load:.1f}.\n"


def write_report(machine: str, tables: Mapping[tuple[str, str], Sequence[Figure]]) -> None:
    """Replace the tables of the page by these, by size and engine; `machine` is what `circumstances` said."""
    parts = [machine]
    parts += [
        f"### {size}, {engine}\n\n{markdown(size, figures)}\n" for (size, engine), figures in tables.items()
    ]
    text = "\n" + "\n".join(parts) + "\n"
    PAGE.write_text(_BETWEEN_MARKS.sub(lambda _: text, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
