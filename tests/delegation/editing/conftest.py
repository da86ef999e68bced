"""The desk over the small register: people who have signed in, and work beside the pages that is done when asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from delegation.editing import background, register_state
from delegation.register import Register
from tests.delegation.actions.decisions import decision
from tests.delegation.editing.visitors import Visitor, visitor
from units.rights import Right

Work = Callable[[], None]


@pytest.fixture(autouse=True)
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Work]:
    """The work that pages have begun beside themselves: a thread would not see what a test has written."""
    works: list[Work] = []
    register_state.forget_register_state()
    monkeypatch.setattr(background, "in_thread", works.append)
    return works


@pytest.fixture
def drafter(register: Register) -> Visitor:
    return visitor("soan", Right.DRAFT)


@pytest.fixture
def approver(register: Register) -> Visitor:
    return visitor("duyet", Right.APPROVE)


@pytest.fixture
def publisher(register: Register) -> Visitor:
    return visitor("cong-bo", Right.PUBLISH)


@pytest.fixture
def auditor(register: Register) -> Visitor:
    return visitor("kiem-tra", Right.AUDIT)


@pytest.fixture
def stranger(register: Register) -> Visitor:
    """Somebody with every right, on another unit."""
    return visitor("phuong", Right.DRAFT, Right.APPROVE, Right.PUBLISH, unit="26800@2025-07-01")


@pytest.fixture
def number(drafter: Visitor) -> int:
    """The number of a dossier in order, still a draft."""
    return decision(drafter.user).pk
