"""What a line of the security log says, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from units.models import SecurityEvent
from units.rights import Right

_LISTS: Final[Mapping[str, Promise]] = {
    "added": gettext_lazy("thêm vào nhóm: %s"),
    "removed": gettext_lazy("đưa ra khỏi nhóm: %s"),
    "permissions": gettext_lazy("quyền chung: %s"),
}
_FIELDS: Final[Mapping[str, Promise]] = {
    "username": gettext_lazy("tên đăng nhập"),
    "email": gettext_lazy("thư điện tử"),
    "is_active": gettext_lazy("được đăng nhập"),
    "is_superuser": gettext_lazy("là quản trị viên"),
}
_WORDS: Final[Mapping[tuple[str, Any], Promise]] = {
    ("created", True): gettext_lazy("tài khoản mới"),
    ("deleted", True): gettext_lazy("xóa tài khoản"),
    ("group_deleted", True): gettext_lazy("vì nhóm bị xóa"),
    ("by", "ModelBackend"): gettext_lazy("bằng mật khẩu"),
    ("by", "OpenIdBackend"): gettext_lazy("qua hệ thống đăng nhập chung"),
    ("by", "telephone"): gettext_lazy("bằng mã trên điện thoại"),
    ("by", "recovery code"): gettext_lazy("bằng mã dự phòng"),
    ("because", "age"): gettext_lazy("hết thời gian của phiên"),
    ("because", "idle"): gettext_lazy("không hoạt động quá lâu"),
    ("step", "second factor"): gettext_lazy("sai mã ở bước xác thực thứ hai"),
}


def described(event: SecurityEvent) -> str:
    """The particulars of the event in words, parted by semicolons; empty where its kind says it all."""
    return "; ".join(_parts(event.details))


def _parts(details: Mapping[str, Any]) -> Iterator[str]:
    if "right" in details:
        yield _right(details["right"], below=details.get("below", False))
    if details.get("followed"):
        yield _("theo kế thừa từ đơn vị %s") % details["followed"]
    for key, value in details.items():
        if key in _LISTS:
            yield str(_LISTS[key]) % ", ".join(value)
        elif key in _FIELDS:
            before, after = map(_value, value)
            yield f"{_FIELDS[key]}: {before} → {after}"
        elif (key, value) in _WORDS:
            yield str(_WORDS[key, value])
    if details.get("reason"):
        yield _("lý do: %s") % details["reason"]


def _right(value: str, *, below: bool) -> str:
    label = str(Right(value).label)
    return _("%s, kể cả các đơn vị trực thuộc qua các thời kỳ") % label if below else label


def _value(value: object) -> str:
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return str(value) or "—"
