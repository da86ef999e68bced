"""What tests/conftest.py forbids, and what it makes of a skipped test."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from tests import conftest


@dataclass
class Item:
    """As much of a collected test as the rules look at."""

    nodeid: str
    fixturenames: list[str] = field(default_factory=list)
    marks: dict[str, dict[str, Any]] = field(default_factory=dict)

    def get_closest_marker(self, name: str) -> SimpleNamespace | None:
        return SimpleNamespace(kwargs=self.marks[name]) if name in self.marks else None

    def add_marker(self, name: str) -> None:
        self.marks[name] = {}


def collect(*items: Item) -> list[bool]:
    conftest.pytest_collection_modifyitems(items)  # type: ignore[arg-type]
    return ["database" in item.marks for item in items]


def test_only_what_asks_for_a_database_needs_one() -> None:
    assert collect(
        Item("a.py::pure", ["tmp_path"]),
        Item("b.py::marked", marks={"django_db": {}}),
        Item("c.py::asking", ["register", "db"]),
        Item("d.py::on_its_own", ["databases"]),
    ) == [False, True, True, True]


@pytest.mark.parametrize(
    "item",
    [
        Item("a.py::a", marks={"django_db": {"transaction": True}}),
        Item("a.py::b", ["transactional_db"]),
        Item("a.py::c", ["live_server"]),
    ],
    ids=lambda item: item.nodeid,
)
def test_a_test_that_would_empty_the_tables_is_refused(item: Item) -> None:
    with pytest.raises(pytest.UsageError, match="cannot be deleted"):
        collect(item)


def test_a_filled_and_an_empty_register_do_not_share_a_module() -> None:
    with pytest.raises(pytest.UsageError, match="one module"):
        collect(Item("a.py::filled", ["register", "db"]), Item("a.py::empty", ["db"]))


@pytest.mark.parametrize(("nothing_may_be_missing", "outcome"), [(True, "failed"), (False, "skipped")])
def test_a_skipped_test_fails_where_nothing_may_be_missing(
    nothing_may_be_missing: bool, outcome: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conftest, "_NOTHING_MAY_BE_MISSING", nothing_may_be_missing)
    report = SimpleNamespace(skipped=True, outcome="skipped", longrepr="no Chromium")
    wrapper = conftest.pytest_runtest_makereport()
    next(wrapper)
    with pytest.raises(StopIteration):
        wrapper.send(report)
    assert report.outcome == outcome
