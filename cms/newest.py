"""The newest edition: all that stands on one page is of the same one, though another be published meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from units.models import Edition

_newest: ContextVar[int | None] = ContextVar("newest_edition", default=None)


def newest_edition() -> int:
    """The number of the newest edition when the page that is being made was asked for; 0 before the first."""
    number = _newest.get()
    return Edition.objects.latest_number() if number is None else number


@contextmanager
def newest_is(number: int) -> Iterator[None]:
    """While a page is made, the newest edition is the one of this number."""
    token = _newest.set(number)
    try:
        yield
    finally:
        _newest.reset(token)
