"""The command line of the register, as a program that calls it sees it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.core.management import call_command

from delegation.management.commands.ask import answers
from tests.conftest import ROOT
from tests.databases import Databases, run_manage

pytestmark = pytest.mark.usefixtures("register")

POWER, CITY, WARD_DAY = "chung-thuc.01", "79@2016-01-01", "2025-07-01"
DECIDE = {"ask": "decide", "power": POWER, "place": "769", "on": "2022-06-01"}


def ask(*lines: str | bytes | dict[str, Any]) -> list[dict[str, Any]]:
    as_bytes = [
        line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    ]
    return [json.loads(answer) for answer in answers(as_bytes)]


def test_a_place_may_be_given_by_the_code_of_its_day() -> None:
    (in_2020,) = ask({**DECIDE, "on": "2020-06-01"})
    (in_2022,) = ask(DECIDE)
    assert (in_2020["place"], in_2022["place"]) == ("769@2016-01-01", "769@2021-01-01")


def test_one_line_an_answer_in_the_same_order(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("decide", POWER, "769", on="2022-06-01", json=True)
    assert json.loads(capsys.readouterr().out) == ask(DECIDE)[0]
    call_command("competent", f"{CITY}/chair", POWER, CITY, on=WARD_DAY, json=True)
    competent = {"ask": "competent", "office": f"{CITY}/chair", "power": POWER, "place": CITY, "on": WARD_DAY}
    assert json.loads(capsys.readouterr().out) == ask(competent)[0]
    call_command("may", f"{CITY}/chair", on=WARD_DAY, json=True)
    assert (
        json.loads(capsys.readouterr().out)
        == ask({"ask": "may", "office": f"{CITY}/chair", "on": WARD_DAY})[0]
    )


BAD_LINES = [
    "",
    "không phải JSON",
    "[]",
    "null",
    "{}",
    b"\xff\xfe",
    "[" * 100_000,
    '{"ask":"decide"}',
    {"ask": "repeal"},
    {"ask": ["decide"]},
    {**DECIDE, "power": "không-có"},
    {**DECIDE, "power": ""},
    {**DECIDE, "power": 1},
    {**DECIDE, "place": "không-có"},
    {**DECIDE, "place": "769@2021-01-01", "on": "2020-12-31"},
    {**DECIDE, "on": "2025-02-29"},
    {**DECIDE, "on": "20250701"},
    {**DECIDE, "on": "2025-7-1"},
    {**DECIDE, "known_at": "hôm qua"},
    {**DECIDE, "known_at": 5},
    {**DECIDE, "known_at": "2000-01-01"},
    {**DECIDE, "facts": []},
    {**DECIDE, "facts": {"height": "3"}},
    {**DECIDE, "facts": {"floors": "ba"}},
    {**DECIDE, "facts": {"floors": True}},
    {**DECIDE, "facts": {"floors": None}},
    {**DECIDE, "fact": {"floors": "3"}},
    '{"ask":"decide","power":"\\ud800","place":"769","on":"2022-06-01"}',
    {"ask": "may", "office": "không-có", "on": WARD_DAY},
    {**DECIDE, "place": 769},
    '{"ask":"decide","power":"chung-thuc.01","place":"769","on":"2022-06-01","on":"2023-06-01"}',
    '{"ask":"decide","power":"chung-thuc.01","place":"769","on":"2022-06-01","facts":{"floors":"1","floors":"2"}}',
]


@pytest.mark.parametrize("line", BAD_LINES)
def test_a_line_that_cannot_be_answered_gets_one_plain_line_and_stops_nothing(line: Any) -> None:
    bad, good = ask(line, DECIDE)
    assert list(bad) == ["error"]
    assert bad["error"]
    assert "\n" not in bad["error"]
    assert good["status"]


def test_a_number_may_be_longer_than_the_machine_counts() -> None:
    nines = "9" * 5_000
    start = f'{{"ask":"decide","power":"{POWER}","place":"769","on":"2022-06-01","facts":'
    (as_number,) = ask(f'{start}{{"floors":{nines}}}}}')
    (as_text,) = ask({**DECIDE, "facts": {"floors": nines}})
    assert as_number == as_text
    assert "error" not in as_number


def test_facts_may_be_numbers_or_text() -> None:
    number, text = ask({**DECIDE, "facts": {"floors": 3}}, {**DECIDE, "facts": {"floors": "3"}})
    assert number == text


def test_a_refused_question_is_one_line_on_standard_error_and_exit_2(small_database: str) -> None:
    for arguments in (
        ["decide", "không-có", "769", "--on", "2022-06-01", "--json"],
        ["decide", POWER, "769", "--on", "2022-02-30", "--json"],
        ["decide", POWER, "769", "--on", "2022-06-01", "--fact", "height=3", "--json"],
        ["decide", POWER, "769", "--on", "2022-06-01", "--fact", "floors=3", "--fact", "floors=4", "--json"],
        ["competent", "không-có", POWER, "769", "--on", "2022-06-01", "--json"],
        ["may", "không-có", "--on", "2022-06-01", "--json"],
        ["may", "P\udcff", "--on", "2022-06-01", "--json"],
    ):
        done = manage(arguments, small_database)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert len(done.stderr.splitlines()) == 1
        assert "Traceback" not in done.stderr


def test_ask_reads_a_stream(small_database: str) -> None:
    lines = "\n".join([json.dumps(DECIDE), "hỏng", json.dumps(DECIDE)])
    told = run_manage("ask", "--jsonl", database=small_database, stdin=lines).splitlines()
    assert len(told) == 3
    assert told[0] == told[2] != told[1]


def test_a_database_without_tables_is_told_plainly(databases: Databases) -> None:
    database = databases.empty()
    for arguments in (
        ["may", "x", "--on", WARD_DAY, "--json"],
        ["ask", "--jsonl"],
        ["load_bundle", "tests/hcmc-small"],
    ):
        done = manage(arguments, database, stdin=json.dumps(DECIDE))
        assert done.returncode == 2, done.stderr
        assert "migrate" in done.stderr
        assert "Traceback" not in done.stderr


def manage(arguments: list[str], database: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        input=stdin,
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
