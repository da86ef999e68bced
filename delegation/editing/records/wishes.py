"""Correcting, taking out and bringing back: the form that puts chosen records into a dossier, a new one or a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delegation.actions.correcting import Begun, Wish, add_corrections, begin_correction
from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.bundle.format import TABLES
from delegation.bundle.rows import Cells
from delegation.dossiers.entries import RecordKey, recorded_cells, rows_naming
from delegation.editing.desk import Crumb, DeskPage, home_crumb
from delegation.editing.labels import Names
from delegation.editing.records.addresses import record_address, record_in, table_address, written
from delegation.editing.records.naming import names_for
from delegation.editing.records.page import OfficersOnly, table_title
from delegation.editing.records.record import record_name
from delegation.models import Dossier, DossierLine, DossierState
from units.editing.unit_labels import unit_label
from units.models import OfficeEntry, Unit
from units.reading import newest_geography
from units.rights import Right, may_anywhere, units_with
from units.text import fold

# More than that nobody has looked at one by one.
MOST_RECORDS: Final = 500
_MOST_DRAFTS: Final = 50
_MOST_UNITS: Final = 50


@dataclass(frozen=True, slots=True)
class Chosen:
    """A record on the form."""

    record: RecordKey
    name: str
    table: str

    @property
    def value(self) -> str:
        """How the form names it."""
        return written(self.record)

    @property
    def address(self) -> str:
        """Where it is shown."""
        return record_address(self.record)


class WishPage(DeskPage, OfficersOnly):
    """A form for what is to become of some records; sending it makes lines of a dossier, and changes nothing else."""

    template_name = "desk/records/wish.html"
    act: str = DossierLine.Act.RECORD
    verb: str | Promise = ""
    explained: str | Promise = ""
    title: str | Promise = ""

    def get_crumbs(self) -> list[Crumb]:
        """By way of the table of the first record."""
        table = self.records[0].table if self.records else "grants"
        return [
            home_crumb(),
            {"url": reverse("register_records"), "label": _("Sổ")},
            {"url": table_address(table), "label": table_title(table)},
            {"url": "", "label": self.get_heading()},
        ]

    @cached_property
    def records(self) -> tuple[RecordKey, ...]:
        """The records asked about, each once. Raises Http404 for a text that names none."""
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        found = [record_in(text.replace("\0", "")) for text in sent.getlist("ban-ghi")]
        if None in found:
            raise Http404
        return tuple(dict.fromkeys(record for record in found if record is not None))

    @property
    def as_of(self) -> int | None:
        """The edition whose readings are to stand again; None for those of now."""
        return None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, for who may draft somewhere."""
        self._require_drafting()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Do it, or show the form: as it was filled in, with the reason why not."""
        self._require_drafting()
        if "send" not in request.POST:
            return self.render_to_response(self.get_context_data())
        try:
            begun = self._begin()
        except ActionRefused as refused:
            status = 403 if isinstance(refused, NotAllowed) else 409
            return self.render_to_response(self.get_context_data(refused=str(refused)), status=status)
        self._tell(begun)
        return redirect("dossier_lines", begun.dossier.pk)

    def _require_drafting(self) -> None:
        if not may_anywhere(self.person, Right.DRAFT):
            raise NotAllowed(
                _("Bạn chưa được quyền soạn cho đơn vị nào; hãy nhờ người quản lý quyền của đơn vị.")
            )
        if len(self.records) > MOST_RECORDS:
            raise NotAllowed(_("Mỗi lần chọn nhiều nhất %d bản ghi; hãy chọn ít hơn.") % MOST_RECORDS)

    def _begin(self) -> Begun:
        said = self.request.POST
        wish = Wish(
            (*self.records, *self._taken_along()), self.act, self.as_of, _uuid(said.get("sending", ""))
        )
        reason = said.get("reason", "").replace("\0", "")
        if said.get("target") == "draft":
            draft = self._drafts().filter(pk=_number(said.get("draft", "")) or 0).first()
            if draft is None:
                raise ActionRefused(_("Hãy chọn hồ sơ đang soạn để thêm vào."))
            return add_corrections(wish, draft, reason=reason, acting_user=self.person)
        unit = Unit.objects.filter(pk=said.get("unit", "").replace("\0", "")).first()
        if unit is None:
            raise ActionRefused(_("Hãy chọn đơn vị của hồ sơ."))
        title = said.get("title", "").replace("\0", "")
        return begin_correction(wish, unit=unit, title=title, reason=reason, acting_user=self.person)

    def _taken_along(self) -> tuple[RecordKey, ...]:
        return ()

    def _tell(self, begun: Begun) -> None:
        count = len(begun.lines)
        messages.success(
            self.request,
            ngettext(
                "Đã thêm %(count)d dòng vào hồ sơ “%(title)s”; sổ chưa đổi cho đến khi hồ sơ được công bố.",
                "Đã thêm %(count)d dòng vào hồ sơ “%(title)s”; sổ chưa đổi cho đến khi hồ sơ được công bố.",
                count,
            )
            % {"count": count, "title": begun.dossier.title},
        )
        if begun.already:
            messages.warning(
                self.request,
                _("%d bản ghi đã có dòng trong hồ sơ nên không được thêm lần nữa.") % len(begun.already),
            )

    def _drafts(self) -> QuerySet[Dossier]:
        """The drafts that the person may write in, the last touched first."""
        units = units_with(self.person, Right.DRAFT)
        used = Dossier.objects.filter(state=DossierState.DRAFT).values_list("unit_id", flat=True).distinct()
        return Dossier.objects.filter(state=DossierState.DRAFT, unit__in=units.intersection(used))

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The records, where they can go, and what was filled in."""
        said = self.request.POST if self.request.method == "POST" else self.request.GET
        cells = self._cells()
        names = _names(cells)
        chosen = [_chosen(record, cells.get(record), names) for record in self.records]
        geography = newest_geography()
        units = self._units(said.get("sought", ""))
        drafts = list(self._drafts()[:_MOST_DRAFTS])
        return super().get_context_data(
            **{
                "chosen": chosen,
                "missing": [one for one in chosen if one.record not in cells],
                "verb": self.verb,
                "explained": self.explained,
                "units": [(unit, unit_label(geography, unit)) for unit in units[:_MOST_UNITS]],
                "more_units": max(0, len(units) - _MOST_UNITS),
                "sought": said.get("sought", ""),
                "unit": said.get("unit") or (units[0] if units else ""),
                "drafts": [(draft.pk, draft.title, unit_label(geography, draft.unit_id)) for draft in drafts],
                "draft": said.get("draft", ""),
                "target": said.get("target", "new"),
                "title": said.get("title") or self._title(chosen),
                "reason": said.get("reason", ""),
                "sending": said.get("sending") or str(uuid4()),
                "as_of": self.as_of,
                **context,
            }
        )

    def _cells(self) -> dict[RecordKey, Cells]:
        return recorded_cells(self.records, self.as_of)

    def _title(self, chosen: list[Chosen]) -> str:
        """What the dossier may be called: after its one record, or how many there are."""
        if len(chosen) == 1:
            return f"{self.title}: {chosen[0].name}"[:300]
        return _("%(title)s: %(count)d bản ghi") % {"title": self.title, "count": len(chosen)}

    def _units(self, sought: str) -> list[str]:
        """The units that the person may draft for: those that the records are an affair of first, then by name."""
        geography, words = newest_geography(), fold(sought).split()
        concerned = self._concerned()
        names = {unit: fold(unit_label(geography, unit)) for unit in units_with(self.person, Right.DRAFT)}

        def place(unit: str) -> tuple[bool, bool, int, str]:
            # The units highest up come first among those that exist: they are the ones with the most dossiers.
            ended = geography.ended_on(unit) is not None
            return unit not in concerned, ended, len(geography.units_above(unit)), names[unit]

        return sorted(
            (unit for unit, name in names.items() if all(word in name for word in words)), key=place
        )

    def _concerned(self) -> frozenset[str]:
        """The units of those who gave what the records are about."""
        place = TABLES["grants"].position("grantor")
        grantors = {cells[place] for record, cells in self._cells().items() if record.table == "grants"}
        units = OfficeEntry.objects.recorded().filter(office__in=grantors).values_list("unit_id", flat=True)
        return frozenset(units)


