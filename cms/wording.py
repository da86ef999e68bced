"""The words for what the register answers: every sentence about a status, a defect, a reason.

Those for what is recorded stand in delegation/wording.py, and are handed on from there.
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from delegation.wording import (
    CHANGE_ACTION,
    CONFIDENCE,
    DIMENSION,
    DIMENSION_UNIT,
    GRANT_KIND,
    OFFICE_KIND,
    RELATION_MADE,
    SITE,
    UNIT_KIND,
    Words,
    limit_in_words,
    number,
    value_in_words,
    word,
)

__all__ = [
    "CAME",
    "CAVEAT",
    "CHANGE_ACTION",
    "CONFIDENCE",
    "CONFIDENCE_MEANING",
    "DEFECT",
    "DIMENSION",
    "DIMENSION_UNIT",
    "END_CAUSE",
    "EXTENT",
    "GRANT_KIND",
    "GRANT_KIND_MEANING",
    "IN_FORCE",
    "LIES_THERE",
    "OFFICE_KIND",
    "PHASE",
    "RELATION_MADE",
    "RELATION_UNDERGONE",
    "SITE",
    "STATUS",
    "STATUS_MEANING",
    "STATUS_TONE",
    "STRAND",
    "UNIT_KIND",
    "WENT",
    "WILL_BELONG",
    "Words",
    "limit_in_words",
    "number",
    "value_in_words",
    "word",
]

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
CONFIDENCE_MEANING: Final[Words] = {
    "official_text": _("Người ghi sổ đã thấy nội dung điều khoản hoặc phụ lục trong một văn bản công khai."),
    "secondary_source": _(
        "Ghi theo báo chí, trang pháp luật hoặc cổng dịch vụ công; chưa đối chiếu với văn bản gốc."
    ),
    "unverified": _("Suy ra hoặc mới biết cấp thực hiện; phải kiểm tra văn bản gốc trước khi dựa vào."),
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
EXTENT: Final[Words] = {"whole": _("toàn bộ"), "part": _("một phần")}
# The same, said of a unit that went into another, of one that received it, and of the line between the two; "ground":
# no step is recorded between them, but the one lies where the other lay.
WENT: Final[Words] = {
    "whole": _("nhập toàn bộ"),
    "part": _("nhập một phần"),
    "ground": _("nay thuộc nơi khác"),
}
CAME: Final[Words] = {
    "whole": _("nhận toàn bộ"),
    "part": _("nhận một phần"),
    "ground": _("nằm trên địa bàn cũ"),
}
# How a grant lies to the day that is looked at: what of its bar has run, runs on, has ended, is yet to begin, rests.
PHASE: Final[Words] = {
    "running": _("đã qua của việc đang có hiệu lực"),
    "ahead": _("còn hiệu lực sau ngày đang xem"),
    "planned": _("dự kiến, chưa có hiệu lực"),
    "past": _("đã hết hiệu lực"),
    "resting": _("đang bị đình chỉ"),
}
STRAND: Final[Words] = {
    "whole": _("toàn bộ"),
    "part": _("một phần"),
    "ground": _("nằm trên địa bàn cũ"),
    "count": _("không vẽ hết, xem danh sách"),
}
# How a place of the day lies to a unit of another day (%(unit)s): one that has ended, or one that is yet to come.
LIES_THERE: Final[Words] = {
    "whole": _("gồm toàn bộ %(unit)s"),
    "part": _("gồm một phần %(unit)s"),
}
WILL_BELONG: Final[Words] = {
    "whole": _("toàn bộ sau này thuộc %(unit)s"),
    "part": _("một phần sau này thuộc %(unit)s"),
}
