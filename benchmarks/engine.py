"""The register's own answers, timed through Python."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from benchmarks.figures import Figure, single, spread
from benchmarks.questions import DAY, DAY_AFTER, DAY_BEFORE, Case, Questions
from benchmarks.timing import each, taken_by
from delegation.matrix import MatrixRow, difference, matrix
from delegation.questions import Answer, competent, decide, may
from delegation.reading import day_of, register_at, register_of

_MATRICES = 7


def engine_figures(count: int) -> Iterator[Figure]:
    """Everything that is promised of the engine, from `count` cases."""
    yield single("register read at the start", taken_by(start_afresh))
    yield from _cases(count)
    start_afresh()
    yield from _offices(max(20, count // 5))
    start_afresh()
    yield from _matrices()


def start_afresh() -> None:
    """Forget every grant that has been read; what a process reads at its start is read again."""
    register_of.cache_clear()
    day_of.cache_clear()
    register_at()


def _cases(count: int) -> Iterator[Figure]:
    cases = Questions(register_at()).cases(count)
    yield spread(
        "decide, first asked", each(_decide, cases), "each power for the first time: its grants are read"
    )
    yield spread("decide, again", each(_decide, cases))
    yield spread("competent, again", each(_competent, cases))


def _decide(case: Case) -> Answer:
    power, place, day = case
    return decide(power=power, place=place, on=day, known_at=None, facts={})


def _competent(case: Case) -> Answer:
    power, place, day = case
    return competent(office=f"{place}/chair", power=power, place=place, on=day, known_at=None, facts={})


def _offices(count: int) -> Iterator[Figure]:
    offices = Questions(register_at()).offices(count)
    first = each(_may, offices)
    again = each(_may, offices)
    rows = sum(len(_may(office)["grants"]) for office in offices) // len(offices)
    yield spread("what an office may do, first asked", first, "the grants of all its powers are read")
    yield spread("what an office may do, again", again, f"{rows} rows on average")


def _may(office: str) -> Answer:
    return may(office=office, on=DAY.isoformat(), known_at=None)


def _matrices() -> Iterator[Figure]:
    rows = len(_matrix(DAY))
    start_afresh()
    yield single("matrix of a day, first", taken_by(lambda: _matrix(DAY)), "every grant is read")
    yield spread("matrix of a day, again", each(_matrix, [DAY] * _MATRICES), f"{rows} rows")
    yield spread("difference of two days", each(_difference, [(DAY_BEFORE, DAY_AFTER)] * _MATRICES))


def _matrix(day: date) -> list[MatrixRow]:
    register = register_at()
    return matrix(day_of(register, day), register.grants.of_all_powers(register.powers).values())


def _difference(days: tuple[date, date]) -> object:
    before, after = days
    return difference(_matrix(before), _matrix(after))
