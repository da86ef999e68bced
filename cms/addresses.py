"""Permanent addresses: a register key in a path, a day after it, and the way back.

Keys hold "/", "@" and ":". "@" and ":" stand in a path as they are; the "/" between an office's unit and its post is
the path's own. Any other "/" is written ~1, and "~" ~0, as JSON pointers do (RFC 6901).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from django.urls import register_converter, reverse
from django.utils.translation import get_language

from cms.meanwhile import meanwhile

# The edition that a reader has asked to see the register at, under this name in an address; None for the newest.
EDITION: Final = "lan-ghi"
_SAID: Final = re.compile(rf"[?&]{EDITION}=")
_edition: ContextVar[int | None] = ContextVar("edition", default=None)

# What a page can be taken away as, besides being read; the last part of its address.
FORMS: Final = ("csv", "xlsx", "json", "pdf")
_TAKEN_AWAY: Final = "tai-ve"

# A page may lead to a thousand others, and working an address out takes longer than all else about a link.
_ADDRESSES_KEPT: Final = 40_000


def asked_edition() -> int | None:
    """The edition that the reader has asked to see the register at; None for the newest."""
    return _edition.get()


def at_edition(number: int | None) -> AbstractContextManager[None]:
    """Read the register at an edition, and lead on to pages of that edition."""
    return meanwhile(_edition, number)


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


class FormConverter:
    """What a page is taken away as, as the end of its address: tai-ve.csv."""

    regex = rf"{_TAKEN_AWAY}\.(?:{'|'.join(FORMS)})"

    def to_python(self, value: str) -> str:
        """The form alone: csv."""
        return value.removeprefix(f"{_TAKEN_AWAY}.")

    def to_url(self, value: str) -> str:
        """The end of the address."""
        return f"{_TAKEN_AWAY}.{value}"


def register_path_converters() -> None:
    """Make `<key:…>`, `<day:…>` and `<form:…>` known to the URL configuration."""
    register_converter(KeyConverter, "key")
    register_converter(DayConverter, "day")
    register_converter(FormConverter, "form")


def _address(name: str, day: date | None, **keys: str) -> str:
    return in_this_edition(_path(get_language(), name, day, tuple(keys.items())))


# The address of a page differs by language, so the language in which it is asked for is part of the question.
@lru_cache(maxsize=_ADDRESSES_KEPT)
def _path(_language: str | None, name: str, day: date | None, keys: tuple[tuple[str, str], ...]) -> str:
    if day is None:
        return reverse(f"register:{name}", kwargs=dict(keys))
    return reverse(f"register:{name}_on", kwargs={**dict(keys), "day": day})


def in_this_edition(address: str) -> str:
    """The address with the edition that is being read, where it is not the newest."""
    number = _edition.get()
    if number is None or _SAID.search(address):
        return address
    return f"{address}{'&' if '?' in address else '?'}{EDITION}={number}"


def taken_away(address: str, form: str) -> str:
    """Where the page at an address is taken away as one of FORMS; the query stays."""
    path, mark, query = address.partition("?")
    return f"{path}{_TAKEN_AWAY}.{form}{mark}{query}"


def unit_address(unit: str, day: date | None = None) -> str:
    """Where a unit is shown, as it is or as it was on a day."""
    return _address("unit", day, unit=unit)


def office_address(office: str, day: date | None = None) -> str:
    """Where an office is shown; its key is `<unit>/<post>`."""
    unit, _, post = office.partition("/")
    return _address("office", day, unit=unit, post=post)


def power_address(power: str, day: date | None = None) -> str:
    """Where a power is shown with its holders through time."""
    return _address("power", day, key=power)


def instrument_address(instrument: str, day: date | None = None) -> str:
    """Where an instrument is shown."""
    return _address("instrument", day, key=instrument)


def field_address(field: str, day: date | None = None) -> str:
    """Where a field of law is shown with all of its powers."""
    return _address("field", day, key=field)


def question_address(**asked: str) -> str:
    """Where a question is answered: viec, noi, ngay and facts, empty ones left out."""
    return query_address("question", **asked)


def competence_address(**asked: str) -> str:
    """Where it is answered whether an office was competent: co_quan beside what a question asks; empty left out."""
    return query_address("competence", **asked)


def search_address(text: str) -> str:
    """Where the register is searched for a text."""
    return query_address("search", q=text)


def query_address(name: str, **asked: str) -> str:
    """A page that is told what to show by a query, empty parts left out."""
    filled = {key: value for key, value in asked.items() if value}
    path = _path(get_language(), name, None, ())
    return in_this_edition(f"{path}?{urlencode(filled)}" if filled else path)


def with_query(address: str, query: Mapping[str, str]) -> str:
    """An address with a query behind it, empty parts left out. What has a point in its name is not a reader's."""
    filled = {name: value for name, value in query.items() if value and "." not in name}
    return f"{address}{'&' if '?' in address else '?'}{urlencode(filled)}" if filled else address


def grant_address(grant: str) -> str:
    """Where a grant is found for good; it leads on to its place on the page of its power."""
    return _address("grant", None, key=grant)


def log_address(kind: str = "") -> str:
    """Where what was recorded is listed, edition by edition: all of it, or cong-bo, dinh-chinh or rut."""
    return _address(f"log_{kind.replace('-', '_')}" if kind else "log", None)


def edition_address(number: int) -> str:
    """Where one edition is shown with all that it brought, corrected and withdrew."""
    return _address("edition", None, number=str(number))


def known_address() -> str:
    """Where a form asks for a page as it was known at some time."""
    return _address("as_known", None)


def prospect_address(day: date | None = None) -> str:
    """Where is shown what is recorded by now and takes effect or ends only after a day."""
    return _address("prospect", day)


def difference_address(before: str, after: str, about: str = "", key: str = "") -> str:
    """Where two days (2025-07-01), or two editions with a day (3/2025-07-01), are compared.

    `about`: what of the register, see cms.differences.question; its key; empty for all of it.
    """
    before_edition, _, before_day = before.rpartition("/")
    after_edition, _, after_day = after.rpartition("/")
    keys = (
        {"unit": key.partition("/")[0], "post": key.partition("/")[2]} if about == "office" else {"key": key}
    )
    name = f"difference_{about}" if about else "difference"
    if before_edition and after_edition:
        both = {"before": before_edition, "after": after_edition, "on": after_day}
        return _address(f"editions_{name}", None, **both, **(keys if about else {}))
    return _address(name, None, before=before_day, after=after_day, **(keys if about else {}))
