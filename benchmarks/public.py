"""The public register as a reader gets it: pages made, pages kept, their weight, and how soon a publication is seen."""

from __future__ import annotations

import csv
import gzip
import os
import re
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from io import StringIO
from itertools import count as counted
from pathlib import Path
from time import perf_counter, sleep
from typing import Final
from urllib.parse import urlsplit

from django.core.management import call_command
from django.db import connections

from benchmarks.figures import Figure, spread
from benchmarks.pages import HOST, PageFailed, server
from benchmarks.public_addresses import addresses
from benchmarks.served import WORKED
from benchmarks.timing import Taken, taken_by

_ROOT: Final = Path(__file__).resolve().parents[1]
_KEPT: Final = "/tham-quyen/chung-thuc.01/2026-11-01/"
_TITLE: Final = "Tên được sửa để đo"
_MADE_OF: Final = re.compile(rb'(?:href|src)="(/static/[^"]+\.(?:css|js|svg)|/[^"]*ma-qr\.svg)"')
_LENGTH: Final = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_BUFFER: Final = 1 << 16
_A_WHILE: Final = 3.0
_PATIENCE: Final = 10.0
_number = counted()


def public_figures(count: int) -> Iterator[Figure]:
    """Everything that is promised of the public pages, from `count` addresses of each view."""
    pages = addresses(count)
    with server("benchmarks.served:application") as port:
        for view, some in pages.items():
            yield from _made(port, view, some)
    with server("config.wsgi:application") as port:
        yield from _weights(port, {view: some[0] for view, some in pages.items()})
        kept = _rate(port, _KEPT)
        with _plain_site() as plain_port:
            plain = _rate(plain_port, "/")
        yield Figure("kept page", "pages/s", kept)
        yield Figure("peer: plain Wagtail page", "pages/s", plain)
        yield Figure("kept page beside a plain Wagtail page", "times", kept / plain)
        yield _freshness(port)


def _made(port: int, view: str, some: list[str]) -> Iterator[Figure]:
    """What it takes to make the pages of a view; nothing that was asked for before is asked for again."""
    waited, first_bytes = [], []
    for address in some:
        mark = "&" if "?" in address else "?"
        visit = _Visit(port, f"{address}{mark}lan={next(_number)}")
        waited.append(Taken(taken_by(visit.make).waited, visit.worked))
        first_bytes.append(visit.first_byte)
    yield spread(f"made: {view}", waited)
    if view == "whole matrix":
        yield spread(f"made: {view}, first byte", first_bytes)


class _Visit:
    """One page fetched whole, on a connection of its own."""

    def __init__(self, port: int, address: str) -> None:
        self._port = port
        self._address = address
        self.body = b""
        self.first_byte = Taken(0, 0)
        # Of the server's processor time, in milliseconds, as far as it tells.
        self.worked = 0.0

    def make(self) -> None:
        """Fetch the page. Raises PageFailed unless it came."""
        connection = HTTPConnection(HOST, self._port, timeout=60)
        start = perf_counter()
        try:
            response = _asked(connection, self._address)
            self.worked = float(response.headers.get(WORKED, 0))
            begun = response.read(1)
            self.first_byte = Taken(1000 * (perf_counter() - start), 0)
            self.body = begun + response.read()
        finally:
            connection.close()


def _asked(connection: HTTPConnection, address: str) -> HTTPResponse:
    connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    if response.status != 200:
        raise PageFailed(f"{address}: {response.status}")
    return response


def _weights(port: int, pages: dict[str, str]) -> Iterator[Figure]:
    """What is sent for a page and all it is made of, in KB, the typeface aside: readers keep that."""
    for view, address in pages.items():
        sent = _Visit(port, address)
        sent.make()
        plain = HTTPConnection(HOST, port, timeout=60)
        try:
            plain.request("GET", address)
            body = plain.getresponse().read()
        finally:
            plain.close()
        parts = {match.decode() for match in _MADE_OF.findall(body)}
        weight = len(sent.body) + sum(_weight(port, part) for part in sorted(parts))
        yield Figure(f"weight: {view}", "KB", weight / 1000, note=f"{len(parts) + 1} files")


def _weight(port: int, address: str) -> int:
    """What a part takes on its way; in production every stylesheet and script lies compressed beside itself."""
    part = _Visit(port, address)
    part.make()
    return min(len(part.body), len(gzip.compress(part.body)))


def _rate(port: int, address: str) -> float:
    """How many times a second one reader is given a page, one after the other on one connection.

    The reader reads bytes and nothing more, so that it is the server that is measured.
    """
    request = f"GET {address} HTTP/1.1\r\nHost: {HOST}:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    with socket.create_connection((HOST, port)) as connection:
        for _ in range(50):
            _read(connection, request)
        done, start = 0, perf_counter()
        while perf_counter() - start < _A_WHILE:
            _read(connection, request)
            done += 1
        return done / (perf_counter() - start)


def _read(connection: socket.socket, request: bytes) -> None:
    """One answer, whole. Raises PageFailed unless it is the page."""
    connection.sendall(request)
    received = connection.recv(_BUFFER)
    while b"\r\n\r\n" not in received:
        received += connection.recv(_BUFFER)
    head, _, body = received.partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if not head.startswith(b"HTTP/1.1 200 ") or length is None:
        raise PageFailed(head.decode("latin-1"))
    missing = int(length[1]) - len(body)
    while missing > 0:
        missing -= len(connection.recv(_BUFFER))


@contextmanager
def _plain_site() -> Iterator[int]:
    with tempfile.TemporaryDirectory(prefix="plain-site-") as folder:
        os.environ["PLAIN_DATABASE"] = str(Path(folder) / "plain.sqlite3")
        with server("benchmarks.peers.wagtail_site.application:application", "/dev/null") as port:
            yield port


def _freshness(port: int) -> Figure:
    """From a publication's end to the page that says what was published. Raises PageFailed if it never does."""
    with tempfile.TemporaryDirectory(prefix="publication-") as folder:
        bundle = Path(folder) / "bundle"
        shutil.copytree(_ROOT / "data" / "hcmc", bundle)
        _retitled(bundle / "powers.csv", urlsplit(_KEPT).path.split("/")[2])
        call_command("load_bundle", str(bundle), reason="benchmark", verbosity=0, stdout=StringIO())
        connections.close_all()
    start = perf_counter()
    while perf_counter() - start < _PATIENCE:
        if _TITLE in _plain(port):
            seen = perf_counter() - start
            return Figure("publication until its page is fresh", "s", seen)
        sleep(0.01)
    raise PageFailed(f"{_KEPT}: the publication is not seen.")


def _plain(port: int) -> str:
    connection = HTTPConnection(HOST, port, timeout=60)
    try:
        connection.request("GET", _KEPT)
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def _retitled(powers: Path, power: str) -> None:
    with powers.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.reader(opened))
    title = rows[0].index("title")
    for row in rows[1:]:
        if row[0] == power:
            row[title] = _TITLE
    with powers.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, lineterminator="\n").writerows(rows)
