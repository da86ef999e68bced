"""`python -m benchmarks`: what is promised about speed, beside peers, on both engines."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from benchmarks.figures import HEAD, Figure, line
from benchmarks.report import circumstances, write_report
from benchmarks.runs import FULL, QUICK, RECORDED, Run
from tests.postgres import postgres_server

_ENGINES = ("sqlite", "postgresql")
_SIZES = ("city", "national", RECORDED)


def main() -> None:
    """Measure what was asked for, print each table as it is ready, and write the report if so asked."""
    options = _options()
    # A run that is told to end takes its server, its database and what it has started with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    machine = circumstances()
    print(machine, flush=True)
    tables = {}
    with tempfile.TemporaryDirectory(prefix="register-bench-") as name:
        for engine in _chosen(options.engine, _ENGINES):
            with _databases(engine, Path(name)) as databases:
                for size in _chosen(options.size, _SIZES):
                    run = Run(size, databases[size], Path(name), QUICK if options.quick else FULL)
                    tables[size, engine] = list(_told(size, engine, run))
    if options.write:
        write_report(machine, tables)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--size", choices=(*_SIZES, "all"), default=None, help="all, or with --quick the city"
    )
    parser.add_argument("--engine", choices=(*_ENGINES, "both"), default="both")
    parser.add_argument("--quick", action="store_true", help="fewer questions, within four minutes")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    options = parser.parse_args()
    options.size = options.size or ("city" if options.quick else "all")
    return options


def _chosen(option: str, every: tuple[str, ...]) -> tuple[str, ...]:
    return every if option in ("all", "both") else (option,)


@contextmanager
def _databases(engine: str, folder: Path) -> Iterator[dict[str, str]]:
    """The address of an empty database for each size."""
    if engine == "sqlite":
        yield {size: f"sqlite:///{folder / f'{size}.sqlite3'}" for size in _SIZES}
        return
    with postgres_server() as address:
        with psycopg.connect(address, autocommit=True) as connection:
            for size in _SIZES:
                connection.execute(f"CREATE DATABASE {size}")
        yield {size: f"{address.rpartition('/')[0]}/{size}" for size in _SIZES}


def _told(size: str, engine: str, run: Run) -> Iterator[Figure]:
    """The run's figures, each printed as it comes."""
    print(f"\n### {size}, {engine}\n", *HEAD, sep="\n", flush=True)
    for figure in run.figures():
        print(line(size, figure), flush=True)
        yield figure


if __name__ == "__main__":
    main()
