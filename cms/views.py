"""The public pages that are not Wagtail's: thin, each asks a plain module and hands its answer to a template."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cms.absence import NotRecorded
from cms.addresses import (
    competence_address,
    instrument_address,
    office_address,
    power_address,
    search_address,
    unit_address,
    with_query,
)
from cms.answers import answer
from cms.catalog import current_catalog
from cms.choices import choices
from cms.days import read_day
from cms.leading_pages import matrix_address
from cms.links import unit_link
from cms.matching import clean
from cms.presenting import present, taken_away
from cms.questions import question_subject, read_question, understand
from cms.searching import fields_by_name, search
from cms.sheets.instrument import instrument_sheet
from cms.sheets.office import office_sheet
from cms.sheets.power import power_sheet
from cms.sheets.unit import default_day, unit_sheet
from cms.subjects import Subject
from units.clock import today

# What a reader of an office's page may choose its rights by.
_CHOOSING_RIGHTS: Final = ("linh-vuc", "q")
# In characters, of what is searched.
_LONGEST_TAKEN_AWAY: Final = 60


@require_safe
def question_view(request: HttpRequest, form: str | None = None) -> HttpResponse:
    """Who has the authority for this, here, on that day?"""
    catalog = current_catalog()
    asked = read_question(request.GET.dict(), today())
    understood = understand(catalog, asked)
    power, unit = understood.power.power, understood.place.unit
    given = answer(catalog, asked, power.power, unit, asked.day) if power and unit and asked.day else None
    subject = question_subject(asked, power.power, unit) if given and power and unit else None
    if form:
        if subject is None:
            raise NotRecorded(gettext("Câu hỏi chưa đủ rõ để có câu trả lời mang đi được."), asked.power)
        return taken_away(subject, form)
    context = {
        "asked": understood.in_words(catalog),
        "answer": given,
        "choices": choices(catalog, understood),
        "place": unit_link(catalog, unit, asked.day) if unit else None,
        "power_address": power_address(given.power.power, given.day) if given else "",
        "ask_competence": competence_address(
            **{**asked.typed, "viec": given.power.power, "noi": unit or "", "ngay": given.day.isoformat()}
        )
        if given
        else "",
        "permanent": asked.address(viec=given.power.power, noi=unit or "", ngay=given.day.isoformat())
        if given
        else "",
    }
    return present(request, "pages/question.html", context, subject)


@require_safe
def search_view(request: HttpRequest, form: str | None = None) -> HttpResponse:
    """One box over the register."""
    catalog = current_catalog()
    query, kind, page = (clean(request.GET.get(name, "")) for name in ("q", "loai", "trang"))
    # A short address holds the words themselves, and would not be short for more of them.
    is_short = 0 < len(query) <= _LONGEST_TAKEN_AWAY
    subject = Subject("search", search_address(query), (query,), today()) if is_short else None
    if form:
        if subject is None:
            raise Http404
        return taken_away(subject, form)
    matrix = matrix_address()
    found = search(catalog, query, today(), matrix, kind=kind, page=page)
    fields = [] if found.kinds else fields_by_name(catalog, today(), matrix)
    context = {"query": query, "found": found, "fields": fields}
    return present(request, "pages/search.html", context, subject if found.kinds else None)


@require_safe
def unit_view(
    request: HttpRequest, unit: str, day: str | None = None, form: str | None = None
) -> HttpResponse:
    """A unit, as it is or as it was on a day."""
    catalog = current_catalog()
    if unit not in catalog.register.geography:
        raise NotRecorded(
            gettext("Sổ không có đơn vị hành chính nào mang mã “%s”.") % unit[:80], unit, ("units", unit)
        )
    if chosen := _chosen_day(request):
        return HttpResponseRedirect(unit_address(unit, chosen))
    shown = read_day(day) if day else default_day(catalog, unit, today())
    subject = Subject("unit", unit_address(unit, shown), (unit,), shown)
    if form:
        return taken_away(subject, form)
    return present(request, "pages/unit.html", {"sheet": unit_sheet(catalog, unit, shown)}, subject)


@require_safe
def office_view(
    request: HttpRequest, unit: str, post: str, day: str | None = None, form: str | None = None
) -> HttpResponse:
    """What an office may do on a day."""
    catalog = current_catalog()
    office = f"{unit}/{post}"
    if office not in catalog.register.directory.offices:
        raise NotRecorded(
            gettext("Sổ không có cơ quan, chức danh nào mang mã “%s”.") % office[:120],
            post,
            ("offices", office),
        )
    if chosen := _chosen_day(request):
        return HttpResponseRedirect(office_address(office, chosen))
    shown = read_day(day) if day else today()
    rights = tuple((name, text) for name in _CHOOSING_RIGHTS if (text := clean(request.GET.get(name, ""))))
    address = with_query(office_address(office, shown), dict(rights))
    subject = Subject("office", address, (office,), shown, rights)
    if form:
        return taken_away(subject, form)
    sheet = office_sheet(catalog, office, shown, request.GET.dict())
    return present(request, "pages/office.html", {"sheet": sheet}, subject)


@require_safe
def power_view(
    request: HttpRequest, key: str, day: str | None = None, form: str | None = None
) -> HttpResponse:
    """A power with its holders through time."""
    catalog = current_catalog()
    if key not in catalog.powers:
        raise NotRecorded(
            gettext("Sổ không có thẩm quyền nào mang mã “%s”.") % key[:80], key, ("powers", key)
        )
    if chosen := _chosen_day(request):
        return HttpResponseRedirect(power_address(key, chosen))
    shown = read_day(day) if day else today()
    subject = Subject("power", power_address(key, shown), (key,), shown)
    if form:
        return taken_away(subject, form)
    sheet = power_sheet(catalog, key, shown)
    return present(request, "pages/power.html", {"sheet": sheet}, subject)


@require_safe
def instrument_view(
    request: HttpRequest, key: str, day: str | None = None, form: str | None = None
) -> HttpResponse:
    """An instrument: what it grants, and what acts on it."""
    catalog = current_catalog()
    if key not in catalog.instruments:
        raise NotRecorded(
            gettext("Sổ không có văn bản nào mang mã “%s”.") % key[:80], key, ("instruments", key)
        )
    if chosen := _chosen_day(request):
        return HttpResponseRedirect(instrument_address(key, chosen))
    shown = read_day(day) if day else today()
    subject = Subject("instrument", instrument_address(key, shown), (key,), shown)
    if form:
        return taken_away(subject, form)
    sheet = instrument_sheet(catalog, key, shown, request.GET.dict())
    return present(request, "pages/instrument.html", {"sheet": sheet}, subject)


def _chosen_day(request: HttpRequest) -> date | None:
    """The day picked in a page's own day control; it then moves into the path. Raises BadDay."""
    text = clean(request.GET.get("ngay", ""))
    return read_day(text) if text else None
