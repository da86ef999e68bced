"""Dossiers that have gone all the way into the register."""

from __future__ import annotations

from collections.abc import Iterable

from delegation.actions.approving import approve, submit
from delegation.actions.correcting import Wish, begin_correction
from delegation.actions.drafting import LineEdit, save_lines
from delegation.actions.publishing import publish
from delegation.dossiers.entries import RecordKey
from delegation.models import Dossier, DossierLine
from tests.delegation.actions.decisions import GRANT, decision
from tests.delegation.actions.people import officer, unit
from units.models import User
from units.rights import Right

# A grant of the small register that the city's chair makes, and that is in order as it stands.
KEY = "dau-tu.nhom-c-dia-phuong.4"
WARD = "26800@2025-07-01"
TO_WARDS = GRANT | {"power": "dau-tu.nhom-c-dia-phuong", "recipients": "ct-ubnd-xa-phuong-dac-khu"}


def record(key: str = KEY, table: str = "grants") -> RecordKey:
    return RecordKey(table, (key,))


def publish_dossier(dossier: Dossier, author: User) -> Dossier:
    """Through the hands of two others."""
    number = dossier.pk
    submit(dossier, acting_user=author)
    approve(dossier, acting_user=officer(f"duyet-{number}", Right.APPROVE))
    publish(dossier, acting_user=officer(f"cong-bo-{number}", Right.PUBLISH))
    dossier.refresh_from_db()
    return dossier


def published_to_wards(author: User) -> Dossier:
    """A decision that gives every ward chair one power."""
    return publish_dossier(decision(author, grant=TO_WARDS), author)


def published_correction(author: User, keys: Iterable[str] = (KEY,), **cells: str) -> Dossier:
    """A correction of grants of the city."""
    wish = Wish(tuple(map(record, keys)))
    begun = begin_correction(wish, unit=unit(), title="Đính chính", reason="Ghi sai.", acting_user=author)
    save_lines(
        begun.dossier,
        [
            LineEdit(line.pk, {name: (line.cells.get(name, ""), text) for name, text in cells.items()})
            for line in begun.lines
        ],
        acting_user=author,
    )
    return publish_dossier(begun.dossier, author)


def published_withdrawal(author: User, *keys: str) -> Dossier:
    """A withdrawal of grants of the city."""
    wish = Wish(tuple(map(record, keys or (KEY,))), DossierLine.Act.WITHDRAW)
    begun = begin_correction(wish, unit=unit(), title="Rút", reason="Ghi nhầm.", acting_user=author)
    return publish_dossier(begun.dossier, author)
