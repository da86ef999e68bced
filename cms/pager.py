"""A long list a page at a time, with addresses that keep the rest of the query. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

Item = TypeVar("Item")
Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True)
class Pager(Generic[Item]):
    """One page of a list: its items, and the addresses of its neighbours, empty where there is none."""

    items: Sequence[Item]
    total: int
    number: int
    pages: int
    first: int
    last: int
    previous: str
    next: str

    def showing(self, items: Sequence[Shown]) -> Pager[Shown]:
        """The same page with each item made into what is shown of it."""
        return Pager(
            items, self.total, self.number, self.pages, self.first, self.last, self.previous, self.next
        )


def page_number(text: str) -> int:
    """The page asked for; what is no page number means the first."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 and int(text) > 0 else 1


def paginate(items: Sequence[Item], asked: str, size: int, query: Mapping[str, str]) -> Pager[Item]:
    """The page asked for, or the last one if there are fewer; `query` is what the addresses keep."""
    pages = max(1, -(-len(items) // size))
    number = min(page_number(asked), pages)
    start = (number - 1) * size
    shown = items[start : start + size]

    def address(page: int) -> str:
        kept = {name: value for name, value in query.items() if value and name != "trang"}
        return "?" + urlencode({**kept, "trang": page})

    return Pager(
        items=shown,
        total=len(items),
        number=number,
        pages=pages,
        first=start + 1 if shown else 0,
        last=start + len(shown),
        previous=address(number - 1) if number > 1 else "",
        next=address(number + 1) if number < pages else "",
    )
