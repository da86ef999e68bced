"""What somebody tries who means harm, or whose browser does: each is answered in a sentence, and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from delegation.actions.approving import return_dossier
from delegation.actions.drafting import attach_file, save_lines, state_dossier
from delegation.models import Dossier
from tests.delegation.actions.decisions import row
from tests.delegation.dossiers.published import KEY
from tests.doors.answers import told
from tests.doors.doors import Door
from tests.doors.house import House, digest, undone
from tests.doors.kinds import CITY, KINDS, WARD
from tests.doors.records import Work, seen
from tests.doors.table import OWN
from units.models import SecurityEvent, UnitGroupPermission, User
from units.rights import Right

MARKUP: Final = "\"></script><img src=x onerror=alert(1)>'{{7*7}}"
_ALL: Final = "all of the city and below"
_WRITING: Final = tuple(door for door in OWN if door.sends is not None)
_WITH_A_STEP_MISSING: Final = tuple(
    door for door in OWN if not door.address.startswith("units_second_factor")
)


def sender(door: Door) -> str:
    """Somebody who may send to a door."""
    assert door.sends is not None
    return next(kind.name for kind in KINDS.values() if door.sends(kind, WARD))


@pytest.mark.parametrize("door", _WRITING, ids=str)
def test_nothing_is_taken_from_a_form_of_another_site(door: Door, house: House) -> None:
    work, name = house.works[WARD], sender(door)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = house.came.clients[name].cookies
    more: dict[str, Any] = {"content_type": "application/json"} if door.is_json else {}
    answer = strict.post(reverse(door.address, args=door.fill(work)), door.body(work) or {}, **more)
    assert answer.status_code == 403
    assert digest() == house.digest


@pytest.mark.parametrize("door", _WITH_A_STEP_MISSING, ids=str)
def test_a_password_alone_opens_nothing_where_a_second_step_is_asked_for(
    door: Door, house: House, settings: Any
) -> None:
    work = house.works[WARD]
    body = door.body(work)
    settings.SECOND_FACTOR_REQUIRED_FOR = frozenset({"draft", "approve", "publish", "audit", "manage"})
    setup = reverse("units_second_factor_setup")
    answers = [house.get(_ALL, door, work)]
    answers.append(house.push(_ALL, reverse(door.address, args=door.fill(work)), body, is_json=door.is_json))
    for answer in answers:
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, setup)
    assert digest() == house.digest


def test_rights_that_are_taken_and_accounts_that_are_locked_end_at_once(house: House) -> None:
    address = reverse("dossier", args=[house.works[WARD].number()])
    assert house.look("auditor", address).status_code == 200
    UnitGroupPermission.objects.filter(group__name="nhóm auditor").delete()
    assert house.look("auditor", address).status_code == 404
    assert house.look("drafter", address).status_code == 200
    User.objects.filter(username="drafter").update(is_active=False)
    assert house.look("drafter", address).status_code == 302
    User.objects.filter(username="publisher").delete()
    assert house.look("publisher", address).status_code == 302


def test_a_notice_names_nothing_that_one_may_not_read_any_longer(house: House) -> None:
    title = house.works[WARD].dossiers["submitted"].title
    pages = [reverse("notices"), reverse("my_work")]
    assert all(title in told(house.look("approver", page)) for page in pages)
    UnitGroupPermission.objects.filter(group__name="nhóm approver").delete()
    assert not any(title in told(house.look("approver", page)) for page in pages)
    assert "nay không còn trong phạm vi của bạn" in told(house.look("approver", reverse("notices")))


def test_what_is_given_up_is_not_read_by_who_had_been_asked_about_it(house: House) -> None:
    work = house.works[WARD]
    address = reverse("dossier", args=[work.asked.pk])
    assert house.look("approver", address).status_code == 200
    return_dossier(work.asked, acting_user=house.came.users[_ALL], note="Sửa")
    assert house.look("approver", address).status_code == 404
    work.asked.refresh_from_db()
    said = {"reason": ("", "Chuyện riêng")}
    state_dossier(work.asked, said, acting_user=house.came.users["all of the city"])
    now = seen(Dossier.objects.get(pk=work.asked.pk))
    done = house.push(
        "all of the city", reverse("dossier_act", args=[work.asked.pk, "bo"]), {"seen": now, "note": "Thôi"}
    )
    assert done.status_code == 302
    assert house.look("approver", address).status_code == 404
    assert house.look("all of the city", address).status_code == 200


def test_a_form_of_somebody_else_sent_again_tells_nothing_of_what_it_made(house: House) -> None:
    said = {"ban-ghi": [f"trao-quyen/{KEY}"], "send": "1", "reason": "Ghi sai", "sending": str(uuid4())}
    address = reverse("register_correct")
    house.push("all of another ward", address, said | {"unit": "26803@2025-07-01", "title": "Kín đáo"})
    made = Dossier.objects.get(title="Kín đáo")
    before = digest()
    answer = house.push("drafter", address, said | {"unit": WARD, "title": "Khác"})
    assert answer.status_code == 409
    assert "Kín đáo" not in told(answer)
    assert digest() == before
    again = house.push(
        "all of another ward", address, said | {"unit": "26803@2025-07-01", "title": "Kín đáo"}
    )
    assert again.headers["Location"] == reverse("dossier_lines", args=[made.pk])


@pytest.fixture
def marked(house: House) -> Work:
    """The work of the ward with markup in everything that somebody can write."""
    work, author = house.works[WARD], house.came.users["drafter"]
    dossier = work.dossiers["draft"]
    state_dossier(
        dossier,
        {"title": (dossier.title, MARKUP), "reason": (dossier.reason, MARKUP)},
        acting_user=author,
    )
    lines = [
        row("grants", power=MARKUP, grantor=MARKUP, recipients=MARKUP, citation=MARKUP, conditions=MARKUP),
        row("powers", power="p", title=MARKUP, field=MARKUP),
        row("offices", office=f"{WARD}/committee:x", name=MARKUP, unit=WARD),
        row("units", unit="1@2020-01-01", name=MARKUP, code=MARKUP),
    ]
    save_lines(dossier, lines, acting_user=author, reason=MARKUP)
    attach_file(dossier, SimpleUploadedFile(f"{MARKUP}.html", b"x"), kind="other", acting_user=author)
    Group.objects.filter(pk=work.group.pk).update(name=MARKUP[:150])
    User.objects.filter(username="drafter").update(first_name=MARKUP[:150])
    return work


def pages(house: House, work: Work) -> Iterator[tuple[str, Any]]:
    """Every page of the desk as each of those sees it who can."""
    for door in OWN:
        for name in ("drafter", _ALL, "administrator"):
            if door.opens(KINDS[name], WARD):
                yield f"{door} {name}", house.get(name, door, work)


def test_no_page_takes_what_somebody_wrote_for_its_own_markup(house: House, marked: Work) -> None:
    shown = 0
    for where, answer in pages(house, marked):
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            said = told(answer)
            assert "<img src=x" not in said, where
            assert "49" not in said.partition("onerror=alert(1)")[2][:40], where
            shown += "onerror=alert(1)" in said
    assert shown > 20


def test_what_is_said_after_a_form_is_no_markup_either(house: House) -> None:
    said = {"unit": WARD, "title": MARKUP, "start": "new"}
    page = told(house.came.clients["drafter"].post(reverse("dossier_create"), said, follow=True))
    assert "Đã lập hồ sơ “&quot;&gt;&lt;/script&gt;" in page
    assert "<img src=x" not in page


def test_a_file_keeps_its_name_to_itself(house: House) -> None:
    work = house.works[WARD]
    address = reverse("dossier_files", args=[work.number()])
    hostile = '../../etc/a\r\nSet-Cookie: x=1"; filename="b.svg'
    upload: Any = SimpleUploadedFile("a.svg", b"<svg onload='alert(1)'/>", "image/svg+xml")
    upload._name = hostile
    with undone():
        house.push("drafter", address, {"kind": "other", "file": upload})
        file = work.dossiers["draft"].files.latest("pk")
        answer = house.look("auditor", reverse("dossier_file", args=[work.number(), file.pk]))
        assert told(answer).startswith("<svg")
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert "Set-Cookie" not in answer.headers
        assert not {"..", "\r", "\n"} & set(str(file.file.name))
        assert str(file.file.name).startswith(f"{work.number()}/")


def test_a_nul_is_left_out_as_no_database_keeps_one(house: House) -> None:
    work = house.works[WARD]
    for name, query in (("dossiers", {"unit": f"\0{WARD}"}), ("units_rights", {"q": "linh\0 xuan"})):
        assert house.look(_ALL, reverse(name), **query).status_code == 200
    assert "Linh Xuân" in told(house.look(_ALL, reverse("units_rights"), q="linh\0 xuan"))
    said = {"unit": f"{WARD}\0", "title": "T\0ên", "start": "new", "reason": "Vì\0"}
    assert house.push("drafter", reverse("dossier_create"), said).status_code == 302
    assert Dossier.objects.get(title="Tên").reason == "Vì"
    step = {"seen": seen(work.dossiers["submitted"]), "note": "Đ\0úng"}
    address = reverse("dossier_act", args=[work.number("submitted"), "duyet"])
    assert house.push("approver", address, step).status_code == 302
    assert work.dossiers["submitted"].steps.latest("pk").note == "Đúng"
    right = f"{work.group.pk}-audit_register"
    sent = {right: "unit", f"{right}-before": "", "reason": "QĐ\0 12"}
    assert house.push("manager", reverse("units_rights_unit", args=[WARD]), sent).status_code == 302
    assert SecurityEvent.objects.latest("pk").details["reason"] == "QĐ 12"


def test_a_title_is_as_long_as_there_is_room_for(house: House) -> None:
    work = house.works[WARD]
    said = {"unit": WARD, "title": "x" * 501, "start": "new"}
    answer = house.push("drafter", reverse("dossier_create"), said)
    assert answer.status_code == 409
    assert "dài quá 500 ký tự" in told(answer)
    old = {"seen_title": work.dossiers["draft"].title, "title": "x" * 501}
    assert house.push("drafter", reverse("dossier_state", args=[work.number()]), old).status_code == 409
    assert digest() == house.digest


@pytest.mark.parametrize("day", ["31/12/9999", "9999-12-31", "01/01/0001"])
def test_the_ends_of_the_calendar_are_days_like_others(day: str, house: House) -> None:
    work = house.works[WARD]
    for name, parts, field in (
        ("register_table", ["grants"], "q"),
        ("register_table", ["grants"], "ngay"),
        ("register_export", ["grants", "csv"], "q"),
        ("register_record", ["grants", (KEY,)], "ngay"),
        ("what_if", [], "ngay"),
    ):
        query = {field: day, "van-ban": "luat-58-2024-qh15"} if name == "what_if" else {field: day}
        assert house.look("drafter", reverse(name, args=parts), **query).status_code == 200, (name, field)
    chosen = reverse("dossier_choices", args=[work.number()])
    assert house.look("drafter", chosen, of="offices", q="ban", on=day).status_code == 200


def test_numbers_longer_than_any_are_no_numbers(house: House) -> None:
    work = house.works[WARD]
    columns = reverse("annex_columns", args=[work.number(), work.annex.pk])
    said = {"shown-0": "1", "heading-0": "9" * 5000, "kind": "delegation", "confidence": "official_text"}
    assert house.push("drafter", columns, said).status_code == 302
    for address in (f"/admin/ho-so/{'9' * 30}/", f"/admin/ho-so/{work.number()}/tep/{'9' * 30}/"):
        assert house.look("drafter", address).status_code == 404
    restoration = f"/admin/ho-so/{work.number()}/lich-su/{'9' * 30}/khoi-phuc/"
    assert house.push("drafter", restoration).status_code == 409
    reading = f"/admin/so/trao-quyen/ban-ghi/{KEY}/lan/{'9' * 30}/"
    assert house.look("drafter", reading).status_code == 404
    assert house.look("drafter", reverse("dossiers"), p="9" * 5000).status_code == 200


def test_nobody_is_led_away(house: House) -> None:
    home = reverse("wagtailadmin_home")
    check, door = reverse("units_second_factor_check"), reverse("wagtailadmin_login")
    for elsewhere in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        for address in (check, door):
            assert house.look("drafter", address, next=elsewhere).headers["Location"] == home
    for here in ("khong-co", "my_work", "/admin/ho-so/?q=1"):
        assert house.look("drafter", check, next=here).headers["Location"] == here
    assert (
        house.push("drafter", reverse("wagtailadmin_logout"), {"next": "https://evil.example/"}).headers[
            "Location"
        ]
        == door
    )


def test_a_right_below_is_not_given_by_who_has_it_on_the_unit_only(house: House) -> None:
    before = UnitGroupPermission.objects.count()
    name = f"{house.works[WARD].group.pk}-{Right.DRAFT.value}"
    said = {name: "below", f"{name}-before": "", "reason": "QĐ 12"}
    answer = house.push("all of the city", reverse("units_rights_unit", args=[CITY]), said)
    assert "trực thuộc" in told(answer)
    assert UnitGroupPermission.objects.count() == before


def test_an_account_that_has_done_something_stays(house: House) -> None:
    author, idle = house.works[WARD].dossiers["draft"].author, house.came.users["no right"]
    delete = reverse("wagtailusers_users:delete", args=[author.pk])
    for address in (delete, f"/admin/bulk/units/user/delete/?id={author.pk}&id={idle.pk}"):
        answer = house.push("administrator", address)
        assert answer.status_code == 302
        assert digest() == house.digest
    page = house.came.clients["administrator"].post(delete, follow=True)
    assert f"Tài khoản “{author.username}” đã tham gia" in told(page)
    assert (
        house.push("administrator", reverse("wagtailusers_users:delete", args=[idle.pk])).status_code == 302
    )
    assert not User.objects.filter(pk=idle.pk).exists()


@pytest.mark.parametrize("action", ["delete", "assign_role", "set_active_state"])
def test_nobody_but_an_administrator_changes_accounts_by_the_dozen(action: str, house: House) -> None:
    chosen = house.came.users["auditor"]
    role = UnitGroupPermission.objects.filter(group__name=f"nhóm {_ALL}").values_list("group", flat=True)[0]
    address = f"/admin/bulk/units/user/{action}/?id={chosen.pk}"
    for name in ("auditor", "manager", _ALL, "page editor"):
        said = told(house.push(name, address, {"role": role, "mark_as_active": ""}))
        assert chosen.username not in said or name == chosen.username
        assert digest() == house.digest, name
