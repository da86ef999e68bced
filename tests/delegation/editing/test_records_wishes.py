"""From a record to a dossier: correcting, taking out, bringing back, and coming up to the register again."""

from __future__ import annotations

import pytest

from delegation.actions.correcting import Wish, begin_correction
from delegation.actions.drafting import LineEdit, create_dossier, save_lines
from delegation.dossiers.entries import recorded_cells
from delegation.models import Dossier, DossierLine
from delegation.register import Register
from tests.delegation.actions.people import CITY, unit
from tests.delegation.dossiers.published import (
    KEY,
    WARD,
    published_correction,
    published_withdrawal,
    record,
)
from tests.delegation.editing.visitors import Visitor, visitor
from units.rights import Right

OTHER = "dau-tu.di-tich.2"
ONE, TWO = f"trao-quyen/{KEY}", f"trao-quyen/{OTHER}"


def sent(visiting: Visitor, view: str, status: int = 302, **said: object) -> str:
    """Send the form as it is shown, with some of it filled in; returns where it leads, or what it says."""
    asked = {name.replace("_", "-"): value for name, value in said.items()}
    shown = visiting.get(view, **{name: str(asked[name]) for name in ("ban-ghi", "lan") if name in asked})
    filled = {
        **shown.fields(),
        "unit": CITY,
        "title": "Đính chính",
        "reason": "Ghi sai.",
        "send": "1",
        "target": "new",
    }
    answer = visiting.post(view, status=status, **{**filled, **asked})
    return str(answer.response["Location"]) if status == 302 else answer.words("#refused")


def nothing_changed() -> tuple[int, int]:
    return Dossier.objects.count(), DossierLine.history.count()


def test_a_correction_leads_to_the_lines_of_a_new_dossier(drafter: Visitor) -> None:
    where = sent(drafter, "register_correct", ban_ghi=ONE)
    dossier = Dossier.objects.get()
    assert where == f"/admin/ho-so/{dossier.pk}/dong/"
    assert (dossier.unit_id, dossier.reason, dossier.author) == (CITY, "Ghi sai.", drafter.user)
    line = dossier.lines.get()
    assert (line.act, line.cells["grant"], line.origin) == ("record", KEY, {"edition": 1})


def test_several_records_are_chosen_in_the_list(drafter: Visitor) -> None:
    form = drafter.post("register_correct", status=200, **{"ban-ghi": [ONE, TWO]})
    assert "2 bản ghi" in form.words()
    assert not Dossier.objects.exists()
    drafter.post(
        "register_correct",
        **{**form.fields(), "ban-ghi": [ONE, TWO], "unit": CITY, "title": "Hai", "reason": "x", "send": "1"},
    )
    assert {line.cells["grant"] for line in Dossier.objects.get().lines.all()} == {KEY, OTHER}


def test_the_unit_of_who_gave_is_offered_first(register: Register) -> None:
    both = visitor("hai-noi", Right.DRAFT, below=True)
    shown = both.get("register_correct", **{"ban-ghi": ONE})
    assert shown.soup.select("#unit option")[0]["value"] == CITY
    found = both.post("register_correct", status=200, **{"ban-ghi": ONE, "sought": "linh xuan", "find": "1"})
    options = found.soup.select("#unit option")
    # What still exists comes first.
    assert options[0]["value"] == WARD
    assert all("Linh Xuân" in option.get_text() for option in options)
    assert not Dossier.objects.exists()


def test_what_was_typed_is_kept_when_it_is_refused(drafter: Visitor) -> None:
    before = nothing_changed()
    assert "lý do" in sent(drafter, "register_correct", 409, ban_ghi=ONE, reason="  ")
    assert "không có quyền" in sent(drafter, "register_correct", 403, ban_ghi=ONE, unit=WARD)
    assert "chọn đơn vị" in sent(drafter, "register_correct", 409, ban_ghi=ONE, unit="")
    assert "tên" in sent(drafter, "register_correct", 409, ban_ghi=ONE, title=" ")
    assert "tải lại" in sent(drafter, "register_correct", 409, ban_ghi=ONE, sending="x")
    refused = drafter.post(
        "register_correct", status=409, **{"ban-ghi": ONE, "send": "1", "title": "Tên đã gõ", "unit": CITY}
    )
    assert refused.soup.select("#title")[0]["value"] == "Tên đã gõ"
    assert nothing_changed() == before


@pytest.mark.parametrize("text", ["x", "trao-quyen/", "don-vi/chi-mot", "bang-la/x"])
def test_what_names_no_record_is_not_found(drafter: Visitor, text: str) -> None:
    drafter.get("register_correct", **{"ban-ghi": text}, status=404)


def test_a_record_that_is_gone_is_told_before_and_refused_after(drafter: Visitor) -> None:
    published_withdrawal(drafter.user)
    before = nothing_changed()
    assert "sổ không ghi" in drafter.get("register_correct", **{"ban-ghi": ONE}).words()
    assert KEY in sent(drafter, "register_correct", 409, ban_ghi=ONE)
    assert nothing_changed() == before


