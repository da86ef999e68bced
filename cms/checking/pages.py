"""From what a short address stands for back to the page that was seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from cms.addresses import (
    at_edition,
    competence_address,
    difference_address,
    edition_address,
    field_address,
    in_this_edition,
    instrument_address,
    log_address,
    office_address,
    power_address,
    prospect_address,
    question_address,
    search_address,
    unit_address,
    with_query,
)
from cms.leading_pages import matrix_address
from cms.matrix.addresses import class_address
from cms.references import Reference
from cms.subjects import Subject

Keys = tuple[str, ...]
Query = Mapping[str, str]
Address = Callable[[Keys, date | None, Query], str]


def _answer(keys: Keys, day: date | None, query: Query) -> str:
    power, unit = keys
    return question_address(viec=power, noi=unit, ngay=_in_path(day), **query)


def _competence(keys: Keys, day: date | None, query: Query) -> str:
    office, power, unit = keys
    return competence_address(co_quan=office, viec=power, noi=unit, ngay=_in_path(day), **query)


def _difference(keys: Keys, _day: date | None, _query: Query) -> str:
    before, after, about, key = keys
    return difference_address(before, after, about, key)


def _edition(keys: Keys, _day: date | None, _query: Query) -> str:
    (number,) = keys
    return edition_address(int(number))


def _log(keys: Keys, _day: date | None, _query: Query) -> str:
    (kind,) = keys
    return log_address(kind)


def _matrix(_keys: Keys, day: date | None, query: Query) -> str:
    return with_query(in_this_edition(_matrix_of(day)), query)


def _matrix_class(keys: Keys, day: date | None, _query: Query) -> str:
    office_class, power = keys if len(keys) > 1 else (*keys, "")
    return class_address(_matrix_of(day), office_class, power)


def _prospect(_keys: Keys, day: date | None, _query: Query) -> str:
    return prospect_address(day)


def _search(keys: Keys, _day: date | None, _query: Query) -> str:
    (text,) = keys
    return search_address(text)


def _of_one(address: Callable[[str, date | None], str]) -> Address:
    """A page of one record, on a day, of which the query chooses a part."""

    def built(keys: Keys, day: date | None, query: Query) -> str:
        (key,) = keys
        return with_query(address(key, day), query)

    return built


ADDRESSES: Final[dict[str, Address]] = {
    "answer": _answer,
    "competence": _competence,
    "difference": _difference,
    "edition": _edition,
    "field": _of_one(field_address),
    "instrument": _of_one(instrument_address),
    "log": _log,
    "matrix": _matrix,
    "matrix_class": _matrix_class,
    "office": _of_one(office_address),
    "power": _of_one(power_address),
    "prospect": _prospect,
    "search": _search,
    "unit": _of_one(unit_address),
}


def subject_of(reference: Reference, query: Query) -> Subject:
    """What was seen, with its address at the edition that is being read. Raises LookupError, ValueError for no page."""
    address = ADDRESSES[reference.view](reference.keys, reference.day, query)
    return Subject(reference.view, address, reference.keys, reference.day, tuple(query.items()))


def _matrix_of(day: date | None) -> str:
    """The matrix of a day. Raises LookupError while no page of it is published."""
    with at_edition(None):
        base = matrix_address()
    if not base:
        raise LookupError(base)
    return f"{base}{_in_path(day)}/" if day else base


def _in_path(day: date | None) -> str:
    return day.isoformat() if day else ""
