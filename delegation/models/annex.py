from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from delegation.models.dossier import Dossier, private_files


def _file_path(upload: AnnexUpload, _name: str) -> str:
    """Under a name of our own, apart from the files that stay with dossiers."""
    return f"annexes/{upload.pk.hex}"


class AnnexUpload(models.Model):
    """An annex on its way into a dossier, seen by nobody but who sent it; kept for a few hours only.

    `choices` is what the person has decided so far: columns, what holds for every row, what unknown texts mean.
    `checksum` is the file's SHA-256, hexadecimal. Once it has been imported, its file is gone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="annex_uploads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    file = models.FileField(storage=private_files, upload_to=_file_path, max_length=200)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    checksum = models.CharField(max_length=64)
    # Whether the file is to stay with the dossier once its lines are in it.
    is_kept = models.BooleanField(default=False)
    choices = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(name="delegation_annexupload_age", fields=["uploaded_at"])]

    def __str__(self) -> str:
        return self.name
