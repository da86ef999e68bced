from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from delegation.actions.drafting import LineEdit, create_dossier, save_lines
from delegation.bundle.format import TABLES
from delegation.editing.access import LARGEST_BODY
from delegation.models import Dossier, DossierLine, DossierState
from delegation.register import Register
from tests.delegation.actions.decisions import GRANT, decision
from tests.delegation.actions.people import officer, unit
from tests.delegation.editing.test_choices import entering
from units.models import User
from units.rights import Right

WARD = "26800@2025-07-01"


@pytest.fixture
def drafter(register: Register) -> User:
    return officer("lan", Right.DRAFT)


@pytest.fixture
def client(drafter: User) -> Client:
    return entering(drafter)


@pytest.fixture
def dossier(drafter: User) -> Dossier:
    return create_dossier(unit=unit(), title="Ủy quyền 2026", acting_user=drafter)


def everything() -> tuple[object, ...]:
    return (
        list(Dossier.objects.values()),
        list(DossierLine.objects.order_by("id").values()),
        DossierLine.history.count(),
    )


def send(client: Client, view: str, dossier: Dossier, sent: object, status: int = 200) -> dict[str, Any]:
    body = sent if isinstance(sent, str | bytes) else json.dumps(sent)
    response = client.post(reverse(view, args=[dossier.pk]), body, content_type="application/json")
    assert response.status_code == status, response.content
    answer: dict[str, Any] = response.json()
    return answer


def save(client: Client, dossier: Dossier, *edits: object, status: int = 200) -> dict[str, Any]:
    return send(client, "dossier_lines_data", dossier, {"edits": edits}, status)


def edit(
    line: str, table: str = "grants", act: str = "record", **cells: tuple[str, str]
) -> dict[str, object]:
    return {
        "id": line,
        "table": table,
        "act": act,
        "cells": {name: list(pair) for name, pair in cells.items()},
    }


def read(client: Client, dossier: Dossier, **query: int) -> dict[str, Any]:
    response = client.get(reverse("dossier_lines_data", args=[dossier.pk]), query)
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


def added(dossier: Dossier, user: User, **cells: str) -> str:
    saved = save_lines(
        dossier,
        [LineEdit(uuid4(), {name: ("", text) for name, text in cells.items()}, "grants")],
        acting_user=user,
    )
    return str(saved.lines[0].pk)


# Writing


def test_a_line_is_written_and_told_in_words(client: Client, dossier: Dossier) -> None:
    line = str(uuid4())
    answer = save(
        client,
        dossier,
        edit(
            line,
            power=("", "chung-thuc.04"),
            kind=("", "ủy quyền"),
            recipients=("", "ubnd-cap-xa;khong-co"),
            valid_from=("", "15/1/2026"),
            limits=("", "dưới 240 tỷ"),
            territory=("", f"{WARD}"),
        ),
    )
    assert answer["version"] == 1
    assert answer["conflicts"] == []
    (told,) = answer["lines"]
    assert (told["id"], told["serial"], told["version"]) == (line, 1, 1)
    assert told["cells"] == {
        "power": "chung-thuc.04",
        "kind": "delegation",
        "recipients": "ubnd-cap-xa;khong-co",
        "valid_from": "2026-01-15",
        "limits": "amount_vnd<240000000000",
        "territory": WARD,
    }
    assert told["labels"] == {
        "power": "Chứng thực chữ ký trong giấy tờ, văn bản",
        "kind": "Ủy quyền",
        "recipients": ["UBND cấp xã (xã, phường, thị trấn, đặc khu)", None],
        "valid_from": "15/01/2026",
        "limits": "số tiền dưới 240.000.000.000 đồng",
        "territory": "Phường Linh Xuân",
    }


def test_a_second_sending_changes_nothing(client: Client, dossier: Dossier) -> None:
    sent = edit(str(uuid4()), valid_from=("", "1/2/2026"), limits=("", "không quá 5 tầng"))
    first = save(client, dossier, sent)
    before = everything()
    second = save(client, dossier, sent)
    assert everything() == before
    assert (second["lines"], second["conflicts"]) == (first["lines"], [])


