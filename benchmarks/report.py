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


def write_report(tables: Mapping[tuple[str, str], Sequence[Figure]]) -> None:
    """Replace the tables of the page by these, by size and engine."""
    parts = [
        f"Measured on {today().isoformat()}: {os.cpu_count()} cores, Python {platform.python_version()}.\n"
    ]
    parts += [
        f"### {size}, {engine}\n\n{markdown(size, figures)}\n" for (size, engine), figures in tables.items()
    ]
    text = "\n" + "\n".join(parts) + "\n"
    PAGE.write_text(_BETWEEN_MARKS.sub(lambda _: text, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
