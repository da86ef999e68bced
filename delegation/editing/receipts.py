"""Receipts on the desk: what a unit still has to take note of, and for who publishes or audits, who has not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin.menu import MenuItem

from delegation.actions.receiving import remind, take_note
from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.bundle.format import TABLES
from delegation.bundle.rows import Cells
from delegation.dossiers.entries import RecordKey, cells_of, shelf_of
from delegation.dossiers.receipts import (
    Progress,
    awaited_receipts,
    progress,
    published_grants,
    recipients_of,
    staffed,
    taken_receipts,
    units_of_officer,
)
from delegation.editing.desk import Crumb, DeskPage, home_crumb
from delegation.editing.labels import Names
from delegation.editing.records.addresses import public_address, record_address
from delegation.editing.records.naming import in_words, names_for
from delegation.models import Dossier, DossierState, GrantEntry, Receipt
from delegation.reading import register_at
from units import clock
from units.editing.tables import CONTENT_TYPES, download
from units.editing.unit_labels import unit_label
from units.geography import Geography
from units.models import User
from units.reading import newest_geography
from units.rights import Right, may_anywhere, units_with

PAGE_LENGTH: Final = 100
_DOSSIERS_ON_A_PAGE: Final = 20
_SHOWN: Final = ("power", "kind", "grantor", "citation", "limits", "conditions", "valid_from", "valid_until")
_OVERSEEING: Final = (Right.PUBLISH, Right.AUDIT)


@dataclass(frozen=True, slots=True)
class ShownGrant:
    """A grant as its recipients read it, in the reading of an edition."""

    grant: str
    edition: int
    said: Mapping[str, str]
    instrument: str
    begins: date | None
    power_page: str
    instrument_page: str
    record_page: str

    @property
    def value(self) -> str:
        """How the form names this reading."""
        return f"{self.grant}@{self.edition}"


def shown_grants(readings: Mapping[str, int]) -> list[ShownGrant]:
    """Grants, by key, in the readings of the editions that brought them."""
    shelf = shelf_of("grants")
    entries = GrantEntry.objects.filter(grant__in=readings, recorded_in__in=set(readings.values()))
    numbers = [
        entry
        for entry, grant, edition in entries.values_list("id", "grant_id", "recorded_in_id")
        if readings[grant] == edition
    ]
    rows = cells_of(shelf, GrantEntry.objects.filter(id__in=numbers).order_by("grant_id"))
    names = names_for({"grants": rows.values()})
    return [_shown(cells, readings, names) for cells in rows.values()]


def _shown(cells: Cells, readings: Mapping[str, int], names: Names) -> ShownGrant:
    table = TABLES["grants"]
    said = dict(zip(table.header, cells, strict=True))
    words = {
        column.name: in_words(names, column, said[column.name])
        for column in table.columns
        if column.name in (*_SHOWN, "instrument")
    }
    instruments = register_at().instruments
    begins = instruments[said["instrument"]].begins if said["instrument"] in instruments else None
    return ShownGrant(
        said["grant"],
        readings[said["grant"]],
        words,
        words["instrument"],
        begins,
        public_address("powers", said["power"]),
        public_address("instruments", said["instrument"]),
        record_address(RecordKey("grants", (said["grant"],))),
    )


class OwnOfficersOnly(View):
    """Opens for officers of some unit's own: who has a right only from above takes note for nobody."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, if there is a unit that the person can take note for."""
        if not is_own_officer(request.user):
            raise NotAllowed(
                _(
                    "Trang này dành cho cán bộ của chính đơn vị nhận; bạn chưa có quyền đặt tại một đơn vị nào."
                )
            )
        return super().dispatch(request, *args, **kwargs)


def is_own_officer(user: Any) -> bool:
    """Whether the person is an officer of some unit's own."""
    return isinstance(user, User) and bool(units_of_officer(user))


