"""What an answer says, whatever it is written in, and whether somebody was sent away with it."""

from __future__ import annotations

import io
from typing import Any, Final
from zipfile import ZipFile

from django.urls import reverse

from tests.doors.kinds import UNITS, Kind
from tests.doors.records import secrets_of

_REFUSED: Final = (403, 404, 405, 409)
_PACKED: Final = b"PK\x03\x04"


def told(answer: Any) -> str:
    """All that an answer says; of a packed file, what is in it."""
    said = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if said.startswith(_PACKED):
        with ZipFile(io.BytesIO(said)) as packed:
            said = b"\n".join(map(packed.read, packed.namelist()))
    return str(said, "utf-8", "replace")


def is_refused(answer: Any, kind: Kind) -> bool:
    """Whether somebody was sent away."""
    if answer.status_code != 302:
        return answer.status_code in _REFUSED
    to = "wagtailadmin_home" if kind.enters else "wagtailadmin_login"
    return bool(answer.headers["Location"].partition("?")[0] == reverse(to))


def keeps_secrets(answer: Any, kind: Kind) -> bool:
    """Whether nothing is told of the work of a ward that the person does not read."""
    said = told(answer)
    return not any(secret in said for unit in UNITS if not kind.reads(unit) for secret in secrets_of(unit))


def is_kept_by_nobody_else(answer: Any) -> bool:
    """Whether no cache on the way may give the answer to the next who asks."""
    kept = answer.headers.get("Cache-Control", "")
    return "private" in kept or "no-store" in kept
