"""The package that an .xlsx or .docx is: a zip of XML parts, taken for hostile until it has been read. Pure.

Nothing is unpacked to a disk, no relationship is followed out of the file, and what a header promises is not believed:
the bytes that come out are counted. XML is read as a stream (SAX), so memory does not grow with a part's shape, and a
part with a DTD is refused, so there are no entities to expand or to fetch.
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO, Final
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser
from django.utils.translation import gettext as _

from delegation.annex.refusal import AnnexRefused

_MEGABYTE: Final = 1024 * 1024
MOST_BYTES: Final = 20 * _MEGABYTE
MOST_UNPACKED: Final = 200 * _MEGABYTE
MOST_READ: Final = 64 * _MEGABYTE
MOST_EVENTS: Final = 3_000_000
MOST_PARTS: Final = 5_000
# A sheet of many empty styled cells is packed some 50 times smaller; a bomb, up to 1,000 times.
_MOST_RATIO: Final = 200
_SMALL: Final = 10 * _MEGABYTE
_DEEPEST: Final = 200
_CHUNK: Final = _MEGABYTE

_ENTRY: Final = b"PK\x01\x02"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
SPREADSHEET: Final = f"{_OFFICE}spreadsheetml.sheet.main+xml"
DOCUMENT: Final = f"{_OFFICE}wordprocessingml.document.main+xml"
_ACTIVE_PARTS: Final = ("vbaproject", "vbadata", "/macrosheets/", "/activex/", "/customui/")
_ACTIVE_TYPES: Final = ("macroenabled", "vbaproject", "activex", "macrosheet")


@dataclass(frozen=True, slots=True)
class Relationship:
    """One part points at another, or out of the file; `kind` is the last word of its type."""

    id: str
    kind: str
    target: str
    is_external: bool


class PartReader(ContentHandler):
    """Reads one part; names of elements and attributes come without their prefix.

    `left` is how many more elements and texts are read; a part can hold millions of either in a few megabytes.
    """

    left = 0
    depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """A piece of text."""

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - SAX calls it so
        """See xml.sax."""
        self._spend()
        self.depth += 1
        if self.depth > _DEEPEST:
            raise SAXException("too deep")
        self.start(_local(name), {_local(key): value for key, value in attrs.items()})

    def endElement(self, name: str) -> None:  # noqa: N802 - SAX calls it so
        """See xml.sax."""
        self.depth -= 1
        self.end(_local(name))

    def characters(self, content: str) -> None:
        """See xml.sax."""
        self._spend()
        self.text(content)

    def _spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _bomb()


class Package:
    """An opened file: its parts by name, and what each is."""

    def __init__(self, data: bytes) -> None:
        require_package(data)
        if data.count(_ENTRY) > MOST_PARTS:
            raise AnnexRefused(_("Tệp nén chứa quá nhiều tệp con nên không được đọc."))
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise _damaged() from error
        self._parts = self._named()
        self._bytes_left = MOST_READ
        self._events_left = MOST_EVENTS
        self._require_honest_sizes(len(data))
        self._types = self._content_types()
        self._require_nothing_active()

    def _named(self) -> dict[str, ZipInfo]:
        parts: dict[str, ZipInfo] = {}
        for info in self._zip.infolist():
            name = info.filename.lower().replace("\\", "/").lstrip("/")
            if name in parts:
                raise _damaged()
            parts[name] = info
        return parts

    def _require_honest_sizes(self, packed: int) -> None:
        if any(info.flag_bits & 1 for info in self._parts.values()):
            raise _locked()
        if any(info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for info in self._parts.values()):
            raise _damaged()
        unpacked = sum(info.file_size for info in self._parts.values())
        if unpacked > MOST_UNPACKED or (unpacked > _SMALL and unpacked > packed * _MOST_RATIO):
            raise _bomb()

    def _content_types(self) -> _ContentTypes:
        types = _ContentTypes()
        if "[content_types].xml" not in self._parts:
            raise AnnexRefused(
                _(
                    "Tệp không phải bảng tính .xlsx hoặc văn bản .docx. Hãy mở tệp và lưu lại thành .xlsx hoặc .docx."
                )
            )
        self.read("[content_types].xml", types)
        return types

    def _require_nothing_active(self) -> None:
        kinds = {*self._types.defaults.values(), *self._types.overrides.values()}
        if any(mark in f"/{name}" for name in self._parts for mark in _ACTIVE_PARTS) or any(
            mark in kind for kind in kinds for mark in _ACTIVE_TYPES
        ):
            raise macros()

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    def names(self) -> Iterator[str]:
        """The names of all parts, in lower case."""
        return iter(self._parts)

    def type_of(self, part: str) -> str:
        """The content type of a part, as the package declares it."""
        name = part.lower()
        return self._types.overrides.get(name) or self._types.defaults.get(name.rpartition(".")[2], "")

    def main(self) -> str:
        """The part that is the document itself. Raises AnnexRefused if there is none."""
        for found in self.relationships(""):
            if found.kind == "officedocument" and not found.is_external and found.target in self:
                return found.target
        raise _damaged()

    def relationships(self, part: str) -> list[Relationship]:
        """What a part points at; "" for the package itself. Targets inside are names of parts."""
        folder, _slash, name = part.rpartition("/")
        listed = f"{folder}/_rels/{name}.rels".lstrip("/")
        if listed not in self:
            return []
        reader = _Relationships(folder)
        self.read(listed, reader)
        return reader.found

    def read(self, part: str, reader: PartReader) -> None:
        """Read a part as a stream. Raises AnnexRefused if it is damaged, too large, or has a DTD."""
        parser = make_parser()
        parser.forbid_dtd = True
        parser.setContentHandler(reader)
        reader.left = self._events_left
        try:
            with self._zip.open(self._parts[part.lower()]) as stream:
                while chunk := stream.read(_CHUNK):
                    self._bytes_left -= len(chunk)
                    if self._bytes_left < 0:
                        raise _bomb()
                    parser.feed(chunk)
            parser.close()
            self._events_left = reader.left
        except DefusedXmlException as error:
            raise AnnexRefused(
                _(
                    "Tệp có khai báo DTD hoặc thực thể bên ngoài nên không được đọc. Hãy mở tệp và lưu lại rồi tải lại."
                )
            ) from error
        except (SAXException, BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            if isinstance(error, AnnexRefused):
                raise
            raise _damaged() from error


def require_package(data: bytes) -> None:
    """Raises AnnexRefused, saying what the file is, unless it begins like a zip."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(b"PK\x03\x04"):
        return
    if not data:
        raise AnnexRefused(_("Tệp rỗng."))
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if _ENCRYPTED in data:
            raise _locked()
        raise AnnexRefused(
            _(
                "Đây là tệp .xls hoặc .doc kiểu cũ. Hãy mở bằng Excel hoặc Word và lưu lại thành .xlsx hoặc .docx."
            )
        )
    if start.startswith(b"%pdf"):
        raise AnnexRefused(_("Đây là tệp PDF. Hãy dùng bản .xlsx hoặc .docx của phụ lục."))
    if start.startswith((b"<", b"{\\rtf", b"mime-version")):
        raise AnnexRefused(
            _(
                "Đây là trang web, XML hoặc RTF mang đuôi của bảng tính. Hãy mở tệp và lưu lại thành .xlsx hoặc .docx."
            )
        )
    raise AnnexRefused(_("Tệp không phải .xlsx hoặc .docx. Hãy mở tệp và lưu lại thành .xlsx hoặc .docx."))


