"""`lint`: what is recorded, checked; for a person and for a program."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command

from delegation.diagnostics import RULES
from delegation.register import Register


def lint(capsys: pytest.CaptureFixture[str], *, as_json: bool) -> tuple[int, str]:
    try:
        call_command("lint", json=as_json)
    except SystemExit as ended:
        return int(ended.code or 0), capsys.readouterr().out
    return 0, capsys.readouterr().out


def test_a_program_gets_one_array(register: Register, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = lint(capsys, as_json=True)
    found = json.loads(out)
    assert code == 1
    assert out.count("\n") == 1
    assert {tuple(one) for one in found} == {
        ("code", "severity", "table", "id", "place", "on", "law", "message")
    }
    severities = {rule.code: rule.severity for rule in RULES}
    assert all(one["severity"] == severities[one["code"]] for one in found)


def test_known_faults_of_the_city(register: Register, capsys: pytest.CaptureFixture[str]) -> None:
    found = {(one["code"], one["id"]): one for one in json.loads(lint(capsys, as_json=True)[1])}
    assert ("DLG-12", "qd-3321-ubnd-hcm-2025") in found
    districts_gone = found["DLG-14", "dau-tu.nhom-c-dia-phuong.3"]
    assert districts_gone["on"] == "2025-07-01"


def test_a_person_gets_a_line_each_and_a_count(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    _code, as_json = lint(capsys, as_json=True)
    code, out = lint(capsys, as_json=False)
    *lines, count = out.splitlines()
    assert code == 1
    assert len(lines) == len(json.loads(as_json))
    errors = sum(one["severity"] == "error" for one in json.loads(as_json))
    assert count.startswith(f"{errors} lỗi, ")


def test_two_runs_say_the_same(register: Register, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint(capsys, as_json=True) == lint(capsys, as_json=True)
