"""The words of an answer's parts: what to do about a defect, what turns an answer, how an office signs."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from cms.wording import Words

# What a reader can do about a defect; what the defect is stands in cms/wording.py.
DEFECT_ADVICE: Final[Words] = {
    "GRANTOR_NOT_COMPETENT": _(
        "Hãy hỏi bên giao: văn bản nào cho bên giao thẩm quyền này vào ngày ấy. Chưa thấy thì chưa nên dựa vào "
        "việc giao lại."
    ),
    "GRANTOR_ENDED": _(
        "Hãy hỏi cơ quan đã nhận nhiệm vụ của bên giao xem việc giao có được giữ tiếp hay không, và bằng văn bản nào."
    ),
    "SUBDELEGATED": _("Hãy hỏi người đã ủy quyền lần đầu: người đó vẫn giữ thẩm quyền."),
    "REDECENTRALIZED": _("Hãy hỏi cơ quan được phân cấp lần đầu xem ai đang thực hiện việc này."),
    "NOT_DELEGABLE": _("Hãy hỏi chính cơ quan được luật giao thẩm quyền này."),
    "BASIS_ENDED": _(
        "Hãy hỏi cơ quan ban hành xem đã có văn bản thay cho căn cứ đó chưa, và việc giao này còn dùng được không."
    ),
    "TERRITORY_PARTLY": _(
        "Hãy xác định thửa đất hoặc địa chỉ thuộc phần nào của địa giới cũ, rồi hỏi cơ quan pháp chế với đúng phần đó."
    ),
}

# What makes the answer another from a day on; each is said of the instrument that stands behind it.
TURN: Final[Words] = {
    "begins": _("Bắt đầu theo"),
    "term": _("Hết thời hạn ghi tại"),
    "instrument_term": _("Hết hiệu lực"),
    "repeals": _("Bị bãi bỏ bởi"),
    "replaces": _("Bị thay thế bởi"),
    "suspends": _("Bị đình chỉ bởi"),
    "revoke": _("Bị thu hồi theo"),
    "suspend": _("Bị đình chỉ theo"),
    "extend": _("Được gia hạn theo"),
    "succession": _("Sắp xếp đơn vị hành chính theo"),
}

# How a body or a post signs what it decides. A deputy signs for the chair; the power stays with the post.
SIGNS: Final[Words] = {
    "chair": _("Chủ tịch ký. Phó Chủ tịch có thể ký thay (KT. CHỦ TỊCH); thẩm quyền vẫn là của Chủ tịch."),
    "committee": _(
        "Chủ tịch ký thay mặt Ủy ban nhân dân (TM. ỦY BAN NHÂN DÂN); Phó Chủ tịch có thể ký thay Chủ tịch."
    ),
    "department_head": _(
        "Người đứng đầu ký; cấp phó có thể ký thay (KT.), thẩm quyền vẫn là của người đứng đầu."
    ),
    "department": _("Người đứng đầu cơ quan ký."),
    "division": _("Người đứng đầu cơ quan ký."),
    "management_board": _("Người đứng đầu Ban Quản lý ký."),
}
# Where another's power is used, the one who uses it is named, with what it is used by.
ON_BEHALF: Final = _("Quyết định theo ủy quyền của %(office)s.")

# The columns of a comparison of holders.
ASPECT: Final[Words] = {
    "limits": _("Giới hạn"),
    "conditions": _("Điều kiện"),
    "territory": _("Địa bàn"),
    "giver": _("Hình thức, bên giao"),
    "instrument": _("Văn bản"),
    "until": _("Đến khi"),
}
