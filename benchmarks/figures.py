"""What was measured, what was promised, and the table that shows both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.timing import Taken, quantile


@dataclass(frozen=True, slots=True)
class Floor:
    """A promise: `limit` is not exceeded, or with `at_least` is reached, by the 95th percentile (a single value)."""

    limit: float
    at_least: bool = False

    def is_met(self, value: float) -> bool:
        """Whether the value keeps the promise."""
        return value >= self.limit if self.at_least else value <= self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {_number(self.limit)}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured on one register and engine; a single value has neither p95 nor p99.

    `worked` is the 95th percentile of the processor time alone, which says more on a machine that others use too.
    """

    measure: str
    unit: str
    p50: float
    p95: float | None = None
    p99: float | None = None
    worked: float | None = None
    count: int = 1
    note: str = ""

    @property
    def judged(self) -> float:
        """The value that a floor is held against."""
        return self.p50 if self.p95 is None else self.p95


# By the size of the register, then by what is measured. Source: the issue that asked for the register.
FLOORS: Final[dict[tuple[str, str], Floor]] = {
    ("city", "decide, first asked"): Floor(3),
    ("city", "decide, again"): Floor(3),
    ("national", "decide, first asked"): Floor(6),
    ("national", "decide, again"): Floor(6),
    ("hcmc", "desk: all the waiting"): Floor(15),
    ("hcmc", "made: whole matrix"): Floor(400),
    ("hcmc", "made: whole matrix, first byte"): Floor(100),
    ("hcmc", "made: difference of the whole register"): Floor(2000),
    ("hcmc", "kept page beside a plain Wagtail page"): Floor(10, at_least=True),
    ("hcmc", "publication until its page is fresh"): Floor(1),
    **{
        (size, measure): floor
        for size in ("city", "national")
        for measure, floor in {
            "what an office may do, again": Floor(15),
            "matrix of a day, first": Floor(2000),
            "matrix of a day, again": Floor(2000),
            "difference of two days": Floor(2000),
            "load_bundle": Floor(120),
            "load_bundle, most memory": Floor(600),
            "ask --jsonl": Floor(1000, at_least=True),
        }.items()
    },
}
PAGE_FLOOR: Final = Floor(60)
# In KB.
WEIGHT_FLOOR: Final = Floor(120)

HEAD: Final = (
    "| measured | unit | p50 | p95 | p99 | processor p95 | n | floor | | note |",
    "|---|---|---|---|---|---|---|---|---|---|",
)


def spread(measure: str, taken: Sequence[Taken], note: str = "") -> Figure:
    """The figure of what many calls took."""
    waited = [one.waited for one in taken]
    p50, p95, p99 = (quantile(waited, share) for share in (0.50, 0.95, 0.99))
    worked = quantile([one.worked for one in taken], 0.95)
    return Figure(measure, "ms", p50, p95, p99, worked, len(taken), note)


def single(measure: str, taken: Taken, note: str = "") -> Figure:
    """The figure of what one call took."""
    return Figure(measure, "ms", taken.waited, worked=taken.worked, note=note)


def floor_of(size: str, figure: Figure) -> Floor | None:
    """What was promised of a figure, if anything."""
    own = FLOORS.get((size, figure.measure))
    if own is not None:
        return own
    if figure.unit == "ms" and figure.measure.startswith(("page: ", "made: ")):
        return PAGE_FLOOR
    return WEIGHT_FLOOR if figure.measure.startswith("weight: ") else None


def markdown(size: str, figures: Iterable[Figure]) -> str:
    """The figures of one register on one engine as a Markdown table."""
    return "\n".join([*HEAD, *(line(size, figure) for figure in figures)])


def line(size: str, figure: Figure) -> str:
    """A figure as a line of the table."""
    return _row(_cells(size, figure))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(size: str, figure: Figure) -> Iterator[str]:
    floor = floor_of(size, figure)
    yield from (figure.measure, figure.unit)
    for value in (figure.p50, figure.p95, figure.p99, figure.worked):
        yield "" if value is None else _number(value)
    yield str(figure.count)
    yield str(floor or "")
    yield "" if floor is None else ("đạt" if floor.is_met(figure.judged) else "**chưa đạt**")
    yield figure.note


def _number(value: float) -> str:
    if value >= 100 or value == int(value):
        return f"{value:.0f}"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"
