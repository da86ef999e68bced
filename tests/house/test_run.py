"""`make run`, in a copy of the house with a `var/` of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.databases import ROOT, Databases
from tests.house.tree import files

_READY = "Ctrl-C"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    copy = tmp_path / "house"
    for path in files():
        target = copy / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return copy


@pytest.fixture
def port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


class Started:
    """A register started with `make run`; `said` is what it told up to where it serves."""

    def __init__(self, house: Path, port: str, database: str) -> None:
        environment = {
            **os.environ,
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "config.settings.local",
        }
        command = ["make", "run", f"PORT={port}", f"VENV={sys.prefix}"]
        self._process = subprocess.Popen(
            command,
            cwd=house,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said = ""
        for line in self._process.stdout or []:
            self.said += line
            if _READY in line:
                return
        self._process.wait()

    def stop(self) -> str:
        """Press Ctrl-C, and tell what is said to that."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGINT)
        return self._process.communicate()[0]


def test_it_starts_serves_tells_a_busy_port_and_starts_again(
    house: Path, port: str, databases: Databases
) -> None:
    database = databases.migrated()
    first = Started(house, port, database)
    try:
        assert f"http://127.0.0.1:{port}/admin/" in first.said
        assert urlopen(f"http://127.0.0.1:{port}/").status == 200
        assert urlopen(f"http://127.0.0.1:{port}/admin/login/").status == 200
        busy = Started(house, port, database)
        assert f"Không mở được cổng {port}" in busy.said
        assert "Traceback" not in busy.said + busy.stop()
    finally:
        ended = first.stop()
    assert "Traceback" not in first.said + ended
    accounts = (house / "var" / "accounts.txt").read_bytes()
    second = Started(house, port, database)
    assert "Traceback" not in second.said + second.stop()
    assert "Sổ đã ghi đủ gói data/hcmc." in second.said
    assert "Đã ghi sổ" not in second.said
    assert (house / "var" / "accounts.txt").read_bytes() == accounts
