from __future__ import annotations

from django.db import models


class ContentVersion(models.Model):
    """How often something changed that public pages show and no edition records: one row, counted by cms/signals.py."""

    number = models.PositiveBigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)