def test_what_was_seen_may_be_told_as_it_was_typed(client: Client, dossier: Dossier) -> None:
    line = str(uuid4())
    save(client, dossier, edit(line, valid_from=("", "1/2/2026")))
    answer = save(client, dossier, edit(line, valid_from=("1/2/2026", "3/2/2026")))
    assert answer["conflicts"] == []
    assert answer["lines"][0]["cells"]["valid_from"] == "2026-02-03"


def test_what_another_wrote_meanwhile_is_told_and_kept(client: Client, dossier: Dossier) -> None:
    other = officer("binh", Right.DRAFT)
    other.first_name, other.last_name = "Văn Bình", "Trần"
    other.save()
    line = added(dossier, other, conditions="cũ", note="a")
    save(entering(other), dossier, edit(line, conditions=("cũ", "của Bình")))
    answer = save(client, dossier, edit(line, conditions=("cũ", "của Lan"), note=("a", "b")))
    (conflict,) = answer["conflicts"]
    assert {**conflict, "by": ""} == {
        "line": line,
        "column": "conditions",
        "was": "cũ",
        "theirs": "của Bình",
        "mine": "của Lan",
        "by": "",
    }
    assert conflict["by"]
    # The other cell of the same line was nobody else's.
    assert answer["lines"][0]["cells"] == {"conditions": "của Bình", "note": "b"}
    # Seen now, it may be overwritten.
    again = save(client, dossier, edit(line, conditions=("của Bình", "của Lan")))
    assert (again["conflicts"], again["lines"][0]["cells"]["conditions"]) == ([], "của Lan")


def test_a_line_that_another_took_out_does_not_come_back(
    client: Client, dossier: Dossier, drafter: User
) -> None:
    line = added(dossier, drafter, note="a")
    send(entering(officer("binh", Right.DRAFT)), "dossier_lines_remove", dossier, {"seen": {line: 1}})
    answer = save(client, dossier, edit(line, note=("a", "b")))
    assert answer["lines"] == []
    assert [(one["line"], one["column"]) for one in answer["conflicts"]] == [(line, None)]
    assert not DossierLine.objects.exists()


def test_a_line_is_taken_out_only_as_it_was_seen(client: Client, dossier: Dossier, drafter: User) -> None:
    one, other = added(dossier, drafter, note="a"), added(dossier, drafter, note="b")
    save(client, dossier, edit(one, note=("a", "c")))
    answer = send(client, "dossier_lines_remove", dossier, {"seen": {one: 1, other: 1}})
    assert [conflict["line"] for conflict in answer["conflicts"]] == [one]
    assert [line["id"] for line in answer["lines"]] == [one]
    assert [str(line.pk) for line in DossierLine.objects.all()] == [one]
    # Sent again, nothing is left to do.
    assert send(client, "dossier_lines_remove", dossier, {"seen": {other: 1}})["conflicts"] == []


# Reading


def test_the_lines_are_left_out_if_the_asker_has_them(
    client: Client, dossier: Dossier, drafter: User
) -> None:
    added(dossier, drafter, note="a")
    whole = read(client, dossier)
    assert (whole["version"], whole["editable"], len(whole["lines"]), whole["user"]) == (
        1,
        True,
        1,
        drafter.pk,
    )
    assert "lines" not in read(client, dossier, since=1)
    assert "lines" in read(client, dossier, since=0)


def test_the_page_carries_lines_tables_and_a_plain_reading(client: Client, drafter: User) -> None:
    dossier = decision(drafter)
    page = client.get(reverse("dossier_lines", args=[dossier.pk]))
    assert page.status_code == 200
    assert page["Content-Type"].startswith("text/html")
    told, desk = page.context["told"], page.context["desk"]
    assert len(told["lines"]) == 3
    assert desk["tables"].keys() == TABLES.keys()
    columns = {column["name"]: column for column in desk["tables"]["grants"]["columns"]}
    assert (columns["recipients"]["of"], columns["territory"]["of"]) == ("recipients", "territories")
    assert ["delegation", "Ủy quyền"] in columns["kind"]["choices"]
    # A table for each of the three, its cells in words.
    text = page.content.decode()
    plain = text[text.rindex("<noscript>") : text.rindex("</noscript>")]
    assert plain.count("<table") == 3
    assert "Ủy quyền" in plain
    assert "01/01/2027" in plain


