"""The files of the house: all but what .gitignore names, whether or not git is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from tests.databases import ROOT


def files() -> Iterator[Path]:
    """Every file that belongs to the house."""
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text().split()] + [".git"]

    def kept(names: list[str]) -> list[str]:
        return [name for name in names if not any(fnmatch(name, pattern) for pattern in ignored)]

    for folder, folders, names in os.walk(ROOT):
        folders[:] = kept(folders)
        yield from (Path(folder) / name for name in kept(names))


def text_files() -> Iterator[tuple[str, str]]:
    """The path from the top, and the text, of every file that is text."""
    for path in files():
        data = path.read_bytes()
        if b"\0" not in data:
            yield str(path.relative_to(ROOT)), data.decode("utf-8")
