"""The page for a record that the register holds no longer, or not yet at the edition that is being read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve, reverse

from cms.absence import Fate, NotRecorded, Record, fate_of, written_otherwise
from cms.addresses import edition_address, in_this_edition
from cms.catalog import current_catalog
from cms.days import BadDay, read_day
from cms.links import Link
from cms.log.names import names_at, row_link
from cms.newest import newest_edition
from cms.presenting import present
from delegation.dossiers.entries import described

GONE = 410
NOT_FOUND = 404


def absent_page(request: HttpRequest, absent: NotRecorded) -> HttpResponse:
    """What to answer for an address under which the register has nothing now."""
    if absent.record:
        address = _other_writing(request, absent.record)
        if address:
            return HttpResponsePermanentRedirect(address)
        fate = fate_of(absent.record, current_catalog().edition.number)
        if fate:
            return _fate_page(request, fate)
    context = {"message": absent.message, "sought": absent.sought}
    return present(request, "pages/not_recorded.html", context, status=NOT_FOUND)


def path_written_otherwise(path: str) -> str | None:
    """The path of a page of the register that this one is another writing of: a day as 1-7-2025, a slash too many."""
    segments = [_day_as_in_paths(segment) for segment in path.split("/") if segment]
    written = "/".join(["", *segments, ""])
    if written == path:
        return None
    try:
        found = resolve(written)
    except Resolver404:
        return None
    return written if found.namespace == "register" else None


def _day_as_in_paths(segment: str) -> str:
    try:
        return read_day(segment).isoformat()
    except BadDay:
        return segment


def _fate_page(request: HttpRequest, fate: Fate) -> HttpResponse:
    """A withdrawn record is gone; one that came later is only not found at this edition."""
    shown_at = fate.gone_in - 1 if fate.gone_in else fate.told_in
    newest = newest_edition()
    context = {
        "fate": fate,
        "record": _link(fate.record, shown_at),
        "instead": [link for one in fate.instead if (link := _link(one, newest, at_newest=True))],
        "told_at": edition_address(fate.told_in),
        "later": _link(fate.record, fate.back_in) if fate.back_in else None,
    }
    return present(request, "pages/gone.html", context, status=GONE if fate.gone_in else NOT_FOUND)


def _link(record: Record, edition: int, *, at_newest: bool = False) -> Link | None:
    """The record as it stood at an edition; None where it did not."""
    table, key = record
    rows = [(table, cells) for cells in described(table, [key], edition).values()]
    if not rows:
        return None
    return row_link(names_at(edition, rows), *rows[-1], None if at_newest else edition)


def _other_writing(request: HttpRequest, record: Record) -> str | None:
    """The address asked for, with the key as the register writes it."""
    known, match = written_otherwise(record), request.resolver_match
    if known is None or match is None:
        return None
    table, _key = record
    keys = {"key": known}
    if table == "units":
        keys = {"unit": known}
    elif table == "offices":
        unit, _, post = known.partition("/")
        keys = {"unit": unit, "post": post}
    query = request.GET.urlencode()
    address = reverse(match.view_name, kwargs={**match.kwargs, **keys})
    return f"{address}?{query}" if query else in_this_edition(address)