def test_every_column_that_names_something_can_be_chosen(client: Client, dossier: Dossier) -> None:
    desk = client.get(reverse("dossier_lines", args=[dossier.pk])).context["desk"]
    for name, table in TABLES.items():
        told = {column["name"]: column for column in desk["tables"][name]["columns"]}
        assert {column.name for column in table.columns if column.refers_to} == {
            column for column, about in told.items() if about["of"]
        }


def test_how_many_statements_a_reading_takes_does_not_grow_with_the_lines(
    client: Client, dossier: Dossier, drafter: User, django_assert_max_num_queries: Any
) -> None:
    added(dossier, drafter, **GRANT)
    read(client, dossier)
    for _number in range(20):
        added(dossier, drafter, **GRANT)
    with django_assert_max_num_queries(20):
        assert len(read(client, dossier)["lines"]) == 21


# What is wrong, at its line


def test_a_fault_stands_at_its_line_and_column(client: Client, dossier: Dossier, drafter: User) -> None:
    good = added(dossier, drafter, **GRANT)
    bad = added(dossier, drafter, **(GRANT | {"recipients": "Sở nào đó"}))
    answer = client.get(reverse("dossier_judgement", args=[dossier.pk])).json()
    assert answer["version"] == 2
    (note,) = [one for one in answer["notes"] if one["column"] == "recipients"]
    assert (note["line"], note["serial"], note["severity"]) == (bad, 2, "error")
    assert "Sở nào đó" in note["sentence"]
    assert good not in [one["line"] for one in answer["notes"] if one["column"] == "recipients"]
    assert answer["counts"]["error"] == len([one for one in answer["notes"] if one["severity"] == "error"])


def test_a_finding_has_its_code_law_and_line(client: Client, drafter: User) -> None:
    dossier = decision(drafter, grant=GRANT | {"valid_until": ""})
    answer = client.get(reverse("dossier_judgement", args=[dossier.pk])).json()
    (note,) = [one for one in answer["notes"] if one["code"] == "DLG-05"]
    grant = dossier.lines.get(table="grants")
    assert (note["line"], note["serial"], note["table"]) == (str(grant.pk), grant.serial, "grants")
    assert (note["severity"], note["acknowledged"]) == ("error", None)
    assert note["law"]
    assert note["finding"]


# Who may


def views(dossier: Dossier) -> list[tuple[str, str]]:
    return [
        ("get", reverse("dossier_lines", args=[dossier.pk])),
        ("get", reverse("dossier_lines_data", args=[dossier.pk])),
        ("post", reverse("dossier_lines_data", args=[dossier.pk])),
        ("post", reverse("dossier_lines_remove", args=[dossier.pk])),
        ("get", reverse("dossier_judgement", args=[dossier.pk])),
    ]


@pytest.mark.parametrize("place", range(5))
def test_a_foreign_dossier_is_not_there(dossier: Dossier, place: int) -> None:
    foreign = entering(officer("phuong", Right.DRAFT, Right.APPROVE, unit=WARD))
    method, address = views(dossier)[place]
    sent = {"data": "{}", "content_type": "application/json"} if method == "post" else {}
    there = getattr(foreign, method)(address, **sent)
    nowhere = getattr(foreign, method)(address.replace(str(dossier.pk), "999999"), **sent)
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert dossier.title not in there.content.decode()
    assert len(there.content) == len(nowhere.content)


@pytest.mark.parametrize("place", range(5))
def test_nobody_comes_in_without_signing_in(dossier: Dossier, place: int) -> None:
    before = everything()
    method, address = views(dossier)[place]
    answer = getattr(Client(), method)(address)
    assert answer.status_code == 302
    assert "login" in answer["Location"]
    assert everything() == before


def test_who_may_read_but_not_draft_changes_nothing(dossier: Dossier, drafter: User) -> None:
    line = added(dossier, drafter, note="a")
    reader = entering(officer("duyet", Right.APPROVE))
    assert read(reader, dossier)["editable"] is False
    before = everything()
    assert save(reader, dossier, edit(line, note=("a", "b")), status=403)["error"]
    assert send(reader, "dossier_lines_remove", dossier, {"seen": {line: 1}}, 403)["error"]
    assert everything() == before


