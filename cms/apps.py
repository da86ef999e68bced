from __future__ import annotations

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """The public face: pages that editors write around what the register says."""

    name = "cms"
    verbose_name = "Trang công khai"
