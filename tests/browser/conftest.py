"""A real Chromium before a real server, which has a database of its own: Django's live server would empty it after."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.databases import ROOT, Databases, run_manage

SMALL = ROOT / "tests" / "hcmc-small"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser, and asks a database behind the server."""
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker("browser")
            item.add_marker("database")


@pytest.fixture(scope="session")
def server(databases: Databases) -> Iterator[str]:
    """The address of a running register with the small bundle and its pages."""
    database = databases.migrated()
    run_manage("load_bundle", str(SMALL), database=database)
    run_manage("create_site", database=database)
    with _running(database) as address:
        yield address


# A field that was withdrawn, and a page that was taken off.
_GONE = """
from cms.retired import explain
from tests.cms.articles import article
from tests.cms.editions import bring, withdraw
bring("fields", {"field": "ghi-nham", "name": "Lĩnh vực ghi nhầm"})
withdraw(("fields", ("ghi-nham",)), reason="Ghi nhầm lĩnh vực khác.")
written = article(title="Tin đã đăng")
written.unpublish()
explain([written.pk], "Gộp vào bài khác.")
"""


@pytest.fixture(scope="session")
def server_of_the_gone(databases: Databases) -> Iterator[str]:
    """The address of a register from which a record was withdrawn and a page taken off."""
    database = databases.migrated()
    run_manage("create_site", database=database)
    run_manage("shell", "--no-imports", "--command", _GONE, database=database)
    with _running(database) as address:
        yield address


@contextmanager
def _running(database: str) -> Iterator[str]:
    """The address of a server of the database, as long as it is asked."""
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "SECRET_KEY": secrets.token_urlsafe(50),
    }
    command = [sys.executable, "-m", "gunicorn", "--bind=127.0.0.1:0", "--threads=4", "config.wsgi"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield _listening(process)
        finally:
            process.terminate()


def _listening(process: subprocess.Popen[str]) -> str:
    """The address that the server says it listens at."""
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if found := re.search(r"Listening at: (http://\S+)", line):
            return found[1]
    raise AssertionError("".join(said))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("no Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A fresh reader; `@pytest.mark.parametrize("context", [...], indirect=True)` gives its screen and habits."""
    options: dict[str, Any] = getattr(request, "param", {})
    opened = browser.new_context(base_url=server, locale="vi-VN", **options)
    yield opened
    opened.close()
