"""An address as a QR code, in SVG: black on white, so that it is read whatever the colours around it."""

from __future__ import annotations

import io
from typing import Final

import segno

# One module of quiet on each side less than the standard's four: the page around is white.
_BORDER: Final = 3


def qr_svg(address: str) -> bytes:
    """The picture of an address, with correction for a creased or stained print."""
    written = io.BytesIO()
    segno.make_qr(address, error="m").save(
        written, kind="svg", border=_BORDER, light="#fff", dark="#000", xmldecl=True, omitsize=True
    )
    return written.getvalue()
