"""Databases to test in, made from one that has been migrated once, on whichever engine DATABASE_URL names.

Running every migration takes most of a minute, copying the outcome a blink: so the first process of a run makes the
template and all the others copy it. They go with the run's temporary folder, or with its server.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Final, Protocol

import psycopg
from psycopg import sql

ROOT: Final = Path(__file__).resolve().parents[1]
_TEMPLATE: Final = "template"
# Beside what pytest keeps from one run to the next; `make clean` takes both away.
_KEPT: Final = ROOT / ".pytest_cache"


class Engine(Protocol):
    """A database engine under test."""

    def address(self, name: str) -> str:
        """The DATABASE_URL of a database, whether or not it exists."""

    def create(self, name: str, *, like: str | None = None) -> None:
        """Make a database: empty, or a copy of another that nobody is connected to."""


class Sqlite:
    """SQLite: a file each, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def address(self, name: str) -> str:
        return f"sqlite:///{self.file(name)}"

    def create(self, name: str, *, like: str | None = None) -> None:
        if like:
            shutil.copyfile(self.file(like), self.file(name))

    def file(self, name: str) -> Path:
        """Where a database lies."""
        return self._folder / f"{name}.sqlite3"


class Postgres:
    """PostgreSQL: databases of one server."""

    def __init__(self, server: str) -> None:
        self._server = server

    def address(self, name: str) -> str:
        return f"{self._server.rpartition('/')[0]}/{name}"

    def create(self, name: str, *, like: str | None = None) -> None:
        self._execute("CREATE DATABASE {} TEMPLATE {}", name, like or "template0")

    def _execute(self, statement: str, *names: str) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _migrations() -> str:
    """What a migrated database comes of, in a few letters: migrations, models, guards, settings and packages."""
    sources = [ROOT / "requirements.txt"]
    for app in ("cms", "config", "delegation", "units"):
        sources += sorted(
            path
            for path in (ROOT / app).rglob("*.py")
            if path.parent.name in ("migrations", "models", "settings")
            or path.name in ("apps.py", "guards.py", "models.py")
        )
    told = hashlib.sha256()
    for path in sources:
        told.update(str(path.relative_to(ROOT)).encode())
        told.update(path.read_bytes())
    return told.hexdigest()[:16]


def engine_of(address: str, folder: Path) -> Engine:
    """The engine that a DATABASE_URL names; without one SQLite, with its files in the folder."""
    return Postgres(address) if address.startswith("postgres") else Sqlite(folder)


class Databases:
    """The databases of one process of a test run; `folder` is shared by all the processes of the run."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder
        self._numbers = count()

    def empty(self) -> str:
        """The address of a database with nothing in it, not even tables."""
        return self._create(like=None)

    def migrated(self) -> str:
        """The address of a database in which every migration has run and nothing has been recorded."""
        with self._alone():
            if not (self._folder / _TEMPLATE).exists():
                self._engine.create(_TEMPLATE)
                self._migrate()
                (self._folder / _TEMPLATE).touch()
            return self._create(like=_TEMPLATE)

    def _migrate(self) -> None:
        """Run every migration in the template; on SQLite its file is kept for later runs of the same migrations."""
        kept = _KEPT / f"migrated-{_migrations()}.sqlite3"
        if isinstance(self._engine, Sqlite) and kept.exists():
            shutil.copyfile(kept, self._engine.file(_TEMPLATE))
            return
        run_manage("migrate", "--verbosity=0", database=self._engine.address(_TEMPLATE))
        if isinstance(self._engine, Sqlite):
            for older in _KEPT.glob("migrated-*.sqlite3"):
                older.unlink(missing_ok=True)
            _KEPT.mkdir(exist_ok=True)
            part = _KEPT / f"{os.getpid()}.part"
            shutil.copyfile(self._engine.file(_TEMPLATE), part)
            part.replace(kept)

    def _create(self, *, like: str | None) -> str:
        name = f"own_{os.getpid()}_{next(self._numbers)}"
        self._engine.create(name, like=like)
        return self._engine.address(name)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self._folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def run_manage(*arguments: str, database: str, stdin: str = "", expect: int = 0) -> str:
    """What `python manage.py …` prints when it works on a database of that address.

    Raises AssertionError, with what it said, where it does not exit as expected.
    """
    environment = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    done = subprocess.run(
        command, input=stdin, env=environment, cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode != expect:
        raise AssertionError(f"{' '.join(arguments)}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout
