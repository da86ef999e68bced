"""What is to come after a day, as data: one row for each instrument, grant and unit."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms.catalog import Catalog
from cms.extracts.extract import Column, Extract, Fact, Table
from cms.extracts.grants import named
from cms.links import power_link, recipient_link
from cms.prospect.sheet import ProspectSheet, prospect_sheet
from cms.subjects import Subject
from units.clock import today


def prospect_extract(catalog: Catalog, subject: Subject) -> Extract:
    """What begins and ends after the subject's day."""
    sheet = prospect_sheet(catalog, subject.day or today())
    return Extract(
        name="du-kien",
        title=_("Dự kiến: những gì đã ký và ghi nhưng chưa đến ngày"),
        facts=(
            Fact("instruments", _("Văn bản sẽ có hiệu lực"), len(sheet.instruments)),
            Fact("grants", _("Lượt giao quyền sẽ bắt đầu"), sheet.grants_to_come),
            *(
                Fact(
                    f"ending_within_{horizon.days}",
                    _("Lượt giao quyền kết thúc sau %(since)d đến %(days)d ngày")
                    % {"since": horizon.since, "days": horizon.days},
                    horizon.count,
                )
                for horizon in sheet.horizons
            ),
        ),
        tables=(
            _endings(catalog, sheet),
            _beginnings(catalog, sheet),
            Table(
                "instruments",
                _("Văn bản sẽ có hiệu lực"),
                (
                    *_instrument_columns(),
                    Column("begins", _("Từ ngày")),
                    Column("grants", _("Số lượt giao quyền")),
                ),
                [(*named(one.instrument), one.begins, one.grants) for one in sheet.instruments],
            ),
            Table(
                "instruments_to_end",
                _("Văn bản sẽ hết hiệu lực"),
                (*_instrument_columns(), Column("last", _("Đến hết ngày")), Column("cause", _("Vì"))),
                [(*named(one.instrument), one.last, one.cause) for one in sheet.endings],
            ),
            Table(
                "units",
                _("Đơn vị hành chính sẽ thay đổi"),
                (
                    Column("unit", _("Mã đơn vị"), is_code=True),
                    Column("unit_name", _("Đơn vị")),
                    Column("on", _("Từ ngày")),
                    Column("what", _("Thay đổi")),
                ),
                [(*named(one.unit), one.on, one.what) for one in sheet.units],
            ),
        ),
    )


def _instrument_columns() -> tuple[Column, Column]:
    return Column("instrument", _("Mã văn bản"), is_code=True), Column("instrument_name", _("Văn bản"))


def _endings(catalog: Catalog, sheet: ProspectSheet) -> Table:
    return Table(
        "endings",
        _("Lượt giao quyền sẽ kết thúc"),
        (
            Column("grant", _("Mã lần giao"), is_code=True),
            Column("power", _("Mã thẩm quyền"), is_code=True),
            Column("power_title", _("Việc")),
            Column("recipient", _("Mã bên nhận"), is_code=True),
            Column("recipient_name", _("Giao cho")),
            *_instrument_columns(),
            Column("last", _("Đến hết ngày")),
            Column("cause", _("Vì")),
        ),
        [
            (
                ending.row.grant.grant,
                *named(power_link(catalog, ending.row.grant.power)),
                *named(recipient_link(catalog, ending.row.recipient)),
                *named(group.instrument),
                group.last,
                group.cause,
            )
            for horizon in sheet.horizons
            for group in horizon.groups
            for ending in group.endings
        ],
    )


def _beginnings(catalog: Catalog, sheet: ProspectSheet) -> Table:
    return Table(
        "beginnings",
        _("Lượt giao quyền sẽ bắt đầu"),
        (
            Column("grant", _("Mã lần giao"), is_code=True),
            Column("power", _("Mã thẩm quyền"), is_code=True),
            Column("power_title", _("Việc")),
            *_instrument_columns(),
            Column("begins", _("Từ ngày")),
        ),
        [
            (grant.grant, *named(power_link(catalog, grant.power)), *named(group.instrument), group.begins)
            for group in sheet.grants
            for grant in group.grants
        ],
    )
