from __future__ import annotations

from django.apps import AppConfig


class DelegationConfig(AppConfig):
    """Instruments, powers and grants: what is delegated, and the rule that says who may decide."""

    name = "delegation"
    verbose_name = "Thẩm quyền"

    def ready(self) -> None:
        """Add the guards of dossiers to those that every migration puts in place."""
        from delegation import guards
        from units.guards import add

        add(guards.guards, guards.MESSAGES)
