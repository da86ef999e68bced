from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SecurityEvent(models.Model):
    """One line of the security log: who signed in, or changed what somebody may do. Never changed and never deleted.

    `actor_name`, `subject` and `unit` are text, so that the line stays readable whatever becomes of what it names.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", _("Đăng nhập")
        SIGN_IN_FAILED = "sign_in_failed", _("Đăng nhập không thành công")
        LOCKED_OUT = "locked_out", _("Tạm khóa đăng nhập")
        SIGNED_OUT = "signed_out", _("Đăng xuất")
        SECOND_FACTOR_PASSED = "second_factor_passed", _("Qua bước xác thực thứ hai")
        SECOND_FACTOR_ADDED = "second_factor_added", _("Thêm bước xác thực thứ hai")
        SECOND_FACTOR_REMOVED = "second_factor_removed", _("Bỏ bước xác thực thứ hai")
        RIGHT_GIVEN = "right_given", _("Trao quyền")
        RIGHT_TAKEN = "right_taken", _("Thu lại quyền")
        MEMBERSHIP_CHANGED = "membership_changed", _("Đổi thành viên nhóm")
        ACCOUNT_CHANGED = "account_changed", _("Đổi tài khoản")
        PASSWORD_CHANGED = "password_changed", _("Đổi mật khẩu")

    kind = models.CharField(max_length=30, choices=Kind, db_index=True)
    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # Empty where nobody had signed in.
    actor_name = models.CharField(max_length=200, blank=True)
    # The account or the group that it was about.
    subject = models.CharField(max_length=254, blank=True)
    # The key of the unit of a right; rights in general have none.
    unit = models.CharField(max_length=100, blank=True, db_index=True)
    details = models.JSONField(default=dict)
    address = models.CharField(max_length=45, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.subject}"


RIGHTS_CHANGED = frozenset({SecurityEvent.Kind.RIGHT_GIVEN, SecurityEvent.Kind.RIGHT_TAKEN})
