from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RetiredAddress(models.Model):
    """An address at which a page once was, and why it is there no longer; it answers 410 as long as nothing is there.

    `path` is as in a request, its language included; `page` is the key that the page had. `covers_below`: whether what
    stood below the address was the page's own too, as the days of the matrix are.
    """

    path = models.CharField(_("địa chỉ"), max_length=700, unique=True)
    page = models.PositiveBigIntegerField(db_index=True)
    title = models.CharField(_("tên trang"), max_length=255)
    retired_at = models.DateTimeField(_("lúc gỡ"))
    covers_below = models.BooleanField(_("gồm cả các địa chỉ bên dưới"), default=False)
    reason = models.CharField(_("lý do"), max_length=500, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("địa chỉ đã gỡ")

    def __str__(self) -> str:
        return self.path
