from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import transaction


class User(AbstractUser):
    """A person who works on the register. Rights come from groups, on units (UnitGroupPermission)."""

    def get_full_name(self) -> str:
        """The name as it is said in Vietnamese: family name first."""
        return f"{self.last_name} {self.first_name}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the account, and in the same transaction what the security log says of it."""
        with transaction.atomic():
            super().save(*args, **kwargs)
