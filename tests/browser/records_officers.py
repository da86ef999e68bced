"""Fills a database for tests/browser/test_records.py: officers, and a correction that has been published."""

from __future__ import annotations

import json
import secrets
import sys

import django

django.setup()

from django.contrib.auth.models import Group, Permission  # noqa: E402
from django.db import transaction  # noqa: E402

from tests.delegation.dossiers.published import WARD, published_correction  # noqa: E402
from units.models import User  # noqa: E402
from units.rights import GroupRight, Right, assign  # noqa: E402

CITY = "79@2016-01-01"
OFFICERS = {"lan": (Right.DRAFT, CITY), "cong-bo": (Right.PUBLISH, CITY), "phuong": (Right.DRAFT, WARD)}


@transaction.atomic
def fill() -> dict[str, object]:
    password = secrets.token_urlsafe(16)
    for name, (right, unit) in OFFICERS.items():
        group = Group.objects.create(name=name)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        assign(GroupRight(group.pk, right, unit))
        User.objects.create_user(name, password=password).groups.add(group)
    published = published_correction(User.objects.get(username="lan"), note="Đã đối chiếu bản ký.")
    return {"password": password, "dossier": published.pk}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fill()))
