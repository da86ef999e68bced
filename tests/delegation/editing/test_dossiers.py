"""The list of dossiers shows nobody more than they may read, and a dossier begins only where one may draft."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegation.actions.drafting import create_dossier
from delegation.editing.starting import Start
from delegation.models import Dossier
from delegation.register import Register
from tests.delegation.actions.decisions import decision
from tests.delegation.actions.people import CITY, unit
from tests.delegation.editing.visitors import Said, Visitor, visitor
from units.models import User
from units.rights import Right

WARD = "26800@2025-07-01"


def titles(said: Said) -> list[str]:
    return [link.get_text() for link in said.soup.select(".desk-table tbody th a")]


def test_only_what_one_may_read_is_listed_and_counted(
    number: int, drafter: Visitor, auditor: Visitor, stranger: Visitor
) -> None:
    create_dossier(unit=unit(WARD), title="Của phường", acting_user=stranger.user)
    assert titles(drafter.get("dossiers")) == ["Ủy quyền tu bổ di tích 2027"]
    assert "1 hồ sơ" in auditor.get("dossiers").words()
    theirs = stranger.get("dossiers")
    assert titles(theirs) == ["Của phường"]
    assert "1 hồ sơ" in theirs.words()
    # Neither its unit nor its title can be learnt by asking for them.
    assert titles(stranger.get("dossiers", q="di tich")) == []
    assert CITY not in str(stranger.get("dossiers").soup.select("#unit"))


@pytest.mark.parametrize("sought", ["tu bo DI TICH", "di tích 2027", "4567", "4567/qd-ubnd", "tu bo 4567"])
def test_a_dossier_is_found_by_words_and_number_accents_or_not(
    number: int, drafter: Visitor, sought: str
) -> None:
    create_dossier(unit=unit(), title="Hồ sơ khác", acting_user=drafter.user)
    assert titles(drafter.get("dossiers", q=sought)) == ["Ủy quyền tu bổ di tích 2027"]


def test_the_list_is_narrowed_and_sorted(number: int, drafter: Visitor) -> None:
    create_dossier(unit=unit(), title="An toàn", acting_user=drafter.user)
    assert titles(drafter.get("dossiers")) == ["An toàn", "Ủy quyền tu bổ di tích 2027"]
    assert titles(drafter.get("dossiers", by="changed_at"))[0] == "Ủy quyền tu bổ di tích 2027"
    assert titles(drafter.get("dossiers", state="submitted")) == []
    assert titles(drafter.get("dossiers", **{"for": "dang-soan"})) == titles(drafter.get("dossiers"))
    assert "Không có hồ sơ nào khớp" in drafter.get("dossiers", unit=WARD).words()


def test_the_number_of_statements_does_not_grow_with_the_list(number: int, drafter: Visitor) -> None:
    drafter.get("dossiers", by="title")
    with CaptureQueriesContext(connection) as one:
        drafter.get("dossiers", by="title")
    for count in range(5):
        create_dossier(unit=unit(), title=f"Hồ sơ {count}", acting_user=drafter.user)
    with CaptureQueriesContext(connection) as six:
        drafter.get("dossiers", by="title")
    assert len(six) == len(one)


def test_a_new_decision_begins_with_its_document(drafter: Visitor) -> None:
    drafter.post("dossier_create", unit=CITY, title=" Ủy quyền ", start=Start.NEW)
    dossier = Dossier.objects.get()
    assert (dossier.title, dossier.unit_id, dossier.author) == ("Ủy quyền", CITY, drafter.user)
    (line,) = dossier.lines.all()
    assert line.table == "instruments"
    assert line.cells["issuer"] == "Ủy ban nhân dân Thành phố Hồ Chí Minh"


def test_a_correction_says_why_and_begins_empty(drafter: Visitor) -> None:
    sent = {"unit": CITY, "title": "Đính chính", "start": Start.CORRECTION}
    refused = drafter.post("dossier_create", status=409, **sent)
    assert "Hãy ghi lý do" in refused.words("#refused")
    assert refused.soup.select_one("#title")["value"] == "Đính chính"
    assert not Dossier.objects.exists()
    drafter.post("dossier_create", **sent, reason="Sai ngày")
    assert Dossier.objects.get().lines.count() == 0


@pytest.mark.parametrize("sent", [{"title": ""}, {"unit": ""}, {"unit": "khong-co"}, {"start": "xoa"}])
def test_an_incomplete_form_begins_nothing(drafter: Visitor, sent: dict[str, str]) -> None:
    form = {"unit": CITY, "title": "Ủy quyền", "start": Start.NEW}
    drafter.post("dossier_create", status=409, **(form | sent))
    assert not Dossier.objects.exists()


def test_nobody_begins_one_where_they_may_not_draft(
    register: Register, drafter: Visitor, auditor: Visitor
) -> None:
    form = {"title": "Ủy quyền", "start": Start.NEW}
    assert "không có quyền soạn" in drafter.post("dossier_create", status=403, unit=WARD, **form).words()
    assert "chưa được quyền soạn" in auditor.get("dossier_create", status=403).words()
    auditor.post("dossier_create", status=403, unit=CITY, **form)
    assert not Dossier.objects.exists()


def test_units_are_found_without_accents_and_what_was_typed_stays(register: Register) -> None:
    whole = visitor("ca-nuoc", Right.DRAFT, below=True)
    said = whole.post(
        "dossier_create", status=200, find="1", sought="linh xuan", title="Chợ", start=Start.NEW
    )
    offered = [option.get_text() for option in said.soup.select("#unit option")]
    # The one that exists comes before the former one of the same name.
    assert [name.startswith("Phường Linh Xuân") for name in offered] == [False, True, True]
    assert "đến hết" in offered[2]
    assert said.soup.select_one("#title")["value"] == "Chợ"


def test_a_foreign_dossier_is_not_there(number: int, stranger: Visitor) -> None:
    for view in ("dossier", "dossier_files", "dossier_checks", "dossier_changes", "dossier_steps"):
        assert "Không có trang này" in stranger.get(view, number, status=404).words("main")
    for view in ("dossier_history", "dossier_papers", "dossier_state"):
        stranger.get(view, number, status=404)
    stranger.get("dossier_act", number, "duyet", status=404)
    assert (
        stranger.get("dossier", number + 1, status=404).words()
        == stranger.get("dossier", number, status=404).words()
    )


def test_without_signing_in_the_way_leads_to_the_door_and_back(number: int) -> None:
    said = Visitor(User()).get("dossier", number, status=302)
    assert said.response["Location"] == f"/admin/login/?next=/admin/ho-so/{number}/"


def test_what_a_dossier_states_is_written_and_nobody_is_overwritten(number: int, drafter: Visitor) -> None:
    sent = {"title": "Tên mới", "reason": "Vì", "states_resources": "no", "forbids_passing_on": "yes"}
    drafter.send_as_shown("dossier_state", number, **sent)
    dossier = Dossier.objects.get(pk=number)
    assert (dossier.title, dossier.reason, dossier.states_resources) == ("Tên mới", "Vì", False)
    stale = sent | {"seen_title": "Ủy quyền tu bổ di tích 2027", "seen_reason": "Vì", "title": "Tên của tôi"}
    stale |= {"seen_states_resources": "no", "seen_forbids_passing_on": "yes"}
    said = drafter.post("dossier_state", number, status=409, **stale)
    assert "Người khác đã ghi: Tên mới" in said.words()
    assert said.soup.select_one("#title")["value"] == "Tên của tôi"
    dossier.refresh_from_db()
    assert dossier.title == "Tên mới"


def test_an_auditor_reads_and_writes_nothing(number: int, auditor: Visitor) -> None:
    before = Dossier.objects.values().get(pk=number)
    assert auditor.get("dossier", number).soup.select(".desk-acts") == []
    auditor.get("dossier_state", number, status=403)
    auditor.post("dossier_state", number, status=403, title="Khác", reason="")
    assert Dossier.objects.values().get(pk=number) == before


def test_the_front_page_tells_what_is_missing_and_who_is_next(drafter: Visitor) -> None:
    dossier = decision(drafter.user, grant={"power": "khong-co", "kind": "delegation"})
    said = drafter.get("dossier", dossier.pk)
    assert "4567/QĐ-UBND" in said.words()
    assert "khong-co" in said.words("section[aria-labelledby=con-thieu]")
    assert "soan" in said.words("section[aria-labelledby=cho]")
    # The way to submit it is told, but is no button while it is not ready.
    assert f"/admin/ho-so/{dossier.pk}/viec/trinh-duyet/" not in said.links()
    assert "điểm phải xử lý trước" in said.words(".desk-acts")
