from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from delegation.actions.drafting import LineEdit, create_dossier, save_lines
from delegation.editing.choices import number_told
from delegation.models import Dossier
from delegation.register import Register
from tests.delegation.actions.people import officer, unit
from units.models import User
from units.rights import Right


def entering(user: User) -> Client:
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def drafter(register: Register) -> User:
    return officer("soan", Right.DRAFT)


@pytest.fixture
def client(drafter: User) -> Client:
    return entering(drafter)


@pytest.fixture
def dossier(drafter: User) -> Dossier:
    return create_dossier(unit=unit(), title="Ủy quyền 2026", acting_user=drafter)


def draft(dossier: Dossier, table: str, **cells: str) -> None:
    edit = LineEdit(uuid4(), {name: ("", text) for name, text in cells.items()}, table)
    save_lines(dossier, [edit], acting_user=dossier.author)


def choices(
    client: Client, dossier: Dossier, of: str, q: str = "", on: str = "2026-01-15"
) -> list[dict[str, Any]]:
    response = client.get(reverse("dossier_choices", args=[dossier.pk]), {"of": of, "q": q, "on": on})
    assert response.status_code == 200
    found: list[dict[str, Any]] = response.json()["choices"]
    assert len(found) <= 40
    return found


def meant(client: Client, dossier: Dossier, **sent: Any) -> list[str | None]:
    response = client.post(
        reverse("dossier_choices", args=[dossier.pk]), json.dumps(sent), content_type="application/json"
    )
    assert response.status_code == 200
    return [choice and choice["key"] for choice in response.json()["choices"]]


def test_an_office_that_has_ended_is_told_with_why(client: Client, dossier: Dossier) -> None:
    found = choices(client, dossier, "offices", "ubnd phuong linh trung")
    ended = next(one for one in found if one["label"] == "Ủy ban nhân dân phường Linh Trung")
    assert ended["why"] == "đã kết thúc 30/06/2025"
    (early,) = [
        one
        for one in choices(client, dossier, "offices", "ubnd phuong linh trung", "2020-01-01")
        if one["key"] == ended["key"]
    ]
    assert early["why"] == ""


def test_an_office_that_is_yet_to_come_is_told_with_its_first_day(client: Client, dossier: Dossier) -> None:
    found = choices(client, dossier, "offices", "ubnd phường Thủ Đức", "2024-01-01")
    assert "chưa có, từ 01/07/2025" in [one["why"] for one in found]


def test_recipients_are_offices_and_groups(client: Client, dossier: Dossier) -> None:
    keys = [one["key"] for one in choices(client, dossier, "recipients", "ubnd cap xa")]
    assert keys[0] == "ubnd-cap-xa"
    assert choices(client, dossier, "recipients", "so xay dung")[0]["key"].endswith("department:so-xay-dung")


def test_a_unit_that_has_ended_is_chosen_as_territory_by_its_last_day(
    client: Client, dossier: Dossier
) -> None:
    found = {one["label"]: one for one in choices(client, dossier, "territories", "linh trung")}
    old = found["Phường Linh Trung (địa giới ngày 30/06/2025)"]
    assert (old["key"], old["why"]) == ("26800@2016-01-01/2025-06-30", "")
    units = choices(client, dossier, "units", "linh trung")
    assert [one["why"] for one in units if one["key"] == "26800@2016-01-01"] == ["đã kết thúc 30/06/2025"]


def test_what_the_dossier_itself_brings_can_be_chosen(client: Client, dossier: Dossier) -> None:
    assert choices(client, dossier, "powers", "cấp phép bay thử") == []
    draft(dossier, "powers", power="bay.thu", title="Cấp phép bay thử", field="chung-thuc")
    draft(dossier, "offices", office="moi", unit="26800@2025-07-01", kind="division", name="Phòng Hàng không")
    power = choices(client, dossier, "powers", "cap phep bay thu")[0]
    assert (power["key"], power["new"], power["detail"]) == ("bay.thu", True, "Chứng thực")
    office = choices(client, dossier, "recipients", "phong hang khong")[0]
    assert (office["key"], office["why"]) == ("moi", "")
    # It stands no longer than its unit does.
    early = choices(client, dossier, "recipients", "phong hang khong", "2020-01-01")
    assert [one["why"] for one in early if one["key"] == "moi"] == ["chưa có, từ 01/07/2025"]


def test_a_correction_in_the_dossier_stands_before_what_is_recorded(client: Client, dossier: Dossier) -> None:
    draft(dossier, "powers", power="chung-thuc.04", title="Chứng thực tên gọi mới", field="chung-thuc")
    found = choices(client, dossier, "powers", "chung-thuc.04")
    assert [(one["label"], one["new"]) for one in found if one["key"] == "chung-thuc.04"] == [
        ("Chứng thực tên gọi mới", True)
    ]


