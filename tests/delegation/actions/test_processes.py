"""A publication whose process is killed at any of its statements, and many officers at once: databases of their own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import SMALL
from tests.databases import ROOT, Databases, run_manage

pytestmark = pytest.mark.database


def run(script: str, database: str) -> str:
    """What a script of this folder prints when it works on the database."""
    environment = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    done = subprocess.run(
        [sys.executable, "-m", f"tests.delegation.actions.{script}"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def filled(databases: Databases) -> str:
    database = databases.migrated()
    run_manage("load_bundle", str(SMALL), database=database)
    return database


def test_a_publication_killed_at_any_statement_is_all_or_nothing(filled: str) -> None:
    *killed, last = run("killed_while_publishing", filled).splitlines()
    assert len(killed) > 10
    assert set(killed) == {"killed: approved, 1 edition, nothing of it recorded"}
    assert last == "published: 2 editions, all of it recorded"


def test_twenty_officers_in_one_dossier_lose_no_write(filled: str) -> None:
    assert run("twenty_officers", filled).splitlines() == [
        "lines of their own: 60 written, 60 kept",
        "cells of one line: 20 written, 20 kept",
        "one cell: 1 written, 19 told of it",
    ]
