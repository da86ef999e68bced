"""What stands behind the doors: the same work of two wards, each with words of its own that nobody else may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from delegation.actions.annexes import take_in
from delegation.actions.approving import approve, discard, return_dossier, submit
from delegation.actions.drafting import LineEdit, attach_file, create_dossier, save_lines
from delegation.actions.publishing import publish
from delegation.dossiers.judging import content_digest, judge
from delegation.models import Dossier, DossierFile, DossierLine, Notice
from tests.delegation.actions.decisions import BASED_ON, INSTRUMENT, decision, row
from tests.delegation.annex.files import workbook
from tests.delegation.dossiers.published import TO_WARDS
from tests.doors.kinds import KINDS, OTHER_WARD, WARD, Kind
from tests.units.officers import CITY, officer
from units.models import Unit, User
from units.rights import Right

# Words to search for, and beside them words that only the readers of a dossier may get to see.
SOUGHT: Final = {WARD: "timlinhxuan", OTHER_WARD: "timhiepbinh"}
_SECRET: Final = {WARD: "kinlinhxuan", OTHER_WARD: "kinhiepbinh"}
_NUMBER: Final = {WARD: "907268001", OTHER_WARD: "907268031"}
STATES: Final = ("draft", "returned", "discarded", "submitted", "approved", "published")
ANNEX: Final = workbook(
    [
        ("STT", "Nhiệm vụ, quyền hạn", "Bên nhận"),
        (1, "Cấp giấy phép xây dựng", "Chủ tịch UBND phường"),
    ]
)


def secrets_of(unit: str) -> tuple[str, ...]:
    """What a page says only to those who may read the unit's dossiers."""
    return _SECRET[unit], _NUMBER[unit]


@dataclass
class People:
    """An account of each kind, at the desk."""

    users: dict[str, User]
    clients: dict[str, Client]


def people() -> People:
    """Everybody of tests/doors/kinds.py."""
    users = {name: _account(kind) for name, kind in KINDS.items() if name != "anonymous"}
    clients = {"anonymous": Client()}
    for name, user in users.items():
        clients[name] = Client()
        clients[name].force_login(user, "django.contrib.auth.backends.ModelBackend")
    # Signed in once, and no longer welcome.
    users["inactive"].is_active = False
    users["inactive"].save()
    return People(users, clients)


def _account(kind: Kind) -> User:
    user = officer(kind.name, *kind.given, superuser=kind.is_administrator)
    if kind.edits_pages:
        user.groups.set([Group.objects.get(name="Người soạn trang")])
    return user


def decision_to_wards() -> Dossier:
    """A published decision of the city that gives something to the chair of every ward."""
    drafter, approver, publisher = (
        officer(f"{right} {CITY}", (right, CITY)) for right in (Right.DRAFT, Right.APPROVE, Right.PUBLISH)
    )
    dossier = decision(drafter, grant=TO_WARDS)
    submit(dossier, acting_user=drafter)
    approve(dossier, acting_user=approver)
    publish(dossier, acting_user=publisher)
    dossier.refresh_from_db()
    return dossier


@dataclass
class Work:
    """The records of one ward: dossiers by how far they have come, and what hangs on them.

    `asked` is a dossier of the city that the ward has to agree to, `given` one that gave the ward something.
    """

    unit: str
    dossiers: dict[str, Dossier]
    asked: Dossier
    given: Dossier
    sender: Client
    annex: Any
    file: DossierFile
    line: DossierLine
    reading: int
    warning: str
    notice: Notice
    group: Group

    def number(self, state: str = "draft") -> int:
        """The number of the dossier that has come so far."""
        return self.dossiers[state].pk

    @property
    def received(self) -> str:
        """The grant that the ward has to take note of, as a form names it."""
        (key,) = self.given.lines.filter(table="grants").values_list("key", flat=True)
        return f"{key}@{self.given.edition_id}"