def test_the_day_is_that_of_the_dossiers_document_unless_another_is_asked(
    client: Client, dossier: Dossier
) -> None:
    draft(dossier, "instruments", number="1/QĐ-UBND", effective_from="2020-03-01")
    response = client.get(
        reverse("dossier_choices", args=[dossier.pk]), {"of": "units", "q": "linh trung", "on": "hôm nào"}
    )
    assert response.json()["on"] == "2020-03-01"
    assert response.json()["choices"][0]["why"] == ""


def test_pasted_names_become_keys_where_they_mean_one_thing(client: Client, dossier: Dossier) -> None:
    texts = [
        "UBND cấp xã (xã, phường, thị trấn, đặc khu)",
        "Sở Xây dựng TP.HCM",
        "Sở nào đó",
        "",
        "UBND phường Linh Xuân",
    ]
    assert meant(client, dossier, of="recipients", texts=texts, on="2026-01-15") == [
        "ubnd-cap-xa",
        "79@2016-01-01/department:so-xay-dung",
        None,
        None,
        "26800@2025-07-01/committee",
    ]


def test_each_pasted_name_has_its_own_day(client: Client, dossier: Dossier) -> None:
    texts = ["UBND phường Linh Xuân"] * 2
    found = meant(client, dossier, of="offices", texts=texts, days=["01/01/2020", "2026-01-15"])
    assert found == ["26794@2016-01-01/committee", "26800@2025-07-01/committee"]


def test_a_procedure_code_and_a_number_are_names_too(client: Client, dossier: Dossier) -> None:
    assert meant(client, dossier, of="powers", texts=["2.000884"]) == ["chung-thuc.04"]
    (key,) = meant(client, dossier, of="instruments", texts=["Luật 63/2025/QH15"])
    assert key == "luat-63-2025-qh15"


@pytest.mark.parametrize(
    "sent",
    [
        {"of": "powers"},
        {"of": "powers", "texts": "x"},
        {"of": "powers", "texts": [1]},
        {"of": "powers", "texts": ["x"] * 2_001},
        {"of": "powers", "texts": ["x"], "days": ["2026-01-01", "2026-01-02"]},
        {"of": "secrets", "texts": ["x"]},
        {"of": 7, "texts": ["x"]},
        {"of": "powers", "texts": ["x"], "days": [3]},
    ],
)
def test_what_cannot_be_matched_is_refused_in_a_sentence(client: Client, dossier: Dossier, sent: Any) -> None:
    address = reverse("dossier_choices", args=[dossier.pk])
    response = client.post(address, json.dumps(sent), content_type="application/json")
    assert response.status_code == 400
    assert response.json()["error"]


def test_no_list_of_another_name(client: Client, dossier: Dossier) -> None:
    response = client.get(reverse("dossier_choices", args=[dossier.pk]), {"of": "users"})
    assert response.status_code == 400


def test_who_may_not_read_the_dossier_may_not_choose_in_it(dossier: Dossier) -> None:
    client = entering(officer("khac", Right.DRAFT, unit="26800@2025-07-01"))
    address = reverse("dossier_choices", args=[dossier.pk])
    assert client.get(address, {"of": "powers"}).status_code == 404
    assert client.post(address, "{}", content_type="application/json").status_code == 404


@pytest.mark.parametrize(
    ("text", "kind", "normative", "told"),
    [
        ("25/2025/QĐ-UBND", "Quyết định", "yes", "năm 2025"),
        ("3321/QĐ-UBND", "Quyết định", "no", "cá biệt"),
        ("140/2025/NĐ-CP", "Nghị định", "yes", "ký hiệu NĐ-CP"),
        ("63/2025/QH15", "", "yes", "số 63"),
        ("Quyết định 25", "", "", "Chưa đọc được"),
        ("", "", "", ""),
    ],
)
def test_a_number_tells_what_document_it_is(text: str, kind: str, normative: str, told: str) -> None:
    answer = number_told(text)
    assert (answer["type"], answer["normative"]) == (kind, normative)
    assert told in answer["sentence"]
    assert answer["is_read"] == bool(normative)


def test_the_number_is_read_for_who_may_read_the_dossier(client: Client, dossier: Dossier) -> None:
    response = client.get(reverse("dossier_number", args=[dossier.pk]), {"number": " 25/2026/QĐ-UBND "})
    assert response.json()["year"] == "2026"
