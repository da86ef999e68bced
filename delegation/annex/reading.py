"""Reading the annex of a decision, an .xlsx or .docx as an office sent it. Pure.

What is refused, and what is read how: docs/annex-import.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from django.utils.translation import gettext as _

from delegation.annex.document import read_document
from delegation.annex.package import DOCUMENT, SPREADSHEET, Package, bytes_of, macros
from delegation.annex.refusal import AnnexRefused
from delegation.annex.spreadsheet import read_spreadsheet
from delegation.annex.tables import Annex

_MACRO_NAMES: Final = (".xlsm", ".docm", ".xltm", ".dotm", ".xlam", ".xlsb")
_READERS: Final = {SPREADSHEET: read_spreadsheet, DOCUMENT: read_document}


def read_annex(name: str, file: BinaryIO) -> Annex:
    """The tables of an annex. Raises AnnexRefused with a sentence that says why, and what to do.

    What the file is shows in its content; of its name only that it announces macros is believed.
    """
    if name.lower().endswith(_MACRO_NAMES):
        raise macros()
    package = Package(bytes_of(file))
    main = package.main()
    kind = package.type_of(main)
    reader = next((reader for known, reader in _READERS.items() if known.lower() == kind), None)
    if reader is None:
        raise AnnexRefused(
            _("Tệp là bản mẫu hoặc bản trình chiếu, không phải bảng tính .xlsx hoặc văn bản .docx.")
        )
    tables, notes = reader(package, main)
    if not any(table.rows for table in tables):
        raise AnnexRefused(
            _(
                "Không thấy bảng nào có chữ trong tệp. Nếu phụ lục là ảnh chụp hoặc bản quét, hãy dùng bản có chữ."
            )
        )
    return Annex(name, tuple(tables), (*notes, *_left_aside(package, main)))


def _left_aside(package: Package, main: str) -> Iterator[str]:
    """What the file holds beside its tables, and is not read."""
    embedded = sum("/embeddings/" in f"/{part}" for part in package.names())
    if embedded:
        yield _("Tệp có %(count)d đối tượng nhúng; không đọc các đối tượng này.") % {"count": embedded}
    outside = {found.kind for found in package.relationships(main) if found.is_external} - {"hyperlink"}
    if outside or any("/externallinks/" in f"/{part}" for part in package.names()):
        yield _("Tệp có liên kết tới tệp khác; các liên kết này không được mở.")
