"""The words of the matrix: levels, kinds of office in short, how a row stands, why an office may or may not."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms import wording
from cms.wording import Words
from delegation.office_classes import NO_LEVEL, OfficeClass, OfficeClasses

LEVEL: Final[Words] = {
    "state": _("Trung ương"),
    "province": _("Cấp tỉnh"),
    "district": _("Cấp huyện"),
    "commune": _("Cấp xã"),
    NO_LEVEL: _("Chưa rõ cấp"),
}
# Where the heading of a column has no room for the whole; any other kind is written out.
_SHORT_KIND: Final[Words] = {
    "standing_committee": _("UBTVQH"),
    "prime_minister": _("Thủ tướng"),
    "ministry": _("Bộ"),
    "council": _("HĐND"),
    "committee": _("UBND"),
    "chair": _("Chủ tịch UBND"),
    "vice_chair": _("Phó Chủ tịch UBND"),
    "department": _("Sở, cơ quan"),
    "department_head": _("Đứng đầu sở, cơ quan"),
    "division": _("Phòng"),
    "division_head": _("Trưởng phòng"),
    "public_service_unit": _("Đơn vị sự nghiệp"),
}
SHORT_GRANT_KIND: Final[Words] = {
    **wording.GRANT_KIND,
    "allocation": _("Phân định"),
    "assignment": _("Phân công"),
}
STANDING: Final[Words] = {
    "sap-het": _("Hết hạn trong 90 ngày tới"),
    "vuong": _("Căn cứ có điểm vướng"),
    "het-ben-nhan": _("Bên nhận không còn tồn tại"),
    "ngoai-le": _("Có loại trừ, thu hồi hoặc đình chỉ một phần"),
    "gioi-han": _("Có giới hạn, điều kiện hoặc chỉ một địa bàn"),
}
# Why the rule says so of an office: what competent() of delegation/authority.py gives beside defects and caveats.
REASON: Final[Words] = {
    **wording.DEFECT,
    **wording.CAVEAT,
    "NEVER_GRANTED": _("Sổ không ghi văn bản nào giao thẩm quyền này cho cơ quan."),
    "NO_SUCH_OFFICE_THEN": _("Cơ quan không tồn tại vào ngày này."),
    "NOT_YET": _("Văn bản giao thẩm quyền chưa có hiệu lực vào ngày này."),
    "ENDED": _("Việc giao thẩm quyền đã hết hiệu lực trước ngày này."),
    "SUSPENDED": _("Việc giao thẩm quyền đang bị đình chỉ."),
    "REVOKED": _("Việc giao thẩm quyền cho cơ quan này đã bị thu hồi, bãi bỏ."),
    "OUTSIDE_TERRITORY": _("Nằm ngoài địa bàn áp dụng."),
    "EXCLUDED": _("Bị loại trừ trên địa bàn này."),
    "LIMIT": _("Chỉ trong giới hạn mà văn bản nêu."),
    "PASSED_ON": _("Đã được phân cấp tiếp, toàn bộ hoặc một phần."),
}
# What sets a member of a class apart from the others, though a text names them all.
EXCEPTING: Final = frozenset({"REVOKED", "SUSPENDED", "EXCLUDED", "OUTSIDE_TERRITORY"})


def level_words(classes: OfficeClasses, level: str) -> str:
    """A level by the kinds of unit there are on the day: "Cấp xã: phường, xã, đặc khu"."""
    kinds = classes.unit_kinds(level)
    if level == "state" or not kinds:
        return wording.word(LEVEL, level)
    listed = ", ".join(wording.word(wording.UNIT_KIND, kind).lower() for kind in kinds)
    return gettext("%(level)s: %(kinds)s") % {"level": wording.word(LEVEL, level), "kinds": listed}


def short_class_words(office_class: OfficeClass) -> str:
    """A class as the heading of a column that stands under its level."""
    return (
        wording.word(_SHORT_KIND, office_class.kind)
        if office_class.kind in _SHORT_KIND
        else wording.word(wording.OFFICE_KIND, office_class.kind)
    )


def class_words(office_class: OfficeClass) -> str:
    """A class where its level is not said beside it: "Chủ tịch UBND (cấp xã)"."""
    if office_class.level == "state":
        return short_class_words(office_class)
    return gettext("%(office)s (%(level)s)") % {
        "office": short_class_words(office_class),
        "level": wording.word(LEVEL, office_class.level).lower(),
    }
