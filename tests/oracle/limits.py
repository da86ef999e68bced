"""Limits and facts (docs/effective-authority.md), read word by word."""

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

NUMBER_DIMENSIONS = frozenset({"amount_vnd", "area_m2", "floors"})
WORD_DIMENSIONS = frozenset({"project_group", "site"})

Value = Fraction | str

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_LIMIT = re.compile(r"([a-z0-9_]+)(<=|>=|<|>|=)(.+)")


@dataclass(frozen=True)
class Limit:
    """One comparison: `text` as written, `values` one number, or the words or numbers between the bars."""

    text: str
    dimension: str
    sign: str
    values: frozenset[Value]

    def is_same_as(self, other: "Limit") -> bool:
        """Same dimension, sign and value; 5 and 5.0 are one number, a|b and b|a one choice."""
        return (self.dimension, self.sign, self.values) == (other.dimension, other.sign, other.values)

    def allows(self, value: Value) -> bool:
        """Whether a fact of this value makes the limit hold."""
        if self.sign == "=":
            return value in self.values
        (bound,) = self.values
        if isinstance(bound, str) or isinstance(value, str):
            raise ValueError(f"words have no order: {self.text}")
        return {
            "<": value < bound,
            "<=": value <= bound,
            ">": value > bound,
            ">=": value >= bound,
        }[self.sign]


def read_value(dimension: str, text: str) -> Value:
    """An exact number or a word; ValueError for an unknown dimension or a bad number."""
    if dimension in WORD_DIMENSIONS:
        return text
    if dimension not in NUMBER_DIMENSIONS:
        raise ValueError(f"unknown dimension: {dimension}")
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"not a number: {text}")
    return Fraction(text)


def read_limits(cell: str) -> list[Limit]:
    """The comparisons of a `limits` cell, in the order written."""
    limits = []
    for text in cell.split(";") if cell else []:
        match = _LIMIT.fullmatch(text)
        if match is None:
            raise ValueError(f"not a limit: {text}")
        dimension, sign, right = match.groups()
        words = right.split("|") if sign == "=" else [right]
        limits.append(Limit(text, dimension, sign, frozenset(read_value(dimension, word) for word in words)))
    return limits


def can_all_hold(limits: list[Limit]) -> bool:
    """Whether some value satisfies all of these limits of one dimension.

    Between two neighbouring bounds nothing changes, so the bounds, one point between each two and one beyond
    either end stand for all real numbers; a word that no limit names satisfies none.
    """
    named = {value for limit in limits for value in limit.values}
    numbers = sorted(value for value in named if isinstance(value, Fraction))
    candidates: list[Value] = list(named)
    if numbers:
        candidates += [numbers[0] - 1, numbers[-1] + 1]
        candidates += [(low + high) / 2 for low, high in pairwise(numbers)]
    return any(all(limit.allows(value) for limit in limits) for value in candidates)