def test_records_go_into_a_draft_of_one_s_own_units_only(drafter: Visitor, stranger: Visitor) -> None:
    draft = create_dossier(unit=unit(), title="Đang soạn", acting_user=drafter.user)
    theirs = create_dossier(unit=unit(WARD), title="Của phường", acting_user=stranger.user)
    shown = drafter.get("register_correct", **{"ban-ghi": ONE})
    assert [option["value"] for option in shown.soup.select("#draft option")] == ["", str(draft.pk)]
    where = sent(drafter, "register_correct", ban_ghi=ONE, target="draft", draft=draft.pk)
    assert where == f"/admin/ho-so/{draft.pk}/dong/"
    assert draft.lines.get().cells["grant"] == KEY
    before = nothing_changed()
    for number in (theirs.pk, "", "x", 999):
        told = sent(drafter, "register_correct", 409, ban_ghi=TWO, target="draft", draft=number)
        assert "Hãy chọn hồ sơ" in told
    assert nothing_changed() == before


def test_the_form_sent_twice_makes_one_dossier(drafter: Visitor) -> None:
    same = "00000000-0000-0000-0000-000000000007"
    first = sent(drafter, "register_correct", ban_ghi=ONE, sending=same)
    assert sent(drafter, "register_correct", ban_ghi=ONE, sending=same) == first
    assert Dossier.objects.count() == 1


def test_a_withdrawal_shows_what_else_would_have_to_go_and_takes_along_what_is_chosen(
    drafter: Visitor,
) -> None:
    grant, change = "trao-quyen/giao-thong.long-duong-he-pho.1", "thay-doi/bai-bo-32-2023"
    shown = drafter.get("register_withdraw", **{"ban-ghi": grant})
    assert [box["value"] for box in shown.soup.select("input[name=cung]")] == [change]
    assert not shown.soup.select("input[name=cung][checked]")
    sent(drafter, "register_withdraw", ban_ghi=grant, cung=change)
    lines = Dossier.objects.get().lines.all()
    assert {(line.table, line.act) for line in lines} == {("grants", "withdraw"), ("changes", "withdraw")}


def test_an_earlier_reading_is_brought_back_from_its_page(drafter: Visitor) -> None:
    old = recorded_cells([record()])[record()]
    published_correction(drafter.user, note="mới")
    where = sent(drafter, "register_restore", ban_ghi=ONE, lan="1")
    dossier = Dossier.objects.get(pk=int(where.split("/")[3]))
    assert dossier.lines.get().cells["note"] == old[-1]
    assert dossier.lines.get().origin["as_of"] == 1
    before = nothing_changed()
    assert "không có gì để khôi phục" in sent(drafter, "register_restore", 409, ban_ghi=ONE, lan="2")
    drafter.get("register_restore", **{"ban-ghi": ONE}, status=404)
    assert nothing_changed() == before


def test_who_drafts_nowhere_cannot_send_the_form(auditor: Visitor) -> None:
    before = nothing_changed()
    for view in ("register_correct", "register_withdraw", "register_restore"):
        auditor.post(
            view, status=403, **{"ban-ghi": ONE, "send": "1", "unit": CITY, "reason": "x", "lan": "1"}
        )
    assert nothing_changed() == before


@pytest.fixture
def overtaken(drafter: Visitor) -> Dossier:
    """A draft that changes two cells, of which somebody else has since changed one."""
    wish = Wish((record(),))
    begun = begin_correction(wish, unit=unit(), title="Của tôi", reason="Sai.", acting_user=drafter.user)
    line = begun.lines[0]
    edit = LineEdit(line.pk, {"note": (line.cells["note"], "của tôi"), "citation": ("", "Điều 9")})
    save_lines(begun.dossier, [edit], acting_user=drafter.user)
    published_correction(drafter.user, note="của họ", conditions="")
    return begun.dossier


def test_the_comparison_tells_what_a_line_changes_and_what_came_in_between(
    overtaken: Dossier, drafter: Visitor, auditor: Visitor
) -> None:
    said = auditor.get("dossier_corrections", overtaken.pk)
    words = said.words()
    assert "1 bản ghi đã được đính chính hoặc rút" in words
    assert "đính chính ở lần 2" in words
    assert "sổ nay ghi “của họ”, dòng này viết “của tôi”" in words
    assert "sau: Điều 9" in words
    assert not said.soup.select("input[name=line]")
    assert drafter.get("dossier_corrections", overtaken.pk).soup.select("input[name=line]")


def test_a_line_is_brought_up_from_the_comparison(overtaken: Dossier, drafter: Visitor) -> None:
    fields = drafter.get("dossier_corrections", overtaken.pk).fields()
    drafter.post("dossier_corrections", overtaken.pk, **fields)
    line = overtaken.lines.get()
    assert (line.cells["note"], line.cells["citation"]) == ("của tôi", "Điều 9")
    assert "conditions" not in line.cells
    assert "đã được đính chính" not in drafter.get("dossier_corrections", overtaken.pk).words()
    before = nothing_changed()
    for value in (fields["line"], "x", "x@1"):
        drafter.post("dossier_corrections", overtaken.pk, status=409, line=value)
    assert nothing_changed() == before


def test_the_comparison_is_for_readers_and_its_act_for_drafters(
    overtaken: Dossier, drafter: Visitor, auditor: Visitor, stranger: Visitor
) -> None:
    fields = drafter.get("dossier_corrections", overtaken.pk).fields()
    before = nothing_changed()
    stranger.get("dossier_corrections", overtaken.pk, status=404)
    stranger.post("dossier_corrections", overtaken.pk, status=404, **fields)
    auditor.post("dossier_corrections", overtaken.pk, status=403, **fields)
    assert nothing_changed() == before
