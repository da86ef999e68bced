"""What the page of a unit says, as data: its names, what became of what, its offices, the units in it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cms import wording
from cms.catalog import Catalog
from cms.extracts.extract import Column, Extract, Fact, Table
from cms.extracts.grants import listed, named
from cms.links import unit_link
from cms.matching import in_order
from cms.sheets.unit import StepRow, UnitSheet, unit_sheet
from cms.subjects import Subject
from units.clock import today


def unit_extract(catalog: Catalog, subject: Subject) -> Extract:
    """A unit on a day; its key is the subject's first."""
    (unit,) = subject.keys
    sheet = unit_sheet(catalog, unit, subject.day or today())
    return Extract(
        name="don-vi",
        title=sheet.name,
        facts=_facts(sheet),
        tables=(
            _offices(catalog, unit),
            _versions(catalog, unit),
            _steps("made_of", _("Hình thành từ"), sheet.made_of),
            _steps("went_into", _("Nhập vào"), sheet.went_into),
            _children(sheet),
        ),
    )


def _facts(sheet: UnitSheet) -> tuple[Fact, ...]:
    within, within_names = listed(sheet.lies_in)
    now_in, now_in_names = listed(sheet.now_in)
    return (
        Fact("unit", _("Mã trong sổ"), sheet.unit),
        Fact("code", _("Mã số đơn vị hành chính"), sheet.code),
        Fact("kind_name", _("Loại đơn vị"), sheet.kind),
        Fact("existence", _("Thời gian tồn tại"), sheet.existence),
        Fact("exists", _("Tồn tại vào ngày này"), not sheet.absence),
        Fact("within", _("Mã đơn vị cấp trên"), within, is_code=True),
        Fact("within_names", _("Thuộc"), within_names),
        Fact("now_in", _("Mã đơn vị nay thuộc về"), now_in, is_code=True),
        Fact("now_in_names", _("Nay thuộc về"), now_in_names),
    )


def _offices(catalog: Catalog, unit: str) -> Table:
    offices = sorted(catalog.register.directory.at_unit(unit), key=lambda office: in_order(office.name))
    return Table(
        "offices",
        _("Cơ quan, chức danh"),
        (
            Column("office", _("Mã cơ quan, chức danh"), is_code=True),
            Column("name", _("Cơ quan, chức danh")),
            Column("kind", _("Mã loại"), is_code=True),
            Column("kind_name", _("Loại")),
            Column("valid_from", _("Từ ngày")),
            Column("valid_until", _("Đến hết ngày")),
        ),
        [
            (
                office.office,
                office.name,
                office.kind,
                wording.word(wording.OFFICE_KIND, office.kind),
                office.period.start,
                office.period.last_day,
            )
            for office in offices
        ],
    )


def _versions(catalog: Catalog, unit: str) -> Table:
    return Table(
        "versions",
        _("Tên gọi qua các thời kỳ"),
        (
            Column("valid_from", _("Từ ngày")),
            Column("valid_until", _("Đến hết ngày")),
            Column("name", _("Tên")),
            Column("kind", _("Mã loại"), is_code=True),
            Column("kind_name", _("Loại đơn vị")),
            Column("code", _("Mã số")),
            Column("parent", _("Mã đơn vị cấp trên"), is_code=True),
            Column("parent_name", _("Thuộc")),
        ),
        [
            (
                version.period.start,
                version.period.last_day,
                version.name,
                version.kind,
                wording.word(wording.UNIT_KIND, version.kind),
                version.code,
                *named(unit_link(catalog, version.parent, version.period.start) if version.parent else None),
            )
            for version in catalog.register.geography.history(unit)
        ],
    )


def _steps(key: str, title: str, steps: Iterable[StepRow]) -> Table:
    return Table(
        key,
        title,
        (
            Column("unit", _("Mã đơn vị"), is_code=True),
            Column("unit_name", _("Đơn vị")),
            Column("on", _("Từ ngày")),
            Column("extent", _("Mã phần"), is_code=True),
            Column("extent_name", _("Phần")),
            Column("instrument", _("Mã văn bản"), is_code=True),
            Column("instrument_name", _("Văn bản")),
        ),
        [
            (*named(step.unit), step.on, step.extent_key, step.extent, *named(step.instrument))
            for step in steps
        ],
    )


def _children(sheet: UnitSheet) -> Table:
    return Table(
        "units",
        _("Đơn vị trực thuộc"),
        (Column("unit", _("Mã đơn vị"), is_code=True), Column("name", _("Đơn vị"))),
        [named(link) for link in sheet.children],
    )
