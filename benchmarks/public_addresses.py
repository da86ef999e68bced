"""Addresses of every view of the public register, over the register that a fresh start loads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Final
from urllib.parse import quote

from cms.addresses import (
    competence_address,
    difference_address,
    edition_address,
    field_address,
    instrument_address,
    log_address,
    office_address,
    power_address,
    prospect_address,
    question_address,
    search_address,
    taken_away,
    unit_address,
)
from cms.catalog import current_catalog
from cms.references import Reference, code_of
from cms.stamps import reference_address
from delegation.models import FieldEntry
from delegation.reading import register_at
from delegation.register import Register

_LATEST: Final = date(2026, 11, 28)
_EARLIEST: Final = date(2021, 1, 2)
_SEARCHED: Final = (
    "giay phep xay dung",
    "khai sanh",
    "phường Thảo Điền, Quận 2",
    "31/2011/QĐ-UBND",
    "chung thuc",
    "Hoà Hiệp",
)


def addresses(count: int) -> dict[str, list[str]]:
    """So many addresses of each view."""
    chosen = _Chosen(register_at(), Random(7))
    return {view: [make(chosen) for _ in range(count)] for view, make in _VIEWS.items()}


class _Chosen:
    """Draws records and days."""

    def __init__(self, register: Register, random: Random) -> None:
        self._register = register
        self._random = random
        granted = register.grants.of_all_powers(register.powers)
        self._powers = sorted(power for power, grants in granted.items() if grants)
        self._offices = sorted(register.directory.offices)
        self._fields = sorted(FieldEntry.objects.recorded().values_list("field_id", flat=True))
        self._instruments = sorted(register.instruments)

    def day(self) -> date:
        """A day on which the city is recorded."""
        return _EARLIEST + timedelta(days=self._random.randrange((_LATEST - _EARLIEST).days))

    def power(self) -> str:
        """A power that somebody has been granted."""
        return self._random.choice(self._powers)

    def office(self) -> str:
        """An office."""
        return self._random.choice(self._offices)

    def field(self) -> str:
        """A field of law."""
        chosen: str = self._random.choice(self._fields)
        return chosen

    def instrument(self) -> str:
        """An instrument."""
        return self._random.choice(self._instruments)

    def unit(self, day: date) -> str:
        """A unit that exists on the day."""
        return self._random.choice(sorted(version.unit for version in self._register.geography.existing(day)))

    def searched(self) -> str:
        """Something that somebody looks for."""
        return self._random.choice(_SEARCHED)


def _answer(chosen: _Chosen) -> str:
    day = chosen.day()
    return question_address(viec=chosen.power(), noi=chosen.unit(day), ngay=day.isoformat())


def _unit(chosen: _Chosen) -> str:
    day = chosen.day()
    return unit_address(chosen.unit(day), day)


def _competence(chosen: _Chosen) -> str:
    day = chosen.day()
    return competence_address(
        co_quan=chosen.office(), viec=chosen.power(), noi=chosen.unit(day), ngay=day.isoformat()
    )


def _check(chosen: _Chosen) -> str:
    """Of the print of a page of an office, in the newest edition."""
    catalog = current_catalog()
    reference = Reference(catalog.edition.number, "office", chosen.day(), (chosen.office(),))
    return reference_address(code_of(reference, catalog.keys))


def _matrix_of_unit(chosen: _Chosen) -> str:
    day = chosen.day()
    return f"/ma-tran/{day}/?don-vi={quote(chosen.unit(day))}"


def _difference(chosen: _Chosen, about: str = "", key: str = "") -> str:
    before, after = sorted((chosen.day(), chosen.day()))
    return difference_address(f"/{before}", f"/{after}", about, key)


_VIEWS: Final[dict[str, Callable[[_Chosen], str]]] = {
    "home": lambda _: "/",
    "answer": _answer,
    "power": lambda chosen: power_address(chosen.power(), chosen.day()),
    "unit": _unit,
    "office": lambda chosen: office_address(chosen.office(), chosen.day()),
    "instrument": lambda chosen: instrument_address(chosen.instrument(), chosen.day()),
    "competence": _competence,
    "field": lambda chosen: field_address(chosen.field(), chosen.day()),
    "matrix": lambda chosen: f"/ma-tran/{chosen.day()}/",
    "matrix of a unit": _matrix_of_unit,
    "class of offices": lambda chosen: f"/ma-tran/{chosen.day()}/nhom/chair.commune/",
    "whole matrix": lambda chosen: f"/ma-tran/{chosen.day()}/?xem=tat-ca",
    "difference of a power": lambda chosen: _difference(chosen, "power", chosen.power()),
    "difference of an office": lambda chosen: _difference(chosen, "office", chosen.office()),
    "difference of a unit": lambda chosen: _difference(chosen, "unit", chosen.unit(_LATEST)),
    "difference of the whole register": _difference,
    "prospect": lambda _: prospect_address(),
    "choosing two days": lambda _: "/khac-nhau/",
    "log": lambda _: log_address(),
    "edition": lambda _: edition_address(1),
    "open data": lambda _: "/du-lieu/",
    "check of a print": _check,
    "coverage": lambda _: "/muc-do-day-du/",
    "article": lambda _: "/huong-dan/cach-doc-so/",
    "following": lambda chosen: f"/theo-doi/tham-quyen/{chosen.power()}/",
    "feed": lambda chosen: f"/theo-doi/tham-quyen/{chosen.power()}/tin.atom",
    "search": lambda chosen: search_address(chosen.searched()),
    "power as CSV": lambda chosen: taken_away(power_address(chosen.power(), chosen.day()), "csv"),
}
