"""The pages of differences."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cms.absence import NotRecorded
from cms.catalog import catalog_of, current_catalog
from cms.days import read_day
from cms.differences.choosing import fields_to_choose, is_recorded, read_choice, suggestions
from cms.differences.question import Moment, Question
from cms.differences.sheet import difference_sheet
from cms.newest import newest_edition
from cms.presenting import present, taken_away
from units.clock import today


@require_safe
def choosing_view(request: HttpRequest) -> HttpResponse:
    """Two days, or two editions, to choose; the choice has an address of its own."""
    catalog = current_catalog()
    chosen = read_choice(catalog, request.GET.dict(), today())
    if chosen.question:
        return HttpResponseRedirect(chosen.question.address)
    context = {
        "sent": request.GET,
        "problem": chosen.problem,
        "suggestions": suggestions(catalog),
        "fields": fields_to_choose(catalog),
        "newest": newest_edition(),
        "today": today(),
    }
    return present(request, "pages/differences.html", context)


@require_safe
def days_view(
    request: HttpRequest,
    before: str,
    after: str,
    *,
    about: str = "",
    key: str = "",
    unit: str = "",
    post: str = "",
    form: str | None = None,
) -> HttpResponse:
    """What differs between two days."""
    question = Question(
        Moment(read_day(before)), Moment(read_day(after)), about, f"{unit}/{post}" if unit else key
    )
    if not is_recorded(current_catalog(), question):
        raise _not_recorded(question)
    return _answer(request, question, form)


@require_safe
def editions_view(
    request: HttpRequest,
    before: int,
    after: int,
    on: str,
    *,
    about: str = "",
    key: str = "",
    unit: str = "",
    post: str = "",
    form: str | None = None,
) -> HttpResponse:
    """What differs between what two editions say of one day."""
    newest = newest_edition()
    for number in (before, after):
        if not 0 < number <= newest:
            raise NotRecorded(gettext("Sổ không có lần ghi nào mang số “%s”.") % str(number)[:20], "")
    day = read_day(on)
    question = Question(Moment(day, before), Moment(day, after), about, f"{unit}/{post}" if unit else key)
    if not any(is_recorded(catalog_of(number), question) for number in (before, after)):
        raise _not_recorded(question)
    return _answer(request, question, form)


def _answer(request: HttpRequest, question: Question, form: str | None) -> HttpResponse:
    subject = question.subject()
    if form:
        return taken_away(subject, form)
    sheet = difference_sheet(current_catalog(), question, request.GET.dict())
    return present(request, "pages/difference.html", {"sheet": sheet}, subject)


def _not_recorded(question: Question) -> NotRecorded:
    return NotRecorded(gettext("Sổ không có mục mang mã “%s”.") % question.key[:80], question.key)
