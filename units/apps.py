from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class UnitsConfig(AppConfig):
    """Who exists and when: people, units, offices and scopes, and the editions in which all is recorded."""

    name = "units"
    verbose_name = "Đơn vị và cơ quan"

    def ready(self) -> None:
        """Put the database's guards in place after every migration, and begin the security log.

        The guards are put back each time because rebuilding a table drops its triggers.
        """
        from units import guards, watching

        post_migrate.connect(guards.install_after_migrate, dispatch_uid="units.guards")
        watching.watch()
