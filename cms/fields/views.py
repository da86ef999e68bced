"""The page of a field of law."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cms.absence import NotRecorded
from cms.addresses import field_address
from cms.catalog import current_catalog
from cms.days import read_day
from cms.leading_pages import matrix_address
from cms.matching import clean
from cms.presenting import present, taken_away
from cms.sheets.field import field_sheet
from cms.subjects import Subject
from units.clock import today


@require_safe
def field_view(
    request: HttpRequest, key: str, day: str | None = None, form: str | None = None
) -> HttpResponse:
    """A field of law with its powers and their holders on a day."""
    catalog = current_catalog()
    if key not in catalog.fields:
        raise NotRecorded(gettext("Sổ không có lĩnh vực nào mang mã “%s”.") % key[:80], key, ("fields", key))
    if chosen := clean(request.GET.get("ngay", "")):
        return HttpResponseRedirect(field_address(key, read_day(chosen)))
    shown = read_day(day) if day else today()
    subject = Subject("field", field_address(key, shown), (key,), shown)
    if form:
        return taken_away(subject, form)
    sheet = field_sheet(catalog, key, shown, matrix_address(), request.GET.dict())
    return present(request, "pages/field.html", {"sheet": sheet}, subject)
