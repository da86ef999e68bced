"""The bundle of an edition as one file: made once, kept on disk, and given out as it is.

The same edition gives the same bytes. A file appears whole or not at all, whoever makes it at the same time and
whenever a process is stopped: it is made in a folder of its own beside it, and moved into place in one step.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
import zipfile
from dataclasses import dataclass
from datetime import UTC
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from django.conf import settings

from delegation.bundle.exporting import export_bundle
from units.models import Edition

CHECKSUMS: Final = "SHA256SUMS"
_DRAFT: Final = ".making-"
# Longer than it takes to make one; what is older was left by a process that was stopped.
_LEFT_BEHIND_AFTER: Final = 3600
_PLAIN_FILE: Final = 0o100644 << 16
_CHUNK: Final = 2**16


@dataclass(frozen=True, slots=True)
class Archive:
    """A file with its size in bytes and its SHA-256 in figures."""

    path: Path
    size: int
    sha256: str


def archive_of(edition: Edition) -> Archive:
    """The bundle of an edition, made if nobody has asked for it yet."""
    folder = Path(settings.EXPORTS_ROOT)
    # The moment tells editions of the same number in different databases apart.
    moment = edition.recorded_at.astimezone(UTC)
    path = folder / f"lan-ghi-{edition.number}-{moment:%Y%m%dT%H%M%S%f}.zip"
    if not path.exists():
        _make(edition, path)
    return Archive(path, path.stat().st_size, _sha256(path, path.stat().st_mtime_ns))


def folder_in(edition: Edition) -> str:
    """The folder in which everything in the file lies."""
    return f"so-tham-quyen-lan-ghi-{edition.number}"


def _make(edition: Edition, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove_left_behind(path.parent)
    draft = Path(mkdtemp(prefix=_DRAFT, dir=path.parent))
    try:
        bundle = draft / folder_in(edition)
        export_bundle(bundle, edition.number)
        names = sorted(entry.name for entry in bundle.iterdir())
        lines = (f"{hashlib.sha256((bundle / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
        (bundle / CHECKSUMS).write_text("".join(lines), encoding="utf-8")
        made = draft / path.name
        _pack(edition, bundle, [*names, CHECKSUMS], made)
        os.replace(made, path)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _pack(edition: Edition, bundle: Path, names: list[str], made: Path) -> None:
    """Everything in order, with the moment of the edition, so that nothing of the machine or the day is in it."""
    moment = edition.recorded_at.astimezone(UTC).timetuple()[:6]
    with made.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name in names:
                entry = zipfile.ZipInfo(f"{bundle.name}/{name}", moment)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = _PLAIN_FILE
                entry.create_system = 3
                archive.writestr(entry, (bundle / name).read_bytes(), compresslevel=9)
        file.flush()
        os.fsync(file.fileno())


def _remove_left_behind(folder: Path) -> None:
    for entry in folder.glob(f"{_DRAFT}*"):
        try:
            age = time.time() - entry.stat().st_mtime
        except FileNotFoundError:
            continue
        if age > _LEFT_BEHIND_AFTER:
            shutil.rmtree(entry, ignore_errors=True)


@lru_cache(maxsize=256)
def _sha256(path: Path, _changed_at: int) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
