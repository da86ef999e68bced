"""Taking note of published grants, by a recipient's own officers; and asking again those who have not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, transaction

from delegation.actions.receiving import remind, take_note
from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.dossiers.receipts import awaited_receipts
from delegation.models import Dossier, Notice, Receipt
from delegation.register import Register
from tests.delegation.actions.decisions import decision
from tests.delegation.actions.people import CITY, officer
from tests.delegation.dossiers.published import (
    KEY,
    WARD,
    publish_dossier,
    published_correction,
    published_to_wards,
)
from units import clock
from units.models import User
from units.rights import Right

TODAY = date(2026, 12, 1)
OnCommit = Callable[..., AbstractContextManager[list[Any]]]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def drafter(register: Register) -> User:
    return officer("soan", Right.DRAFT)


@pytest.fixture
def dossier(drafter: User) -> Dossier:
    return published_to_wards(drafter)


@pytest.fixture
def ward(register: Register) -> User:
    user = officer("phuong", Right.DRAFT, unit=WARD)
    user.first_name = "Bà Phường"
    user.save()
    return user


def seen(dossier: Dossier) -> dict[str, int]:
    assert dossier.edition_id is not None
    return {line.key: dossier.edition_id for line in dossier.lines.filter(table="grants")}


def refused(user: User, grants: dict[str, int], unit: str = WARD) -> str:
    before = list(Receipt.objects.values())
    with pytest.raises(ActionRefused) as told:
        take_note(grants, unit, acting_user=user)
    assert list(Receipt.objects.values()) == before
    return str(told.value)


def test_an_officer_takes_note_for_the_own_unit(dossier: Dossier, ward: User) -> None:
    (receipt,) = take_note(seen(dossier), WARD, acting_user=ward)
    assert (receipt.unit_id, receipt.user, receipt.user_name) == (WARD, ward, "Bà Phường")
    assert receipt.edition_id == dossier.edition_id
    assert awaited_receipts(TODAY, units=[WARD]) == []
    assert awaited_receipts(TODAY)


def test_a_right_from_above_or_to_read_is_not_enough(dossier: Dossier, drafter: User) -> None:
    from_above = officer("thanh-pho", Right.DRAFT, Right.APPROVE, Right.PUBLISH, below=True)
    auditor = officer("kiem-tra", Right.AUDIT, Right.MANAGE, unit=WARD)
    administrator = User.objects.create_superuser("quan-tri")
    for user in (from_above, auditor, administrator, drafter):
        with pytest.raises(NotAllowed):
            take_note(seen(dossier), WARD, acting_user=user)
    assert not Receipt.objects.exists()


def test_what_is_not_awaited_is_not_noted(dossier: Dossier, ward: User) -> None:
    assert "nothing" in refused(ward, {**seen(dossier), "nothing": 2})
    assert "chọn" in refused(ward, {})
    take_note(seen(dossier), WARD, acting_user=ward)
    assert "không còn chờ" in refused(ward, seen(dossier))


def test_another_reading_than_the_one_seen_is_not_noted(drafter: User, ward: User) -> None:
    first = published_correction(drafter, note="lần một")
    published_correction(drafter, note="lần hai")
    assert first.edition_id is not None
    assert "đính chính" in refused(ward, {KEY: first.edition_id})


def test_a_receipt_is_never_rewritten(dossier: Dossier, ward: User) -> None:
    (receipt,) = take_note(seen(dossier), WARD, acting_user=ward)
    for change in (Receipt.objects.filter(pk=receipt.pk).delete, receipt.save):
        receipt.user_name = "ai khác"
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Receipt.objects.get().user_name == "Bà Phường"


def test_publication_is_told_to_the_own_officers_of_recipients(drafter: User, ward: User) -> None:
    elsewhere = officer("phuong-khac", Right.DRAFT, unit="27118@2016-01-01")
    dossier = published_to_wards(drafter)
    told = Notice.objects.filter(step__kind="published", dossier=dossier)
    assert set(told.values_list("user__username", flat=True)) == {"soan", "phuong"}
    assert elsewhere.notices.count() == 0


def test_a_corrected_reading_is_told_though_it_changes_no_right(drafter: User, ward: User) -> None:
    dossier = published_correction(drafter, (KEY, "dau-tu.di-tich.2"), note="mới")
    assert ward.notices.filter(dossier=dossier, step__kind="published").exists()


def test_what_a_correction_leaves_as_it_was_tells_nobody(drafter: User, ward: User) -> None:
    dossier = published_correction(drafter, ("dau-tu.di-tich.2",), note="mới")
    assert not ward.notices.filter(dossier=dossier).exists()


@pytest.fixture
def publisher(dossier: Dossier) -> User:
    return User.objects.get(username=f"cong-bo-{dossier.pk}")


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    now = clock.now()
    moment: Callable[[], datetime] = lambda: now + timedelta(days=days)  # noqa: E731
    monkeypatch.setattr(clock, "now", moment)


def test_who_has_not_taken_note_is_told_once_more(
    dossier: Dossier,
    publisher: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    # An officer who has come since was not told at the publication.
    ward = officer("phuong", Right.DRAFT, unit=WARD)
    assert not ward.notices.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert remind(dossier, acting_user=publisher) == [ward]
    assert [message.to for message in mail.outbox if "phuong" in message.to[0]] == [[ward.email]]
    assert remind(dossier, acting_user=publisher) == []
    later(monkeypatch, 2)
    ward.notices.update(read_at=clock.now())
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert remind(dossier, acting_user=publisher) == [ward]
    assert len(mail.outbox) == 1
    assert ward.notices.get().read_at is None


def test_who_has_taken_note_is_left_in_peace(
    dossier: Dossier, publisher: User, ward: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_note(seen(dossier), WARD, acting_user=ward)
    later(monkeypatch, 2)
    assert remind(dossier, acting_user=publisher) == []
    assert not ward.notices.exists()


def test_only_who_publishes_reminds_of_what_is_published(
    dossier: Dossier, publisher: User, drafter: User
) -> None:
    officer("phuong", Right.DRAFT, unit=WARD)
    before = list(Notice.objects.values())
    for user in (drafter, officer("kiem-tra", Right.AUDIT), officer("khac", Right.PUBLISH, unit=WARD)):
        with pytest.raises(NotAllowed):
            remind(dossier, acting_user=user)
    with pytest.raises(ActionRefused, match="chưa được công bố"):
        remind(decision(drafter), acting_user=publisher)
    assert list(Notice.objects.values()) == before


def test_when_all_have_taken_note_there_is_nobody_to_remind(drafter: User) -> None:
    dossier = publish_dossier(decision(drafter), drafter)
    take_note(seen(dossier), CITY, acting_user=officer("thanh-pho", Right.APPROVE))
    with pytest.raises(ActionRefused, match="Không còn đơn vị"):
        remind(dossier, acting_user=User.objects.get(username=f"cong-bo-{dossier.pk}"))
