"""The page of the question "Đã có thẩm quyền?": thin, it asks a plain module and hands its answer to a template."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cms.absence import NotRecorded
from cms.catalog import current_catalog
from cms.competence.asking import (
    competence_subject,
    in_words,
    office_choices,
    read_competence,
    understand_competence,
)
from cms.competence.sheet import competence_sheet
from cms.presenting import present, taken_away
from units.clock import today


@require_safe
def competence_view(request: HttpRequest, form: str | None = None) -> HttpResponse:
    """Was this office competent for that, there, on that day?"""
    catalog = current_catalog()
    asked = read_competence(request.GET.dict(), today())
    understood = understand_competence(catalog, asked)
    office, power, place = understood.office.office, understood.rest.power.power, understood.place
    sheet, subject = None, None
    if asked.day and office and power and place:
        sheet = competence_sheet(
            catalog, asked, office, power.power, place, is_own_place=understood.is_own_place
        )
        subject = competence_subject(asked, office, power.power, place)
    if form:
        if subject is None:
            raise NotRecorded(gettext("Câu hỏi chưa đủ rõ để có câu trả lời mang đi được."), asked.power)
        return taken_away(subject, form)
    context = {
        "asked": in_words(catalog, understood),
        "sheet": sheet,
        "choices": office_choices(catalog, understood),
        "permanent": subject.address if subject else "",
    }
    return present(request, "pages/competence.html", context, subject)
