"""A decision in order, to be drafted, approved and published: the chair delegates one power for the year 2027."""

from __future__ import annotations

from uuid import uuid4

from delegation.actions.drafting import LineEdit, create_dossier, save_lines, state_dossier
from delegation.models import Dossier
from tests.delegation.actions.people import CITY, unit
from units.models import User

POWER = "dau-tu.di-tich"
CHAIR = f"{CITY}/chair"
DIRECTOR = f"{CITY}/department_head:so-van-hoa-va-the-thao"

INSTRUMENT = {
    "number": "4567/QĐ-UBND",
    "type": "Quyết định",
    "title": "Về ủy quyền quyết định đầu tư tu bổ di tích",
    "issuer": "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh",
    "signer": "Chủ tịch Ủy ban nhân dân Thành phố",
    "normative": "no",
    "issued_on": "2026-11-20",
    "effective_from": "2026-12-01",
    "confidence": "official_text",
}
BASED_ON = {"relation": "based_on", "target": "luat-58-2024-qh15"}
GRANT = {
    "power": POWER,
    "kind": "delegation",
    "grantor": CHAIR,
    "recipients": DIRECTOR,
    "citation": "khoản 1 Điều 1",
    "valid_from": "2027-01-01",
    "valid_until": "2027-12-31",
    "confidence": "official_text",
}


def row(table: str, act: str = "record", **cells: str) -> LineEdit:
    """A new line."""
    return LineEdit(uuid4(), {name: ("", text) for name, text in cells.items()}, table, act)


def decision(author: User, *more: LineEdit, grant: dict[str, str] | None = None, of: str = CITY) -> Dossier:
    """A dossier that says all of it, with further lines."""
    dossier = create_dossier(unit=unit(of), title="Ủy quyền tu bổ di tích 2027", acting_user=author)
    lines = [
        row("instruments", **INSTRUMENT),
        row("instrument_relations", **BASED_ON),
        row("grants", **(grant or GRANT)),
        *more,
    ]
    save_lines(dossier, lines, acting_user=author)
    stated = {"states_resources": (None, True), "forbids_passing_on": (None, True)}
    state_dossier(dossier, stated, acting_user=author)
    dossier.refresh_from_db()
    return dossier
