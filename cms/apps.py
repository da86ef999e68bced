from __future__ import annotations

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """The public face: pages that editors write around what the register says."""

    name = "cms"
    verbose_name = "Trang công khai"

    def ready(self) -> None:
        """Listen to what changes what the public is shown."""
        # The models it listens to are known only once every app has been loaded.
        from cms.signals import connect

        connect()
