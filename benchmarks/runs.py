"""Measuring one register on one engine: every part in a process of its own, on a database made for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks.figures import Figure

_ROOT: Final = Path(__file__).resolve().parents[1]
# The one register that is not made: what a fresh start loads.
RECORDED: Final = "hcmc"
_LINES_OF_ANNEX: Final = 300
_BYTES_IN_A_KIB: Final = 1024
_KIB_IN_A_MB: Final = 1_000_000 / _BYTES_IN_A_KIB


class PartFailed(RuntimeError):
    """A part of the measuring ended with an error, which it has printed itself."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is asked: cases through Python, questions of a stream, addresses of each kind of page."""

    cases: int
    stream: int
    pages: int


FULL: Final = Effort(1_000, 20_000, 60)
QUICK: Final = Effort(300, 10_000, 20)


@dataclass(frozen=True, slots=True)
class Run:
    """A register of a size on a database; `folder` holds its bundle and what is written on the way."""

    size: str
    database: str
    folder: Path
    effort: Effort

    def figures(self) -> Iterator[Figure]:
        """Load the register, then measure everything; of the recorded one, the desk and the public pages."""
        self._manage("migrate", "--verbosity", "0")
        if self.size == RECORDED:
            self._manage("load_bundle", str(_ROOT / "data" / RECORDED), "--verbosity", "0")
            yield from self._part("desk", _LINES_OF_ANNEX)
            self._manage("create_site", "--verbosity", "0")
            yield from self._part("public", self.effort.pages)
            return
        yield from self._load()
        self._manage("create_site", "--verbosity", "0")
        yield from self._part("engine", self.effort.cases)
        yield from self._stream()
        yield from self._part("peers", self.effort.cases // 2)
        yield from self._part("pages", self.effort.pages)

    def _load(self) -> Iterator[Figure]:
        bundle = self.folder / self.size
        if not bundle.exists():
            self._python("-m", "benchmarks.steps", "bundle", self.size, str(bundle))
        spent = self._manage("load_bundle", str(bundle), "--verbosity", "0")
        yield Figure("load_bundle", "s", spent.seconds, note=f"{spent.processor:.0f} s of processor time")
        yield Figure("load_bundle, most memory", "MB", spent.megabytes)

    def _stream(self) -> Iterator[Figure]:
        asked = self.folder / f"{self.size}.jsonl"
        self._python("-m", "benchmarks.steps", "questions", str(self.effort.stream), str(asked))
        spent = self._manage("ask", "--jsonl", stdin=asked)
        rate = self.effort.stream / spent.seconds
        note = f"{self.effort.stream / spent.processor:.0f} a second of processor time; start included"
        yield Figure("ask --jsonl", "questions/s", rate, count=self.effort.stream, note=note)
        yield Figure("ask --jsonl, most memory", "MB", spent.megabytes)

    def _part(self, part: str, count: int) -> Iterator[Figure]:
        said = self.folder / "figures.jsonl"
        self._python("-m", "benchmarks.steps", part, str(count), stdout=said)
        for line in said.read_text(encoding="utf-8").splitlines():
            yield Figure(**json.loads(line))

    def _manage(self, *arguments: str, stdin: Path | None = None) -> Spent:
        return self._python("manage.py", *arguments, stdin=stdin)

    def _python(self, *arguments: str, stdin: Path | None = None, stdout: Path | None = None) -> Spent:
        """Run a command of the project on the run's database. Raises PartFailed."""
        environment = {**os.environ, "DATABASE_URL": self.database}
        start = perf_counter()
        with (stdin or Path(os.devnull)).open("rb") as asked, (stdout or Path(os.devnull)).open("wb") as said:
            child = subprocess.Popen(
                [sys.executable, *arguments], stdin=asked, stdout=said, cwd=_ROOT, env=environment
            )
            try:
                _, status, used = os.wait4(child.pid, 0)
            except BaseException:
                child.terminate()
                raise
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise PartFailed(" ".join(arguments))
        return Spent(perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / _KIB_IN_A_MB)


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took: seconds, seconds of processor time, and megabytes at most."""

    seconds: float
    processor: float
    megabytes: float
