"""What a page of the matrix is about: the day, what was asked, and what its editors show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import gettext

from cms.absence import NotRecorded
from cms.addresses import FORMS, KeyConverter, in_this_edition
from cms.catalog import Catalog
from cms.days import read_day
from cms.matrix.addresses import class_address
from cms.matrix.asked import Asked, read_asked
from cms.matrix.layout import day_layout
from cms.matrix.sheet import Restriction
from cms.subjects import Subject
from delegation.office_classes import OfficeClass

# Beside what a reader asks, a subject says what the editors of its page show; "." stands in no name of a query.
_ONLY_CLASSES = "trang.nhom"


def matrix_subject(base: str, day: date, asked: Asked, only: Restriction) -> Subject:
    """The matrix of a day as asked; its keys are the fields that the page shows, none for all."""
    kept = tuple((name, value) for name, value in asked.query if name not in ("trang", "xem", "so-dong"))
    address = in_this_edition(f"{base}?{urlencode(kept)}" if kept else base)
    classes = ((_ONLY_CLASSES, ";".join(sorted(only.classes))),) if only.classes else ()
    return Subject("matrix", address, tuple(sorted(only.fields)), day, (*kept, *classes))


def read_matrix_subject(subject: Subject) -> tuple[Asked, Restriction]:
    """What the subject of a matrix asks, and within what."""
    query = dict(subject.query)
    classes = query.get(_ONLY_CLASSES, "")
    return read_asked(query), Restriction(
        frozenset(subject.keys), frozenset(classes.split(";") if classes else ())
    )


@dataclass(frozen=True, slots=True)
class ClassAsked:
    """A class of offices on a day, for a power or none, to be read or, with a form, taken away.

    `is_permanent`: the day stands in the address as it always does.
    """

    day: date
    key: str
    power: str
    form: str
    is_permanent: bool

    @classmethod
    def read(cls, day: str, key: str, power: str = "", form: str = "") -> ClassAsked:
        """What an address asks. Raises BadDay, and Http404 for an unknown form."""
        if form and form not in FORMS:
            raise Http404
        shown, plain = read_day(day), KeyConverter().to_python
        return cls(shown, plain(key), plain(power), form, day == shown.isoformat())

    def office_class(self, catalog: Catalog) -> OfficeClass:
        """The class. Raises NotRecorded where the register has no such class or no such power."""
        if self.power and self.power not in catalog.powers:
            message = gettext("Sổ không có thẩm quyền nào mang mã “%s”.") % self.power[:80]
            raise NotRecorded(message, self.power)
        found = day_layout(catalog, self.day).classes.find(self.key)
        if found is None:
            raise NotRecorded(gettext("Sổ không có nhóm cơ quan nào mang mã “%s”.") % self.key[:80], "")
        return found

    def subject(self, base: str) -> Subject:
        """What its page is about; `base` is the address of the day's matrix."""
        keys = (self.key, self.power) if self.power else (self.key,)
        return Subject("matrix_class", class_address(base, self.key, self.power), keys, self.day)
