"""The page of an office: what it may do on a day, by which texts, until when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from django.utils.translation import gettext

from cms import wording
from cms.addresses import difference_address, field_address
from cms.catalog import Catalog
from cms.days import long_day, span
from cms.holders import until_in_words
from cms.links import Link, instrument_link, office_link, power_link, territory_link, unit_link
from cms.matching import all_words_in, clean, in_order, words_of
from cms.matrix.layout import SOON
from cms.pager import Pager, paginate
from cms.terms import begins, holding_end
from delegation.authority import Entitlement, entitlements
from delegation.records import GRANT_KINDS

ROWS_A_PAGE = 40
# Since then there are no districts: what offices may do has changed most on this day (Luật 72/2025/QH15, Điều 54).
TWO_LEVELS: Final = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class RightRow:
    """One power that the office holds on the day; `last` is the last day on which it does, as far as known."""

    grant: str
    power: Link
    kind: str
    on_behalf_of: Link | None
    limits: tuple[str, ...]
    conditions: str
    territory: Link | None
    instrument: Link
    citation: str
    since: date
    last: date | None
    until: str
    ends_soon: bool
    defects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldOfRights:
    """The rights of one field of law, one after the other."""

    field: Link
    rights: tuple[RightRow, ...]


@dataclass(frozen=True, slots=True)
class FieldCount:
    """A field of law with how many rights lie in it, for the filter."""

    field: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class OfficeSheet:
    """An office on a day.

    `kinds` are key, words and number of its rights; `since_reform` is where it is compared with the first day of the
    government of two levels, empty before that day.
    """

    office: str
    name: str
    kind: str
    unit: Link
    existence: str
    day: date
    absence: str
    fields: tuple[FieldCount, ...]
    query: str
    rights_in_all: int
    kinds: tuple[tuple[str, str, int], ...]
    since_reform: str
    reform_day: date
    rights: Pager[FieldOfRights]


def office_sheet(catalog: Catalog, office: str, day: date, sent: Mapping[str, str]) -> OfficeSheet:
    """The page of a recorded office; `sent` may hold linh-vuc, q and trang."""
    record = catalog.register.directory.offices[office]
    held = entitlements(catalog.day(day), office)
    fields = Counter(catalog.powers[item.holding.grant.power].field for item in held)
    chosen, query = clean(sent.get("linh-vuc", "")), clean(sent.get("q", ""))
    kept = asked_rights(catalog, held, sent)
    exists = catalog.register.directory.exists(office, day)
    return OfficeSheet(
        office=office,
        name=record.name,
        kind=wording.word(wording.OFFICE_KIND, record.kind),
        unit=unit_link(catalog, record.unit, day),
        existence=span(record.period.start, record.period.last_day),
        day=day,
        absence=""
        if exists
        else gettext("Cơ quan này không tồn tại vào %(day)s, nên không có thẩm quyền nào vào ngày đó.")
        % {"day": long_day(day)},
        fields=tuple(
            FieldCount(field, catalog.fields.get(field, field), count, field == chosen)
            for field, count in sorted(
                fields.items(), key=lambda item: in_order(catalog.fields.get(item[0], item[0]))
            )
        ),
        query=query,
        rights_in_all=len(held),
        kinds=tuple(_kinds(held)),
        since_reform=difference_address(f"/{TWO_LEVELS}", f"/{day}", "office", office)
        if day > TWO_LEVELS
        else "",
        reform_day=TWO_LEVELS,
        rights=_rows(catalog, kept, day, sent),
    )


def asked_rights(catalog: Catalog, held: Sequence[Entitlement], sent: Mapping[str, str]) -> list[Entitlement]:
    """The rights that are asked for by linh-vuc and q, by field and power."""
    chosen, query = clean(sent.get("linh-vuc", "")), clean(sent.get("q", ""))
    kept = [item for item in held if _is_asked_for(catalog, item, chosen, query)]
    return sorted(
        kept,
        key=lambda item: (_field_name(catalog, item), item.holding.grant.power, item.holding.grant.grant),
    )


def _is_asked_for(catalog: Catalog, item: Entitlement, field: str, query: str) -> bool:
    power = catalog.powers[item.holding.grant.power]
    return (not field or power.field == field) and (not query or all_words_in(words_of(query), power.folded))


def _field_name(catalog: Catalog, item: Entitlement) -> str:
    field = catalog.powers[item.holding.grant.power].field
    return catalog.fields.get(field, field)


def _rows(
    catalog: Catalog, kept: list[Entitlement], day: date, sent: Mapping[str, str]
) -> Pager[FieldOfRights]:
    pager = paginate(kept, sent.get("trang", ""), ROWS_A_PAGE, sent)
    rows = zip(pager.items, right_rows(catalog, pager.items, day), strict=True)
    by_field = groupby(rows, lambda pair: catalog.powers[pair[0].holding.grant.power].field)
    return pager.showing(
        [
            FieldOfRights(
                Link(catalog.fields.get(field, field), field_address(field, day)),
                tuple(row for _item, row in pairs),
            )
            for field, pairs in by_field
        ]
    )


def _kinds(held: Sequence[Entitlement]) -> Iterator[tuple[str, str, int]]:
    counted = Counter(item.holding.grant.kind for item in held)
    for kind in GRANT_KINDS:
        if counted[kind]:
            yield kind, wording.word(wording.GRANT_KIND, kind), counted[kind]


def right_rows(catalog: Catalog, items: Sequence[Entitlement], day: date) -> list[RightRow]:
    """Rows in the order given; what is shown beside the rule is read in one statement."""
    cards = catalog.grant_cards(item.holding.grant.grant for item in items)
    return [_row(catalog, item, day, cards[item.holding.grant.grant].citation) for item in items]


def _row(catalog: Catalog, item: Entitlement, day: date, citation: str) -> RightRow:
    holding = item.holding
    grant = holding.grant
    behalf = grant.grantor if grant.kind == "delegation" else None
    end = holding_end(catalog.day(day), grant, holding.office)
    return RightRow(
        grant=grant.grant,
        power=power_link(catalog, grant.power, day),
        kind=wording.word(wording.GRANT_KIND, grant.kind),
        on_behalf_of=office_link(catalog, behalf, day) if behalf else None,
        limits=tuple(wording.limit_in_words(limit) for limit in holding.open_limits({})),
        conditions=grant.conditions,
        territory=territory_link(catalog, grant.territory),
        instrument=instrument_link(catalog, grant.instrument),
        citation=citation,
        since=begins(catalog.register, grant),
        last=end.last if end else None,
        until=until_in_words(catalog, end, grant.instrument),
        ends_soon=end is not None and end.last - day < SOON,
        defects=tuple(wording.word(wording.DEFECT, defect) for defect in holding.defects),
    )
