from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from delegation.actions import drafting
from delegation.actions.drafting import (
    LineEdit,
    acknowledge_warning,
    attach_file,
    create_dossier,
    detach_file,
    remove_lines,
    save_lines,
    state_dossier,
)
from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.models import Dossier, DossierFile, DossierLine, DossierState, DossierStep
from delegation.register import Register
from tests.delegation.actions.people import CITY, officer, unit
from units.models import User
from units.rights import Right

WARD = "26800@2025-07-01"


@pytest.fixture
def drafter(register: Register) -> User:
    return officer("soan", Right.DRAFT)


@pytest.fixture
def dossier(drafter: User) -> Dossier:
    return create_dossier(unit=unit(), title="Ủy quyền 2026", acting_user=drafter)


def wrote(identity: UUID, **cells: tuple[str, str]) -> LineEdit:
    return LineEdit(identity, cells, "grants")


def added(dossier: Dossier, user: User, **cells: str) -> DossierLine:
    edit = wrote(uuid4(), **{name: ("", text) for name, text in cells.items()})
    (line,) = save_lines(dossier, [edit], acting_user=user).lines
    return line


def everything() -> tuple[object, ...]:
    return (
        list(Dossier.objects.values()),
        list(DossierLine.objects.order_by("id").values()),
        list(DossierFile.objects.values()),
        DossierLine.history.count(),
        Dossier.history.count(),
    )


def test_a_dossier_begins_with_its_first_step_and_its_author_among_the_writers(
    dossier: Dossier, drafter: User
) -> None:
    assert (dossier.state, dossier.unit_id, dossier.author) == (DossierState.DRAFT, CITY, drafter)
    assert [step.kind for step in dossier.steps.all()] == [DossierStep.Kind.CREATED]
    assert dossier.contributors.get().user == drafter
    trail = dossier.history.get()
    assert (trail.history_user, trail.history_type) == (drafter, "+")


@pytest.mark.parametrize(
    ("rights", "below"),
    [((), False), ((Right.APPROVE, Right.PUBLISH, Right.AUDIT, Right.MANAGE), True)],
)
def test_only_who_drafts_begins_one(register: Register, rights: tuple[Right, ...], below: bool) -> None:
    other = officer("khac", *rights, below=below)
    with pytest.raises(NotAllowed):
        create_dossier(unit=unit(), title="x", acting_user=other)
    assert not Dossier.objects.exists()


def test_a_right_on_one_unit_is_none_on_another(drafter: User) -> None:
    with pytest.raises(NotAllowed):
        create_dossier(unit=unit(WARD), title="x", acting_user=drafter)
    assert not Dossier.objects.exists()


def test_a_dossier_needs_a_title(drafter: User) -> None:
    with pytest.raises(ActionRefused):
        create_dossier(unit=unit(), title="  ", acting_user=drafter)
    assert not Dossier.objects.exists()


def test_cells_are_written_and_the_trail_says_who(dossier: Dossier, drafter: User) -> None:
    line = added(dossier, drafter, power="p", note="a")
    saved = save_lines(dossier, [wrote(line.pk, note=("a", "b"))], acting_user=drafter, reason="Sửa ghi chú")
    (changed,) = saved.lines
    assert (changed.cells, changed.version) == ({"power": "p", "note": "b"}, 2)
    trail = DossierLine.history.filter(id=line.pk).latest()
    assert (trail.cells, trail.history_user, trail.history_change_reason) == (
        changed.cells,
        drafter,
        "Sửa ghi chú",
    )
    dossier.refresh_from_db()
    assert (dossier.version, saved.version) == (2, 2)


def test_an_emptied_cell_is_no_cell(dossier: Dossier, drafter: User) -> None:
    line = added(dossier, drafter, power="p", note="a")
    (changed,) = save_lines(dossier, [wrote(line.pk, note=("a", ""))], acting_user=drafter).lines
    assert changed.cells == {"power": "p"}


def test_text_is_stored_composed(dossier: Dossier, drafter: User) -> None:
    assert added(dossier, drafter, note="Quyê\u0301t").cells == {"note": "Quy\u1ebft"}


def test_serials_go_on_and_none_is_used_again(dossier: Dossier, drafter: User) -> None:
    first, second = added(dossier, drafter), added(dossier, drafter)
    remove_lines(dossier, {second.pk: 1}, acting_user=drafter)
    third = added(dossier, drafter)
    assert [first.serial, second.serial, third.serial] == [1, 2, 3]


def test_the_same_edit_sent_twice_makes_one_line(dossier: Dossier, drafter: User) -> None:
    edit = wrote(uuid4(), note=("", "a"))
    save_lines(dossier, [edit], acting_user=drafter)
    again = save_lines(dossier, [edit], acting_user=drafter)
    assert dossier.lines.count() == 1
    assert not again.conflicts


