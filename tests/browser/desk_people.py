"""Fills a database for tests/browser/test_desk.py: one officer of each kind and two dossiers. Prints them as JSON."""

from __future__ import annotations

import json
import secrets
import sys

import django

django.setup()

from django.contrib.auth.models import Permission  # noqa: E402
from django.db import transaction  # noqa: E402

from delegation.actions.approving import return_dossier, submit  # noqa: E402
from tests.delegation.actions.decisions import decision  # noqa: E402
from tests.delegation.actions.people import officer  # noqa: E402
from units.rights import Right  # noqa: E402

OFFICERS = {
    "soan": Right.DRAFT,
    "duyet": Right.APPROVE,
    "cong-bo": Right.PUBLISH,
    "kiem-tra": Right.AUDIT,
}


@transaction.atomic
def fill() -> dict[str, object]:
    password = secrets.token_urlsafe(16)
    people = {}
    for name, right in OFFICERS.items():
        people[name] = user = officer(name, right)
        user.groups.get().permissions.add(Permission.objects.get(codename="access_admin"))
        user.set_password(password)
        user.save()
    draft, returned = decision(people["soan"]), decision(people["soan"])
    submit(returned, acting_user=people["soan"])
    return_dossier(returned, acting_user=people["duyet"], note="Thiếu căn cứ")
    return {"password": password, "draft": draft.pk, "returned": returned.pk}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fill()))
