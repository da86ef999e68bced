"""The words of a verdict and of the reasons for it (docs/effective-authority.md)."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from cms.wording import Words

VERDICT: Final[Words] = {
    "yes": _("Có thẩm quyền"),
    "no": _("Không có thẩm quyền"),
    "unclear": _("Chưa thể nói"),
}
VERDICT_TONE: Final = {"yes": "good", "no": "bad", "unclear": "heed"}
VERDICT_SENTENCE: Final[Words] = {
    "yes": _("Có. Theo sổ, %(office)s có thẩm quyền này tại %(place)s vào %(day)s."),
    "no": _("Không. Theo sổ, %(office)s không có thẩm quyền này tại %(place)s vào %(day)s."),
    "no_office": _("Không. Theo sổ, %(office)s không tồn tại vào %(day)s, nên không có thẩm quyền nào."),
    "unclear": _(
        "Chưa thể nói có hay không. Sổ không đủ để trả lời %(office)s có thẩm quyền này tại %(place)s vào %(day)s "
        "hay không."
    ),
}

# What each reason is called: one line that can stand alone.
REASON: Final[Words] = {
    "NO_SUCH_OFFICE_THEN": _("Cơ quan này không tồn tại vào ngày ấy"),
    "NEVER_GRANTED": _("Chưa bao giờ được giao"),
    "NOT_YET": _("Chưa có hiệu lực vào ngày ấy"),
    "ENDED": _("Đã hết hiệu lực trước ngày ấy"),
    "SUSPENDED": _("Đang bị đình chỉ vào ngày ấy"),
    "REVOKED": _("Đã bị thu hồi"),
    "OUTSIDE_TERRITORY": _("Nơi này nằm ngoài phạm vi"),
    "EXCLUDED": _("Đã bị rút khỏi cơ quan này tại đây"),
    "LIMIT": _("Vượt giới hạn"),
    "LIMIT_OPEN": _("Còn tùy giới hạn"),
    "PASSED_ON": _("Đã phân cấp cho cơ quan khác"),
    "PASSED_ON_IN_PART": _("Đã phân cấp một phần cho cơ quan khác"),
    "GRANTOR_NOT_COMPETENT": _("Bên giao không có thẩm quyền để giao"),
    "GRANTOR_ENDED": _("Bên giao không còn tồn tại"),
    "SUBDELEGATED": _("Ủy quyền tiếp"),
    "REDECENTRALIZED": _("Phân cấp tiếp"),
    "NOT_DELEGABLE": _("Việc không được giao lại"),
    "BASIS_ENDED": _("Căn cứ đã hết"),
    "TERRITORY_PARTLY": _("Nơi này chỉ thuộc một phần địa bàn"),
}