def bytes_of(file: BinaryIO) -> bytes:
    """The whole of an uploaded file. Raises AnnexRefused for more than MOST_BYTES."""
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise AnnexRefused(
            _("Tệp lớn hơn %(most)d MB; hãy bỏ hình ảnh và các trang không phải phụ lục rồi tải lại.")
            % {"most": MOST_BYTES // _MEGABYTE}
        )
    return data


def macros() -> AnnexRefused:
    """The refusal of a file with a program in it."""
    return AnnexRefused(
        _("Tệp có macro nên không được đọc. Hãy lưu lại thành .xlsx hoặc .docx không có macro rồi tải lại.")
    )


def _damaged() -> AnnexRefused:
    return AnnexRefused(
        _("Tệp hỏng hoặc không đúng cấu trúc. Hãy mở tệp, lưu lại thành .xlsx hoặc .docx rồi tải lại.")
    )


def _locked() -> AnnexRefused:
    return AnnexRefused(_("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi tải lại."))


def _bomb() -> AnnexRefused:
    return AnnexRefused(
        _(
            "Tệp giải nén ra quá lớn nên không được đọc. Hãy chép riêng bảng phụ lục sang một tệp mới rồi tải lại."
        )
    )


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _ContentTypes(PartReader):
    def __init__(self) -> None:
        super().__init__()
        self.defaults: dict[str, str] = {}
        self.overrides: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "").lower()
        if name == "Default":
            self.defaults[attributes.get("Extension", "").lower()] = kind
        elif name == "Override":
            self.overrides[attributes.get("PartName", "").lower().lstrip("/")] = kind


class _Relationships(PartReader):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.found: list[Relationship] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship":
            return
        target = attributes.get("Target", "")
        is_external = attributes.get("TargetMode", "").lower() == "external"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/").lower()
        kind = attributes.get("Type", "").rpartition("/")[2].lower()
        self.found.append(Relationship(attributes.get("Id", ""), kind, target, is_external))
