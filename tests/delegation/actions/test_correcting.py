"""Correction, withdrawal and restoration begin as lines of a dossier, or not at all."""

from __future__ import annotations

from uuid import UUID

import pytest

from delegation.actions.approving import submit
from delegation.actions.correcting import Wish, add_corrections, begin_correction, carry_over
from delegation.actions.drafting import LineEdit, create_dossier, save_lines
from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.dossiers.correcting import cells_by_column
from delegation.dossiers.entries import RecordKey, recorded_cells
from delegation.dossiers.judging import judge
from delegation.dossiers.trail import moved_on
from delegation.models import Dossier, DossierLine, GrantEntry
from delegation.register import Register
from tests.delegation.actions.people import CITY, officer, unit
from tests.delegation.dossiers.published import (
    KEY,
    WARD,
    publish_dossier,
    published_correction,
    published_withdrawal,
    record,
)
from units.models import Edition, User
from units.rights import Right

OTHER = "dau-tu.di-tich.2"
SENDING = UUID(int=7)


@pytest.fixture
def drafter(register: Register) -> User:
    return officer("soan", Right.DRAFT)


def begin(user: User, wish: Wish, reason: str = "Ghi sai.", of: str = CITY) -> Dossier:
    begun = begin_correction(wish, unit=unit(of), title="Đính chính", reason=reason, acting_user=user)
    return begun.dossier


def everything() -> tuple[object, ...]:
    return (
        list(Dossier.objects.values()),
        list(DossierLine.objects.order_by("id").values()),
        Dossier.history.count(),
        DossierLine.history.count(),
    )


def refused(user: User, wish: Wish, **how: str) -> str:
    before = everything()
    with pytest.raises(ActionRefused) as told:
        begin(user, wish, **how)
    assert everything() == before
    return str(told.value)


def test_a_correction_begins_with_what_the_register_says(drafter: User) -> None:
    dossier = begin(drafter, Wish((record(), record(OTHER))))
    assert (dossier.reason, dossier.unit_id, dossier.author) == ("Ghi sai.", CITY, drafter)
    first, second = dossier.lines.all()
    assert first.cells == cells_by_column("grants", recorded_cells([record()])[record()])
    assert (first.table, first.act, first.origin) == ("grants", "record", {"edition": 1})
    assert second.cells["grant"] == OTHER
    assert first.history.get().history_change_reason == "Ghi sai."


def test_lines_of_several_tables_stand_in_one_dossier(drafter: User) -> None:
    instrument = RecordKey("instruments", ("qd-3321-ubnd-hcm-2025",))
    version = RecordKey("units", (WARD, "2025-07-01"))
    dossier = begin(drafter, Wish((record(), instrument, version, record())))
    assert [line.table for line in dossier.lines.all()] == ["grants", "instruments", "units"]


def test_its_reason_becomes_the_edition_s_and_the_old_reading_stays(drafter: User) -> None:
    old = recorded_cells([record()])[record()]
    dossier = published_correction(drafter, note="mới")
    edition = Edition.objects.get(dossier=dossier)
    assert (edition.kind, edition.reason) == ("correction", "Ghi sai.")
    assert recorded_cells([record()], edition.number - 1)[record()] == old
    assert GrantEntry.objects.recorded().get(grant=KEY).note == "mới"


def test_a_withdrawal_takes_the_record_out_and_the_old_reading_stays(drafter: User) -> None:
    dossier = published_withdrawal(drafter)
    edition = Edition.objects.get(dossier=dossier)
    assert (edition.kind, edition.reason) == ("withdrawal", "Ghi nhầm.")
    assert recorded_cells([record()]) == {}
    assert record() in recorded_cells([record()], edition.number - 1)


def test_an_earlier_reading_can_stand_again(drafter: User) -> None:
    old = recorded_cells([record()])[record()]
    published_correction(drafter, note="mới")
    dossier = begin(drafter, Wish((record(),), as_of=1))
    assert dossier.lines.get().cells == cells_by_column("grants", old)
    assert dossier.lines.get().origin == {"edition": 2, "as_of": 1}
    publish_dossier(dossier, drafter)
    assert recorded_cells([record()])[record()] == old


def test_what_was_taken_out_can_be_brought_back(drafter: User) -> None:
    old = recorded_cells([record()])[record()]
    published_withdrawal(drafter)
    publish_dossier(begin(drafter, Wish((record(),), as_of=1)), drafter)
    assert recorded_cells([record()])[record()] == old


def test_without_a_reason_or_a_record_nothing_begins(drafter: User) -> None:
    assert "lý do" in refused(drafter, Wish((record(),)), reason=" ")
    assert "chọn" in refused(drafter, Wish(()))


def test_what_is_not_recorded_cannot_be_corrected_or_taken_out(drafter: User) -> None:
    assert "nothing" in refused(drafter, Wish((record(), record("nothing"))))
    assert "nothing" in refused(drafter, Wish((record("nothing"),), DossierLine.Act.WITHDRAW))
    assert "lần ghi 1" in refused(drafter, Wish((record("nothing"),), as_of=1))


