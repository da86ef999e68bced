"""Every address of this app on the desk, for every kind of person: who comes in, and who changes what."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from tests.units.officers import CITY, FORMER_WARD, OTHER_WARD, WARD, officer
from units import rights
from units.editing.menu import menu_items
from units.editing.urls import urlpatterns
from units.models import SecurityEvent, UnitGroupPermission, User
from units.rights import GroupRight, Right

pytestmark = pytest.mark.usefixtures("register")

# The unit whose screens are tried is FORMER_WARD.
KINDS: dict[str, list[Any]] = {
    "no right": [],
    "drafts": [(Right.DRAFT, FORMER_WARD)],
    "approves": [(Right.APPROVE, FORMER_WARD)],
    "publishes": [(Right.PUBLISH, CITY, True)],
    "audits": [(Right.AUDIT, CITY, True)],
    "manages it": [(Right.MANAGE, FORMER_WARD), (Right.MANAGE, WARD)],
    "manages another": [(Right.MANAGE, OTHER_WARD)],
    "administrator": [],
}
EVERYBODY = frozenset({*KINDS, "anonymous"})
SIGNED_IN = frozenset(KINDS)
LOOK_AFTER_RIGHTS = frozenset({"audits", "manages it", "manages another", "administrator"})
SEE_THE_UNIT = LOOK_AFTER_RIGHTS - {"manages another"}

# Who is let in, by the name of the address.
DOORS: dict[str, tuple[list[Any], frozenset[str]]] = {
    "units_rights": ([], LOOK_AFTER_RIGHTS),
    "units_rights_unit": ([FORMER_WARD], SEE_THE_UNIT),
    "units_rights_succession": ([FORMER_WARD], SEE_THE_UNIT),
    "units_rights_group": ([0], LOOK_AFTER_RIGHTS),
    "units_rights_export": (["csv"], LOOK_AFTER_RIGHTS),
    "units_security_log": ([], LOOK_AFTER_RIGHTS),
    "units_security_log_export": ([], LOOK_AFTER_RIGHTS),
    "units_second_factor": ([], SIGNED_IN),
    "units_second_factor_check": ([], frozenset()),
    "units_second_factor_setup": ([], SIGNED_IN),
    "units_second_factor_codes": ([], frozenset()),
    "units_second_factor_remove": ([], frozenset()),
}
MAY_SET = frozenset({"manages it", "administrator"})


@pytest.fixture
def group() -> Group:
    """A group with a right on the unit, in which nobody is who is at the door."""
    group = Group.objects.create(name="Văn phòng")
    rights.assign(GroupRight(group.pk, Right.DRAFT, FORMER_WARD))
    return group


def come(client: Client, kind: str) -> Client:
    if kind != "anonymous":
        client.force_login(officer("nguoi-den", *KINDS[kind], superuser=kind == "administrator"))
    return client


def address(name: str, group: Group) -> str:
    parts, _ = DOORS[name]
    return reverse(name, args=[group.pk if part == 0 else part for part in parts])


def test_every_address_is_tried() -> None:
    assert {pattern.name for pattern in urlpatterns} == DOORS.keys()


@pytest.mark.parametrize("kind", sorted(EVERYBODY))
@pytest.mark.parametrize("name", DOORS)
def test_who_comes_in(name: str, kind: str, client: Client, group: Group) -> None:
    answer = come(client, kind).get(address(name, group))
    if kind in DOORS[name][1]:
        assert answer.status_code == 200
    elif name in {"units_second_factor_codes", "units_second_factor_remove"} and kind != "anonymous":
        assert answer.status_code == 405
    else:
        assert answer.status_code == 302
        to = "wagtailadmin_login" if kind == "anonymous" else "wagtailadmin_home"
        assert answer.headers["Location"].startswith(reverse(to))


@pytest.mark.parametrize("kind", sorted(EVERYBODY))
@pytest.mark.parametrize("name", ["units_rights_unit", "units_rights_succession"])
def test_who_changes_rights(name: str, kind: str, client: Client, group: Group) -> None:
    come(client, kind)
    held, noted = rights.all_rights(), SecurityEvent.objects.count()
    form = {
        "reason": "QĐ 12",
        f"{group.pk}-audit_register": "unit",
        f"{group.pk}-audit_register-before": "",
        "into": [WARD],
    }
    answer = client.post(address(name, group), form)
    assert answer.status_code == 302
    if kind in MAY_SET:
        new = {
            "units_rights_unit": GroupRight(group.pk, Right.AUDIT, FORMER_WARD),
            "units_rights_succession": GroupRight(group.pk, Right.DRAFT, WARD),
        }[name]
        assert set(rights.all_rights()) - set(held) == {new}
        assert SecurityEvent.objects.count() == noted + 1
    else:
        assert rights.all_rights() == held
        assert SecurityEvent.objects.count() == noted


@pytest.mark.parametrize(
    "name", [name for name in DOORS if name not in {"units_rights_unit", "units_rights_succession"}]
)
@pytest.mark.parametrize("kind", sorted(EVERYBODY))
def test_nothing_else_can_be_posted_to(name: str, kind: str, client: Client, group: Group) -> None:
    come(client, kind)
    held, noted = list(UnitGroupPermission.objects.values_list()), SecurityEvent.objects.count()
    answer = client.post(address(name, group), {"reason": "x", "code": "abc"})
    assert answer.status_code in {200, 302, 405}
    assert list(UnitGroupPermission.objects.values_list()) == held
    assert SecurityEvent.objects.filter(kind__startswith="right").count() <= noted


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(officer("quan-ly", (Right.MANAGE, CITY, True)))
    return client


def test_units_are_found_with_and_without_accents_among_those_one_may_see(client: Client) -> None:
    client.force_login(officer("phuong", (Right.MANAGE, WARD)))
    for sought in ("Linh Xuân", "linh xuan", "26800", WARD):
        page = client.get(reverse("units_rights"), {"q": sought})
        assert [unit for unit, _, _ in page.context["found"]] == [WARD]
    assert client.get(reverse("units_rights"), {"q": "Hiệp Bình"}).context["found"] == []


def test_the_first_page_tells_where_rights_have_been_given(manager: Client, group: Group) -> None:
    page = manager.get(reverse("units_rights"))
    assert [(unit, groups) for unit, _, groups in page.context["found"]] == [(FORMER_WARD, 1), (CITY, 1)]
    assert "Phường Linh Xuân (mã 26794, đến hết 30/06/2025)" in page.content.decode()


def test_the_matrix_shows_what_is_held_here_and_what_comes_down(manager: Client, group: Group) -> None:
    rights.assign(GroupRight(group.pk, Right.AUDIT, CITY, below=True))
    rights.assign(GroupRight(group.pk, Right.PUBLISH, CITY))
    group.user_set.add(
        User.objects.create(username="gone", is_active=False), User.objects.create(username="here")
    )
    page = manager.get(reverse("units_rights_unit", args=[FORMER_WARD]))
    (row,) = [row for row in page.context["rows"] if row["group"] == group]
    shown = {item["cell"].right: (item["chosen"], len(item["inherited"])) for item in row["cells"]}
    assert shown == {
        Right.DRAFT: ("unit", 0),
        Right.APPROVE: ("", 0),
        Right.PUBLISH: ("", 0),
        Right.AUDIT: ("", 1),
        Right.MANAGE: ("", 0),
    }
    text = page.content.decode()
    assert "gone – đã khóa" in text
    assert 'aria-label="Văn phòng: Soạn"' in text
    assert reverse("units_rights_succession", args=[FORMER_WARD]) in text


def test_a_refusal_is_shown_with_what_had_been_chosen(manager: Client, group: Group) -> None:
    held = rights.all_rights()
    form = {f"{group.pk}-audit_register": "below", f"{group.pk}-audit_register-before": "", "reason": " "}
    page = manager.post(reverse("units_rights_unit", args=[WARD]), form)
    assert page.status_code == 200
    assert "Chưa ghi lý do" in page.content.decode()
    (row,) = [row for row in page.context["rows"] if row["group"] == group]
    assert [item["chosen"] for item in row["cells"]] == ["", "", "", "below", ""]
    assert rights.all_rights() == held


def test_several_changes_are_made_together_or_not_at_all(manager: Client, group: Group) -> None:
    # It comes after the other, whose change has been made by then.
    own = Group.objects.create(name="Ban quản lý")
    own.user_set.add(User.objects.get(username="quan-ly"))
    held = rights.all_rights()
    form = {
        f"{group.pk}-draft_register": "below",
        f"{group.pk}-draft_register-before": "",
        f"{own.pk}-draft_register": "unit",
        f"{own.pk}-draft_register-before": "",
        "reason": "QĐ 12",
    }
    page = manager.post(reverse("units_rights_unit", args=[WARD]), form)
    assert "thành viên của nhóm" in page.content.decode()
    assert rights.all_rights() == held
    assert not SecurityEvent.objects.filter(kind="right_given", unit=WARD).exists()
    odd = {f"{group.pk}-draft_register": "everything", "reason": "x"}
    assert "tải lại trang" in manager.post(reverse("units_rights_unit", args=[WARD]), odd).content.decode()


def test_before_rights_follow_it_is_shown_what_would_be_given(manager: Client, group: Group) -> None:
    page = manager.get(reverse("units_rights_succession", args=[FORMER_WARD]))
    ((unit, _, told, chosen),) = page.context["targets"]
    assert (unit, told, chosen) == (WARD, ["Văn phòng: Soạn — Chỉ đơn vị này"], True)
    lasting = manager.get(reverse("units_rights_succession", args=[WARD])).content.decode()
    assert "chưa ghi ngày kết thúc" in lasting
    nothing = manager.post(reverse("units_rights_succession", args=[FORMER_WARD]), {"reason": "x"})
    assert nothing.status_code == 302
    assert rights.rights_on([WARD]) == []


def test_a_unit_or_a_group_that_is_not_there_is_not_found(client: Client) -> None:
    client.force_login(officer("quan-tri", superuser=True))
    for name, part in (
        ("units_rights_unit", "79@1999-01-01"),
        ("units_rights_group", -1),
        ("units_rights_export", "pdf"),
    ):
        path = f"/admin/quyen/nhom/{10**9}/" if part == -1 else reverse(name, args=[part])
        assert client.get(path).status_code == 404


def test_the_export_holds_what_the_viewer_may_see_and_no_more(client: Client, group: Group) -> None:
    group.user_set.add(
        User.objects.create(username="=cmd"), User.objects.create(username="gone", is_active=False)
    )
    client.force_login(officer("phuong", (Right.AUDIT, FORMER_WARD)))
    rights.assign(GroupRight(group.pk, Right.DRAFT, OTHER_WARD))
    text = client.get(reverse("units_rights_export", args=["csv"])).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    label = "Phường Linh Xuân (mã 26794, đến hết 30/06/2025)"
    assert rows == [
        [FORMER_WARD, label, "Văn phòng", "Soạn", "Chỉ đơn vị này", "'=cmd"],
        [FORMER_WARD, label, "nhóm phuong", "Kiểm tra", "Chỉ đơn vị này", "phuong"],
    ]
    book = client.get(reverse("units_rights_export", args=["xlsx"]))
    assert book.content.startswith(b"PK")


def test_the_log_is_filtered_and_exported_alike(manager: Client, group: Group) -> None:
    for unit, choice in ((WARD, "unit"), (OTHER_WARD, "below")):
        form = {
            f"{group.pk}-audit_register": choice,
            f"{group.pk}-audit_register-before": "",
            "reason": "QĐ 12",
        }
        manager.post(reverse("units_rights_unit", args=[unit]), form)
    log = reverse("units_security_log")
    assert len(manager.get(log).context["lines"]) == 2
    ((event, words),) = manager.get(log, {"unit": OTHER_WARD, "kind": "right_given"}).context["lines"]
    assert (event.actor_name, event.subject) == ("quan-ly", "Văn phòng")
    assert words == "Kiểm tra, kể cả các đơn vị trực thuộc qua các thời kỳ; lý do: QĐ 12"
    today = f"{event.at:%Y-%m-%d}"
    for query, count in (
        ({"who": "QUAN-LY"}, 2),
        ({"who": "khác"}, 0),
        ({"kind": "right_taken"}, 0),
        ({"kind": "no such kind"}, 0),
        ({"first": "2000-01-01", "last": "2000-01-02"}, 0),
        ({"first": "2000-01-01", "last": "2999-12-31"}, 2),
        ({"last": "không phải ngày"}, 0),
        ({"first": today}, 2),
    ):
        assert len(manager.get(log, query).context["lines"]) == count, query
        export = manager.get(reverse("units_security_log_export"), query).content.decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(export)))) == count + 1, query


def test_the_menu_offers_the_screens_to_those_whom_they_are_for(rf: Any) -> None:
    request = rf.get("/")
    for kind, given in KINDS.items():
        request.user = officer(kind, *given, superuser=kind == "administrator")
        assert [item.is_shown(request) for item in menu_items()] == [kind in LOOK_AFTER_RIGHTS] * 2
