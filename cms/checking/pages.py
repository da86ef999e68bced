"""From what a short address stands for back to the page that was seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final
from urllib.parse import urlencode

from cms.addresses import (
    in_this_edition,
    instrument_address,
    office_address,
    power_address,
    question_address,
    unit_address,
)
from cms.references import Reference
from cms.subjects import Subject

Keys = tuple[str, ...]
Query = Mapping[str, str]
Address = Callable[[Keys, date | None, Query], str]


def _answer(keys: Keys, day: date | None, query: Query) -> str:
    power, unit = keys
    return question_address(viec=power, noi=unit, ngay=day.isoformat() if day else "", **query)


def _of_one(address: Callable[[str, date | None], str]) -> Address:
    """A page of one record, on a day, of which the query chooses a part."""

    def built(keys: Keys, day: date | None, query: Query) -> str:
        (key,) = keys
        return with_query(address(key, day), query)

    return built


ADDRESSES: Final[dict[str, Address]] = {
    "answer": _answer,
    "instrument": _of_one(instrument_address),
    "office": _of_one(office_address),
    "power": _of_one(power_address),
    "unit": _of_one(unit_address),
}


def subject_of(reference: Reference, query: Query) -> Subject:
    """What was seen, with its address at the edition that is being read. Raises KeyError, ValueError for no page."""
    address = ADDRESSES[reference.view](reference.keys, reference.day, query)
    return Subject(reference.view, address, reference.keys, reference.day, tuple(query.items()))


def with_query(address: str, query: Query) -> str:
    """The address with a query; an edition that it names stays."""
    filled = {name: value for name, value in query.items() if value}
    if not filled:
        return address
    return in_this_edition(f"{address}{'&' if '?' in address else '?'}{urlencode(filled)}")
