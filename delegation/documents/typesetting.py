"""From a template and data to a PDF: PDF/A-2a and PDF/UA-1, in the packaged typeface, the same bytes every time.

It is written with its typeface inside, to last, and tagged, to be heard.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from delegation.documents.typeface import FONTS, face

_STANDARDS: Final[list[typst.PDFStandard]] = ["a-2a", "ua-1"]
_REMEMBERED: Final = 10


def typeset(template: Path, said: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """The PDF of what is said, which the template knows under its own name. `made_at` has a time zone."""
    try:
        return typst.compile(
            template,
            root=template.parent,
            font_paths=_fonts(),
            sys_inputs={template.stem: json.dumps(said, ensure_ascii=False)},
            format="pdf",
            pdf_standards=_STANDARDS,
            timestamp=made_at,
        )
    finally:
        _forget()


def is_printable(character: str) -> bool:
    """Whether the typeface has the character, or it ends a line."""
    return character == "\n" or face().has(character)


def _forget() -> None:
    """Let go of what the typesetter remembers of the document, tens of megabytes for a long table.

    It keeps the results of its last ten compilations as long as the process lives; after ten empty ones none is left.
    """
    nothing = typst.Compiler(font_paths=_fonts())
    for _ in range(_REMEMBERED):
        nothing.compile(b" ", format="svg")


@cache
def _fonts() -> typst.Fonts:
    """The packaged typeface alone, so that the file is the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
