from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, connections
from django.test.utils import CaptureQueriesContext

from cms import reading_ahead
from cms.catalog import Catalog
from cms.matrix.asked import Asked
from cms.matrix.sheet import matrix_sheet
from cms.reading_ahead import read_ahead
from units.clock import today


@pytest.fixture
def left_open(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The connections of the test stay open: what would be closed is only written down."""
    closed: list[str] = []
    monkeypatch.setattr(connections, "close_all", lambda: closed.append("all"))
    return closed


def test_what_was_read_ahead_is_not_read_again(
    catalog: Catalog, left_open: list[str], django_assert_num_queries: object
) -> None:
    assert read_ahead() is None
    with django_assert_num_queries(0):  # type: ignore[operator]
        catalog.register.grants.of_all_powers(catalog.powers)
    with CaptureQueriesContext(connection) as asked:
        matrix_sheet(catalog, today(), Asked())
    assert asked.captured_queries == []
    assert left_open == ["all"]


def test_a_database_that_cannot_be_read_is_told_and_left(
    catalog: Catalog, left_open: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise DatabaseError("no such table")

    monkeypatch.setattr(reading_ahead, "current_catalog", broken)
    assert read_ahead() == "no such table"
    assert left_open == ["all"]