class ReceiptsPage(DeskPage, OwnOfficersOnly):
    """What was published to a unit of the person's and is still to be noted, and what was noted by whom."""

    template_name = "desk/receipts.html"
    heading = gettext_lazy("Tiếp nhận")

    @cached_property
    def units(self) -> list[tuple[str, str]]:
        """The person's units, those that still exist first."""
        geography = newest_geography()
        found = units_of_officer(self.person)
        labelled = [
            (geography.ended_on(unit) is not None, unit_label(geography, unit), unit) for unit in found
        ]
        return [(unit, label) for _has_ended, label, unit in sorted(labelled)]

    @cached_property
    def unit(self) -> str:
        """The unit asked about. Raises Http404 for one that is not the person's."""
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        asked = sent.get("don-vi") or self.units[0][0]
        if asked not in {unit for unit, _label in self.units}:
            raise Http404
        return asked

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Take note of what was chosen, or of all that was shown."""
        chosen = request.POST.getlist("shown" if "all" in request.POST else "grant")
        try:
            noted = take_note(_seen(chosen), self.unit, acting_user=self.person)
        except ActionRefused as refused:
            status = 403 if isinstance(refused, NotAllowed) else 409
            return self.render_to_response(self.get_context_data(refused=str(refused)), status=status)
        messages.success(
            request,
            ngettext(
                "Đã xác nhận tiếp nhận %d dòng trao quyền.",
                "Đã xác nhận tiếp nhận %d dòng trao quyền.",
                len(noted),
            )
            % len(noted),
        )
        return redirect(f"{reverse('receipts')}?{urlencode({'don-vi': self.unit})}")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """A page of what is awaited, or of what was noted."""
        waiting = awaited_receipts(clock.today(), units=[self.unit])
        of_taken = self.request.GET.get("xem") == "da-tiep-nhan"
        taken = taken_receipts([self.unit])
        page: Page[Any] = Paginator(taken if of_taken else waiting, PAGE_LENGTH).get_page(
            self.request.GET.get("p")
        )
        of_unit = urlencode({"don-vi": self.unit})
        return super().get_context_data(
            unit=self.unit,
            units=self.units,
            of_taken=of_taken,
            waiting_count=len(waiting),
            taken_count=taken.count(),
            waiting=[] if of_taken else shown_grants({one.grant: one.edition for one in page.object_list}),
            taken=list(_with_grants(list(page.object_list))) if of_taken else [],
            page_of_grants=page,
            of_unit=of_unit,
            query=f"{of_unit}&xem=da-tiep-nhan" if of_taken else of_unit,
            chosen=set(self.request.POST.getlist("grant")),
            **context,
        )


def _with_grants(receipts: list[Receipt]) -> Iterator[tuple[Receipt, ShownGrant | None]]:
    """Receipts with the readings that were noted: a grant may have been noted in several."""
    by_edition: dict[int, dict[str, int]] = {}
    for receipt in receipts:
        by_edition.setdefault(receipt.edition_id, {})[receipt.grant_id] = receipt.edition_id
    shown = {
        (one.grant, one.edition): one for readings in by_edition.values() for one in shown_grants(readings)
    }
    yield from ((receipt, shown.get((receipt.grant_id, receipt.edition_id))) for receipt in receipts)


def _seen(values: list[str]) -> dict[str, int]:
    """The readings that a form names. Raises ActionRefused."""
    seen = {}
    for value in values:
        grant, _at, edition = value.rpartition("@")
        if not (grant and edition.isascii() and edition.isdigit() and len(edition) < 10):
            raise ActionRefused(_("Biểu mẫu gửi lên không đầy đủ; hãy tải lại trang."))
        seen[grant] = int(edition)
    return seen


class OverseersOnly(View):
    """Opens for who publishes or audits somewhere."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, if there is anything that the person oversees."""
        if not oversees(request.user):
            raise NotAllowed(_("Trang này dành cho người công bố và người kiểm tra."))
        return super().dispatch(request, *args, **kwargs)


def oversees(user: Any) -> bool:
    """Whether the person publishes or audits for some unit."""
    return isinstance(user, User) and may_anywhere(user, *_OVERSEEING)


class OverseeingPage(DeskPage, OverseersOnly):
    """A page about the receipts of dossiers whose publication the person answers for or audits."""

    heading = gettext_lazy("Theo dõi tiếp nhận")

    @property
    def published(self) -> QuerySet[Dossier]:
        """Those dossiers, the newest edition first."""
        used = (
            Dossier.objects.filter(state=DossierState.PUBLISHED).values_list("unit_id", flat=True).distinct()
        )
        units = units_with(self.person, *_OVERSEEING).intersection(used)
        return (
            Dossier.objects.filter(state=DossierState.PUBLISHED, unit__in=units)
            .select_related("edition")
            .order_by("-edition")
        )