def test_what_still_stands_need_not_be_brought_back(drafter: User) -> None:
    assert "không có gì để khôi phục" in refused(drafter, Wish((record(),), as_of=1))


def test_only_who_drafts_for_the_unit_begins(drafter: User) -> None:
    ward = officer("phuong", Right.DRAFT, unit=WARD)
    reader = officer("khac", Right.APPROVE, Right.PUBLISH, Right.AUDIT)
    before = everything()
    for user, of in ((ward, CITY), (drafter, WARD), (reader, CITY)):
        with pytest.raises(NotAllowed):
            begin(user, Wish((record(),)), of=of)
    assert everything() == before


def test_the_same_form_sent_twice_is_one_dossier(drafter: User) -> None:
    wish = Wish((record(), record(OTHER)), sending=SENDING)
    first, second = begin(drafter, wish), begin(drafter, wish)
    assert first == second
    assert Dossier.objects.count() == 1
    assert first.lines.count() == 2
    assert begin(drafter, Wish(wish.records)) != first


def test_records_are_added_to_a_draft_and_those_that_it_has_are_told(drafter: User) -> None:
    draft = begin(drafter, Wish((record(),)))
    wish = Wish((record(), record(OTHER)), DossierLine.Act.WITHDRAW)
    begun = add_corrections(wish, draft, reason="Ghi nhầm.", acting_user=drafter)
    assert [line.cells["grant"] for line in begun.lines] == [OTHER]
    assert begun.already == (record(),)
    assert draft.lines.count() == 2
    before = everything()
    with pytest.raises(ActionRefused, match="đã có dòng"):
        add_corrections(Wish((record(),)), draft, reason="Lại.", acting_user=drafter)
    assert everything() == before


def test_nothing_is_added_to_what_is_no_draft_or_not_one_s_own(drafter: User) -> None:
    draft = begin(drafter, Wish((record(),)))
    line = draft.lines.get()
    save_lines(draft, [LineEdit(line.pk, {"note": (line.cells["note"], "mới")})], acting_user=drafter)
    before = everything()
    ward = officer("phuong", Right.DRAFT, unit=WARD)
    with pytest.raises(NotAllowed):
        add_corrections(Wish((record(OTHER),)), draft, reason="x", acting_user=ward)
    with pytest.raises(ActionRefused, match="lý do"):
        add_corrections(Wish((record(OTHER),)), draft, reason="", acting_user=drafter)
    assert everything() == before
    submit(draft, acting_user=drafter)
    before = everything()
    with pytest.raises(ActionRefused, match="Chờ duyệt"):
        add_corrections(Wish((record(OTHER),)), draft, reason="x", acting_user=drafter)
    assert everything() == before


def test_a_line_that_was_overtaken_is_brought_up_and_keeps_what_was_changed_in_it(drafter: User) -> None:
    draft = begin(drafter, Wish((record(),)))
    line = draft.lines.get()
    save_lines(draft, [LineEdit(line.pk, {"citation": ("", "Điều 9")})], acting_user=drafter)
    published_correction(drafter, note="của họ")
    assert judge(draft).faults
    (brought,) = carry_over(draft, {line.pk: 2}, acting_user=drafter)
    line.refresh_from_db()
    assert (line.cells["citation"], line.cells["note"]) == ("Điều 9", "của họ")
    assert (line.origin["edition"], line.version, brought.pk) == (2, 3, line.pk)
    assert line.history.latest().cells == line.cells
    assert moved_on(draft) == []
    assert judge(draft).faults == ()
    publish_dossier(draft, drafter)
    row = GrantEntry.objects.recorded().get(grant=KEY)
    assert (row.citation, row.note) == ("Điều 9", "của họ")


def test_a_line_whose_record_is_gone_records_it_again_once_that_was_seen(drafter: User) -> None:
    draft = begin(drafter, Wish((record(),)))
    line = draft.lines.get()
    published_withdrawal(drafter)
    carry_over(draft, {line.pk: 1}, acting_user=drafter)
    assert draft.lines.get().cells == line.cells
    assert judge(draft).faults == ()


def test_a_line_is_brought_up_only_as_it_was_seen_by_who_may_write(drafter: User) -> None:
    draft = begin(drafter, Wish((record(),)))
    line = draft.lines.get()
    published_correction(drafter, note="của họ")
    before = everything()
    for user, seen in (
        (drafter, {line.pk: 2}),
        (drafter, {SENDING: 1}),
        (officer("phuong", Right.DRAFT, unit=WARD), {line.pk: 1}),
    ):
        with pytest.raises(ActionRefused):
            carry_over(draft, seen, acting_user=user)
    assert everything() == before


def test_what_was_never_overtaken_is_left_alone(drafter: User) -> None:
    dossier = create_dossier(unit=unit(), title="x", acting_user=drafter)
    assert carry_over(dossier, {}, acting_user=drafter) == []
    dossier.refresh_from_db()
    assert dossier.version == 0
