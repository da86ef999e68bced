"""The doors of the register's own desk: a row for each address, or for each thing that it can be asked to do."""

from __future__ import annotations

from typing import Any, Final
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from delegation.editing.acts import ACTS
from tests.delegation.dossiers.published import KEY
from tests.doors.doors import Door, Who, anywhere, inside, nobody, of_the_unit
from tests.doors.kinds import APPROVE, AUDIT, CITY, DRAFT, EVERY, MANAGE, PUBLISH, READING, UNITS, Kind
from tests.doors.records import ANNEX, Work, seen

_READ: Final = of_the_unit(*READING)
_WRITE: Final = of_the_unit(DRAFT)
_ANY_RIGHT: Final = anywhere(*EVERY)
_LOOKS_AFTER_RIGHTS: Final = anywhere(AUDIT, MANAGE)
# Who has sent the annex, and who was told of the submission, in the one ward and in the other.
SENDERS: Final = dict(zip(UNITS, ("drafter", "all of another ward"), strict=True))
NOTIFIED: Final = dict(zip(UNITS, ("approver", "all of another ward"), strict=True))


def _is_officer(kind: Kind, unit: str) -> bool:
    return kind.is_officer_of(unit)


def _is_asked(kind: Kind, unit: str) -> bool:
    """Who reads a dossier of the city that asks the ward to agree."""
    return kind.holds(unit, APPROVE, AUDIT) or kind.holds(CITY, *READING)


def _reads_the_city(kind: Kind, _unit: str) -> bool:
    return kind.holds(CITY, *READING)


def _oversees_the_city(kind: Kind, _unit: str) -> bool:
    return kind.holds(CITY, PUBLISH, AUDIT)


def _publishes_for_the_city(kind: Kind, _unit: str) -> bool:
    return kind.holds(CITY, PUBLISH)


def _one_of(names: dict[str, str]) -> Who:
    return lambda kind, unit: kind.name == names[unit]


def _of(state: str = "draft") -> Any:
    return lambda work: [work.number(state)]


def _draft_annex(work: Work) -> list[Any]:
    return [work.number(), work.annex.pk]


def _state(work: Work) -> dict[str, Any]:
    dossier = work.dossiers["draft"]
    kept = {"seen_reason": dossier.reason, "reason": dossier.reason}
    return kept | {"seen_title": dossier.title, "title": "Tên khác"}


def _cells(work: Work) -> dict[str, Any]:
    cells = {"name": [work.line.cells["name"], "Tên khác"]}
    return {"edits": [{"id": str(work.line.pk), "table": "offices", "cells": cells}]}


def _import(work: Work) -> dict[str, Any]:
    page = work.sender.get(reverse("annex_preview", args=_draft_annex(work)))
    return {"do": "import-all", "seen-all": page.context["seen_all"]}


def _wish(**more: str) -> Any:
    """Records chosen in a list, to be put into a new dossier of the ward."""
    return lambda work: {
        "ban-ghi": [f"trao-quyen/{KEY}"],
        "send": "1",
        "sending": str(uuid4()),
        "unit": work.unit,
        "title": "Tên",
        "reason": "Ghi sai",
        **more,
    }


def _matrix(work: Work) -> dict[str, str]:
    """A right more for a group that nobody is in."""
    name = f"{work.group.pk}-audit_register"
    return {name: "unit", f"{name}-before": "", "reason": "QĐ 12"}


def _act(slug: str, state: str, *rights: Any, **more: str) -> Door:
    return Door(
        "dossier_act",
        lambda work: [work.number(state), slug],
        _READ,
        of_the_unit(*rights),
        lambda work: {"seen": seen(work.dossiers[state]), "note": "Vì thế", **more},
        label=f"{slug} {state}",
    )


