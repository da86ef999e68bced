"""Taking times and reading them: the middle, and what one in twenty and one in a hundred had to wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from time import perf_counter
from typing import Any, TypeVar

T = TypeVar("T")


def seconds_of(call: Callable[[], Any]) -> float:
    """How long one call takes, in seconds."""
    start = perf_counter()
    call()
    return perf_counter() - start


def each(call: Callable[[T], Any], arguments: Iterable[T]) -> list[float]:
    """How long each call takes, in milliseconds: one call for each argument."""
    return [1000 * seconds_of(partial(call, argument)) for argument in arguments]


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least the share of all values do not exceed. Raises ValueError for no values."""
    if not values:
        raise ValueError("No values.")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
