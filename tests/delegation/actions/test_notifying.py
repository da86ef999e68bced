"""Word of steps: to exactly those who can act, by e-mail once, and nothing lost with a mail server that fails."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command

from delegation.actions.approving import approve, recall, return_dossier, submit
from delegation.actions.notifying import send_unsent, sentence
from delegation.actions.publishing import publish
from delegation.actions.refusal import ActionRefused
from delegation.models import Dossier, Notice
from delegation.register import Register
from tests.delegation.actions.decisions import decision
from tests.delegation.actions.people import officer
from units.models import User
from units.rights import Right

OnCommit = Callable[..., AbstractContextManager[list[Any]]]
WARD = "26800@2025-07-01"


@pytest.fixture
def drafter(register: Register) -> User:
    return officer("soan", Right.DRAFT)


@pytest.fixture
def dossier(drafter: User) -> Dossier:
    return decision(drafter)


def told() -> set[str]:
    """Who has been told of the newest step."""
    newest = Notice.objects.order_by("-step").values_list("step", flat=True).first()
    return set(Notice.objects.filter(step=newest).values_list("user__username", flat=True))


def test_a_submission_is_told_to_those_who_can_approve_it(dossier: Dossier, drafter: User) -> None:
    officer("duyet", Right.APPROVE)
    officer("tu-tren", Right.APPROVE, unit="VN@2016-01-01", below=True)
    officer("cong-bo", Right.PUBLISH)
    officer("kiem-tra", Right.AUDIT)
    officer("noi-khac", Right.APPROVE, unit=WARD)
    User.objects.create_superuser("quan-tri")
    gone = officer("da-nghi", Right.APPROVE)
    gone.is_active = False
    gone.save()
    submit(dossier, acting_user=drafter)
    assert told() == {"duyet", "tu-tren"}


def test_whoever_wrote_in_it_is_not_asked_to_approve(register: Register) -> None:
    both = officer("ca-hai", Right.DRAFT, Right.APPROVE)
    officer("duyet", Right.APPROVE)
    submit(decision(both), acting_user=both)
    assert told() == {"duyet"}


def test_an_approval_is_told_to_those_who_can_publish(dossier: Dossier, drafter: User) -> None:
    approver, _publisher = officer("duyet", Right.APPROVE), officer("cong-bo", Right.PUBLISH)
    submit(dossier, acting_user=drafter)
    approve(dossier, acting_user=approver)
    assert told() == {"cong-bo"}


def test_reasons_are_told_to_those_who_can_mend_it(dossier: Dossier, drafter: User) -> None:
    approver = officer("duyet", Right.APPROVE)
    officer("soan-khac", Right.DRAFT)
    submit(dossier, acting_user=drafter)
    return_dossier(dossier, acting_user=approver, note="Sửa thời hạn")
    assert told() == {"soan"}
    assert sentence(Notice.objects.latest("pk")).endswith("được trả lại: Sửa thời hạn")


def test_who_may_no_longer_draft_is_not_asked_to(dossier: Dossier, drafter: User) -> None:
    approver = officer("duyet", Right.APPROVE)
    submit(dossier, acting_user=drafter)
    drafter.groups.clear()
    return_dossier(dossier, acting_user=approver, note="Sửa thời hạn")
    assert not Notice.objects.filter(user=drafter).exists()


def test_a_refused_step_tells_nobody(dossier: Dossier, drafter: User) -> None:
    officer("duyet", Right.APPROVE)
    submit(dossier, acting_user=drafter)
    before = Notice.objects.count()
    with pytest.raises(ActionRefused):
        approve(dossier, acting_user=drafter)
    with pytest.raises(ActionRefused):
        publish(dossier, acting_user=officer("cong-bo", Right.PUBLISH))
    assert Notice.objects.count() == before


@pytest.fixture
def submitted(dossier: Dossier, drafter: User, django_capture_on_commit_callbacks: OnCommit) -> Dossier:
    """A submitted dossier of which two approvers have been told, but not yet by e-mail."""
    officer("mot", Right.APPROVE)
    officer("hai", Right.APPROVE)
    with django_capture_on_commit_callbacks():
        submit(dossier, acting_user=drafter)
    assert mail.outbox == []
    return dossier


def test_e_mails_go_out_once_the_step_is_certain(
    dossier: Dossier, drafter: User, django_capture_on_commit_callbacks: OnCommit
) -> None:
    officer("mot", Right.APPROVE)
    with django_capture_on_commit_callbacks(execute=True):
        submit(dossier, acting_user=drafter)
        assert mail.outbox == []
    (letter,) = mail.outbox
    notice = Notice.objects.get()
    assert letter.to == ["mot@example.invalid"]
    assert letter.subject == sentence(notice)
    assert f"/admin/ho-so/thong-bao/{notice.pk}/" in letter.body
    assert notice.sent_at is not None


def test_what_was_not_sent_is_sent_later_and_only_once(submitted: Dossier) -> None:
    out = io.StringIO()
    call_command("send_notices", stdout=out)
    assert sorted(letter.to[0] for letter in mail.outbox) == ["hai@example.invalid", "mot@example.invalid"]
    assert out.getvalue().strip() == "Đã gửi 2 thư; còn 0 chưa gửi được."
    assert send_unsent() == 0
    assert len(mail.outbox) == 2


def test_a_mail_server_that_fails_loses_nothing(submitted: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EmailBackend, "open", _no_connection, raising=False)
    with pytest.raises(SystemExit):
        call_command("send_notices", stdout=io.StringIO())
    assert Notice.objects.filter(sent_at__isnull=True).count() == 2
    monkeypatch.undo()
    assert send_unsent() == 2


def _no_connection(_backend: EmailBackend) -> None:
    raise ConnectionRefusedError


def test_a_sender_killed_while_sending_leaves_the_letter_to_the_next(
    submitted: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EmailBackend, "send_messages", _killed)
    with pytest.raises(KeyboardInterrupt):
        send_unsent()
    assert Notice.objects.filter(sent_at__isnull=True).count() == 2
    monkeypatch.undo()
    assert send_unsent() == 2


def _killed(_backend: EmailBackend, _letters: object) -> None:
    raise KeyboardInterrupt


def test_one_refused_address_does_not_stop_the_others(
    submitted: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = EmailBackend.send_messages

    def refuse_one(backend: EmailBackend, letters: Any) -> int:
        if letters[0].to == ["mot@example.invalid"]:
            raise SMTPRecipientsRefused({})
        return send(backend, letters)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_one)
    assert send_unsent() == 1
    assert [letter.to for letter in mail.outbox] == [["hai@example.invalid"]]


def test_accounts_that_left_and_those_without_an_address_get_no_letter(submitted: Dossier) -> None:
    User.objects.filter(username="mot").update(is_active=False)
    User.objects.filter(username="hai").update(email="")
    assert send_unsent() == 0
    assert mail.outbox == []


def test_a_recalled_dossier_is_told_again_when_it_comes_back(dossier: Dossier, drafter: User) -> None:
    officer("duyet", Right.APPROVE)
    submit(dossier, acting_user=drafter)
    recall(dossier, acting_user=drafter)
    submit(dossier, acting_user=drafter)
    assert Notice.objects.filter(user__username="duyet").count() == 2
