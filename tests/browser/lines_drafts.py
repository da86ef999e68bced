"""Fills a database for tests/browser/test_lines.py: two drafters, one approver, dossiers. Prints them as JSON."""

from __future__ import annotations

import json
import secrets
import sys
from uuid import uuid4

import django

django.setup()

from django.contrib.auth.models import Group, Permission  # noqa: E402
from django.db import transaction  # noqa: E402

from delegation.actions.drafting import LineEdit, create_dossier, save_lines  # noqa: E402
from units.models import Unit, User  # noqa: E402
from units.rights import GroupRight, Right, assign  # noqa: E402

CITY = "79@2016-01-01"
NAMES = {
    "lan": ("Nguyễn Thị Lan", Right.DRAFT),
    "binh": ("Trần Văn Bình", Right.DRAFT),
    "duyet": ("Lê Thị Duyệt", Right.APPROVE),
}
INSTRUMENT = {
    "number": "3321/QĐ-UBND",
    "type": "Quyết định",
    "title": "Về việc ủy quyền giải quyết thủ tục hành chính",
    "issuer": "Ủy ban nhân dân Thành phố Hồ Chí Minh",
    "issued_on": "2026-01-10",
    "effective_from": "2026-01-15",
    "confidence": "official_text",
}
GRANT = {
    "power": "chung-thuc.04",
    "kind": "delegation",
    "grantor": f"{CITY}/committee",
    "recipients": "ubnd-cap-xa",
    "valid_from": "2026-01-15",
    "valid_until": "2027-12-31",
    "confidence": "official_text",
}


def line(table: str, **cells: str) -> LineEdit:
    return LineEdit(uuid4(), {name: ("", text) for name, text in cells.items()}, table)


@transaction.atomic
def fill() -> dict[str, object]:
    password = secrets.token_urlsafe(16)
    people = {}
    for name, (full, right) in NAMES.items():
        group = Group.objects.create(name=name)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        assign(GroupRight(group.pk, right, CITY))
        people[name] = User.objects.create_user(name, password=password, first_name=full)
        people[name].groups.add(group)
    dossiers = {}
    for title, count in {
        "empty": 0,
        "paste": 0,
        "shared": 3,
        "lost": 2,
        "signed-out": 2,
        "new": 0,
        "long": 300,
    }.items():
        dossier = create_dossier(
            unit=Unit.objects.get(key=CITY), title=f"Hồ sơ {title}", acting_user=people["lan"]
        )
        lines = [line("grants", **GRANT, citation=f"STT {number + 1} Phụ lục I") for number in range(count)]
        save_lines(dossier, [line("instruments", **INSTRUMENT), *lines], acting_user=people["lan"])
        dossiers[title] = dossier.pk
    return {"password": password, "dossiers": dossiers}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fill()))
