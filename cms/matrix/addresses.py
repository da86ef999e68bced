"""Addresses within the matrix: another question of the same day, a class of offices, a field of law on the page."""

from __future__ import annotations

import re
from typing import Any

from cms.addresses import EDITION, KeyConverter, asked_edition, in_this_edition
from cms.matrix.asked import Asked

_NOT_IN_ANCHOR = re.compile(r"[^A-Za-z0-9_-]+")


def asking(asked: Asked, **instead: Any) -> str:
    """The matrix of the same day and edition with parts of the question asked otherwise, relative to its page."""
    return in_this_edition(asked.but(**instead) or "?")


def class_address(base: str, office_class: str, power: str = "") -> str:
    """Where a class of offices is listed, for a power or for none; `base` is the address of the day's matrix."""
    key = f"{KeyConverter().to_url(power)}/" if power else ""
    return in_this_edition(f"{base}nhom/{KeyConverter().to_url(office_class)}/{key}")


def field_anchor(field: str) -> str:
    """The id of a field's heading on a page."""
    return f"lv-{_NOT_IN_ANCHOR.sub('-', field)}"


def edition_kept() -> dict[str, str]:
    """What the address of another page of a list says so that it is of the same edition."""
    number = asked_edition()
    return {} if number is None else {EDITION: str(number)}
