"""The offices of a made country, and the scopes by which its texts name them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from benchmarks.country import STATE, Country, Place, Province
from benchmarks.rows import Rows
from units.kinds import PROVINCE_LEVEL

SECTORS: Final = (
    "xay-dung",
    "tai-chinh",
    "noi-vu",
    "tu-phap",
    "cong-thuong",
    "giao-duc",
    "y-te",
    "van-hoa",
    "nong-nghiep",
    "khoa-hoc",
    "dan-toc",
    "thanh-tra",
    "ngoai-vu",
    "an-toan-thuc-pham",
)
_OF_EVERY_UNIT: Final = (
    ("council", "Hội đồng nhân dân"),
    ("committee", "Ủy ban nhân dân"),
    ("chair", "Chủ tịch Ủy ban nhân dân"),
)
_LEVELS: Final = {
    "tinh": "municipality;province",
    "huyen": "rural_district;urban_district",
    "xa": "commune;special_zone;ward",
}
_EXCEPTED: Final = 3

Office = tuple[str, str, str, str]


def add_offices(country: Country, rows: Rows) -> None:
    """Write every office of the country."""
    for place in country.places:
        for office, unit, kind, name in _of_state() if place.unit == STATE else _of_unit(place):
            rows.add("offices", office=office, unit=unit, kind=kind, name=name)


def _of_state() -> Iterator[Office]:
    yield f"{STATE}/government", STATE, "government", "Chính phủ"
    for sector in SECTORS:
        yield f"{STATE}/ministry:{sector}", STATE, "ministry", f"Bộ {sector}"


def _of_unit(place: Place) -> Iterator[Office]:
    for kind, title in _OF_EVERY_UNIT:
        yield f"{place.unit}/{kind}", place.unit, kind, f"{title} {place.name}"
    if place.kind in PROVINCE_LEVEL:
        for sector in SECTORS:
            yield f"{place.unit}/department:{sector}", place.unit, "department", f"Sở {sector} {place.name}"
            head = f"{place.unit}/department_head:{sector}"
            yield head, place.unit, "department_head", f"Giám đốc Sở {sector} {place.name}"


def scope(kind: str, level: str, province: Province | None = None, *, with_exceptions: bool = False) -> str:
    """The id of a scope: offices of a kind at a level (tinh, huyen, xa), of the country or of one province."""
    where = f"-{province.code}" if province else ""
    return f"{kind}-{level}{where}{'-tru' if with_exceptions else ''}"


def add_scopes(country: Country, rows: Rows) -> None:
    """Write the scopes: of the country, and of each province, with and without exceptions."""
    for level, unit_kinds in _LEVELS.items():
        for kind, title in _OF_EVERY_UNIT:
            rows.add(
                "scopes",
                scope=scope(kind, level),
                name=f"{title} cấp {level}",
                office_kind=kind,
                unit_kinds=unit_kinds,
            )
    for province in country.provinces:
        _add_scopes_within(province, rows)


def _add_scopes_within(province: Province, rows: Rows) -> None:
    for level, members in (("huyen", province.districts), ("xa", province.communes)):
        if not members:
            continue
        for kind, title in _OF_EVERY_UNIT:
            for with_exceptions in (False, True):
                rows.add(
                    "scopes",
                    scope=scope(kind, level, province, with_exceptions=with_exceptions),
                    name=f"{title} cấp {level} thuộc {province.name}{', trừ vài nơi' if with_exceptions else ''}",
                    office_kind=kind,
                    unit_kinds=_LEVELS[level],
                    within=province.unit,
                    except_=";".join(members[:_EXCEPTED]) if with_exceptions else "",
                )
