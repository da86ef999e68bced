from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.test import override_settings


def test_django_finds_nothing_to_say() -> None:
    call_command("check", fail_level="WARNING")


def test_every_static_file_names_only_files_that_exist(tmp_path: Path, settings: Any) -> None:
    storages = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()
