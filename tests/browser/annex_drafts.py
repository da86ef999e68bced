"""Fills a database for tests/browser/test_annex_import.py: a drafter and two dossiers. Prints them as JSON."""

from __future__ import annotations

import json
import secrets
import sys

import django

django.setup()

from django.contrib.auth.models import Permission  # noqa: E402
from django.db import transaction  # noqa: E402

from tests.delegation.actions.decisions import decision  # noqa: E402
from tests.delegation.actions.people import officer  # noqa: E402
from units.rights import Right  # noqa: E402


@transaction.atomic
def fill() -> dict[str, object]:
    password = secrets.token_urlsafe(16)
    user = officer("soan", Right.DRAFT)
    user.groups.get().permissions.add(Permission.objects.get(codename="access_admin"))
    user.set_password(password)
    user.save()
    return {"password": password, "scripted": decision(user).pk, "plain": decision(user).pk}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fill()))
