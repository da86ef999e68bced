"""Public pages over the small register: its bundle, and the pages that create_site makes around it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from pytest_django.fixtures import Settings

from cms.catalog import Catalog, current_catalog
from delegation.register import Register


@pytest.fixture
def catalog(register: Register) -> Catalog:
    """The small register with its words."""
    return current_catalog()


@pytest.fixture
def site(_pages_made: None, db: None) -> None:
    """The pages that a fresh register gets, in both languages; what a test does to them is undone after it."""
    # Wagtail remembers there where its pages are; a test that moved them has been undone since.
    cache.clear()


@pytest.fixture(scope="module")
def _pages_made(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The pages are made once for a module: it takes longer than most tests."""
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
        call_command("create_site", stdout=io.StringIO())
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def exports(tmp_path: Path, settings: Settings) -> Path:
    """Where the bundles of editions are kept: a folder of the test's own, which is not there yet."""
    folder = tmp_path / "exports"
    settings.EXPORTS_ROOT = folder
    return folder
