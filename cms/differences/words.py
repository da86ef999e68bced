"""The words for what differs."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from delegation.wording import Words

KIND: Final[Words] = {
    "gained": _("Có thêm"),
    "lost": _("Không còn"),
    "changed": _("Thay đổi"),
}
KIND_AT_PLACE: Final[Words] = {
    "gained": _("Trước không ghi nhận ai, sau có cơ quan quyết định"),
    "lost": _("Trước có cơ quan quyết định, sau không ghi nhận ai"),
    "changed": _("Người hoặc cách quyết định thay đổi"),
}
KIND_KEY: Final[Words] = {"gained": "co-them", "lost": "khong-con", "changed": "thay-doi"}
# What a line is that confers nothing: gained, it is a power lost.
FAMILY: Final[Words] = {
    "exclusion": _("Loại trừ: văn bản rút thẩm quyền khỏi"),
    "assignment": _("Phân công nội bộ cho"),
}
ASPECT: Final[Words] = {
    "holder": _("cơ quan"),
    "role": _("vai trò"),
    "kind": _("hình thức"),
    "grantor": _("bên giao"),
    "instrument": _("văn bản"),
    "citation": _("điều khoản"),
    "territory": _("địa bàn"),
    "limits": _("giới hạn"),
    "conditions": _("điều kiện"),
    "period": _("thời hạn"),
    "later_changes": _("thay đổi về sau"),
    "basis": _("căn cứ của bên giao"),
    "defects": _("điểm vướng"),
    "exceptions": _("ngoại lệ"),
    "lapsed": _("bên nhận còn hay không còn"),
}
