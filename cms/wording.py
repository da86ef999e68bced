"""The words for what the register answers: one place for every sentence about a kind, a status, a defect, a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from delegation.limits import Limit, Value

Words = Mapping[str, str | Promise]

STATUS: Final[Words] = {
    "decided": _("Đã rõ"),
    "conditional": _("Tùy trường hợp"),
    "overlap": _("Chồng lấn"),
    "unclear": _("Chưa đủ căn cứ"),
    "gap": _("Không ghi nhận"),
}
STATUS_MEANING: Final[Words] = {
    "decided": _(
        "Sổ ghi nhận đúng một cơ quan có thẩm quyền, và căn cứ của cơ quan đó không có điểm nào vướng."
    ),
    "conditional": _(
        "Nhiều cơ quan có thẩm quyền, mỗi cơ quan trong một trường hợp; đọc giới hạn và điều kiện để biết "
        "trường hợp của bạn."
    ),
    "overlap": _(
        "Nhiều cơ quan cùng có thẩm quyền và văn bản không cho biết khi nào là cơ quan nào. Cần hỏi cơ quan "
        "pháp chế trước khi dựa vào câu trả lời này."
    ),
    "unclear": _(
        "Có văn bản trao thẩm quyền, nhưng mỗi căn cứ đều có điểm vướng nêu dưới đây. Cần hỏi cơ quan pháp chế."
    ),
    "gap": _("Sổ không ghi nhận cơ quan nào có thẩm quyền này tại nơi và ngày đã hỏi."),
}
# How a status is set off: each tone is a colour with a shape of its own.
STATUS_TONE: Final = {
    "decided": "good",
    "conditional": "calm",
    "overlap": "heed",
    "unclear": "heed",
    "gap": "bad",
}

GRANT_KIND: Final[Words] = {
    "allocation": _("Phân định thẩm quyền"),
    "devolution": _("Phân quyền"),
    "decentralization": _("Phân cấp"),
    "delegation": _("Ủy quyền"),
    "exclusion": _("Loại trừ"),
    "assignment": _("Phân công nội bộ"),
}
GRANT_KIND_MEANING: Final[Words] = {
    "allocation": _("Luật hoặc nghị định trực tiếp giao thẩm quyền."),
    "devolution": _("Quốc hội giao hẳn bằng luật hoặc nghị quyết; cơ quan nhận tự chịu trách nhiệm."),
    "decentralization": _("Cơ quan có thẩm quyền giao hẳn, thường xuyên; cơ quan giao không còn thực hiện."),
    "delegation": _(
        "Giao trong thời hạn nhất định; bên giao vẫn chịu trách nhiệm, bên nhận không được ủy quyền tiếp."
    ),
    "exclusion": _("Văn bản rút thẩm quyền khỏi bên nhận trên một địa bàn."),
    "assignment": _("Phân công trong nội bộ một cơ quan; không làm phát sinh thẩm quyền."),
}

DEFECT: Final[Words] = {
    "GRANTOR_NOT_COMPETENT": _(
        "Sổ không thấy bên giao có thẩm quyền này một cách hợp lệ để giao lại, tại nơi và ngày đã hỏi."
    ),
    "GRANTOR_ENDED": _("Cơ quan đã giao thẩm quyền không còn tồn tại vào ngày này."),
    "SUBDELEGATED": _(
        "Bên giao chỉ có thẩm quyền do được ủy quyền, mà người được ủy quyền không được ủy quyền tiếp."
    ),
    "REDECENTRALIZED": _(
        "Bên giao chỉ có thẩm quyền do được phân cấp, mà việc đã phân cấp không được phân cấp tiếp."
    ),
    "NOT_DELEGABLE": _("Pháp luật không cho phép phân cấp hoặc ủy quyền việc này."),
    "BASIS_ENDED": _(
        "Văn bản làm căn cứ đã hết hiệu lực hoặc bị đình chỉ mà chưa có văn bản thay thế đang có hiệu lực."
    ),
    "TERRITORY_PARTLY": _(
        "Nơi đã hỏi chỉ nằm một phần trong địa bàn áp dụng, hoặc một phần có thể bị loại trừ; cần xác "
        "định đúng thửa đất, địa chỉ."
    ),
}
CAVEAT: Final[Words] = {
    "ORIGIN_NOT_RECORDED": _(
        "Sổ chưa ghi văn bản gốc (luật, nghị định) trao thẩm quyền này, nên tạm tin rằng bên giao có "
        "thẩm quyền để giao."
    ),
}
CONFIDENCE: Final[Words] = {
    "official_text": _("Đã đối chiếu nội dung điều khoản"),
    "secondary_source": _("Theo nguồn thứ cấp"),
    "unverified": _("Chưa kiểm chứng"),
}
CONFIDENCE_MEANING: Final[Words] = {
    "official_text": _("Người ghi sổ đã thấy nội dung điều khoản hoặc phụ lục trong một văn bản công khai."),
    "secondary_source": _(
        "Ghi theo báo chí, trang pháp luật hoặc cổng dịch vụ công; chưa đối chiếu với văn bản gốc."
    ),
    "unverified": _("Suy ra hoặc mới biết cấp thực hiện; phải kiểm tra văn bản gốc trước khi dựa vào."),
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
RELATION_UNDERGONE: Final[Words] = {
    "based_on": _("Là căn cứ của"),
    "amends": _("Được sửa đổi bởi"),
    "supplements": _("Được bổ sung bởi"),
    "replaces": _("Bị thay thế bởi"),
    "repeals": _("Bị bãi bỏ bởi"),
    "suspends": _("Bị đình chỉ bởi"),
    "corrects": _("Được đính chính bởi"),
}
CHANGE_ACTION: Final[Words] = {
    "revoke": _("Thu hồi, bãi bỏ"),
    "suspend": _("Đình chỉ"),
    "extend": _("Gia hạn"),
}
IN_FORCE: Final[Words] = {
    "in_force": _("Còn hiệu lực"),
    "not_yet": _("Chưa có hiệu lực"),
    "ended": _("Hết hiệu lực"),
    "suspended": _("Bị đình chỉ"),
    "revoked": _("Đã bị thu hồi"),
}
END_CAUSE: Final[Words] = {
    "term": _("hết thời hạn"),
    "instrument_term": _("văn bản hết hiệu lực"),
    "repeals": _("văn bản bị bãi bỏ"),
    "replaces": _("văn bản bị thay thế"),
    "revoke": _("bị thu hồi"),
    "basis": _("căn cứ của bên giao chấm dứt"),
    "office": _("cơ quan hoặc chức danh chấm dứt"),
    "unit": _("đơn vị hành chính chấm dứt"),
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
EXTENT: Final[Words] = {"whole": _("toàn bộ"), "part": _("một phần")}
# How a place of the day lies to a unit of another day (%(unit)s): one that has ended, or one that is yet to come.
LIES_THERE: Final[Words] = {
    "whole": _("gồm toàn bộ %(unit)s"),
    "part": _("gồm một phần %(unit)s"),
}
WILL_BELONG: Final[Words] = {
    "whole": _("toàn bộ sau này thuộc %(unit)s"),
    "part": _("một phần sau này thuộc %(unit)s"),
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
    """A number as it is written in Vietnamese: 1.200.000,5."""
    text = format(value, ",f") if not isinstance(value, str) else value
    whole, _dot, fraction = text.partition(".")
    whole = whole.replace(",", ".")
    fraction = fraction.rstrip("0")
    return f"{whole},{fraction}" if fraction else whole


def value_in_words(dimension: str, value: Value) -> str:
    """A bound or a fact, with its unit of measure: 240.000.000.000 đồng, nhóm C, trong Khu Công nghệ cao."""
    if isinstance(value, str):
        return (
            gettext("nhóm %(group)s") % {"group": value}
            if dimension == "project_group"
            else word(SITE, value)
        )
    return f"{number(value)} {word(DIMENSION_UNIT, dimension)}"


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
