"""What holds while something is done: a page is made, an address is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Value = TypeVar("Value")


@contextmanager
def meanwhile(variable: ContextVar[Value], value: Value) -> Iterator[None]:
    """Let the variable have the value, and afterwards what it had before."""
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)
