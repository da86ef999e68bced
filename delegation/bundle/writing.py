"""Writing a bundle to a folder in canonical order and quoting: equal registers give equal bytes. Pure."""

from __future__ import annotations

import csv
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext

from delegation.bundle.datapackage import descriptor_text
from delegation.bundle.faults import quoted
from delegation.bundle.format import DESCRIPTOR, TABLES, Table
from delegation.bundle.rows import Cells


class BundleNotWritten(Exception):
    """The folder could not be written, and was left as it was; the message says why, and what to do."""


def write_bundle(folder: Path, tables: Mapping[str, Iterable[Cells]]) -> None:
    """Write canonical rows, by table name, as a bundle; a table that is not given is written without rows.

    The target appears whole or not at all. It may be new, or empty, or a former bundle: then its other files
    are kept.
    Raises BundleNotWritten for any other target, and where the disk refuses.
    """
    target = folder.resolve()
    draft = _beside(target)
    try:
        _refuse_foreign(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.mkdir()
        _write_files(draft, tables)
        _move_into_place(draft, target)
    except OSError as error:
        raise BundleNotWritten(
            gettext("không ghi được vào %(folder)s (%(error)s); hãy kiểm tra quyền ghi và chỗ trống.")
            % {"folder": quoted(str(folder)), "error": error.strerror or error}
        ) from error
    finally:
        # Where all went well the draft has become the target, and nothing is left to remove.
        shutil.rmtree(draft, ignore_errors=True)


def _refuse_foreign(target: Path) -> None:
    """Only what the register itself may have written is ever replaced."""
    if not target.exists():
        return
    if not target.is_dir():
        raise BundleNotWritten(
            gettext("%(folder)s đã có và không phải là thư mục; hãy chọn một thư mục khác.")
            % {"folder": quoted(str(target))}
        )
    if any(target.iterdir()) and not (target / DESCRIPTOR).is_file():
        raise BundleNotWritten(
            gettext("thư mục %(folder)s không trống và không phải là gói dữ liệu; hãy chọn một thư mục khác.")
            % {"folder": quoted(str(target))}
        )


def _beside(target: Path) -> Path:
    """A new name next to the target, on the same disk, so that moving is one step."""
    return target.parent / f".{target.name}.{uuid.uuid4().hex}"


def _write_files(draft: Path, tables: Mapping[str, Iterable[Cells]]) -> None:
    for table in TABLES.values():
        _write_table(draft / table.file, table, tables.get(table.name, ()))
    with _lasting(draft / DESCRIPTOR) as file:
        file.write(descriptor_text())


def _write_table(path: Path, table: Table, rows: Iterable[Cells]) -> None:
    with _lasting(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.header)
        writer.writerows(sorted(rows))


@contextmanager
def _lasting(path: Path) -> Iterator[TextIO]:
    """A file to write that is on the disk when it is closed, before its folder is moved into place."""
    with path.open("w", encoding="utf-8", newline="") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _move_into_place(draft: Path, target: Path) -> None:
    if not target.exists() or not any(target.iterdir()):
        draft.rename(target)
        return
    shutil.copymode(target, draft)
    _copy_foreign_files(target, draft)
    # A folder cannot be swapped in one step: the former bundle waits whole under another name meanwhile.
    former = _beside(target)
    target.rename(former)
    try:
        draft.rename(target)
    except OSError:
        former.rename(target)
        raise
    # The new bundle is in place: a remainder of the former one that cannot be removed does not undo that.
    shutil.rmtree(former, ignore_errors=True)


def _copy_foreign_files(source: Path, draft: Path) -> None:
    ours = {DESCRIPTOR, *(table.file for table in TABLES.values())}
    for entry in source.iterdir():
        if entry.name in ours:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, draft / entry.name, symlinks=True)
        else:
            shutil.copy2(entry, draft / entry.name, follow_symlinks=False)
