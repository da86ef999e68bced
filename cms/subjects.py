"""What a public page is about: a view, the records it shows, the day, and what else it was asked. Pure.

A subject is what stays the same of a page in every language, form and edition: its address, what is taken away from it
and what is printed on it are all made from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page shows. `view` is one of cms/extracts; `keys` are the records', in the order of the view.

    `address` is the permanent one, with its day and query, in the reader's language.
    """

    view: str
    address: str
    keys: tuple[str, ...] = ()
    day: date | None = None
    query: tuple[tuple[str, str], ...] = ()
