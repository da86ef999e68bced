"""The pages of the publication log, the way back to what was known at a time, and the address of a grant."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cms.absence import NotRecorded
from cms.addresses import EDITION, edition_address, log_address, power_address
from cms.catalog import current_catalog
from cms.log.knowing import read_knowing
from cms.log.sheet import edition_sheet, log_sheet
from cms.newest import newest_edition
from cms.presenting import present, taken_away
from cms.subjects import Subject
from delegation.models import GrantEntry
from units.clock import now
from units.models import Edition


@require_safe
def log_view(request: HttpRequest, kind: str = "", form: str | None = None) -> HttpResponse:
    """Every edition, or those of a kind."""
    subject = Subject("log", log_address(kind), (kind,))
    if form:
        return taken_away(subject, form)
    sheet = log_sheet(current_catalog(), kind, request.GET.dict())
    return present(request, "pages/log.html", {"sheet": sheet}, subject)


@require_safe
def edition_view(request: HttpRequest, number: int, form: str | None = None) -> HttpResponse:
    """One edition."""
    if not 0 < number <= newest_edition():
        raise NotRecorded(gettext("Sổ không có lần ghi nào mang số “%s”.") % str(number)[:20], "")
    subject = Subject("edition", edition_address(number), (str(number),))
    if form:
        return taken_away(subject, form)
    sheet = edition_sheet(current_catalog(), number, request.GET.dict())
    return present(request, "pages/log_entry.html", {"sheet": sheet}, subject)


@require_safe
def as_known_view(request: HttpRequest) -> HttpResponse:
    """A page as it was known at a time: the same address, at the edition that stood then."""
    knowing = read_knowing(request.GET.dict(), now())
    if knowing.moment is None:
        return present(request, "pages/as_known.html", {"knowing": knowing})
    number = Edition.objects.number_at(knowing.moment)
    if number == 0:
        first = Edition.objects.order_by("number").first()
        return present(
            request, "pages/as_known.html", {"knowing": knowing, "held_nothing": True, "first": first}
        )
    mark = "&" if "?" in knowing.page else "?"
    return HttpResponseRedirect(f"{knowing.page}{mark}{EDITION}={number}")


@require_safe
def grant_view(request: HttpRequest, key: str) -> HttpResponse:
    """The permanent address of a grant: it stands on the page of its power."""
    number = current_catalog().edition.number
    power = GrantEntry.objects.recorded(number).filter(grant=key).values_list("power_id", flat=True).first()
    if power is None:
        raise NotRecorded(
            gettext("Sổ không có lượt giao quyền nào mang mã “%s”.") % key[:120], key, ("grants", key)
        )
    return HttpResponseRedirect(f"{power_address(power)}#{key}")
