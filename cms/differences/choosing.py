"""The form in which two days, or two editions, are chosen to be compared."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from cms.catalog import Catalog
from cms.days import BadDay, bad_day_sentence, read_day, short_day
from cms.differences.days import days_of_note
from cms.differences.question import ABOUTS, Moment, Question
from cms.links import Link
from cms.matching import clean, in_order
from cms.newest import newest_edition
from units.periods import ONE_DAY


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was sent: the question, if it is whole, else what is wrong with it; both empty where nothing was sent."""

    question: Question | None = None
    problem: str = ""


def read_choice(catalog: Catalog, sent: Mapping[str, str], today: date) -> Chosen:
    """The question of a form: tu and den, or lan-truoc, lan-sau and ngay; ve and khoa for a part of the register."""
    values = {name: clean(text) for name, text in sent.items()}
    if not any(values.get(name) for name in ("tu", "den", "lan-truoc", "lan-sau")):
        return Chosen()
    try:
        before, after = _moments(values, today)
    except BadDay as bad:
        return Chosen(problem=bad_day_sentence(bad.text))
    except LookupError:
        return Chosen(problem=gettext("Hãy ghi cả hai số của lần ghi, trong các lần mà sổ có."))
    about = next((name for name, words in ABOUTS.items() if words == values.get("ve")), "")
    key = values.get("khoa", "") if about else ""
    question = Question(before, after, about if key else "", key)
    if not is_recorded(catalog, question):
        return Chosen(problem=gettext("Sổ không có mục mang mã “%s”.") % key[:80])
    return Chosen(question)


def is_recorded(catalog: Catalog, question: Question) -> bool:
    """Whether the catalog has what is to be compared."""
    places: dict[str, Container[str]] = {
        "field": catalog.fields,
        "power": catalog.powers,
        "office": catalog.register.directory.offices,
        "unit": set(catalog.register.geography),
    }
    return question.about == "" or question.key in places[question.about]


def _moments(values: Mapping[str, str], today: date) -> tuple[Moment, Moment]:
    if values.get("tu") or values.get("den"):
        first, last = (read_day(values[name]) if values.get(name) else today for name in ("tu", "den"))
        return Moment(first), Moment(last)
    day = read_day(values["ngay"]) if values.get("ngay") else today
    newest = newest_edition()
    before, after = (_edition(values.get(name, ""), newest) for name in ("lan-truoc", "lan-sau"))
    return Moment(day, before), Moment(day, after)


def _edition(text: str, newest: int) -> int:
    """A number of an edition there is. Raises LookupError."""
    if text.isascii() and text.isdigit() and len(text) < 9 and 0 < int(text) <= newest:
        return int(text)
    raise LookupError(text)


def suggestions(catalog: Catalog) -> tuple[Link, ...]:
    """What the days of note changed: each compared with the day before it."""
    return tuple(
        Link(
            gettext("Trước và từ %(day)s") % {"day": short_day(one.day)},
            Question(Moment(one.day - ONE_DAY), Moment(one.day)).address,
            _what_changed(one.grants, one.successions),
        )
        for one in days_of_note(catalog)
        if one.day > date.min
    )


def _what_changed(grants: int, successions: int) -> str:
    if grants and successions:
        return gettext("%(grants)d lượt giao quyền bắt đầu hoặc chấm dứt, %(steps)d lần sắp xếp đơn vị") % {
            "grants": grants,
            "steps": successions,
        }
    if successions:
        return gettext("%d lần sắp xếp đơn vị") % successions
    return gettext("%d lượt giao quyền bắt đầu hoặc chấm dứt") % grants


def fields_to_choose(catalog: Catalog) -> list[tuple[str, str]]:
    """Every field of law with its name, for a list."""
    return sorted(catalog.fields.items(), key=lambda item: in_order(item[1]))
