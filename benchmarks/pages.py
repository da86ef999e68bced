"""The public pages over HTTP, each address asked for once: how long, and how many statements."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from itertools import count as counted
from pathlib import Path
from random import Random
from time import monotonic, sleep
from typing import Final

from benchmarks.figures import Figure, spread
from benchmarks.questions import DAY, Questions
from benchmarks.served import STATEMENTS, WORKED
from benchmarks.timing import Taken, quantile, taken_by
from cms.addresses import (
    instrument_address,
    office_address,
    power_address,
    question_address,
    search_address,
    unit_address,
)
from delegation.reading import register_at

HOST: Final = "127.0.0.1"
_STARTS_WITHIN: Final = 120
_SEARCHED: Final = (
    "giay phep xay dung",
    "phê duyệt dự án",
    "xa tan hung",
    "quyết định phân cấp",
    "Hoà Hiệp",
    "1/2025",
)


class PageFailed(RuntimeError):
    """A page did not come; the message says which, and what came."""


_AS_SERVED: Final = "python:config.serving"


def page_figures(count: int) -> Iterator[Figure]:
    """Times and statements of every kind of public page, from `count` addresses of each."""
    addresses = _addresses(count)
    # Each visit is to an address of its own: what is kept is measured elsewhere.
    number = counted()
    with server("benchmarks.served:application") as port:
        for page, some in addresses.items():
            times, statements = [], []
            for address in some:
                mark = "&" if "?" in address else "?"
                asked = _Visit(port, f"{address}{mark}lan={next(number)}")
                waited = taken_by(asked.make).waited
                times.append(Taken(waited, asked.worked))
                statements.append(asked.statements)
            yield spread(f"page: {page}", times)
            yield Figure(
                f"page: {page}, statements",
                "statements",
                quantile(statements, 0.5),
                max(statements),
                count=len(some),
            )


class _Visit:
    """One page asked for on a connection of its own."""

    def __init__(self, port: int, address: str) -> None:
        self._port = port
        self._address = address
        self.statements = 0
        self.worked = 0.0

    def make(self) -> None:
        """Fetch the page whole. Raises PageFailed unless it came."""
        response = _fetched(self._port, self._address)
        self.statements = int(response.headers[STATEMENTS])
        self.worked = float(response.headers[WORKED])


def _fetched(port: int, address: str) -> HTTPResponse:
    """A page read whole. Raises PageFailed unless it came."""
    connection = HTTPConnection(HOST, port, timeout=60)
    try:
        connection.request("GET", address)
        response = connection.getresponse()
        response.read()
    finally:
        connection.close()
    if response.status != 200:
        raise PageFailed(f"{address}: {response.status}")
    return response


def _addresses(count: int) -> dict[str, list[str]]:
    register = register_at()
    questions = Questions(register, seed=2)
    random = Random(3)
    cases = questions.cases(count)
    instruments = random.sample(sorted(register.instruments), min(count, len(register.instruments)))
    return {
        "home": ["/"] * count,
        "answer": [question_address(viec=power, noi=place, ngay=day) for power, place, day in cases],
        "power": [power_address(power, DAY) for power, _, _ in cases],
        "unit": [unit_address(place, DAY) for _, place, _ in cases],
        "office": [office_address(office, DAY) for office in questions.offices(count)],
        "instrument": [instrument_address(instrument, DAY) for instrument in instruments],
        "matrix": [f"/ma-tran/{2021 + at % 6}-{at % 12 + 1:02}-{at % 28 + 1:02}/" for at in range(count)],
        "search": [search_address(_SEARCHED[at % len(_SEARCHED)]) for at in range(count)],
    }


@contextmanager
def server(application: str, config: str = _AS_SERVED) -> Iterator[int]:
    """A gunicorn with one worker on a free port of this machine, ended with the block; yields the port.

    By default served as `make run` serves it, so what a server reads before its first visitor has been read.
    """
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    gunicorn = Path(sys.executable).with_name("gunicorn")
    command = [
        str(gunicorn),
        "--config",
        config,
        "--bind",
        f"{HOST}:{port}",
        "--workers",
        "1",
        "--threads",
        "4",
        "--timeout",
        "120",
        "--log-level",
        "error",
    ]
    process = subprocess.Popen(
        [*command, application], env={**os.environ, "PORT": str(port)}, stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(process, port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    """Ask for the home page until it comes: the first visit reads the register. Raises PageFailed."""
    patience = monotonic() + _STARTS_WITHIN
    while True:
        try:
            _fetched(port, "/")
        except OSError as error:
            if process.poll() is not None or monotonic() > patience:
                raise PageFailed("The server did not start.") from error
            sleep(0.2)
        else:
            return