def work_of(unit: str, given: Dossier, came: People, *, sender: str, notified: str) -> Work:
    """A dossier in each state, with a file, steps and notes; an annex of the sender, and a notice to somebody."""
    author, approver, publisher = (
        officer(f"{right} {unit}", (right, unit)) for right in (Right.DRAFT, Right.APPROVE, Right.PUBLISH)
    )
    dossiers = {state: _dossier(unit, author, state) for state in STATES}
    _take_on(dossiers, _SECRET[unit], author, approver, publisher)
    asked = _asking(unit, officer(f"hỏi {unit}", (Right.DRAFT, CITY)))
    for dossier in (asked, *dossiers.values()):
        dossier.refresh_from_db()
    draft = dossiers["draft"]
    line = draft.lines.get(table="offices")
    first = DossierLine.history.filter(id=line.pk).earliest()
    edit = LineEdit(line.pk, {"name": (line.cells["name"], f"{line.cells['name']} 2")})
    save_lines(draft, [edit], acting_user=author)
    line.refresh_from_db()
    sent = SimpleUploadedFile(f"{_SECRET[unit]}.xlsx", ANNEX)
    warnings = [one.identity for one in judge(draft).findings if one.severity == "warning"]
    return Work(
        unit,
        dossiers,
        asked,
        given,
        came.clients[sender],
        take_in(draft, sent, is_kept=True, acting_user=came.users[sender]),
        draft.files.get(),
        line,
        first.history_id,
        warnings[0],
        Notice.objects.get(user=came.users[notified], dossier=dossiers["submitted"], step__kind="submitted"),
        Group.objects.create(name=f"Văn phòng {unit}"),
    )


def _take_on(
    dossiers: dict[str, Dossier], secret: str, author: User, approver: User, publisher: User
) -> None:
    """Take each dossier as far as its state says, with a note at every step."""
    for state in ("submitted", "returned", "discarded", "approved", "published"):
        submit(dossiers[state], acting_user=author, note=f"Trình {secret}")
    for state in ("returned", "discarded"):
        return_dossier(dossiers[state], acting_user=approver, note=f"Sửa {secret}")
    discard(dossiers["discarded"], acting_user=author, note=f"Bỏ {secret}")
    for state in ("approved", "published"):
        approve(dossiers[state], acting_user=approver, note=f"Duyệt {secret}")
    publish(dossiers["published"], acting_user=publisher, note=f"Công bố {secret}")


def _dossier(unit: str, author: User, state: str) -> Dossier:
    """A dossier about an office of the ward's own: nobody else is asked about it."""
    # What is published is for everybody to read: the reason, the document, the office. The rest stays of the ward.
    is_public = state == "published"
    said = f"{SOUGHT[unit]} {_SECRET[unit]}"
    dossier = create_dossier(
        unit=Unit.objects.get(pk=unit),
        title=f"Hồ sơ {said}",
        reason="Lập ban mới" if is_public else f"Vì {said}",
        acting_user=author,
    )
    number = f"11{unit[:5]}" if is_public else f"{_NUMBER[unit]}{STATES.index(state)}"
    document = INSTRUMENT | {"number": f"{number}/QĐ-UBND"}
    if state == "draft":
        # Before the day it is issued: a warning to be let stand.
        document |= {"effective_from": "2026-11-01"}
    lines = [
        row("instruments", **document),
        row("instrument_relations", **BASED_ON),
        _board(unit, state, f"Ban quản lý chợ {state}" if is_public else f"Ban quản lý chợ {state} {said}"),
    ]
    save_lines(dossier, lines, acting_user=author, reason=f"Viết {_SECRET[unit]}")
    file = SimpleUploadedFile(f"{_SECRET[unit]}.pdf", b"%PDF")
    attach_file(dossier, file, kind="signed", acting_user=author)
    dossier.refresh_from_db()
    return dossier


def _board(unit: str, post: str, name: str) -> LineEdit:
    kind = "management_board"
    return row("offices", office=f"{unit}/{kind}:{post}", unit=unit, kind=kind, name=name)


def _asking(unit: str, author: User) -> Dossier:
    """A submitted dossier of the city about an office of the ward."""
    dossier = create_dossier(unit=Unit.objects.get(pk=CITY), title="Bến tàu", acting_user=author)
    document = row("instruments", **INSTRUMENT | {"number": f"12{unit[:5]}/QĐ-UBND"})
    lines = [document, row("instrument_relations", **BASED_ON), _board(unit, "asked", "Ban quản lý bến")]
    save_lines(dossier, lines, acting_user=author)
    submit(dossier, acting_user=author)
    return dossier


def seen(dossier: Dossier) -> str:
    """What a form before a step says that was seen."""
    return content_digest(dossier)