class ProgressPage(OverseeingPage):
    """The published dossiers, each with how many units still have to take note."""

    template_name = "desk/receipts_progress.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """One page of dossiers."""
        page = Paginator(self.published, _DOSSIERS_ON_A_PAGE).get_page(self.request.GET.get("p"))
        dossiers = list(page.object_list)
        found = progress(clock.today(), [dossier.edition_id for dossier in dossiers if dossier.edition_id])
        geography = newest_geography()
        rows = [_totals(dossier, found.get(dossier.edition_id or 0, []), geography) for dossier in dossiers]
        return super().get_context_data(rows=rows, page_of_dossiers=page, query="", **context)


def _totals(dossier: Dossier, units: list[Progress], geography: Geography) -> dict[str, Any]:
    return {
        "dossier": dossier,
        "unit": unit_label(geography, dossier.unit_id),
        "units": len(units),
        "waiting_units": sum(1 for one in units if one.waiting),
        "asked": sum(one.asked for one in units),
        "taken": sum(one.taken for one in units),
    }


class DossierReceiptsPage(OverseeingPage):
    """The units that one dossier brought something to: who has not taken note, and who could."""

    template_name = "desk/receipts_of_dossier.html"

    @cached_property
    def dossier(self) -> Dossier:
        """The dossier; one that the person does not oversee is not there."""
        return get_object_or_404(self.published, pk=self.kwargs["pk"])

    def get_heading(self) -> str:
        """The dossier's title."""
        return _("Tiếp nhận: %(title)s") % {"title": self.dossier.title}

    def get_crumbs(self) -> list[Crumb]:
        """By way of the list."""
        return [
            home_crumb(),
            {"url": reverse("receipts_progress"), "label": _("Theo dõi tiếp nhận")},
            {"url": "", "label": self.dossier.title},
        ]

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Remind the officers of the units that have not taken note."""
        try:
            told = remind(self.dossier, acting_user=self.person)
        except ActionRefused as refused:
            status = 403 if isinstance(refused, NotAllowed) else 409
            return self.render_to_response(self.get_context_data(refused=str(refused)), status=status)
        if told:
            messages.success(
                request,
                _("Đã nhắc %d người. Người đã được báo trong 24 giờ qua không bị nhắc lại.") % len(told),
            )
        else:
            messages.info(
                request,
                _(
                    "Không có ai để nhắc: các đơn vị còn lại chưa có tài khoản cán bộ, "
                    "hoặc vừa được báo trong 24 giờ qua."
                ),
            )
        return redirect("receipts_of_dossier", self.dossier.pk)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Every unit, those with most still to come first."""
        edition = self.dossier.edition_id or 0
        units = progress(clock.today(), [edition]).get(edition, [])
        able = staffed([one.unit for one in units])
        geography = newest_geography()
        rows = [(one, unit_label(geography, one.unit), one.unit in able) for one in units]
        waiting = [one for one in units if one.waiting]
        return super().get_context_data(
            dossier=self.dossier,
            rows=rows,
            waiting_units=len(waiting),
            unstaffed=sum(1 for one in waiting if one.unit not in able),
            may_remind=self.dossier.unit_id in units_with(self.person, Right.PUBLISH),
            **context,
        )


class ReceiptsExport(OverseeingPage):
    """Every receipt that one dossier asked for, come or still to come, as a table."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        dossier = get_object_or_404(self.published, pk=kwargs["pk"])
        if kwargs["form"] not in CONTENT_TYPES:
            raise Http404
        heading = [
            _("Mã đơn vị"),
            _("Đơn vị"),
            _("Có cán bộ có tài khoản"),
            _("Mã dòng trao quyền"),
            _("Lần ghi"),
            _("Đã tiếp nhận"),
            _("Người xác nhận"),
            _("Lúc"),
        ]
        name = f"tiep-nhan-lan-{dossier.edition_id}"
        return download(name, kwargs["form"], heading, _export_rows(dossier.edition_id or 0))


def _export_rows(edition: int) -> Iterator[list[str]]:
    published = published_grants([edition])
    asked = recipients_of(published, register_at(), clock.today())
    receipts = Receipt.objects.filter(edition=edition)
    noted = {
        (grant, unit): (name, at)
        for grant, unit, name, at in receipts.values_list("grant_id", "unit_id", "user_name", "at")
    }
    able = staffed(frozenset().union(*asked.values()))
    geography = newest_geography()
    for (grant, _edition), units in sorted(asked.items()):
        for unit in sorted(units):
            name, at = noted.get((grant, unit), ("", None))
            yield [
                unit,
                unit_label(geography, unit),
                _("có") if unit in able else _("không"),
                grant,
                str(edition),
                _("rồi") if at else _("chưa"),
                name,
                f"{at.astimezone(clock.REGISTER_ZONE):%d/%m/%Y %H:%M}" if at else "",
            ]


urlpatterns: list[URLPattern] = [
    path("tiep-nhan/", ReceiptsPage.as_view(), name="receipts"),
    path("tiep-nhan/theo-doi/", ProgressPage.as_view(), name="receipts_progress"),
    path("tiep-nhan/theo-doi/<int:pk>/", DossierReceiptsPage.as_view(), name="receipts_of_dossier"),
    path("tiep-nhan/theo-doi/<int:pk>/tai-ve/<slug:form>/", ReceiptsExport.as_view(), name="receipts_export"),
]


class _ReceiptsItem(MenuItem):
    """Shown to officers of a unit's own."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person of the request sees the entry."""
        return is_own_officer(request.user)


class _ProgressItem(MenuItem):
    """Shown to who publishes or audits."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person of the request sees the entry."""
        return oversees(request.user)


def menu_items() -> list[MenuItem]:
    """The entries, to be shown to those whom they are for."""
    return [
        _ReceiptsItem(
            gettext_lazy("Tiếp nhận"), reverse("receipts"), name="receipts", icon_name="check", order=400
        ),
        _ProgressItem(
            gettext_lazy("Theo dõi tiếp nhận"),
            reverse("receipts_progress"),
            name="receipts-progress",
            icon_name="view",
            order=410,
        ),
    ]
