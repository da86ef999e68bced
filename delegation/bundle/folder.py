"""Looking at the folder of a bundle before any table is read: what is missing, foreign, too large. Pure.

Only sizes and names are asked for, and one small file is read: a folder of nonsense is answered at once.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from django.utils.translation import gettext

from delegation.bundle.datapackage import unfit_descriptor
from delegation.bundle.faults import BundleRefused, Fault, FaultList, listed
from delegation.bundle.format import DESCRIPTOR, TABLES

LARGEST_TABLE: Final = 64 * 2**20
LARGEST_DESCRIPTOR: Final = 4 * 2**20


def table_sizes(folder: Path) -> dict[str, int]:
    """The size in bytes of each of the ten table files, by file name.

    Raises BundleRefused if the folder is not one that holds a bundle.
    """
    if not folder.is_dir():
        raise BundleRefused([Fault(str(folder), None, None, _why_no_folder(folder))])
    faults = FaultList()
    try:
        names = sorted(entry.name for entry in folder.iterdir())
        sizes = {table.file: _size(folder / table.file, LARGEST_TABLE, faults) for table in TABLES.values()}
        _look_for_strangers(names, faults)
        _look_at_descriptor(folder / DESCRIPTOR, faults)
    except OSError as error:
        faults.add(
            str(folder),
            None,
            None,
            gettext("không đọc được thư mục (%(error)s).") % {"error": error.strerror},
        )
    faults.refuse_if_any()
    return sizes


def _why_no_folder(folder: Path) -> str:
    if folder.exists():
        return gettext("đây không phải là thư mục; hãy chỉ đến thư mục chứa gói dữ liệu.")
    return gettext("không có thư mục này; hãy kiểm tra lại đường dẫn.")


def _size(path: Path, largest: int, faults: FaultList) -> int:
    """The size of a file in bytes; 0, with a fault, if it should not be opened."""
    problem = None
    size = 0
    if not path.exists():
        problem = gettext(
            "thiếu tệp này trong thư mục; gói dữ liệu phải có đủ mười tệp .csv và datapackage.json."
        )
    elif not stat.S_ISREG((status := path.stat()).st_mode):
        problem = gettext("đây không phải là tệp thường; hãy thay bằng một tệp dữ liệu.")
    elif not os.access(path, os.R_OK):
        problem = gettext("không có quyền đọc tệp này; hãy cấp quyền đọc.")
    elif status.st_size > largest:
        problem = gettext(
            "tệp quá lớn (%(size)d MiB), nhiều nhất được %(largest)d MiB; hãy kiểm tra xem có đúng tệp không."
        ) % {"size": -(-status.st_size // 2**20), "largest": largest // 2**20}
    elif not status.st_size:
        problem = gettext("tệp rỗng; hãy lấy lại tệp có đủ nội dung, kể cả dòng tên cột.")
    else:
        size = status.st_size
    if problem is not None:
        faults.add(path.name, None, None, problem)
    return size


def _look_for_strangers(names: list[str], faults: FaultList) -> None:
    known = {table.file for table in TABLES.values()}
    for name in names:
        if name.lower().endswith(".csv") and name not in known:
            faults.add(
                name,
                None,
                None,
                gettext("tệp .csv lạ; gói dữ liệu chỉ có %(files)s. Hãy đổi tên tệp hoặc đưa tệp ra ngoài.")
                % {"files": listed(sorted(known))},
            )


def _look_at_descriptor(path: Path, faults: FaultList) -> None:
    if not _size(path, LARGEST_DESCRIPTOR, faults):
        return
    problem = unfit_descriptor(path.read_bytes())
    if problem is not None:
        faults.add(path.name, None, None, problem)
