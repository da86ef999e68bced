"""The newest edition: all that stands on one page is of the same one, though another be published meanwhile."""

from __future__ import annotations

from contextlib import AbstractContextManager
from contextvars import ContextVar

from cms.meanwhile import meanwhile
from units.models import Edition

_newest: ContextVar[int | None] = ContextVar("newest_edition", default=None)


def newest_edition() -> int:
    """The number of the newest edition when the page that is being made was asked for; 0 before the first."""
    number = _newest.get()
    return Edition.objects.latest_number() if number is None else number


def newest_is(number: int) -> AbstractContextManager[None]:
    """While a page is made, the newest edition is the one of this number."""
    return meanwhile(_newest, number)
