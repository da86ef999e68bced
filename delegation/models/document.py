from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from delegation.models.dossier import Dossier


class DossierDocument(models.Model):
    """What the written decision says beside the lines of its dossier: place, grounds in words, who signs, who receives.

    `texts` by the names of delegation.dossiers.document.Texts; what is empty there follows from the lines.
    """

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="document")
    texts = models.JSONField(default=dict)

    history = HistoricalRecords()

    def __str__(self) -> str:
        return str(self.dossier)
