"""Taking times and reading them: the middle, and what one in twenty and one in a hundred had to wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter, process_time
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a call took, in milliseconds: by the clock on the wall, and of this process's processor time."""

    waited: float
    worked: float


def taken_by(call: Callable[[], Any]) -> Taken:
    """What one call takes."""
    start, worked = perf_counter(), process_time()
    call()
    return Taken(1000 * (perf_counter() - start), 1000 * (process_time() - worked))


def each(call: Callable[[T], Any], arguments: Iterable[T]) -> list[Taken]:
    """What each call takes: one call for each argument."""
    return [taken_by(partial(call, argument)) for argument in arguments]


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least the share of all values do not exceed. Raises ValueError for no values."""
    if not values:
        raise ValueError("No values.")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
