"""Tinos, the typeface of printed decisions: which characters it has, and how wide a line of it is.

Its letters are as wide as those of Times New Roman, which Nghị định 30/2020/NĐ-CP asks for and Word has: one measure
serves both files. Only what is needed here is read of the font files: the tables head, hhea, hmtx and cmap (format 4).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).parent / "fonts"
FAMILY: Final = "Tinos"
STYLES: Final = ("Regular", "Bold", "Italic", "BoldItalic")
MILLIMETRES_A_POINT: Final = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Face:
    """One style of the typeface: the width of each character it has, `units` of them being the size of the letters."""

    units: int
    advances: Mapping[str, int]

    def has(self, character: str) -> bool:
        """Whether the character can be printed."""
        return character in self.advances

    def width(self, text: str, points: float) -> float:
        """How wide the text is on one line, in millimetres; a character it does not have counts as none."""
        units = sum(self.advances.get(character, 0) for character in text)
        return units / self.units * points * MILLIMETRES_A_POINT


@cache
def face(style: str = "Regular") -> Face:
    """One of STYLES."""
    data = (FONTS / f"{FAMILY}-{style}.ttf").read_bytes()
    tables = _tables(data)
    (units,) = struct.unpack_from(">H", data, tables["head"] + 18)
    (measured,) = struct.unpack_from(">H", data, tables["hhea"] + 34)
    widths = [width for width, _ in struct.iter_unpack(">Hh", data[tables["hmtx"] :][: 4 * measured])]
    glyphs = _glyphs(data, tables["cmap"])
    return Face(units, {chr(code): widths[min(glyph, measured - 1)] for code, glyph in glyphs.items()})


def _tables(data: bytes) -> dict[str, int]:
    """Where each table of the font file begins."""
    (count,) = struct.unpack_from(">H", data, 4)
    records = struct.iter_unpack(">4sIII", data[12 : 12 + 16 * count])
    return {tag.decode("ascii"): offset for tag, _, offset, _ in records}


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """The glyph of each character code, as the table for Windows and Unicode maps them."""
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    encodings = struct.iter_unpack(">HHI", data[cmap + 4 : cmap + 4 + 8 * count])
    start = next(cmap + offset for platform, encoding, offset in encodings if (platform, encoding) == (3, 1))
    (double,) = struct.unpack_from(">H", data, start + 6)
    segments = double // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{segments}H", data, start + place)
        for place in (14, 16 + double, 16 + 2 * double, 16 + 3 * double)
    )
    glyphs: dict[int, int] = {}
    for segment in range(segments):
        for code in range(starts[segment], min(ends[segment], 0xFFFE) + 1):
            glyph = code
            if ranges[segment]:
                place = start + 16 + 3 * double + 2 * segment + ranges[segment] + 2 * (code - starts[segment])
                (glyph,) = struct.unpack_from(">H", data, place)
            # Zero is the empty box, before the delta as after it.
            if glyph or not ranges[segment]:
                glyph = (glyph + deltas[segment]) & 0xFFFF
            if glyph:
                glyphs[code] = glyph
    return glyphs