class CorrectionPage(WishPage):
    """Begins a correction."""

    heading = gettext_lazy("Đính chính")
    verb = gettext_lazy("Đưa vào hồ sơ để đính chính")
    title = gettext_lazy("Đính chính")
    explained = gettext_lazy(
        "Hồ sơ sẽ có sẵn các dòng như sổ đang ghi; bạn sửa những ô sai rồi trình duyệt. Khi hồ sơ được công bố, "
        "cách ghi cũ vẫn xem lại được."
    )


class WithdrawalPage(WishPage):
    """Begins a withdrawal, with what else would have to go."""

    heading = gettext_lazy("Rút khỏi sổ")
    verb = gettext_lazy("Đưa vào hồ sơ để rút")
    title = gettext_lazy("Rút khỏi sổ")
    explained = gettext_lazy(
        "Rút là để bỏ điều đã ghi nhầm vào sổ. Văn bản bị bãi bỏ hay quyền bị thu hồi thì không rút: hãy ghi văn bản "
        "bãi bỏ hoặc dòng thay đổi. Khi hồ sơ được công bố, điều đã rút vẫn xem lại được."
    )
    act = DossierLine.Act.WITHDRAW

    @cached_property
    def _naming(self) -> dict[RecordKey, Cells]:
        return rows_naming(self.records, MOST_RECORDS)

    def _taken_along(self) -> tuple[RecordKey, ...]:
        sent = (record_in(text.replace("\0", "")) for text in self.request.POST.getlist("cung"))
        return tuple(record for record in sent if record is not None)[:MOST_RECORDS]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """With the rows that name what is to go."""
        found = self._naming
        names = _names(found)
        along = {written(record) for record in self._taken_along()}
        shown = [_chosen(record, cells, names) for record, cells in sorted(found.items())[:MOST_RECORDS]]
        return super().get_context_data(
            naming=[(one, one.value in along) for one in shown],
            naming_count=len(found),
            are_too_many=len(found) > MOST_RECORDS,
            **context,
        )