_ACTS: Final = (
    _act("trinh-duyet", "returned", DRAFT),
    _act("rut-lai", "submitted", DRAFT),
    _act("tra-lai", "submitted", APPROVE, PUBLISH),
    _act("tra-lai", "approved", APPROVE, PUBLISH),
    _act("duyet", "submitted", APPROVE),
    _act("cong-bo", "approved", PUBLISH, rows="3"),
    _act("bo", "draft", DRAFT),
    Door(
        "dossier_act",
        lambda work: [work.asked.pk, "dong-y"],
        _is_asked,
        of_the_unit(APPROVE),
        lambda work: {"seen": seen(work.asked), "unit": work.unit},
        label="dong-y",
    ),
)
_DOSSIERS: Final = (
    Door("my_work"),
    Door("my_endings"),
    Door("my_faults"),
    Door("dossiers"),
    Door("rules"),
    Door("what_if", opens=_ANY_RIGHT),
    Door(
        "dossier_create",
        opens=anywhere(DRAFT),
        sends=_WRITE,
        body=lambda work: {"unit": work.unit, "title": "Tên", "start": "new"},
    ),
    Door("notices", sends=inside, changes=False),
    Door("notice", lambda work: [work.notice.pk], _one_of(NOTIFIED)),
    *(Door("dossier", _of(state), _READ, label=state) for state in ("draft", "discarded", "published")),
    Door("dossier", lambda work: [work.asked.pk], _is_asked, label="asked"),
    Door("dossier_state", _of(), _WRITE, _WRITE, _state),
    Door(
        "dossier_files",
        _of(),
        _READ,
        _WRITE,
        lambda _work: {"kind": "other", "file": SimpleUploadedFile("a.txt", b"a")},
    ),
    Door("dossier_file", lambda work: [work.number(), work.file.pk], _READ),
    Door("dossier_file_removal", lambda work: [work.number(), work.file.pk], nobody, _WRITE),
    Door("dossier_checks", _of(), _READ, _WRITE, lambda work: {"finding": work.warning, "reason": "Đúng"}),
    Door("dossier_changes", _of(), _READ),
    Door("dossier_corrections", _of(), _READ, _WRITE, changes=False),
    Door("dossier_steps", _of("discarded"), _READ),
    Door("dossier_history", _of("discarded"), _READ),
    Door("dossier_line_restoration", lambda work: [work.number(), work.reading], nobody, _WRITE),
    Door("dossier_papers", _of(), _READ, _WRITE, lambda _work: {"place": "Thủ Đức"}),
    Door("dossier_document", lambda work: [work.given.pk, "du-thao", "docx"], _reads_the_city),
    # There is nothing to decide in it, so no decision can be written.
    Door(
        "dossier_document",
        lambda work: [work.number(), "trinh-ky", "pdf"],
        _READ,
        answers=(409,),
        label="of the ward",
    ),
    Door(
        "annex_upload",
        _of(),
        _WRITE,
        _WRITE,
        lambda _work: {"file": SimpleUploadedFile("a.xlsx", ANNEX)},
    ),
    Door(
        "annex_columns",
        _draft_annex,
        _one_of(SENDERS),
        _one_of(SENDERS),
        lambda _work: {"kind": "delegation", "confidence": "official_text"},
    ),
    Door("annex_preview", _draft_annex, _one_of(SENDERS), _one_of(SENDERS), _import),
    Door("annex_give_up", _draft_annex, nobody, _one_of(SENDERS)),
    Door("dossier_lines", _of(), _READ),
    Door("dossier_lines_data", _of(), _READ, _WRITE, _cells, is_json=True),
    Door(
        "dossier_lines_remove",
        _of(),
        nobody,
        _WRITE,
        lambda work: {"seen": {str(work.line.pk): work.line.version}},
        is_json=True,
    ),
    Door("dossier_judgement", _of(), _READ),
    Door(
        "dossier_choices",
        _of(),
        _READ,
        _READ,
        lambda _work: {"of": "offices", "texts": ["Ban"]},
        lambda _work: {"of": "offices", "q": "ban"},
        changes=False,
        is_json=True,
    ),
    Door("dossier_number", _of(), _READ, query=lambda _work: {"number": "1/QĐ-UBND"}),
)
_RECORDS: Final = (
    # Only the way to the first table, which asks for itself.
    Door("register_records", sends=inside, changes=False),
    Door("register_table", lambda _work: ["grants"], _ANY_RIGHT),
    Door("register_export", lambda _work: ["grants", "csv"], _ANY_RIGHT),
    Door("register_record", lambda _work: ["grants", (KEY,)], _ANY_RIGHT),
    Door("register_reading", lambda _work: ["grants", (KEY,), 1], _ANY_RIGHT),
    Door("register_correct", opens=anywhere(DRAFT), sends=_WRITE, body=_wish()),
    Door(
        "register_correct",
        opens=anywhere(DRAFT),
        sends=_WRITE,
        body=lambda work: _wish(target="draft", draft=str(work.number()))(work),
        label="into a draft",
    ),
    Door("register_withdraw", opens=anywhere(DRAFT), sends=_WRITE, body=_wish()),
    # Nothing reads otherwise than it did at the first edition, so there is nothing to bring back.
    Door(
        "register_restore",
        opens=anywhere(DRAFT),
        sends=_WRITE,
        body=_wish(lan="1"),
        query=lambda _work: {"lan": "1"},
        changes=False,
        answers=(200, 302, 409),
    ),
    Door(
        "receipts",
        opens=_is_officer,
        sends=_is_officer,
        body=lambda work: {"don-vi": work.unit, "grant": [work.received]},
        query=lambda work: {"don-vi": work.unit},
    ),
    Door("receipts_progress", opens=anywhere(PUBLISH, AUDIT)),
    Door(
        "receipts_of_dossier",
        lambda work: [work.given.pk],
        _oversees_the_city,
        _publishes_for_the_city,
        # Everybody was told just now, and nobody is told again within a day.
        changes=False,
    ),
    Door("receipts_of_dossier", _of("published"), of_the_unit(PUBLISH, AUDIT), label="of the ward"),
    Door("receipts_export", lambda work: [work.number("published"), "csv"], of_the_unit(PUBLISH, AUDIT)),
)
_RIGHTS: Final = (
    Door("units_rights", opens=_LOOKS_AFTER_RIGHTS),
    Door(
        "units_rights_unit",
        lambda work: [work.unit],
        of_the_unit(AUDIT, MANAGE),
        of_the_unit(MANAGE),
        _matrix,
    ),
    # Neither ward has ended: there is nowhere for rights to follow it to.
    Door(
        "units_rights_succession",
        lambda work: [work.unit],
        of_the_unit(AUDIT, MANAGE),
        of_the_unit(MANAGE),
        lambda work: {"reason": "QĐ 12", "into": [work.unit]},
        changes=False,
    ),
    Door("units_rights_group", lambda work: [work.group.pk], _LOOKS_AFTER_RIGHTS),
    Door("units_rights_export", lambda _work: ["csv"], _LOOKS_AFTER_RIGHTS),
    Door("units_security_log", opens=_LOOKS_AFTER_RIGHTS),
    Door("units_security_log_export", opens=_LOOKS_AFTER_RIGHTS),
    Door("units_second_factor", sends=inside, changes=False),
    # Nobody here has a telephone, or needs one: the way goes on to the desk.
    Door("units_second_factor_check", sends=inside, changes=False),
    Door(
        "units_second_factor_setup",
        sends=inside,
        body=lambda _work: {"code": "12"},
        changes=False,
    ),
    Door("units_second_factor_codes", opens=nobody, sends=inside, changes=False),
    Door("units_second_factor_remove", opens=nobody, sends=inside, changes=False),
)
OWN: Final = (*_ACTS, *_DOSSIERS, *_RECORDS, *_RIGHTS)
assert {door.label.partition(" ")[0] for door in _ACTS} == ACTS.keys()
