"""Narrowing a list of records: by the unit it is an affair of, by document, by field of law, by a day of effect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from delegation.dossiers.entries import shelf_of
from delegation.editing.records.effect import (
    changes_acting,
    grants_running,
    instruments_in_force,
    relations_acting,
    within,
)
from delegation.editing.records.searching import has_word, searched
from delegation.editing.records.tables import Listed
from delegation.editing.typed import day_typed
from delegation.models import FieldEntry, GrantEntry, InstrumentEntry, PowerEntry
from units.models import OfficeEntry, UnitVersion

LONGEST_FILTER: Final = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed by, as it was typed; `day` is None where none was asked or none could be read."""

    text: str = ""
    unit: str = ""
    instrument: str = ""
    field: str = ""
    on: str = ""
    identity: str = ""
    order: str = ""
    day: date | None = None
    problems: tuple[str, ...] = ()

    def query(self) -> dict[str, str]:
        """The same as parts of an address, empty ones left out."""
        parts = {name: getattr(self, of) for of, name in _NAMES.items()}
        return {name: text for name, text in parts.items() if text}


_NAMES: Final = {
    "text": "q",
    "unit": "don-vi",
    "instrument": "van-ban",
    "field": "linh-vuc",
    "on": "ngay",
    "identity": "ma",
    "order": "theo",
}


def read_asked(sent: Mapping[str, str], listed: Listed) -> Asked:
    """What an address asks for; what the table cannot be narrowed by is left out."""
    said = {
        of: sent.get(name, "").replace("\0", "").strip()[:LONGEST_FILTER]
        for of, name in _NAMES.items()
        if of in ("text", "identity", "order") or of in listed.filters
    }
    if said.get("order", "").removeprefix("-") not in listed.orders:
        said["order"] = ""
    day = day_typed(said["on"]) if said.get("on") else None
    problems = (
        (_("“%s” không phải là một ngày có trong lịch; hãy viết ngày như 01/07/2025.") % said["on"][:40],)
        if said.get("on") and day is None
        else ()
    )
    return Asked(**said, day=day, problems=problems)


def narrowed(listed: Listed, asked: Asked) -> QuerySet[Any]:
    """The recorded rows that are asked for, in the order asked for; none while something cannot be read."""
    shelf = shelf_of(listed.name)
    rows: QuerySet[Any] = shelf.model.objects.recorded()
    if asked.problems:
        rows = rows.none()
    rows = searched(rows, listed.name, asked.text)
    for name in listed.filters:
        wanted = asked.day if name == "on" else getattr(asked, name)
        if wanted:
            rows = rows.filter(_FILTERS[name, listed.name](wanted))
    if asked.identity:
        rows = rows.filter(**{shelf.fields[0]: asked.identity})
    return rows.order_by(*_order(listed, asked.order))


def _order(listed: Listed, order: str) -> list[Any]:
    """The order, the same on both databases: what is unknown stands before everything else."""
    expression = F(listed.orders[order.removeprefix("-") or next(iter(listed.orders))])
    if order.startswith("-"):
        return [expression.desc(nulls_last=True), F("id").desc()]
    return [expression.asc(nulls_first=True), F("id").asc()]


def _units(text: str) -> QuerySet[Any]:
    """The units meant: one of whose names has every word, or whose code or key is the text."""
    called = reduce(and_, map(has_word, text.split()))
    return UnitVersion.objects.recorded().filter(called | Q(code=text) | Q(unit=text)).values("unit")


def _offices(text: str) -> QuerySet[Any]:
    return OfficeEntry.objects.recorded().filter(unit__in=_units(text)).values("office")


def _instruments(text: str) -> QuerySet[Any]:
    """The documents meant: whose number, kind and title have every word, or whose key is the text."""
    called = reduce(and_, map(has_word, text.split()))
    return InstrumentEntry.objects.recorded().filter(called | Q(instrument=text)).values("instrument")


def _powers(key: str) -> QuerySet[Any]:
    return PowerEntry.objects.recorded().filter(field=key).values("power")


def _grants(key: str, **which: Any) -> QuerySet[Any]:
    return GrantEntry.objects.recorded().filter(**which).values(key)


_FILTERS: Final[Mapping[tuple[str, str], Callable[[Any], Q]]] = {
    ("unit", "grants"): lambda text: Q(grantor__in=_offices(text)),
    ("unit", "changes"): lambda text: Q(grant__in=_grants("grant", grantor__in=_offices(text))),
    ("unit", "instruments"): lambda text: Q(instrument__in=_grants("instrument", grantor__in=_offices(text))),
    ("unit", "units"): lambda text: Q(unit__in=_units(text)) | Q(parent__in=_units(text)),
    ("unit", "offices"): lambda text: Q(unit__in=_units(text)),
    ("unit", "successions"): lambda text: Q(from_unit__in=_units(text)) | Q(to_unit__in=_units(text)),
    ("instrument", "grants"): lambda text: Q(instrument__in=_instruments(text)),
    ("instrument", "changes"): lambda text: (
        Q(instrument__in=_instruments(text))
        | Q(grant__in=_grants("grant", instrument__in=_instruments(text)))
    ),
    ("instrument", "instrument_relations"): lambda text: (
        Q(instrument__in=_instruments(text)) | Q(target__in=_instruments(text))
    ),
    ("instrument", "successions"): lambda text: Q(instrument__in=_instruments(text)),
    ("field", "grants"): lambda key: Q(power__in=_powers(key)),
    ("field", "changes"): lambda key: Q(grant__in=_grants("grant", power__in=_powers(key))),
    ("field", "instruments"): lambda key: Q(instrument__in=_grants("instrument", power__in=_powers(key))),
    ("field", "powers"): lambda key: Q(field=key),
    ("field", "offices"): lambda key: Q(field=key),
    ("on", "grants"): grants_running,
    ("on", "changes"): changes_acting,
    ("on", "instruments"): instruments_in_force,
    ("on", "instrument_relations"): relations_acting,
    ("on", "units"): within,
    ("on", "offices"): lambda day: (
        within(day) & Q(unit__in=UnitVersion.objects.recorded().filter(within(day)).values("unit"))
    ),
}


def fields_to_choose() -> list[tuple[str, str]]:
    """The fields of law, by name."""
    named = FieldEntry.objects.recorded().order_by("folded").values_list("field_id", "name")
    return list(named)
