"""What all tests share: the register to ask, databases of one's own, and what the house forbids.

A published entry cannot be deleted, so a database cannot be emptied again: each test runs in a transaction that is
rolled back, and a module that asks a filled register gets it in a transaction around all of its tests.
"""

from __future__ import annotations

import io
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from django.core.management import call_command
from django.db import connections, transaction
from hypothesis import HealthCheck, settings

from cms.caching import PAGES
from cms.leading_pages import forget_leading_pages
from cms.log.acts import counts_of
from cms.searching.pages import forget_pages
from config.settings.base import database
from delegation.bundle.recorded import recorded_rows
from delegation.reading import day_of, register_at, register_of
from delegation.register import Register
from tests.databases import ROOT, Databases, engine_of, run_manage

SMALL: Final = ROOT / "tests" / "hcmc-small"
CITY: Final = ROOT / "data" / "hcmc"

_NEEDS_A_DATABASE: Final = {"db", "register", "city_register", "databases", "small_database"}
_FORBIDDEN: Final = {
    "transactional_db",
    "live_server",
    "django_db_serialized_rollback",
    "django_db_reset_sequences",
}
_NOTHING_MAY_BE_MISSING: Final = os.environ.get("REQUIRE_ALL") == "1"

settings.register_profile(
    "house",
    # No time assertions: a slow machine is no failure. Where others wait for the answer, the examples are the same.
    deadline=None,
    derandomize=_NOTHING_MAY_BE_MISSING,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a database, and refuse what cannot work on an append-only one."""
    mixed: dict[str, set[bool]] = {}
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        marker = item.get_closest_marker("django_db")
        if asked & _FORBIDDEN or (marker and marker.kwargs.get("transaction")):
            raise pytest.UsageError(
                f"{item.nodeid}: published entries cannot be deleted, so Django cannot empty the tables after this "
                "test. Use the fixture `databases` and a process of its own."
            )
        if marker or asked & _NEEDS_A_DATABASE:
            item.add_marker("database")
        if marker or "db" in asked:
            module = item.nodeid.partition("::")[0]
            mixed.setdefault(module, set()).add(bool(asked & {"register", "city_register"}))
    for module, kinds in mixed.items():
        if len(kinds) > 1:
            raise pytest.UsageError(
                f"{module}: tests of a filled register and of an empty one do not stand in one module, "
                "for the register is filled once for all of its tests."
            )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    """Where nothing may be missing, a skipped test is a failed one."""
    report = yield
    if _NOTHING_MAY_BE_MISSING and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, though nothing may be missing: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _forget_registers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Registers are remembered by the number of their edition, and each test counts its editions from 1.

    Also after the test: what the next module makes once for its tests is made before any fixture of a test.
    """
    # What the desk works out in a thread of its own would be of another connection, and so of an empty register.
    monkeypatch.setattr("delegation.editing.background.in_thread", lambda work: None)
    _forget()
    yield
    _forget()


def _forget() -> None:
    register_of.cache_clear()
    day_of.cache_clear()
    recorded_rows.cache_clear()
    counts_of.cache_clear()
    PAGES.clear()
    forget_pages()
    forget_leading_pages()


@pytest.fixture
def register(_small_recorded: None, db: None) -> Register:
    """The register of tests/hcmc-small, as it is now; what a test records in it is undone after that test."""
    return register_at()


@pytest.fixture
def city_register(_city_recorded: None, db: None) -> Register:
    """The register of data/hcmc, the whole city; what a test records in it is undone after that test."""
    return register_at()


@pytest.fixture(scope="module")
def _small_recorded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    yield from _recorded(SMALL, django_db_blocker)


@pytest.fixture(scope="module")
def _city_recorded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    yield from _recorded(CITY, django_db_blocker)


def _recorded(bundle: Path, django_db_blocker: Any) -> Iterator[None]:
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
        call_command(
            "load_bundle", str(bundle), by="tests", reason="tests", verbosity=0, stdout=io.StringIO()
        )
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """Makes databases on the engine under test, for processes with a DATABASE_URL of their own."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "databases"
    folder.mkdir(exist_ok=True)
    return Databases(engine_of(os.environ.get("DATABASE_URL", ""), folder), folder)


@pytest.fixture(scope="session")
def small_database(databases: Databases) -> str:
    """The address of a database with tests/hcmc-small recorded in it, for processes that only read it."""
    address = databases.migrated()
    run_manage("load_bundle", str(SMALL), database=address)
    return address


@pytest.fixture(scope="session")
def django_db_setup(databases: Databases) -> Iterator[None]:
    """Django's own test database: a copy of the migrated one, instead of a minute of migrations in every process."""
    connection = connections["default"]
    connection.settings_dict["NAME"] = database(databases.migrated())["NAME"]
    yield
    connection.close()
