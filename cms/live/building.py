"""From what live cards ask to what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext

from cms import wording
from cms.addresses import (
    in_this_edition,
    instrument_address,
    office_address,
    power_address,
    question_address,
    unit_address,
)
from cms.answers import answer
from cms.catalog import Catalog
from cms.days import span
from cms.holders import until_in_words
from cms.links import Link, instrument_link, office_link, power_link, recipient_link, unit_link
from cms.live.asking import (
    MOST_ROWS,
    AnswerAsked,
    Asked,
    CutAsked,
    InstrumentAsked,
    OfficeAsked,
    PowerAsked,
    UnitAsked,
)
from cms.live.cards import AnswerCard, Card, CutCard, CutLine, GrantsCard, MissingCard, OfficeCard, UnitCard
from cms.live.gathering import ROWS_OF_A_CARD, Gathered
from cms.matching import in_order
from cms.questions import read_question
from cms.sheets.grants import grant_rows
from cms.sheets.instrument import instrument_standing
from cms.sheets.unit import unit_sheet
from cms.terms import instrument_end
from delegation.authority import entitlements


def cards_of(catalog: Catalog, asked: Collection[Asked], today: date, matrix: str) -> Mapping[Asked, Card]:
    """A card for everything that is asked; `matrix` is where the matrix is shown, empty where it is not."""
    missing = {one: card for one in asked if (card := _missing(catalog, one, one.day or today)) is not None}
    recorded = {one for one in asked if one not in missing}
    if not recorded:
        return missing
    gathered = Gathered(catalog, recorded, today)
    return {**missing, **{one: _card(gathered, one, matrix) for one in recorded}}


def _card(gathered: Gathered, asked: Asked, matrix: str) -> Card:
    match asked:
        case AnswerAsked():
            return _answer(gathered, asked)
        case PowerAsked():
            return _power(gathered, asked)
        case InstrumentAsked():
            return _instrument(gathered, asked)
        case CutAsked():
            return _cut(gathered, asked, matrix)
        case UnitAsked():
            return _unit(gathered, asked)
        case OfficeAsked():
            return _office(gathered, asked)


def _missing(catalog: Catalog, asked: Asked, day: date) -> MissingCard | None:
    """The card for a key that the catalog does not have; None where it has all of them."""
    directory = catalog.register.directory
    match asked:
        case AnswerAsked() if asked.power in catalog.powers and asked.place not in catalog.register.geography:
            return _not_there(asked.place, unit_address(asked.place), day)
        case AnswerAsked() | PowerAsked() if asked.power not in catalog.powers:
            return _not_there(asked.power, power_address(asked.power), day)
        case InstrumentAsked() if asked.instrument not in catalog.instruments:
            return _not_there(asked.instrument, instrument_address(asked.instrument), day)
        case CutAsked() if asked.field not in catalog.fields:
            return _not_there(asked.field, "", day)
        case CutAsked() if asked.recipient and not (
            asked.recipient in directory.scopes or asked.recipient in directory.offices
        ):
            return _not_there(asked.recipient, "", day)
        case UnitAsked() if asked.unit not in catalog.register.geography:
            return _not_there(asked.unit, unit_address(asked.unit), day)
        case OfficeAsked() if asked.office not in directory.offices:
            # Without its "/" a key is no office's, and has no address.
            address = office_address(asked.office) if "/" in asked.office.strip("/") else ""
            return _not_there(asked.office, address, day)
    return None


def _not_there(key: str, address: str, day: date) -> MissingCard:
    words = gettext("Mục này không còn trong sổ, hoặc chưa có ở lần ghi đang xem.")
    return MissingCard(words, Link(key, address), day)


def _answer(gathered: Gathered, asked: AnswerAsked) -> AnswerCard:
    day = gathered.day(asked)
    sent = {"viec": asked.power, "noi": asked.place, "ngay": day.isoformat()}
    given = answer(gathered.catalog, read_question(sent, day), asked.power, asked.place, day)
    return AnswerCard(given, question_address(**sent), day)


def _power(gathered: Gathered, asked: PowerAsked) -> GrantsCard:
    catalog, day = gathered.catalog, gathered.day(asked)
    grants = gathered.grants_in_force(asked)
    title = power_link(catalog, asked.power, day)
    return GrantsCard(
        title=Link(title.text, title.address),
        note=title.note,
        standing="",
        standing_words="",
        until="",
        rows=tuple(grant_rows(catalog, gathered.on(asked), grants[:ROWS_OF_A_CARD])),
        total=len(grants),
        day=day,
    )


def _instrument(gathered: Gathered, asked: InstrumentAsked) -> GrantsCard:
    catalog, day, on = gathered.catalog, gathered.day(asked), gathered.on(asked)
    grants, total = gathered.grants_made(asked)
    link = instrument_link(catalog, asked.instrument)
    state = instrument_standing(on, asked.instrument)
    end = instrument_end(catalog.register, asked.instrument)
    return GrantsCard(
        title=Link(link.text, instrument_address(asked.instrument, day)),
        note=link.note,
        standing=state,
        standing_words=wording.word(wording.IN_FORCE, state),
        until=until_in_words(catalog, end, asked.instrument),
        rows=tuple(grant_rows(catalog, on, grants)),
        total=total,
        day=day,
    )


def _cut(gathered: Gathered, asked: CutAsked, matrix: str) -> CutCard:
    catalog, day, on = gathered.catalog, gathered.day(asked), gathered.on(asked)
    rows = gathered.rows(asked)
    shown = rows[: min(asked.rows, MOST_ROWS)]
    laid_out = {row.grant: row for row in grant_rows(catalog, on, {row.grant: None for row in shown})}
    recipient = catalog.recipient_name(asked.recipient) if asked.recipient else ""
    kind = wording.word(wording.GRANT_KIND, asked.kind) if asked.kind else ""
    return CutCard(
        title=catalog.fields[asked.field],
        narrowed=tuple(words for words in (kind, recipient) if words),
        lines=tuple(
            CutLine(
                power=power_link(catalog, row.grant.power, day),
                recipient=recipient_link(catalog, row.recipient, day),
                row=laid_out[row.grant.grant],
            )
            for row in shown
        ),
        total=len(rows),
        address=_cut_address(asked, day, matrix, recipient),
        day=day,
    )


def _cut_address(asked: CutAsked, day: date, matrix: str, recipient: str) -> str:
    if not matrix:
        return ""
    query = {"linh-vuc": asked.field, "hinh-thuc": asked.kind, "co-quan": recipient}
    filled = urlencode({name: value for name, value in query.items() if value})
    return in_this_edition(f"{matrix.partition('?')[0]}{day.isoformat()}/?{filled}")


def _unit(gathered: Gathered, asked: UnitAsked) -> UnitCard:
    day = gathered.day(asked)
    sheet = unit_sheet(gathered.catalog, asked.unit, day)
    return UnitCard(
        unit=Link(sheet.name, unit_address(asked.unit, day)),
        kind=sheet.kind,
        existence=sheet.existence,
        absence=sheet.absence,
        lies_in=sheet.lies_in,
        made_of=sheet.made_of,
        went_into=sheet.went_into,
        now_in=sheet.now_in,
        day=day,
    )


def _office(gathered: Gathered, asked: OfficeAsked) -> OfficeCard:
    catalog, day = gathered.catalog, gathered.day(asked)
    record = catalog.register.directory.offices[asked.office]
    powers = {item.holding.grant.power for item in entitlements(gathered.on_for_office(asked), asked.office)}
    fields = Counter(catalog.fields.get(field := catalog.powers[power].field, field) for power in powers)
    return OfficeCard(
        office=office_link(catalog, asked.office, day),
        kind=wording.word(wording.OFFICE_KIND, record.kind),
        unit=unit_link(catalog, record.unit, day),
        existence=span(record.period.start, record.period.last_day),
        exists=catalog.register.directory.exists(asked.office, day),
        total=len(powers),
        fields=tuple(sorted(fields.items(), key=lambda item: (-item[1], in_order(item[0])))),
        day=day,
    )