class RestorationPage(WishPage):
    """Begins a correction that lets a record read as it did at an edition."""

    heading = gettext_lazy("Khôi phục cách ghi cũ")
    verb = gettext_lazy("Đưa cách ghi cũ vào hồ sơ")
    title = gettext_lazy("Khôi phục")
    explained = gettext_lazy(
        "Hồ sơ sẽ có sẵn dòng như sổ đã ghi ở lần ấy. Sổ chỉ đổi khi hồ sơ được duyệt và công bố, "
        "thành một lần ghi mới."
    )

    @property
    def as_of(self) -> int | None:
        """The edition asked for. Raises Http404 for none."""
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        edition = _number(sent.get("lan", ""))
        if edition is None:
            raise Http404
        return edition


def _chosen(record: RecordKey, cells: Cells | None, names: Names) -> Chosen:
    name = " ".join(filter(None, record.key)) if cells is None else record_name(record, cells, names)
    return Chosen(record, name, table_title(record.table))


def _names(cells: dict[RecordKey, Cells]) -> Names:
    rows: dict[str, list[Cells]] = {}
    for record, row in cells.items():
        rows.setdefault(record.table, []).append(row)
    return names_for(rows)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ActionRefused(_("Biểu mẫu gửi lên không đầy đủ; hãy tải lại trang.")) from None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
