"""The trail of a dossier, read from django-simple-history: who changed what, when and why, field by field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import uuid5

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from delegation.actions.drafting import LineEdit, Saved, save_lines
from delegation.actions.refusal import ActionRefused
from delegation.bundle.format import TABLES
from delegation.dossiers.judging import lines_of
from delegation.editing.choices import names_in
from delegation.editing.documents import LABELS
from delegation.editing.labels import Names
from delegation.editing.presenting import column_title, person_name, table_title, unit_name
from delegation.models import (
    Dossier,
    DossierDocument,
    DossierFile,
    DossierLine,
    DossierState,
    WarningAcknowledgement,
)
from units.models import User

Reading = dict[str, str]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record, before and after; "" where it was, or is, empty."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one record. `line` is the number of the line's reading, to bring it back; None for the rest."""

    at: datetime
    who: str
    why: str
    what: str
    done: str
    fields: tuple[FieldChange, ...]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of record that belongs to a dossier: how its readings are found, named and laid out in fields."""

    model: Any
    of_dossier: str
    name: Callable[[Any], str]
    fields: Callable[[Any, Names], Reading]


class Trail:
    """Everything that was done to a dossier, the newest first; a page at a time, in a fixed number of statements."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._keys = self._merged()

    def count(self) -> int:
        """How many changes there are."""
        return int(self._keys.count())

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Entry]:
        keys = list(self._keys[part])
        names = names_in(lines_of(self._dossier))
        wanted: dict[int, list[int]] = defaultdict(list)
        for _at, key, kind in keys:
            wanted[kind].append(key)
        entries = {
            (kind, key): entry
            for kind, of_kind in wanted.items()
            for key, entry in _entries(_KINDS[kind], of_kind, names)
        }
        return [entries[kind, key] for _at, key, kind in keys]

    def _merged(self) -> QuerySet[Any, tuple[datetime, int, int]]:
        parts = [
            kind.model.history.filter(**{kind.of_dossier: self._dossier.pk})
            .annotate(kind_of_record=Value(number))
            .values_list("history_date", "history_id", "kind_of_record")
            .order_by()
            for number, kind in enumerate(_KINDS)
        ]
        # Of changes at one moment the later is the one with the greater number.
        merged: QuerySet[Any, tuple[datetime, int, int]] = parts[0].union(*parts[1:], all=True)
        return merged.order_by("-history_date", "-history_id", "kind_of_record")


def _entries(kind: _Kind, keys: list[int], names: Names) -> Iterator[tuple[int, Entry]]:
    history = kind.model.history
    earlier = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    readings = list(
        history.filter(history_id__in=keys)
        .select_related("history_user")
        .annotate(earlier=Subquery(earlier.order_by("-history_id").values("history_id")[:1]))
    )
    before = history.in_bulk([reading.earlier for reading in readings if reading.earlier])
    for reading in readings:
        fields = _changes(kind, before.get(reading.earlier), reading, names)
        yield (
            reading.history_id,
            Entry(
                reading.history_date,
                person_name(reading.history_user) if reading.history_user else "",
                reading.history_change_reason or "",
                kind.name(reading),
                _done(reading.history_type),
                tuple(fields),
                reading.history_id if isinstance(reading, _line_history()) else None,
            ),
        )


def _line_history() -> type[Any]:
    model: type[Any] = DossierLine.history.model
    return model


def _done(history_type: str) -> str:
    return {"+": _("thêm"), "~": _("sửa"), "-": _("bỏ")}[history_type]


def _changes(kind: _Kind, before: Any, reading: Any, names: Names) -> Iterator[FieldChange]:
    """What differs from the reading before; of what was taken out, all that it last said."""
    old = kind.fields(before, names) if before is not None and reading.history_type != "+" else {}
    new = kind.fields(reading, names) if reading.history_type != "-" else {}
    for title in dict.fromkeys([*old, *new]):
        one, other = old.get(title, ""), new.get(title, "")
        if one != other:
            yield FieldChange(title, one, other)


def _name_of_line(reading: Any) -> str:
    return _("Dòng %(serial)d, %(table)s") % {"serial": reading.serial, "table": table_title(reading.table)}


