"""Limits of a power and the facts of a case: comparisons on a few known dimensions. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

NUMBER_DIMENSIONS: Final = frozenset({"amount_vnd", "area_m2", "floors"})
WORD_DIMENSIONS: Final = frozenset({"project_group", "site"})
DIMENSIONS: Final = NUMBER_DIMENSIONS | WORD_DIMENSIONS

Value = Decimal | str
Facts = Mapping[str, Value]

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_LIMIT = re.compile(r"(?P<dimension>[^<>=\s]+)\s*(?P<sign><=|>=|<|>|=)\s*(?P<value>.*)", re.DOTALL)


class UnknownDimension(ValueError):
    """A limit or a fact is about something the register does not compare."""


class BadValue(ValueError):
    """A limit or a fact has a value that cannot be read; `text` is what was written."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, slots=True)
class Limit:
    """One comparison: a dimension, a sign, and one value (several after `=`). Equal however it was written."""

    dimension: str
    sign: str
    values: frozenset[Value]
    text: str = field(compare=False)

    def allows(self, value: Value) -> bool:
        """Whether the limit holds for a fact on its dimension."""
        if self.sign == "=":
            return value in self.values
        (bound,) = self.values
        return _COMPARISONS[self.sign](value, bound)

    def holds(self, facts: Facts) -> bool | None:
        """True or False where the facts tell, None where the limit stays open."""
        value = facts.get(self.dimension)
        return None if value is None else self.allows(value)


def _number(value: Value) -> Decimal:
    if not isinstance(value, Decimal):
        raise BadValue(value)
    return value


_COMPARISONS = {
    "<": lambda value, bound: _number(value) < _number(bound),
    "<=": lambda value, bound: _number(value) <= _number(bound),
    ">": lambda value, bound: _number(value) > _number(bound),
    ">=": lambda value, bound: _number(value) >= _number(bound),
}


def read_value(dimension: str, text: str) -> Value:
    """A fact or bound as written: an exact number or a word. Raises UnknownDimension or BadValue."""
    text = text.strip()
    if dimension in WORD_DIMENSIONS:
        if not text:
            raise BadValue(text)
        return text
    if dimension not in NUMBER_DIMENSIONS:
        raise UnknownDimension(dimension)
    if not _NUMBER.fullmatch(text):
        raise BadValue(text)
    return Decimal(text)


def read_facts(written: Mapping[str, str]) -> dict[str, Value]:
    """The facts of a case from their written form. Raises UnknownDimension or BadValue."""
    return {dimension: read_value(dimension, text) for dimension, text in written.items()}


def read_limit(text: str) -> Limit:
    """One limit as written, `amount_vnd<240000000000` or `project_group=B|C`. Raises UnknownDimension or BadValue."""
    match = _LIMIT.fullmatch(text)
    if match is None:
        raise BadValue(text)
    dimension, sign, value = match["dimension"], match["sign"], match["value"]
    if dimension not in DIMENSIONS:
        raise UnknownDimension(dimension)
    if sign != "=" and dimension in WORD_DIMENSIONS:
        raise BadValue(text)
    alternatives = value.split("|") if sign == "=" else [value]
    return Limit(dimension, sign, frozenset(read_value(dimension, part) for part in alternatives), text)


def read_limits(cell: str) -> tuple[Limit, ...]:
    """The limits of a cell, joined by `;`. Raises UnknownDimension or BadValue."""
    return tuple(read_limit(part.strip()) for part in cell.split(";")) if cell.strip() else ()


def can_all_hold(limits: Iterable[Limit]) -> bool:
    """Whether on every dimension some value satisfies all of the limits on it."""
    by_dimension: dict[str, list[Limit]] = defaultdict(list)
    for limit in limits:
        by_dimension[limit.dimension].append(limit)
    return all(_satisfiable(together) for together in by_dimension.values())


def _satisfiable(limits: list[Limit]) -> bool:
    choices = [limit.values for limit in limits if limit.sign == "="]
    if choices:
        return any(all(limit.allows(value) for limit in limits) for value in choices[0])
    lower = max((_edge(limit) for limit in limits if limit.sign in (">", ">=")), default=None)
    upper = min((_edge(limit) for limit in limits if limit.sign in ("<", "<=")), default=None)
    if lower is None or upper is None or lower[0] < upper[0]:
        return True
    # The bounds are the same number (or cross): one value is left only if both sides include it.
    return lower == (upper[0], 0) and upper[1] == 0


def _edge(limit: Limit) -> tuple[Decimal, int]:
    """A bound ordered so that of equal bounds the stricter one wins: 1 above `>`, -1 below `<`, 0 included."""
    (bound,) = limit.values
    return _number(bound), {">": 1, "<": -1}.get(limit.sign, 0)
