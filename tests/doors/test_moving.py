"""Nothing is moved into, added to, agreed or noted for, or taken from a unit that is not one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from delegation.models import Dossier
from tests.delegation.dossiers.published import KEY
from tests.doors.answers import is_refused
from tests.doors.house import House, digest
from tests.doors.kinds import CITY, KINDS, OTHER_WARD, WARD
from tests.doors.records import Work, seen

# The work of the one's own ward, and that of the other.
Sent = Callable[[Work, Work], tuple[str, list[Any], dict[str, Any]]]


def _edit(line: Any, **cells: list[str]) -> dict[str, Any]:
    return {"edits": [{"id": str(line.pk), "table": "offices", "cells": cells}]}


def _right(group: Group, reach: str = "unit") -> dict[str, str]:
    name = f"{group.pk}-draft_register"
    return {name: reach, f"{name}-before": "", "reason": "QĐ 12"}


def _correction(**more: str) -> dict[str, Any]:
    said = {"send": "1", "sending": str(uuid4()), "title": "Tên", "reason": "Ghi sai"}
    return {"ban-ghi": [f"trao-quyen/{KEY}"], **said, **more}


def _group(name: str) -> Group:
    return Group.objects.get(name=f"nhóm {name}")


# By what is tried: who tries it, and what is sent where.
FOREIGN: Final[dict[str, tuple[str, Sent]]] = {
    "a dossier for a foreign unit": (
        "drafter",
        lambda _own, other: ("dossier_create", [], {"unit": other.unit, "title": "Tên", "start": "new"}),
    ),
    "a dossier for the unit above": (
        "drafter",
        lambda _own, _other: ("dossier_create", [], {"unit": CITY, "title": "Tên", "start": "new"}),
    ),
    "a correction for a foreign unit": (
        "drafter",
        lambda _own, other: ("register_correct", [], _correction(unit=other.unit)),
    ),
    "a withdrawal in a foreign draft": (
        "drafter",
        lambda _own, other: (
            "register_withdraw",
            [],
            _correction(target="draft", draft=str(other.number())),
        ),
    ),
    "a foreign line by way of an own dossier": (
        "drafter",
        lambda own, other: ("dossier_lines_data", [own.number()], _edit(other.line, name=["", "Khác"])),
    ),
    "a line of one own dossier by way of another": (
        "drafter",
        lambda own, _other: (
            "dossier_lines_data",
            [own.number("returned")],
            _edit(own.line, name=[own.line.cells["name"], "Khác"]),
        ),
    ),
    "an earlier reading of a foreign line": (
        "drafter",
        lambda own, other: ("dossier_line_restoration", [own.number(), other.reading], {}),
    ),
    "a foreign annex by way of an own dossier": (
        "drafter",
        lambda own, other: ("annex_give_up", [own.number(), other.annex.pk], {}),
    ),
    "an approval by way of a dossier of others": (
        "approver",
        lambda _own, other: (
            "dossier_act",
            [other.number("submitted"), "duyet"],
            {"seen": seen(other.dossiers["submitted"])},
        ),
    ),
    "an agreement for a foreign unit": (
        "approver",
        lambda own, other: (
            "dossier_act",
            [own.asked.pk, "dong-y"],
            {"seen": seen(own.asked), "unit": other.unit},
        ),
    ),
    "an agreement that only another dossier asks for": (
        "approver",
        lambda own, other: (
            "dossier_act",
            [other.asked.pk, "dong-y"],
            {"seen": seen(other.asked), "unit": own.unit},
        ),
    ),
    "a receipt for a foreign unit": (
        "approver",
        lambda _own, other: ("receipts", [], {"don-vi": other.unit, "grant": [other.received]}),
    ),
    "a receipt for a unit that lies below": (
        "all of the city and below",
        lambda own, _other: ("receipts", [], {"don-vi": own.unit, "grant": [own.received]}),
    ),
    "a right on a foreign unit": (
        "manager",
        lambda own, other: ("units_rights_unit", [other.unit], _right(own.group)),
    ),
    "a right on the unit above": (
        "manager",
        lambda own, _other: ("units_rights_unit", [CITY], _right(own.group, "below")),
    ),
    "rights that follow out of a foreign unit": (
        "manager",
        lambda own, other: (
            "units_rights_succession",
            [other.unit],
            {"reason": "QĐ 12", "into": [own.unit]},
        ),
    ),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_nothing_is_done_for_others(what: str, house: House) -> None:
    name, sent = FOREIGN[what]
    address, parts, body = sent(house.works[WARD], house.works[OTHER_WARD])
    answer = house.push(name, reverse(address, args=parts), body, is_json=address == "dossier_lines_data")
    assert is_refused(answer, KINDS[name]), answer.status_code
    assert digest() == house.digest


def test_what_is_not_there_is_left_as_it_is(house: House) -> None:
    """These are asked for twice by honest people, so they are answered as if done."""
    own, other = house.works[WARD], house.works[OTHER_WARD]
    removal = reverse("dossier_file_removal", args=[own.number(), other.file.pk])
    assert house.push("drafter", removal).status_code == 302
    taken = {"seen": {str(other.line.pk): other.line.version}}
    lines = reverse("dossier_lines_remove", args=[own.number()])
    assert house.push("drafter", lines, taken, is_json=True).status_code == 200
    assert digest() == house.digest


def test_nobody_gives_a_right_to_their_own_group(house: House) -> None:
    address = reverse("units_rights_unit", args=[WARD])
    answer = house.push("manager", address, _right(_group("manager")))
    assert "thành viên của nhóm" in answer.content.decode()
    assert digest() == house.digest


def test_a_dossier_stays_with_its_unit_whatever_is_sent(house: House) -> None:
    work = house.works[WARD]
    dossier = work.dossiers["draft"]
    more = dict.fromkeys(("unit", "unit_id", "dossier", "don-vi"), OTHER_WARD)
    said = {"seen_title": dossier.title, "title": "Tên khác", "seen_reason": dossier.reason, "reason": "x"}
    assert house.push("drafter", reverse("dossier_state", args=[dossier.pk]), said | more).status_code == 302
    sent = _edit(work.line, name=[work.line.cells["name"], "Khác"])
    sent |= more | {"pk": house.works[OTHER_WARD].number()}
    lines = reverse("dossier_lines_data", args=[dossier.pk])
    assert house.push("drafter", lines, sent, is_json=True).status_code == 200
    step = {"seen": seen(Dossier.objects.get(pk=dossier.pk)), "note": "Thôi"} | more
    assert house.push("drafter", reverse("dossier_act", args=[dossier.pk, "bo"]), step).status_code == 302
    now = Dossier.objects.get(pk=dossier.pk)
    assert (now.unit_id, now.title, now.state) == (WARD, "Tên khác", "discarded")
    assert now.lines.get(pk=work.line.pk).cells["name"] == "Khác"


def test_of_a_unit_named_twice_the_one_is_asked_about_that_is_taken(house: House) -> None:
    said: dict[str, Any] = {"title": "Hai lần", "start": "new"}
    address = reverse("dossier_create")
    refused = house.push("drafter", address, said | {"unit": [WARD, OTHER_WARD]})
    assert refused.status_code == 403
    assert digest() == house.digest
    assert house.push("drafter", address, said | {"unit": [OTHER_WARD, WARD]}).status_code == 302
    assert Dossier.objects.get(title="Hai lần").unit_id == WARD
