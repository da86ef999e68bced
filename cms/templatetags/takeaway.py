"""What templates need to give a page away: its stamp, its forms, how it is cited, and a cell of an extract in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from cms.addresses import FORMS, taken_away
from cms.catalog import Catalog, current_catalog
from cms.days import long_day, short_day
from cms.extracts.extract import Cell
from cms.links import Link, instrument_link, office_link, power_link, unit_link
from cms.stamps import Stamp, stamp_of
from cms.subjects import Subject
from cms.wording import number

register = template.Library()


@dataclass(frozen=True, slots=True)
class Takeaway:
    """A page to take away: its stamp, what it is called in a citation, and each form with its address."""

    stamp: Stamp
    called: str
    forms: tuple[Link, ...]

    @property
    def citation(self) -> SafeString:
        """The page as a text cites it, its address being a link."""
        stamp = self.stamp
        said = {
            "page": self.called,
            "day": long_day(stamp.day) if stamp.day else "",
            "edition": stamp.edition,
            "time": stamp.recorded_in_words,
            "address": format_html(
                '<a href="{}">{}</a>', stamp.path or stamp.address, stamp.short or stamp.address
            ),
        }
        return format_html(_pattern(stamp), **said)


def _pattern(stamp: Stamp) -> str:
    if not stamp.edition:
        return gettext("Sổ thẩm quyền Thành phố Hồ Chí Minh, “{page}”, {address}.")
    if not stamp.day:
        return gettext(
            "Sổ thẩm quyền Thành phố Hồ Chí Minh, “{page}”, theo lần ghi sổ số {edition}, {time}, {address}."
        )
    return gettext(
        "Sổ thẩm quyền Thành phố Hồ Chí Minh, “{page}”, tính đến {day}, theo lần ghi sổ số {edition}, {time}, "
        "{address}."
    )


@register.simple_tag
def takeaway_of(subject: Subject) -> Takeaway:
    """How the page of a subject is taken away and cited."""
    catalog = current_catalog()
    return Takeaway(
        stamp_of(catalog, subject),
        called(catalog, subject),
        tuple(Link(form.upper(), taken_away(subject.address, form)) for form in FORMS),
    )


@register.filter
def cell(value: Cell) -> SafeString | str:
    """A cell of an extract as people read it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    if isinstance(value, date):
        return format_html('<time datetime="{}">{}</time>', value.isoformat(), short_day(value))
    return number(value) if isinstance(value, int) else value


def called(catalog: Catalog, subject: Subject) -> str:
    """What a citation calls the page: what kind of page it is, and its records by name."""
    kinds = {
        "answer": gettext("Ai có thẩm quyền"),
        "competence": gettext("Có đúng thẩm quyền không"),
        "difference": gettext("Khác nhau giữa hai ngày"),
        "field": gettext("Lĩnh vực"),
        "instrument": gettext("Văn bản"),
        "log": gettext("Các lần ghi sổ"),
        "matrix": gettext("Ma trận thẩm quyền"),
        "office": gettext("Cơ quan, chức danh"),
        "power": gettext("Thẩm quyền"),
        "search": gettext("Tra cứu"),
        "unit": gettext("Đơn vị hành chính"),
    }
    kind = kinds.get(subject.view, "")
    names = "; ".join(_name(catalog, key, subject.day) for key in subject.keys if key)
    if not (kind and names):
        return kind or names
    return gettext("%(kind)s: %(names)s") % {"kind": kind, "names": names}


def _name(catalog: Catalog, key: str, day: date | None) -> str:
    """What a record is called on the day; a key of no record as it stands."""
    if key in catalog.powers:
        return power_link(catalog, key).text
    if key in catalog.register.geography:
        return unit_link(catalog, key, day).text
    if key in catalog.register.directory.offices:
        return office_link(catalog, key).text
    if key in catalog.instruments:
        return instrument_link(catalog, key).text
    return catalog.fields.get(key, key)


@register.filter
def short(value: date | None) -> str:
    """A day in figures, without mark-up."""
    return short_day(value) if value else ""
