"""What the page of an instrument says, as data."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cms.catalog import Catalog
from cms.extracts.extract import Column, Extract, Fact, Table
from cms.extracts.grants import grant_cells, grant_columns, named
from cms.sheets.instrument import (
    InstrumentSheet,
    RelationRow,
    grants_made,
    instrument_sheet,
    rows_of_grants,
)
from cms.subjects import Subject
from units.clock import today


def instrument_extract(catalog: Catalog, subject: Subject) -> Extract:
    """An instrument with everything that it grants and does; its key is the subject's first."""
    (key,) = subject.keys
    day = subject.day or today()
    sheet = instrument_sheet(catalog, key, day, {})
    grants = rows_of_grants(catalog, catalog.day(day), grants_made(catalog, key))
    return Extract(
        name="van-ban",
        title=sheet.card.name,
        facts=_facts(sheet),
        tables=(
            Table(
                "grants",
                _("Thẩm quyền do văn bản này giao"),
                grant_columns(),
                [grant_cells(row) for row in grants],
            ),
            _relations("does", _("Văn bản này tác động đến"), sheet.does),
            _relations("undergoes", _("Văn bản khác tác động đến văn bản này"), sheet.undergoes),
            _changes(sheet),
            _moved(sheet),
        ),
    )


def _facts(sheet: InstrumentSheet) -> tuple[Fact, ...]:
    card = sheet.card
    return (
        Fact("instrument", _("Mã trong sổ"), card.instrument),
        Fact("number", _("Số, ký hiệu"), card.number),
        Fact("type", _("Loại văn bản"), card.type),
        Fact("title", _("Trích yếu"), card.title),
        Fact("issuer", _("Cơ quan ban hành"), card.issuer),
        Fact("signer", _("Người ký"), card.signer),
        Fact("signing_capacity", _("Tư cách ký"), card.signing_capacity),
        Fact("normative", _("Tính chất"), sheet.normative),
        Fact("issued_on", _("Ngày ban hành"), card.issued_on),
        Fact("effective_from", _("Có hiệu lực từ ngày"), sheet.begins),
        Fact("until", _("Hết hiệu lực"), sheet.until),
        Fact("standing", _("Mã tình trạng"), sheet.standing, is_code=True),
        Fact("standing_name", _("Tình trạng"), sheet.standing_words),
        Fact("gazette", _("Công báo"), card.gazette),
        Fact("source", _("Nguồn"), card.source),
        Fact("confidence", _("Mã mức kiểm chứng"), card.confidence, is_code=True),
        Fact("confidence_name", _("Mức kiểm chứng"), sheet.confidence),
        Fact("note", _("Ghi chú"), card.note),
    )


def _relations(key: str, title: str, rows: Iterable[RelationRow]) -> Table:
    return Table(
        key,
        title,
        (
            Column("instrument", _("Mã văn bản"), is_code=True),
            Column("relation", _("Mã quan hệ"), is_code=True),
            Column("relation_name", _("Quan hệ")),
            Column("instrument_name", _("Văn bản")),
            Column("on", _("Từ ngày")),
            Column("until", _("Đến hết ngày")),
            Column("note", _("Ghi chú")),
        ),
        [
            (row.instrument.key, row.relation, row.words, row.instrument.text, row.on, row.until, row.note)
            for row in rows
        ],
    )


def _changes(sheet: InstrumentSheet) -> Table:
    return Table(
        "changes",
        _("Thay đổi với việc giao quyền trước đó"),
        (
            Column("change", _("Mã thay đổi"), is_code=True),
            Column("action", _("Thay đổi")),
            Column("power", _("Mã thẩm quyền"), is_code=True),
            Column("power_title", _("Việc")),
            Column("from", _("Từ ngày")),
            Column("until", _("Đến hết ngày")),
            Column("note", _("Ghi chú")),
        ),
        [
            (row.change, row.action, *named(row.power), row.since, row.until, row.note)
            for row in sheet.changes
        ],
    )


def _moved(sheet: InstrumentSheet) -> Table:
    return Table(
        "successions",
        _("Sắp xếp đơn vị hành chính"),
        (
            Column("from_unit", _("Mã đơn vị cũ"), is_code=True),
            Column("from_unit_name", _("Từ đơn vị")),
            Column("to_unit", _("Mã đơn vị mới"), is_code=True),
            Column("to_unit_name", _("Vào đơn vị")),
            Column("extent", _("Phần")),
            Column("on", _("Từ ngày")),
        ),
        [(*named(row.from_unit), *named(row.to_unit), row.extent, row.on) for row in sheet.moved],
    )
