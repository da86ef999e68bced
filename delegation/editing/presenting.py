"""What the desk calls units, people, days and dossiers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from delegation.bundle.format import TABLES
from delegation.dossiers.content import RECORD
from delegation.models import Dossier, DossierLine, DossierState
from units.geography import Geography
from units.models import User
from units.reading import newest_geography

_MOST_NAMED: Final = 5
# How a state is set off beside its words: the classes of Wagtail's own labels.
STATE_TONE: Final = {
    DossierState.DRAFT: "",
    DossierState.SUBMITTED: "desk-status--heed",
    DossierState.APPROVED: "desk-status--calm",
    DossierState.PUBLISHED: "desk-status--good",
    DossierState.DISCARDED: "desk-status--gone",
}


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A dossier as lists show it; `number` is that of its own document, "" before it has one."""

    dossier: Dossier
    unit: str
    number: str

    @property
    def tone(self) -> str:
        """How the state is set off."""
        return STATE_TONE[DossierState(self.dossier.state)]


def rows_of(dossiers: Iterable[Dossier]) -> list[DossierRow]:
    """Dossiers as lists show them, in their order."""
    shown = list(dossiers)
    if not shown:
        return []
    numbers, geography = numbers_of([dossier.pk for dossier in shown]), newest_geography()
    return [
        DossierRow(dossier, unit_name(dossier.unit_id, geography), numbers.get(dossier.pk, ""))
        for dossier in shown
    ]


def numbers_of(dossiers: Iterable[int] | QuerySet[Dossier, Any]) -> dict[int, str]:
    """The number of each dossier's own document, where it has one."""
    lines = DossierLine.objects.filter(table="instruments", act=RECORD, dossier__in=dossiers)
    found: dict[int, str] = {}
    for dossier, number in lines.order_by("serial").values_list("dossier_id", "cells__number"):
        found.setdefault(dossier, number or "")
    return found


def unit_name(unit: str, geography: Geography | None = None) -> str:
    """What the unit was last called; its key where it is not recorded. For many, read the geography once."""
    history = (geography or newest_geography()).history(unit)
    return history[-1].name if history else unit


def person_name(user: User) -> str:
    """What a person is called."""
    return user.get_full_name() or user.get_username()


def named(people: Iterable[User]) -> str:
    """A few people by name, and how many there are besides."""
    names = sorted(person_name(user) for user in people)
    shown = ", ".join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return shown if more <= 0 else _("%(names)s và %(count)d người khác") % {"names": shown, "count": more}


def day_in_words(day: date | None) -> str:
    """A day as it is written in Vietnamese: 05/01/2026; "" for none."""
    return f"{day:%d/%m/%Y}" if day else ""


def table_title(table: str) -> str:
    """What a table of the register is called."""
    return _(TABLES[table].title)


def column_title(table: str, column: str) -> str:
    """What a column is called; its name where the table does not have it."""
    return next((_(one.title) for one in TABLES[table].columns if one.name == column), column)
