"""Public pages over the small register: its bundle, and the pages that create_site makes around it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from cms.catalog import Catalog, current_catalog
from delegation.register import Register


@pytest.fixture
def catalog(register: Register) -> Catalog:
    """The small register with its words."""
    return current_catalog()


@pytest.fixture
def site(db: None) -> None:
    """The pages that a fresh register gets."""
    call_command("create_site", stdout=io.StringIO())


@pytest.fixture(autouse=True)
def exports(tmp_path: Path, settings: Settings) -> Path:
    """Where the bundles of editions are kept: a folder of the test's own, which is not there yet."""
    folder = tmp_path / "exports"
    settings.EXPORTS_ROOT = folder
    return folder
