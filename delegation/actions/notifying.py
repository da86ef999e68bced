"""Word to exactly those who can act: written with the step, sent by e-mail once the step is certain."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from delegation.models import DossierStep, Notice
from units import clock
from units.models import User

_log = logging.getLogger("register.notices")
_SECONDS_TO_ANSWER: Final = 10
# What is wrong with one letter or one address; the next may go through.
_OF_ONE_LETTER: Final = (SMTPRecipientsRefused, SMTPResponseException, ValueError)


def notify(step: DossierStep, users: Iterable[User]) -> None:
    """Tell each of them of the step, but for who took it; the e-mails go out when the transaction has ended."""
    told = {user.pk: user for user in users if user.pk != step.actor_id}
    Notice.objects.bulk_create(
        Notice(user=user, dossier_id=step.dossier_id, step=step, created_at=step.at) for user in told.values()
    )
    if told:
        transaction.on_commit(partial(send_unsent, step), robust=True)


def send_unsent(step: DossierStep | None = None) -> int:
    """Send the notices of a step, or all, that have not gone out; returns how many were sent.

    What fails stays unsent: `manage.py send_notices` tries it again.
    """
    waiting = unsent() if step is None else unsent().filter(step=step)
    numbers = list(waiting.order_by("pk").values_list("pk", flat=True))
    sent = 0
    try:
        with get_connection(timeout=settings.EMAIL_TIMEOUT or _SECONDS_TO_ANSWER) as connection:
            for number in numbers:
                sent += _send(number, connection)
    except OSError as error:
        _log.warning("%d notices were not sent: %s", len(numbers) - sent, error)
    return sent


def unsent() -> QuerySet[Notice]:
    """The notices that are still to go out: to active accounts that have an address."""
    waiting = Notice.objects.filter(sent_at__isnull=True, user__is_active=True)
    return waiting.exclude(user__email="")


def _send(number: int, connection: Any) -> bool:
    """Send one notice; whether it went out. Raises OSError where the mail server does not answer.

    It is noted as sent in the transaction that it is sent in: of two senders at once one waits or finds it gone, and
    what a killed one had not sent is sent by the next.
    """
    try:
        with transaction.atomic():
            free = unsent().select_for_update(of=("self",), skip_locked=True)
            notice = free.filter(pk=number).select_related("user", "step", "dossier").first()
            if notice is None:
                return False
            _message(notice, connection).send()
            Notice.objects.filter(pk=number).update(sent_at=clock.now())
    except _OF_ONE_LETTER as error:
        _log.warning("notice %d was not sent: %s", number, error)
        return False
    return True


def sentence(notice: Notice) -> str:
    """What a notice says, in one sentence."""
    told = {
        DossierStep.Kind.SUBMITTED: _("Hồ sơ “%(title)s” chờ ý kiến của bạn."),
        DossierStep.Kind.RETURNED: _("Hồ sơ “%(title)s” được trả lại: %(note)s"),
        DossierStep.Kind.APPROVED: _("Hồ sơ “%(title)s” đã được duyệt và chờ bạn công bố."),
        DossierStep.Kind.COUNTERSIGNED: _("Hồ sơ “%(title)s” đã đủ ý kiến và chờ bạn công bố."),
        DossierStep.Kind.PUBLISHED: _("Hồ sơ “%(title)s” đã được công bố."),
    }.get(DossierStep.Kind(notice.step.kind), _("Hồ sơ “%(title)s” có bước mới."))
    return told % {"title": notice.dossier.title, "note": notice.step.note}


def _message(notice: Notice, connection: Any) -> EmailMessage:
    said = sentence(notice)
    # By way of the notice: what is published is told also to those who cannot open the dossier.
    address = settings.WAGTAILADMIN_BASE_URL + reverse("notice", args=[notice.pk])
    body = "\n\n".join([said, notice.step.actor_name, address])
    # A title may hold line breaks; a subject may not.
    return EmailMessage(" ".join(said.split())[:200], body, to=[notice.user.email], connection=connection)
