from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from config import serving


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind((serving.HOST, 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_busy_port_is_told_in_a_sentence(taken_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", str(taken_port))
    with pytest.raises(SystemExit) as ended:
        serving.require_free_port()
    assert f"Không mở được cổng {taken_port}" in str(ended.value)


@pytest.mark.parametrize("asked", ["0", "65536", "abc", "-1", "８０００", "80 80"])
def test_what_is_no_port_is_told_in_a_sentence(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", asked)
    with pytest.raises(SystemExit, match="PORT phải là một số"):
        serving.port()


def test_without_a_port_it_is_8000(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    assert serving.port() == 8000
