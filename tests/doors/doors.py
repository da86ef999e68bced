"""What a row of the table of doors says: how an address is filled, who may open it, and who may send what to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import URLPattern, URLResolver, get_resolver

from tests.doors.kinds import Kind
from tests.doors.records import Work
from units.rights import Right

Who = Callable[[Kind, str], bool]
# What is looked after here: the desk, and the documents that it keeps.
_LOOKED_AFTER: Final = ("admin/", "documents/")


def inside(kind: Kind, _unit: str) -> bool:
    """Whoever has signed in at the desk."""
    return kind.enters


def anybody(_kind: Kind, _unit: str) -> bool:
    """Whoever comes."""
    return True


def nobody(_kind: Kind, _unit: str) -> bool:
    """Not even an administrator."""
    return False


def of_the_unit(*rights: Right) -> Who:
    """Who holds one of the rights on the ward whose records are tried."""
    return lambda kind, unit: kind.holds(unit, *rights)


def anywhere(*rights: Right) -> Who:
    """Who holds one of the rights on some unit."""
    return lambda kind, _unit: kind.holds_anywhere(*rights)


def only(*names: str) -> Who:
    """Just these kinds."""
    return lambda kind, _unit: kind.name in names


def nothing(_work: Work) -> Any:
    """An address without parts, a form without fields."""
    return []


def no_question(_work: Work) -> dict[str, str]:
    """An address without a query."""
    return {}


@dataclass(frozen=True)
class Door:
    """An address of the desk.

    `sends`: who may send `body` to it, None where nothing can be sent; `changes`: whether that writes something.
    `answers`: what who is let in gets.
    """

    address: str
    fill: Callable[[Work], Sequence[Any]] = nothing
    opens: Who = inside
    sends: Who | None = None
    body: Callable[[Work], Any] = nothing
    query: Callable[[Work], dict[str, str]] = no_question
    changes: bool = True
    is_json: bool = False
    answers: tuple[int, ...] = (200, 302)
    label: str = ""

    def __str__(self) -> str:
        return f"{self.address} {self.label}".strip()


def addresses() -> Iterator[tuple[str, str]]:
    """Every address that is looked after: its name, or its route where it has none, and its route."""
    yield from _below(get_resolver().url_patterns)


def _below(patterns: Sequence[Any], space: str = "", start: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = start + str(pattern.pattern)
        if not start and not route.startswith(_LOOKED_AFTER):
            continue
        if isinstance(pattern, URLResolver):
            name = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _below(pattern.url_patterns, name, route)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}" if pattern.name else route, route
