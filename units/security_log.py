"""Writing the security log: into the database with the change itself, and as a line of JSON once that is kept."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from simple_history.models import HistoricalRecords

from units import clock
from units.client_address import client_address
from units.models import SecurityEvent, User
from units.models.security_event import RIGHTS_CHANGED
from units.rights import Right, may, units_with

LOG: Final = logging.getLogger("register.security")


def current_request() -> HttpRequest | None:
    """The request that is being answered, or None where there is none, as in a command."""
    return getattr(HistoricalRecords.context, "request", None)


def current_user() -> User | None:
    """Who makes the request that is being answered, or None if nobody has signed in."""
    user = getattr(current_request(), "user", None)
    return user if isinstance(user, User) else None


def record(
    kind: SecurityEvent.Kind,
    *,
    subject: str,
    actor: User | None,
    unit: str = "",
    details: Mapping[str, Any] | None = None,
    request: HttpRequest | None = None,
) -> SecurityEvent:
    """Write one line of the log; `subject` is the account or the group it is about, `details` what JSON can hold."""
    request = request or current_request()
    event = SecurityEvent.objects.create(
        kind=kind,
        at=clock.now(),
        actor=actor,
        actor_name=_name(actor, request),
        subject=subject[:254],
        unit=unit,
        details=dict(details or {}),
        address=(request and client_address(request)) or "",
    )
    transaction.on_commit(partial(LOG.info, "%s", _line(event)))
    return event


def visible_to(user: User | AnonymousUser) -> QuerySet[SecurityEvent]:
    """The lines that the person may read.

    All for an auditor of the unit whose register this is, and for an administrator; for who audits or sets the rights
    of other units only what was given and taken there.
    """
    if may(user, Right.AUDIT, settings.REGISTER_UNIT):
        return SecurityEvent.objects.all()
    changes = SecurityEvent.objects.filter(kind__in=RIGHTS_CHANGED).exclude(unit="")
    # The units of the log are few beside those that a person may have rights on.
    units = set(changes.order_by().values_list("unit", flat=True).distinct())
    return changes.filter(unit__in=units & units_with(user, Right.AUDIT, Right.MANAGE))


def _name(actor: User | None, request: HttpRequest | None) -> str:
    if actor is None:
        return "" if request else _("dòng lệnh")
    return actor.get_username()


def _line(event: SecurityEvent) -> str:
    told = {
        "at": event.at.isoformat(timespec="seconds"),
        "kind": event.kind,
        "actor": event.actor_name,
        "subject": event.subject,
        "unit": event.unit,
        "address": event.address,
        **({"details": event.details} if event.details else {}),
    }
    return json.dumps(told, ensure_ascii=False)
