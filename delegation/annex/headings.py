"""What a column may hold, and the headings under which offices put it. Pure.

The headings were seen in annexes of this city, of other provinces and of ministries: docs/annex-import.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from rapidfuzz import fuzz

from delegation.annex.wording import plain

SURE: Final = 70
_FUZZY: Final = 86


class Target(Enum):
    """What a column holds; the value is how it is kept."""

    SERIAL = "serial"
    POWER = "power"
    POWER_KEY = "power key"
    PROCEDURES = "procedures"
    FIELD = "field"
    RECIPIENTS = "recipients"
    GRANTOR = "grantor"
    KIND = "kind"
    TERRITORY = "territory"
    CONDITIONS = "conditions"
    LEGAL_BASIS = "legal basis"
    INSTRUMENT = "instrument"
    CITATION = "citation"
    VALID_FROM = "valid from"
    VALID_UNTIL = "valid until"
    TERM = "term"
    NOTE = "note"
    IGNORED = "ignored"

    @property
    def title(self) -> str:
        """What a person chooses it by."""
        return _(_TITLES[self])


_TITLES: Final = {
    Target.SERIAL: gettext_noop("Số thứ tự"),
    Target.POWER: gettext_noop("Nhiệm vụ, quyền hạn"),
    Target.POWER_KEY: gettext_noop("Mã quyền hạn"),
    Target.PROCEDURES: gettext_noop("Mã thủ tục hành chính"),
    Target.FIELD: gettext_noop("Lĩnh vực"),
    Target.RECIPIENTS: gettext_noop("Bên nhận"),
    Target.GRANTOR: gettext_noop("Bên trao"),
    Target.KIND: gettext_noop("Hình thức"),
    Target.TERRITORY: gettext_noop("Địa bàn"),
    Target.CONDITIONS: gettext_noop("Giới hạn, điều kiện"),
    Target.LEGAL_BASIS: gettext_noop("Căn cứ pháp lý"),
    Target.INSTRUMENT: gettext_noop("Văn bản"),
    Target.CITATION: gettext_noop("Điều, khoản, điểm"),
    Target.VALID_FROM: gettext_noop("Từ ngày"),
    Target.VALID_UNTIL: gettext_noop("Đến hết ngày"),
    Target.TERM: gettext_noop("Thời hạn, cả hai ngày"),
    Target.NOTE: gettext_noop("Ghi chú"),
    Target.IGNORED: gettext_noop("Không ghi vào sổ"),
}


# A table may have several columns of these; their texts are joined.
SEVERAL: Final = frozenset({Target.CONDITIONS, Target.LEGAL_BASIS, Target.NOTE, Target.IGNORED})

_HEADINGS: Final[dict[Target, str]] = {
    Target.SERIAL: "stt|tt|so tt|so thu tu",
    Target.POWER: "ten thu tuc hanh chinh|ten tthc|thu tuc hanh chinh|tthc|ten thu tuc|nhiem vu quyen han|"
    "nhiem vu quyen han tthc|nhiem vu|quyen han|noi dung uy quyen|noi dung phan cap|noi dung|noi dung nhiem vu|"
    "ten nhiem vu|noi dung cong viec|noi dung thuc hien|cong viec uy quyen|nhiem vu uy quyen|nhiem vu phan cap|"
    "nhiem vu quyen han uy quyen|noi dung nhiem vu quyen han|nhiem vu duoc uy quyen|noi dung duoc uy quyen|"
    "ten thu tuc hanh chinh duoc uy quyen|tham quyen",
    Target.POWER_KEY: "ma quyen han|ma nhiem vu quyen han",
    Target.PROCEDURES: "ma tthc|ma thu tuc|ma thu tuc hanh chinh|so ho so tthc|ma so tthc|ma so thu tuc hanh chinh|"
    "ma ho so tthc|so ho so|ma so|ma so ho so tthc|ma tthc tren cong dvc quoc gia",
    Target.FIELD: "linh vuc|nganh linh vuc|linh vuc quan ly|ten linh vuc|linh vuc tthc",
    Target.RECIPIENTS: "co quan thuc hien|co quan nguoi nhan|nguoi duoc uy quyen|co quan duoc uy quyen|ben nhan|"
    "co quan duoc phan cap|don vi thuc hien|co quan chu tri|don vi duoc uy quyen|co quan giai quyet|"
    "tham quyen giai quyet|nguoi nhan uy quyen|co quan nhan uy quyen|don vi nhan uy quyen|ben nhan uy quyen|"
    "co quan nguoi duoc uy quyen|co quan nguoi nhan uy quyen|co quan to chuc duoc uy quyen|ben duoc uy quyen|"
    "don vi duoc phan cap|chu the duoc uy quyen|co quan don vi thuc hien|noi nhan uy quyen|nguoi nhan|co quan nhan|"
    "co quan co tham quyen giai quyet|don vi chu tri|co quan don vi duoc uy quyen|co quan ca nhan duoc uy quyen",
    Target.GRANTOR: "co quan nguoi giao|ben trao|co quan uy quyen|nguoi uy quyen|chu the uy quyen|co quan phan cap|"
    "chu the co tham quyen goc|ben uy quyen|chu the co tham quyen|co quan nguoi uy quyen|ben giao|co quan giao",
    Target.KIND: "hinh thuc|hinh thuc giao|hinh thuc phan cap uy quyen|hinh thuc phan quyen phan cap uy quyen",
    Target.TERRITORY: "dia ban|pham vi dia ban|dia ban thuc hien|dia ban ap dung|khu vuc",
    Target.CONDITIONS: "dieu kien gioi han|dieu kien|gioi han|han muc|pham vi uy quyen|quy mo|pham vi|"
    "gioi han uy quyen|dieu kien uy quyen|pham vi gioi han|dieu kien pham vi",
    Target.LEGAL_BASIS: "can cu phap ly|van ban qppl|vb qppl|can cu|can cu tham quyen|ten van ban qppl|co so phap ly|"
    "van ban quy dinh|ten vb qppl quy dinh noi dung tthc",
    Target.INSTRUMENT: "van ban giao|van ban giao so ngay|quyet dinh uy quyen|van ban uy quyen|so quyet dinh|"
    "van ban phan cap uy quyen|quyet dinh phan cap uy quyen",
    Target.CITATION: "dieu khoan|dieu khoan diem|trich dan",
    Target.VALID_FROM: "hieu luc tu|tu ngay|ngay bat dau|thoi diem bat dau|ngay co hieu luc|hieu luc tu ngay|"
    "thoi diem co hieu luc|thoi han tu ngay|thoi han uy quyen tu ngay|hieu luc thi hanh|thoi han uy quyen tu|tu",
    Target.VALID_UNTIL: "hieu luc den|den|den ngay|den het ngay|ngay ket thuc|ngay het hieu luc|thoi diem ket thuc|"
    "hieu luc den ngay|thoi han den ngay|thoi han uy quyen den ngay|hieu luc den het ngay|thoi han uy quyen den",
    Target.TERM: "thoi han uy quyen|thoi han|hieu luc|thoi gian uy quyen|thoi han phan cap|thoi han thuc hien uy quyen",
    Target.NOTE: "ghi chu|chu thich|luu y",
    Target.IGNORED: "thoi han giai quyet|phi le phi|dia diem thuc hien|phi|le phi|cach thuc thuc hien|co quan phoi hop|"
    "ket qua|nguon kinh phi|ten van ban da cong bo|tinh trang|thoi gian|thoi gian thuc hien|thoi gian giai quyet|"
    "muc do dich vu cong|dia diem tiep nhan|don vi phoi hop|san pham|quy trinh|dich vu cong truc tuyen|"
    "thoi han hoan thanh",
}
_SYNONYMS: Final = tuple((name, target) for target, names in _HEADINGS.items() for name in names.split("|"))
_EXACT: Final = dict(_SYNONYMS)


def target_of(text: str, known: Mapping[str, Target]) -> tuple[Target, int, str]:
    """What a heading means, how surely, and why."""
    words = plain(text)
    if not words:
        return Target.IGNORED, 0, ""
    if words in known:
        return known[words], 100, _("như lần nhập trước của cơ quan này")
    if words in _EXACT:
        return _EXACT[words], 99, _("đúng tiêu đề thường dùng")
    ordered = " ".join(sorted(words.split()))
    best, score = Target.IGNORED, 0.0
    for name, target in _SYNONYMS:
        nearness = _nearness(words, ordered, name)
        if nearness > score:
            best, score = target, nearness
    return best, min(int(score), 98), _("tiêu đề gần giống tiêu đề thường dùng")


def _nearness(words: str, ordered: str, name: str) -> float:
    likeness = fuzz.ratio(ordered, " ".join(sorted(name.split())), score_cutoff=_FUZZY)
    # A heading that holds a known one says more: "Tên thủ tục hành chính được ủy quyền giải quyết".
    if len(name) > 6 and f" {name} " in f" {words} ":
        return max(likeness, 72 + 24 * len(name) / len(words))
    return likeness