def test_two_in_different_cells_of_a_line_both_write(dossier: Dossier, drafter: User) -> None:
    other = officer("soan-hai", Right.DRAFT)
    line = added(dossier, drafter, power="p", note="a")
    save_lines(dossier, [wrote(line.pk, power=("p", "q"))], acting_user=other)
    saved = save_lines(dossier, [wrote(line.pk, note=("a", "b"))], acting_user=drafter)
    assert not saved.conflicts
    assert DossierLine.objects.get(pk=line.pk).cells == {"power": "q", "note": "b"}
    assert {one.user for one in dossier.contributors.all()} == {drafter, other}


def test_the_later_of_two_in_one_cell_is_told_what_the_other_wrote(dossier: Dossier, drafter: User) -> None:
    other = officer("soan-hai", Right.DRAFT)
    line = added(dossier, drafter, note="a")
    save_lines(dossier, [wrote(line.pk, note=("a", "theirs"))], acting_user=other)
    before = everything()
    saved = save_lines(dossier, [wrote(line.pk, note=("a", "mine"))], acting_user=drafter)
    (conflict,) = saved.conflicts
    assert (conflict.line, conflict.column, conflict.was, conflict.theirs, conflict.mine, conflict.by) == (
        line.pk,
        "note",
        "a",
        "theirs",
        "mine",
        "soan-hai",
    )
    assert everything() == before


def test_who_has_seen_what_the_other_wrote_can_write_over_it(dossier: Dossier, drafter: User) -> None:
    line = added(dossier, drafter, note="theirs")
    assert not save_lines(dossier, [wrote(line.pk, note=("theirs", "mine"))], acting_user=drafter).conflicts
    assert DossierLine.objects.get(pk=line.pk).cells == {"note": "mine"}


def test_writing_in_a_line_that_somebody_took_out_is_a_conflict(dossier: Dossier, drafter: User) -> None:
    other = officer("soan-hai", Right.DRAFT)
    line = added(dossier, drafter, note="a")
    remove_lines(dossier, {line.pk: 1}, acting_user=other)
    (conflict,) = save_lines(dossier, [wrote(line.pk, note=("a", "b"))], acting_user=drafter).conflicts
    assert (conflict.column, conflict.by) == (None, "soan-hai")
    assert not dossier.lines.exists()


def test_a_line_that_has_changed_is_not_taken_out(dossier: Dossier, drafter: User) -> None:
    line = added(dossier, drafter, note="a")
    save_lines(dossier, [wrote(line.pk, note=("a", "b"))], acting_user=drafter)
    assert remove_lines(dossier, {line.pk: 1}, acting_user=drafter).conflicts
    assert dossier.lines.count() == 1
    assert not remove_lines(dossier, {line.pk: 2}, acting_user=drafter).conflicts
    assert not dossier.lines.exists()
    assert DossierLine.history.filter(id=line.pk).latest().history_type == "-"


def test_a_line_of_another_dossier_is_not_touched(dossier: Dossier, drafter: User) -> None:
    line = added(dossier, drafter, note="a")
    mine = create_dossier(unit=unit(), title="khác", acting_user=drafter)
    before = everything()
    with pytest.raises(ActionRefused):
        save_lines(mine, [wrote(line.pk, note=("a", "b"))], acting_user=drafter)
    assert everything() == before
    assert not remove_lines(mine, {line.pk: 1}, acting_user=drafter).conflicts
    assert everything() == before


@pytest.mark.parametrize(
    "edit",
    [
        LineEdit(uuid4(), {}, "nothing"),
        LineEdit(uuid4(), {}, "grants", act="delete"),
        LineEdit(uuid4(), {"colour": ("", "red")}, "grants"),
        LineEdit(uuid4(), {"note": ("", "x" * 30_000)}, "grants"),
    ],
)
def test_what_is_no_line_is_refused_with_all_that_came_with_it(
    dossier: Dossier, drafter: User, edit: LineEdit
) -> None:
    before = everything()
    with pytest.raises(ActionRefused):
        save_lines(dossier, [wrote(uuid4(), note=("", "sound")), edit], acting_user=drafter)
    assert everything() == before


def test_a_dossier_has_room_for_so_many_lines(
    dossier: Dossier, drafter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "MOST_LINES", 2)
    with pytest.raises(ActionRefused):
        save_lines(dossier, [wrote(uuid4()) for _ in range(3)], acting_user=drafter)
    assert not dossier.lines.exists()


def test_who_has_no_right_to_draft_writes_nothing(dossier: Dossier, drafter: User) -> None:
    line = added(dossier, drafter, note="a")
    stranger = officer("duyet", Right.APPROVE, Right.PUBLISH, Right.AUDIT)
    before = everything()
    for write in (
        lambda: save_lines(dossier, [wrote(line.pk, note=("a", "b"))], acting_user=stranger),
        lambda: remove_lines(dossier, {line.pk: 1}, acting_user=stranger),
        lambda: state_dossier(dossier, {"title": (dossier.title, "x")}, acting_user=stranger),
        lambda: acknowledge_warning(dossier, "f", acting_user=stranger, reason="r"),
        lambda: attach_file(dossier, SimpleUploadedFile("a", b"a"), kind="signed", acting_user=stranger),
    ):
        with pytest.raises(NotAllowed):
            write()
    assert everything() == before
    assert dossier.contributors.count() == 1


