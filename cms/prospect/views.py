"""The page of what is to come."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from cms.addresses import prospect_address
from cms.catalog import current_catalog
from cms.days import read_day
from cms.matching import clean
from cms.presenting import present, taken_away
from cms.prospect.sheet import prospect_sheet
from cms.subjects import Subject
from units.clock import today


@require_safe
def prospect_view(request: HttpRequest, day: str | None = None, form: str | None = None) -> HttpResponse:
    """What is recorded by now and takes effect or ends after today, or after another day."""
    chosen = clean(request.GET.get("ngay", ""))
    if chosen:
        return HttpResponseRedirect(prospect_address(read_day(chosen)))
    shown = read_day(day) if day else today()
    subject = Subject("prospect", prospect_address(shown), (), shown)
    if form:
        return taken_away(subject, form)
    return present(
        request, "pages/prospective.html", {"sheet": prospect_sheet(current_catalog(), shown)}, subject
    )