def _fields_of_line(reading: Any, names: Names) -> Reading:
    columns = {column.name: column for column in TABLES[reading.table].columns}
    said = {
        column_title(reading.table, name): _in_words(columns[name], cell, names)
        for name, cell in sorted(reading.cells.items(), key=lambda item: list(columns).index(item[0]))
    }
    return {_("Việc"): str(DossierLine.Act(reading.act).label), **said, _("Mã khi ghi sổ"): reading.key}


def _in_words(column: Any, cell: str, names: Names) -> str:
    label = names.cell_label(column, cell)
    if isinstance(label, list):
        items = cell.split(";")
        return "; ".join(one or item for one, item in zip(label, items, strict=False))
    return label or cell


def _fields_of_dossier(reading: Any, _names: Names) -> Reading:
    words = {None: "", True: _("Có"), False: _("Không")}
    return {
        _("Tên hồ sơ"): reading.title,
        _("Đơn vị"): unit_name(reading.unit_id),
        _("Lý do"): reading.reason,
        _("Văn bản nêu nguồn lực, cách thực hiện"): words[reading.states_resources],
        _("Văn bản nêu rõ không được ủy quyền lại"): words[reading.forbids_passing_on],
        _("Tình trạng"): str(DossierState(reading.state).label),
        _("Lần ghi sổ"): str(reading.edition_id or ""),
    }


def _fields_of_file(reading: Any, _names: Names) -> Reading:
    return {
        _("Tên tệp"): reading.name,
        _("Loại tệp"): str(DossierFile.Kind(reading.kind).label),
        _("SHA-256"): reading.checksum,
    }


def _fields_of_acknowledgement(reading: Any, _names: Names) -> Reading:
    return {_("Lý do chấp nhận"): reading.reason}


def _fields_of_document(reading: Any, _names: Names) -> Reading:
    return {str(label): reading.texts.get(name, "") for name, (label, _is_list, _help) in LABELS.items()}


_KINDS: Final = (
    _Kind(Dossier, "id", lambda _reading: _("Hồ sơ"), _fields_of_dossier),
    _Kind(DossierLine, "dossier_id", _name_of_line, _fields_of_line),
    _Kind(
        DossierFile,
        "dossier_id",
        lambda reading: _("Tệp “%(name)s”") % {"name": reading.name},
        _fields_of_file,
    ),
    _Kind(
        WarningAcknowledgement,
        "dossier_id",
        lambda reading: _("Cảnh báo %(finding)s") % {"finding": reading.finding},
        _fields_of_acknowledgement,
    ),
    _Kind(DossierDocument, "dossier_id", lambda _reading: _("Lời văn bản"), _fields_of_document),
)


@transaction.atomic
def restore_line(dossier: Dossier, reading: int, *, acting_user: User) -> Saved:
    """Let a line read as it did: one that is gone comes back as a new one. Raises ActionRefused.

    To ask for it twice changes nothing more.
    """
    then: Any = DossierLine.history.filter(dossier_id=dossier.pk, history_id=reading).first()
    if then is None:
        raise ActionRefused(_("Không có lần ghi này trong lịch sử của hồ sơ; hãy tải lại trang."))
    line = DossierLine.objects.filter(pk=then.id).first()
    now = line.cells if line else {}
    columns: Iterable[str] = {*now, *then.cells}
    cells = {column: (now.get(column, ""), then.cells.get(column, "")) for column in columns}
    if line is None:
        edit = LineEdit(uuid5(then.id, str(reading)), cells, then.table, then.act, then.origin)
    else:
        edit = LineEdit(line.pk, cells, line.table, line.act)
    why = _("Khôi phục dòng %(serial)d như lúc %(at)s") % {
        "serial": then.serial,
        "at": f"{then.history_date:%d/%m/%Y %H:%M}",
    }
    saved = save_lines(dossier, [edit], acting_user=acting_user, reason=why)
    if saved.conflicts:
        raise ActionRefused(_("Dòng khôi phục trước đây đã bị bỏ; hãy khôi phục từ lần bỏ ấy."))
    return saved