def test_a_dossier_that_has_gone_on_is_read_only(client: Client, dossier: Dossier, drafter: User) -> None:
    line = added(dossier, drafter, note="a")
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.DISCARDED)
    assert read(client, dossier)["editable"] is False
    before = everything()
    assert "Đã bỏ" in save(client, dossier, edit(line, note=("a", "b")), status=409)["error"]
    assert everything() == before


def test_a_line_of_another_dossier_is_not_touched(client: Client, dossier: Dossier, drafter: User) -> None:
    other = create_dossier(unit=unit(), title="Khác", acting_user=drafter)
    line = added(other, drafter, note="a")
    before = everything()
    assert save(client, dossier, edit(line, note=("a", "b")), status=409)["error"]
    send(client, "dossier_lines_remove", dossier, {"seen": {line: 1}})
    assert everything() == before


# What was not meant for the view

GOOD = "7b0d7a3e-97f0-4b6e-9d6e-3b0f0b5d3a11"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("", 400),
        ("{", 400),
        ("[]", 400),
        ("[" * 100_000, 400),
        (b"\xff\xfe", 400),
        ({}, 400),
        ({"edits": {}}, 400),
        ({"edits": []}, 400),
        ({"edits": [edit(GOOD)] * 1_001}, 400),
        ({"edits": ["x"]}, 400),
        ({"edits": [{"id": GOOD, "table": "grants", "act": "record", "cells": []}]}, 400),
        ({"edits": [edit("not-an-id")]}, 400),
        ({"edits": [edit(GOOD) | {"id": 7}]}, 400),
        ({"edits": [edit(GOOD, table="users")]}, 400),
        ({"edits": [edit(GOOD) | {"table": None}]}, 400),
        ({"edits": [edit(GOOD) | {"cells": {"note": "b"}}]}, 400),
        ({"edits": [edit(GOOD) | {"cells": {"note": ["a", "b", "c"]}}]}, 400),
        ({"edits": [edit(GOOD) | {"cells": {"note": ["", 5]}}]}, 400),
        ({"edits": [edit(GOOD, note=("", "a\0b"))]}, 400),
        # Half of a surrogate pair, which JSON can write and no database can keep.
        (json.dumps({"edits": [edit(GOOD, note=("", "\ud800"))]}), 400),
        ({"edits": [edit(GOOD, note=("", "a"))], "reason": 7}, 400),
        ({"edits": [edit(GOOD, secret=("", "a"))]}, 409),
        ({"edits": [edit(GOOD, act="delete")]}, 409),
        ({"edits": [edit(GOOD, note=("", "x" * 20_001))]}, 409),
        ({"edits": [edit(GOOD, note=("", "a"))], "padding": "x" * LARGEST_BODY}, 413),
        (b" " * 4_000_000, 413),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    client: Client, dossier: Dossier, sent: Any, status: int
) -> None:
    before = everything()
    assert send(client, "dossier_lines_data", dossier, sent, status)["error"]
    assert everything() == before


@pytest.mark.parametrize("seen", [None, [], {"x": 1}, {GOOD: "1"}, {GOOD: True}, {GOOD: None}])
def test_a_removal_that_cannot_be_read_is_refused(
    client: Client, dossier: Dossier, drafter: User, seen: object
) -> None:
    added(dossier, drafter, note="a")
    before = everything()
    assert send(client, "dossier_lines_remove", dossier, {"seen": seen}, 400)["error"]
    assert everything() == before


def test_a_sending_without_its_token_is_not_taken(drafter: User, dossier: Dossier) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = entering(drafter).cookies
    address = reverse("dossier_lines_data", args=[dossier.pk])
    body = json.dumps({"edits": [edit(GOOD, note=("", "a"))]})
    before = everything()
    assert client.post(address, body, content_type="application/json").status_code == 403
    assert everything() == before
    token = client.get(address).json()["csrf"]
    headers = {"X-CSRFToken": token}
    assert client.post(address, body, content_type="application/json", headers=headers).status_code == 200
