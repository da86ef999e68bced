"""`lint` of a register in which nothing is recorded, or nothing is wrong."""

from __future__ import annotations

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_an_empty_register_has_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("lint", json=True)
    assert capsys.readouterr().out == "[]\n"
    call_command("lint")
    assert capsys.readouterr().out == "0 lỗi, 0 cảnh báo, 0 lưu ý.\n"
