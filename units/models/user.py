from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import transaction


class User(AbstractUser):
    """A person who works on the register. Rights come from groups, on units (UnitGroupPermission)."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the account, and in the same transaction what the security log says of it."""
        with transaction.atomic():
            super().save(*args, **kwargs)
