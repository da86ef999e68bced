"""The words for what grants, instruments, units and offices record, and for limits. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from delegation.limits import Limit, Value

Words = Mapping[str, str | Promise]

GRANT_KIND: Final[Words] = {
    "allocation": _("Phân định thẩm quyền"),
    "devolution": _("Phân quyền"),
    "decentralization": _("Phân cấp"),
    "delegation": _("Ủy quyền"),
    "exclusion": _("Loại trừ"),
    "assignment": _("Phân công nội bộ"),
}
CONFIDENCE: Final[Words] = {
    "official_text": _("Đã đối chiếu nội dung điều khoản"),
    "secondary_source": _("Theo nguồn thứ cấp"),
    "unverified": _("Chưa kiểm chứng"),
}
RELATION_MADE: Final[Words] = {
    "based_on": _("Căn cứ vào"),
    "amends": _("Sửa đổi"),
    "supplements": _("Bổ sung"),
    "replaces": _("Thay thế"),
    "repeals": _("Bãi bỏ"),
    "suspends": _("Đình chỉ"),
    "corrects": _("Đính chính"),
}
CHANGE_ACTION: Final[Words] = {
    "revoke": _("Thu hồi, bãi bỏ"),
    "suspend": _("Đình chỉ"),
    "extend": _("Gia hạn"),
}
UNIT_KIND: Final[Words] = {
    "state": _("Cả nước"),
    "municipality": _("Thành phố trực thuộc trung ương"),
    "province": _("Tỉnh"),
    "municipal_city": _("Thành phố thuộc thành phố trực thuộc trung ương"),
    "provincial_city": _("Thành phố thuộc tỉnh"),
    "town": _("Thị xã"),
    "urban_district": _("Quận"),
    "rural_district": _("Huyện"),
    "ward": _("Phường"),
    "commune": _("Xã"),
    "township": _("Thị trấn"),
    "special_zone": _("Đặc khu"),
}
OFFICE_KIND: Final[Words] = {
    "national_assembly": _("Quốc hội"),
    "standing_committee": _("Ủy ban Thường vụ Quốc hội"),
    "government": _("Chính phủ"),
    "prime_minister": _("Thủ tướng Chính phủ"),
    "ministry": _("Bộ, cơ quan ngang bộ"),
    "council": _("Hội đồng nhân dân"),
    "committee": _("Ủy ban nhân dân"),
    "chair": _("Chủ tịch Ủy ban nhân dân"),
    "vice_chair": _("Phó Chủ tịch Ủy ban nhân dân"),
    "department": _("Sở, cơ quan chuyên môn cấp tỉnh"),
    "department_head": _("Người đứng đầu sở, cơ quan cấp tỉnh"),
    "division": _("Phòng, cơ quan chuyên môn"),
    "division_head": _("Trưởng phòng, người đứng đầu cơ quan chuyên môn"),
    "management_board": _("Ban quản lý"),
    "public_service_unit": _("Đơn vị sự nghiệp công lập"),
    "civil_servant": _("Công chức"),
}

DIMENSION: Final[Words] = {
    "amount_vnd": _("số tiền"),
    "area_m2": _("diện tích"),
    "floors": _("số tầng"),
    "project_group": _("nhóm dự án"),
    "site": _("vị trí"),
}
DIMENSION_UNIT: Final[Words] = {"amount_vnd": _("đồng"), "area_m2": _("m²"), "floors": _("tầng")}
SITE: Final[Words] = {
    "khu_cong_nghe_cao": _("trong Khu Công nghệ cao"),
    "khu_nong_nghiep_cong_nghe_cao": _("trong Khu Nông nghiệp Công nghệ cao"),
    "khu_che_xuat_va_cong_nghiep": _("trong khu chế xuất, khu công nghiệp"),
    "ngoai_khu_chuc_nang": _("ngoài các khu chức năng"),
}
SIGN: Final[Words] = {"<": _("dưới"), "<=": _("không quá"), ">": _("trên"), ">=": _("từ"), "=": ""}


def word(words: Words, key: str) -> str:
    """The words for a key of an open list: a key without words stands for itself."""
    return str(words.get(key, key))


def number(value: object) -> str:
    """A number as it is written in Vietnamese, 1.200.000,5, or in English, 1,200,000.5."""
    if isinstance(value, int) and -1_000 < value < 1_000:
        return str(value)
    text = format(value, ",f") if not isinstance(value, str) else value
    whole, _dot, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    if _is_english():
        return f"{whole}.{fraction}" if fraction else whole
    whole = whole.replace(",", ".")
    return f"{whole},{fraction}" if fraction else whole


def value_in_words(dimension: str, value: Value) -> str:
    """A bound or a fact, with its unit of measure: 240.000.000.000 đồng, nhóm C, trong Khu Công nghệ cao."""
    if isinstance(value, str):
        return (
            gettext("nhóm %(group)s") % {"group": value}
            if dimension == "project_group"
            else word(SITE, value)
        )
    if dimension == "amount_vnd" and _is_english():
        return _amount_in_english(value)
    return f"{number(value)} {word(DIMENSION_UNIT, dimension)}"


def _amount_in_english(value: Decimal) -> str:
    """An amount in the largest unit of which it is a whole number: VND 240 billion."""
    units = ((10**9, " billion"), (10**6, " million"))
    unit, words = next((one for one in units if value and value % one[0] == 0), (1, ""))
    return f"VND {number(value / unit)}{words}"


def _is_english() -> bool:
    return (get_language() or "").startswith("en")


def limit_in_words(limit: Limit) -> str:
    """A limit as a person says it: "số tiền dưới 240.000.000.000 đồng", "dự án nhóm B hoặc C"."""
    values = sorted(limit.values, key=lambda value: (isinstance(value, str), value))
    alternatives = [value_in_words(limit.dimension, value) for value in values]
    joined = f" {gettext('hoặc')} ".join(alternatives)
    if limit.dimension == "project_group":
        return gettext("dự án %(groups)s") % {"groups": joined}
    if limit.dimension == "site":
        return joined
    parts = (word(DIMENSION, limit.dimension), word(SIGN, limit.sign), joined)
    return " ".join(part for part in parts if part)
