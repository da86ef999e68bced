from __future__ import annotations

from django.apps import AppConfig


class DelegationConfig(AppConfig):
    """Instruments, powers and grants: what is delegated, and the rule that says who may decide."""

    name = "delegation"
    verbose_name = "Thẩm quyền"