def test_what_a_dossier_states_is_changed_field_by_field(dossier: Dossier, drafter: User) -> None:
    _, missed = state_dossier(
        dossier,
        {"title": ("Ủy quyền 2026", "Ủy quyền 2027"), "reason": ("something else", "mine")},
        acting_user=drafter,
    )
    dossier.refresh_from_db()
    assert (dossier.title, dossier.reason, missed) == ("Ủy quyền 2027", "", ("reason",))


@pytest.mark.parametrize("stated", [{"state": ("draft", "published")}, {"title": ("Ủy quyền 2026", " ")}])
def test_what_is_not_to_be_stated_is_refused(dossier: Dossier, drafter: User, stated: dict) -> None:
    before = everything()
    with pytest.raises(ActionRefused):
        state_dossier(dossier, stated, acting_user=drafter)
    assert everything() == before


def test_a_warning_is_let_stand_with_a_reason(dossier: Dossier, drafter: User) -> None:
    acknowledge_warning(dossier, "DLG-12 x", acting_user=drafter, reason=" Ngày hiệu lực theo bản ký ")
    acknowledge_warning(dossier, "DLG-12 x", acting_user=drafter, reason="Đã hỏi lại")
    kept = dossier.acknowledgements.get()
    assert (kept.reason, kept.user) == ("Đã hỏi lại", drafter)
    assert kept.history.count() == 2
    with pytest.raises(ActionRefused):
        acknowledge_warning(dossier, "DLG-13 x", acting_user=drafter, reason=" ")


def test_a_file_is_kept_with_its_checksum_and_stays_on_the_disk(
    dossier: Dossier, drafter: User, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(DossierFile._meta.get_field("file"), "storage", FileSystemStorage(tmp_path))
    upload = SimpleUploadedFile("../../quyết định.pdf", b"content")
    file = attach_file(dossier, upload, kind="signed", acting_user=drafter)
    assert file.checksum == "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73"
    assert (file.name, file.size) == ("quyết định.pdf", 7)
    assert str(file.file.name).startswith(f"{dossier.pk}/")
    path = file.file.path
    detach_file(file, acting_user=drafter)
    assert not dossier.files.exists()
    with open(path, "rb") as kept:
        assert kept.read() == b"content"


@pytest.mark.parametrize(("content", "kind"), [(b"", "signed"), (b"a", "unknown")])
def test_a_file_without_content_or_kind_is_refused(
    dossier: Dossier, drafter: User, content: bytes, kind: str
) -> None:
    with pytest.raises(ActionRefused):
        attach_file(dossier, SimpleUploadedFile("a.pdf", content), kind=kind, acting_user=drafter)
    assert not dossier.files.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda dossier: dossier.lines.all().delete(),
        lambda dossier: dossier.lines.update(version=9),
        lambda dossier: DossierLine.objects.create(dossier=dossier, table="grants", serial=99),
        lambda dossier: Dossier.objects.filter(pk=dossier.pk).update(title="x"),
        lambda dossier: Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.PUBLISHED),
        lambda dossier: Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.APPROVED),
        lambda dossier: dossier.steps.update(note="x"),
        lambda dossier: dossier.steps.all().delete(),
        lambda dossier: dossier.contributors.all().delete(),
        lambda dossier: Dossier.objects.filter(pk=dossier.pk).delete(),
        lambda dossier: dossier.acknowledgements.create(
            finding="f", reason="r", user=dossier.author, at=dossier.created_at
        ),
    ],
)
def test_the_database_itself_holds_what_has_been_submitted(
    dossier: Dossier, drafter: User, change: object
) -> None:
    added(dossier, drafter, note="a")
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.SUBMITTED)
    before = everything()
    with pytest.raises(DatabaseError), transaction.atomic():
        change(dossier)  # type: ignore[operator]
    assert everything() == before


def test_the_database_lets_no_writer_approve(dossier: Dossier, drafter: User) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.SUBMITTED)
    for kind in (DossierStep.Kind.APPROVED, DossierStep.Kind.COUNTERSIGNED):
        with pytest.raises(DatabaseError), transaction.atomic():
            dossier.steps.create(
                kind=kind,
                actor=drafter,
                actor_name="x",
                at=dossier.created_at,
                unit=unit() if kind == DossierStep.Kind.COUNTERSIGNED else None,
                content="c",
            )
    assert dossier.steps.count() == 1


def test_the_database_wants_an_approval_of_the_same_content(dossier: Dossier) -> None:
    other = officer("duyet", Right.APPROVE)
    now = dossier.created_at

    def step(kind: str, content: str) -> None:
        dossier.steps.create(kind=kind, actor=other, actor_name="x", at=now, content=content)

    def approved() -> int:
        return Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.APPROVED)

    step(DossierStep.Kind.APPROVED, "one")
    step(DossierStep.Kind.SUBMITTED, "one")
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.SUBMITTED)
    # An approval from before the submission, and one of something else, are none.
    for content in (None, "two"):
        if content:
            step(DossierStep.Kind.APPROVED, content)
        with pytest.raises(DatabaseError), transaction.atomic():
            approved()
    step(DossierStep.Kind.APPROVED, "one")
    assert approved() == 1
