"""Permanent addresses: a register key in a path, a day after it, and the way back.

Keys hold "/", "@" and ":". "@" and ":" stand in a path as they are; the "/" between an office's unit and its post is
the path's own. Any other "/" is written ~1, and "~" ~0, as JSON pointers do (RFC 6901).
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from django.urls import register_converter, reverse

# A page may lead to a thousand others, and working an address out takes longer than all else about a link.
_ADDRESSES_KEPT: Final = 20_000


class KeyConverter:
    """A key of the register as one segment of a path."""

    regex = r"[^/]+"

    def to_python(self, value: str) -> str:
        """The key that a segment stands for."""
        return value.replace("~1", "/").replace("~0", "~")

    def to_url(self, value: str) -> str:
        """The segment for a key."""
        return value.replace("~", "~0").replace("/", "~1")


class DayConverter:
    """A day in a path. It stays text here, so that 2025-02-31 gets a page that says what is wrong."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> str:
        """The text as it stands."""
        return value

    def to_url(self, value: date | str) -> str:
        """The day as 2025-07-01."""
        return value if isinstance(value, str) else value.isoformat()


def register_path_converters() -> None:
    """Make `<key:…>` and `<day:…>` known to the URL configuration."""
    register_converter(KeyConverter, "key")
    register_converter(DayConverter, "day")


def _address(name: str, day: date | None, **keys: str) -> str:
    if day is None:
        return reverse(f"register:{name}", kwargs=keys)
    return reverse(f"register:{name}_on", kwargs={**keys, "day": day})


@lru_cache(maxsize=_ADDRESSES_KEPT)
def unit_address(unit: str, day: date | None = None) -> str:
    """Where a unit is shown, as it is or as it was on a day."""
    return _address("unit", day, unit=unit)


@lru_cache(maxsize=_ADDRESSES_KEPT)
def office_address(office: str, day: date | None = None) -> str:
    """Where an office is shown; its key is `<unit>/<post>`."""
    unit, _, post = office.partition("/")
    return _address("office", day, unit=unit, post=post)


@lru_cache(maxsize=_ADDRESSES_KEPT)
def power_address(power: str, day: date | None = None) -> str:
    """Where a power is shown with its holders through time."""
    return _address("power", day, key=power)


@lru_cache(maxsize=_ADDRESSES_KEPT)
def instrument_address(instrument: str, day: date | None = None) -> str:
    """Where an instrument is shown."""
    return _address("instrument", day, key=instrument)


def question_address(**asked: str) -> str:
    """Where a question is answered: viec, noi, ngay and facts, empty ones left out."""
    filled = {name: value for name, value in asked.items() if value}
    return f"{reverse('register:question')}?{urlencode(filled)}" if filled else reverse("register:question")


def search_address(text: str) -> str:
    """Where the register is searched for a text."""
    return f"{reverse('register:search')}?{urlencode({'q': text})}"
