"""The list of dossiers, and the form that begins one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.dossiers.readable import readable_dossiers
from delegation.editing.desk import PAGE_LENGTH, DeskPage
from delegation.editing.presenting import numbers_of, rows_of, unit_name
from delegation.editing.starting import Start, start_dossier
from delegation.editing.waiting import (
    drafts_of,
    returned_to,
    waiting_for_agreement,
    waiting_for_approval,
    waiting_for_publication,
)
from delegation.models import Dossier, DossierState
from units.editing.unit_labels import unit_label
from units.models import Unit, User
from units.reading import newest_geography
from units.rights import Right, may_anywhere, units_with
from units.text import fold

ORDERS: Final = {
    "-changed_at": gettext_lazy("Mới sửa trước"),
    "changed_at": gettext_lazy("Lâu chưa sửa trước"),
    "title": gettext_lazy("Theo tên"),
}
# The same selections as on the start page, by the names that its links use.
SELECTIONS: Final = {
    "dang-soan": (gettext_lazy("Bản tôi đang soạn"), drafts_of),
    "tra-lai": (gettext_lazy("Bị trả lại cho tôi"), returned_to),
    "cho-duyet": (gettext_lazy("Chờ tôi duyệt"), waiting_for_approval),
    "cho-dong-y": (gettext_lazy("Chờ tôi đồng ý"), waiting_for_agreement),
    "cho-cong-bo": (gettext_lazy("Chờ tôi công bố"), waiting_for_publication),
}
_MOST_UNITS: Final = 50


class DossiersPage(DeskPage):
    """The dossiers that the person may read: by state, unit, words, or what waits for the person."""

    template_name = "desk/dossiers.html"
    heading = gettext_lazy("Hồ sơ")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The dossiers of one page, and what they were narrowed by."""
        readable = readable_dossiers(self.person)
        asked = {name: self.request.GET.get(name, "").strip() for name in ("q", "state", "unit", "for", "by")}
        found = self._sorted(self._narrowed(readable, asked), asked["by"])
        page = Paginator(found, PAGE_LENGTH).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            asked=asked,
            rows=rows_of(page.object_list),
            page_of_dossiers=page,
            query=urlencode({name: value for name, value in asked.items() if value}),
            states=DossierState.choices,
            units=_named_units(readable.values_list("unit_id", flat=True).distinct()),
            selections=[(name, label) for name, (label, _select) in SELECTIONS.items()],
            orders=list(ORDERS.items()),
            may_begin=may_anywhere(self.person, Right.DRAFT),
            **context,
        )

    def _narrowed(self, dossiers: QuerySet[Dossier], asked: dict[str, str]) -> QuerySet[Dossier]:
        if asked["for"] in SELECTIONS:
            _label, select = SELECTIONS[asked["for"]]
            dossiers = dossiers.filter(pk__in=select(self.person).values("pk"))
        if asked["state"] in DossierState.values:
            dossiers = dossiers.filter(state=asked["state"])
        if asked["unit"]:
            dossiers = dossiers.filter(unit=asked["unit"])
        return dossiers.filter(pk__in=_matching(dossiers, asked["q"])) if asked["q"] else dossiers

    def _sorted(self, dossiers: QuerySet[Dossier], by: str) -> QuerySet[Dossier]:
        order = by if by in ORDERS else next(iter(ORDERS))
        return dossiers.select_related("author").order_by(order, "-pk")


def _matching(dossiers: QuerySet[Dossier], sought: str) -> list[int]:
    """The dossiers that have every word in the title or the number of their document, accents or not.

    Neither has a search shadow in the database: titles are few, and are compared here.
    """
    words = fold(sought).split()
    titles = dict(dossiers.values_list("pk", "title"))
    numbers = numbers_of(dossiers.values("pk"))
    return [
        pk
        for pk, title in titles.items()
        if all(word in fold(f"{title} {numbers.get(pk, '')}") for word in words)
    ]


def _named_units(units: Iterable[str]) -> list[tuple[str, str]]:
    geography = newest_geography()
    return sorted(((unit, unit_name(unit, geography)) for unit in units), key=lambda one: fold(one[1]))


class CreatePage(DeskPage):
    """The form that begins a dossier: for which unit, under what name, for what."""

    template_name = "desk/dossier_create.html"
    heading = gettext_lazy("Lập hồ sơ")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, for who may draft somewhere."""
        if not may_anywhere(self.person, Right.DRAFT):
            raise NotAllowed(
                _("Bạn chưa được quyền soạn cho đơn vị nào; hãy nhờ người quản lý quyền của đơn vị.")
            )
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Begin the dossier, or show the form again as it was filled in."""
        said = request.POST
        try:
            if "find" in said:
                return self.render_to_response(self.get_context_data())
            dossier = start_dossier(
                unit=_unit(said.get("unit", "")),
                title=said.get("title", ""),
                start=said.get("start", ""),
                reason=said.get("reason", ""),
                acting_user=self.person,
            )
        except ActionRefused as refused:
            status = 403 if isinstance(refused, NotAllowed) else 409
            return self.render_to_response(self.get_context_data(refused=str(refused)), status=status)
        messages.success(request, _("Đã lập hồ sơ “%(title)s”.") % {"title": dossier.title})
        return redirect("dossier", dossier.pk)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The units to choose from, and what was filled in."""
        said = self.request.POST or self.request.GET
        found = _units_to_draft_for(self.person, said.get("sought", ""))
        chosen = said.get("unit", "")
        shown = found[:_MOST_UNITS]
        if chosen and chosen not in shown and chosen in units_with(self.person, Right.DRAFT):
            shown = [chosen, *shown]
        geography = newest_geography()
        return super().get_context_data(
            **{
                "units": [(unit, unit_label(geography, unit)) for unit in shown],
                "more_units": max(0, len(found) - _MOST_UNITS),
                "is_searchable": len(units_with(self.person, Right.DRAFT)) > _FEW_UNITS,
                "sought": said.get("sought", ""),
                "unit": chosen or (shown[0] if len(shown) == 1 else ""),
                "title": said.get("title", ""),
                "reason": said.get("reason", ""),
                "start": said.get("start", Start.NEW),
                "starts": Start.choices,
                **context,
            }
        )


_FEW_UNITS: Final = 8


def _unit(key: str) -> Unit:
    unit = Unit.objects.filter(pk=key).first()
    if unit is None:
        raise ActionRefused(_("Hãy chọn đơn vị của hồ sơ."))
    return unit


def _units_to_draft_for(user: User, sought: str) -> list[str]:
    """The units that the person may draft for whose names hold every word, those that still exist first."""
    geography, words = newest_geography(), fold(sought).split()
    found = [
        (geography.ended_on(unit) is not None, fold(unit_name(unit, geography)), unit)
        for unit in units_with(user, Right.DRAFT)
        if all(word in fold(unit_label(geography, unit)) for word in words)
    ]
    # The units highest up come first among those that exist: they are the ones with the most dossiers.
    return [
        unit
        for _ended, _name, unit in sorted(
            found, key=lambda one: (one[0], len(geography.units_above(one[2])), one[1])
        )
    ]
