"""Public pages over the small register: its bundle, and the pages that create_site makes around it."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

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
